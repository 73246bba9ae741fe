import type { FastifyInstance } from 'fastify';
import { isBearerOf } from '../../http/bearer';
import { BODY_LIMIT } from './body';
import { addDiscoveryRoutes } from './discovery';
import { answerScimError, SCIM_JSON, ScimError } from './errors';
import { emptyPage } from './list';
import { SCIM_PATH } from './resource';
import { Teller, type TellerOptions } from './teller';
import { addUserRoutes } from './users';

export interface ScimOptions extends TellerOptions {
  /** The bearer tokens that count, two during a rotation; none: SCIM is not switched on. */
  secrets: readonly string[];
  /** Hears of what nobody foresaw, for the log. */
  onFault?: (error: unknown) => void;
}

/**
 * SCIM 2.0 (RFC 7643, 7644) under `/scim/v2`, for directories that tell of leavers by deactivating them: Entra, Okta.
 * Answers 2xx only once Temporal has the event; errors are in SCIM's form.
 *
 * It is no directory, and remembers nothing. What it knows of a user at a later request is what the user's id holds: the
 * user name and the external id as first created, and the e-mail where the user name is none. So
 * - a search finds nobody: the client then creates the user, and gets the same id each time, also after it lost it;
 * - a user reads as created, and active, unless `isDeactivated` says otherwise; everything else is taken and forgotten;
 * - a new user name counts for the request it comes with, and stands in its answer. The id stays, as SCIM wants it, and
 *   with it what a later request without a user name (`active` alone) means: the first user name.
 */
export function addScimRoutes(app: FastifyInstance, options: ScimOptions): void {
  const { secrets, onFault = () => undefined } = options;
  void app.register(
    async (scim) => {
      scim.setErrorHandler((error, _request, reply) => answerScimError(error, reply, onFault));
      scim.addHook('onRoute', (route) => {
        route.bodyLimit = BODY_LIMIT;
        route.schema = { hide: true };
      });
      scim.addHook('onRequest', async (request, reply) => {
        void reply.type(SCIM_JSON);
        if (secrets.length === 0) throw switchedOff();
        if (!isBearerOf(request.headers.authorization, secrets)) {
          void reply.header('WWW-Authenticate', 'Bearer realm="SCIM"');
          throw unauthorized();
        }
        // JSON goes by two names in SCIM and by more in its clients: what counts is that it is JSON.
        delete request.headers['content-type'];
      });
      scim.removeAllContentTypeParsers();
      scim.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
        done(null, body),
      );

      addDiscoveryRoutes(scim);
      addUserRoutes(scim, new Teller(options));
      addGroupRoutes(scim);
      scim.all('/*', async () => {
        throw new ScimError(404, 'There is nothing here: users are at /scim/v2/Users.');
      });
    },
    { prefix: SCIM_PATH },
  );
}

/** Groups say nothing of who leaves: there are none, and none can be made. */
function addGroupRoutes(scim: FastifyInstance): void {
  scim.get('/Groups', async ({ query }) => emptyPage(query));
  scim.get('/Groups/*', async () => {
    throw new ScimError(404, 'No group has this id: there are none.');
  });
  const method = ['POST', 'PUT', 'PATCH', 'DELETE'];
  for (const url of ['/Groups', '/Groups/*'])
    scim.route({
      method,
      url,
      handler: async () => {
        throw new ScimError(501, 'Groups are not taken. Switch the provisioning of groups off.');
      },
    });
}

const switchedOff = () =>
  new ScimError(404, 'SCIM is not switched on: set SCIM_BEARER_TOKEN where the intake runs.');
const unauthorized = () =>
  new ScimError(
    401,
    'Send the token that is in SCIM_BEARER_TOKEN: "Authorization: Bearer <token>".',
  );
