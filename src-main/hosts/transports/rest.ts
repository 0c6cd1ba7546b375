import type { IncomingMessage, ServerResponse } from 'node:http';
import { type OpenAPI, OpenAPIGenerator } from '@orpc/openapi';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { contract } from '../../contract/index.ts';
import type { CallContext, Engine } from '../../engine/engine.ts';
import { type ErrorPorts, mapErrors } from './map-errors.ts';

export const REST_PREFIX = '/api';

/** Answers a request under `/api`; resolves to false where no procedure has that path and method. */
export type RestHandler = (request: IncomingMessage, response: ServerResponse, context: CallContext) => Promise<boolean>;

export function createRestHandler(router: Engine['router'], ports: ErrorPorts): RestHandler {
  const { call, request } = mapErrors(ports);
  const handler = new OpenAPIHandler(router, { clientInterceptors: [call], interceptors: [request] });
  return async (incoming, response, context) => (await handler.handle(incoming, response, { prefix: REST_PREFIX, context })).matched;
}

/** The contract as an OpenAPI 3.1 document, for outside programs and their code generators. */
export function openApiDocument(version: string, server?: string): Promise<OpenAPI.Document> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  return generator.generate(contract, {
    info: {
      title: 'Tickmark',
      version,
      description:
        'What the window and the command line use. `tickmark api-token` prints the token. Errors carry a code, a message and what to do.',
    },
    servers: [{ url: `${server ?? ''}${REST_PREFIX}` }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    security: [{ token: [] }],
  });
}
