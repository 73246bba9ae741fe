import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { nowhere, startIntake, type RunningIntake } from '../support/intake';

interface Operation {
  security?: unknown;
  parameters?: { name: string; in: string; required: boolean }[];
  requestBody?: unknown;
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
}

let intake: RunningIntake;
let document: Document;
beforeAll(async () => {
  intake = await startIntake(nowhere());
  document = (await intake.get('/openapi.json')).json as unknown as Document;
});
afterAll(() => intake.close());

describe('the OpenAPI document', () => {
  it('names every route, and the answers it gives', () => {
    expect(document.openapi).toBe('3.1.0');
    const routes = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { responses }]) => [
        `${method} ${path}`,
        Object.keys(responses),
      ]),
    );
    expect(Object.fromEntries(routes)).toEqual({
      'post /webhooks/{source}': ['200', '202', '204', '400', '401', '404', '413', '422', '503'],
      'get /webhooks/{source}': ['200', '404'],
      'get /offboardings/{id}': ['200', '401', '404', '409', '503'],
      'get /healthz': ['200'],
      'get /readyz': ['200', '503'],
      'get /metrics': ['200'],
    });
  });

  it('is made of the schemas, down to the states of a step', () => {
    const { responses, security } = document.paths['/offboardings/{id}']!['get']!;
    expect(security).toEqual([{ apiToken: [] }]);
    const schemaOf = (status: string) =>
      responses[status]?.content?.['application/json']?.schema as { $ref: string };
    expect(schemaOf('200').$ref).toBe('#/components/schemas/OffboardingStatus');
    expect(schemaOf('404').$ref).toBe('#/components/schemas/Error');
    const { Error: error, OffboardingStatus: status, ...others } = document.components.schemas;
    expect(others).toEqual({});
    expect(error).toMatchObject({ properties: { error: { required: ['code', 'message'] } } });
    const text = JSON.stringify(status);
    for (const word of ['containedAt', 'completedWithExceptions', 'rotateZoomPassword'])
      expect(text).toContain(word);
    expect(text).not.toContain('additionalProperties');
  });
});
