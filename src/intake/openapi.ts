import swagger, { type SwaggerTransformObject } from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import {
  createJsonSchemaTransform,
  createJsonSchemaTransformObject,
} from 'fastify-type-provider-zod';
import type { z } from 'zod';

/** `GET /openapi.json`: the document of all routes that are added after it. */
export function addOpenApi(app: FastifyInstance): void {
  void app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Offboarding intake',
        description: 'Takes events from HR systems, and tells where an offboarding stands.',
        version: '1',
      },
      components: { securitySchemes: { apiToken: { type: 'http', scheme: 'bearer' } } },
    },
    transform: createJsonSchemaTransform(CONVERSION),
    transformObject: ofAnswers,
  });
  app.after(() => {
    app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  });
}

const CONVERSION = {
  zodToJsonConfig: {
    override: ({ zodSchema, jsonSchema }: Converted) => {
      // Fields may be added one day: who reads our answers must not refuse them for that.
      delete jsonSchema.additionalProperties;
      // An answer without a body, to the plugin.
      if (zodSchema._zod.def.type === 'undefined') jsonSchema.type = 'null';
    },
  },
};
interface Converted {
  zodSchema: z.core.$ZodTypes;
  jsonSchema: z.core.JSONSchema.BaseSchema;
}

const convert = createJsonSchemaTransformObject(CONVERSION);

/** Every shared schema is converted twice, as input and as output; here they are all outputs. */
const ofAnswers: SwaggerTransformObject = (document) => {
  const { components, ...rest } = convert(document) as Components;
  const schemas = Object.entries(components.schemas).filter(([name]) => !name.endsWith('Input'));
  return { ...rest, components: { ...components, schemas: Object.fromEntries(schemas) } };
};
interface Components {
  components: { schemas: Record<string, object> };
}
