import type { FastifyInstance } from 'fastify';
import { CORE_USER } from './attributes';
import { ScimError } from './errors';
import { listOf } from './list';
import { SCIM_PATH } from './resource';

const SCHEMAS = 'urn:ietf:params:scim:schemas:core:2.0';

const PROVIDER_CONFIG = {
  schemas: [`${SCHEMAS}:ServiceProviderConfig`],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: 1 },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: false },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'Bearer token',
      description: 'The token in SCIM_BEARER_TOKEN, as "Authorization: Bearer <token>".',
      primary: true,
    },
  ],
  meta: { resourceType: 'ServiceProviderConfig', location: `${SCIM_PATH}/ServiceProviderConfig` },
};

const USER_TYPE = {
  schemas: [`${SCHEMAS}:ResourceType`],
  id: 'User',
  name: 'User',
  description: 'A person whose access goes once active is false.',
  endpoint: '/Users',
  schema: CORE_USER,
  meta: { resourceType: 'ResourceType', location: `${SCIM_PATH}/ResourceTypes/User` },
};

const attribute = (name: string, type: string, description: string, more: object = {}) => ({
  name,
  type,
  multiValued: false,
  description,
  required: false,
  caseExact: false,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
  ...more,
});

const USER_SCHEMA = {
  schemas: [`${SCHEMAS}:Schema`],
  id: CORE_USER,
  name: 'User',
  description: 'What the engine reads of a user; other attributes are taken and forgotten.',
  attributes: [
    attribute('userName', 'string', 'The work e-mail that Zoom and Cloudflare know.', {
      required: true,
      uniqueness: 'server',
    }),
    attribute('externalId', 'string', "The HR system's id of the employee.", { caseExact: true }),
    attribute('active', 'boolean', 'False: the person has left, and access goes at once.'),
    attribute('emails', 'complex', 'Read where userName is no e-mail.', {
      multiValued: true,
      subAttributes: [
        attribute('value', 'string', 'The e-mail.'),
        attribute('type', 'string', 'work, home or other.', {
          canonicalValues: ['work', 'home', 'other'],
        }),
        attribute('primary', 'boolean', 'Whether it is the main one.'),
      ],
    }),
  ],
  meta: { resourceType: 'Schema', location: `${SCIM_PATH}/Schemas/${CORE_USER}` },
};

/** What this server is and can do, RFC 7644, 4. */
export function addDiscoveryRoutes(scim: FastifyInstance): void {
  scim.get('/ServiceProviderConfig', async () => PROVIDER_CONFIG);
  addResources(scim, '/ResourceTypes', USER_TYPE);
  addResources(scim, '/Schemas', USER_SCHEMA);
}

function addResources(scim: FastifyInstance, path: string, only: { id: string }): void {
  scim.get(path, async () => listOf([only]));
  scim.get<{ Params: { id: string } }>(`${path}/:id`, async ({ params }) => {
    if (params.id.toLowerCase() === only.id.toLowerCase()) return only;
    throw new ScimError(404, `There is one here, ${only.id}.`);
  });
}
