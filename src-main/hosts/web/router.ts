import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OpenAPI } from '@orpc/openapi';
import type { CallContext } from '../../engine/engine.ts';
import { REST_PREFIX, type RestHandler } from '../transports/rest.ts';
import type { Access } from './access.ts';
import { isForPeople, send, sendError, sendPage } from './answer.ts';
import { refuseBody } from './body-limits.ts';
import type { Verdict } from './guard.ts';
import { setHeaders } from './headers.ts';
import { PAGES } from './pages.ts';
import type { createStaticFiles } from './static-files.ts';

export type Allowed = Extract<Verdict, { allowed: true }>;

export type RouterParts = {
  readonly access: Access;
  readonly port: number;
  readonly files: ReturnType<typeof createStaticFiles>;
  readonly rest: RestHandler;
  readonly openApi: () => Promise<OpenAPI.Document>;
  contextOf(by: Allowed['by']): CallContext;
};

/** Where a request goes that the guard let through. */
export async function route(request: IncomingMessage, response: ServerResponse, allowed: Allowed, parts: RouterParts): Promise<void> {
  const body = refuseBody(request);
  if (body !== undefined) {
    // What is still being sent is not read: the connection cannot be used again.
    response.setHeader('Connection', 'close');
    return sendError(request, response, body.status, 'invalid_input', body.note);
  }
  const { path } = allowed;
  if (path === '/launch') return launch(request, response, allowed, parts);
  if (path === `${REST_PREFIX}/openapi.json` && request.method === 'GET') return sendOpenApi(request, response, parts);
  if (path === REST_PREFIX || path.startsWith(`${REST_PREFIX}/`)) {
    setHeaders(response, { for: 'data' });
    const answered = await parts.rest(request, response, parts.contextOf(allowed.by));
    return answered ? undefined : sendError(request, response, 404, 'not_found');
  }
  return sendFile(request, response, path, parts);
}

/** GET with a code lets a browser in; POST with the API token makes a new code, for a second start of Tickmark. */
async function launch(
  request: IncomingMessage,
  response: ServerResponse,
  { by, origin, query }: Allowed,
  { access }: RouterParts,
): Promise<void> {
  if (request.method === 'POST' && by === 'token') {
    setHeaders(response, { for: 'data' });
    return send(request, response, 201, 'application/json', JSON.stringify({ url: `${origin}/launch?code=${access.issueCode()}` }));
  }
  if (request.method !== 'GET') return sendError(request, response, 404, 'not_found');
  const outcome = by === 'code' ? access.redeem(query.get('code') ?? '') : 'accepted';
  if (outcome !== 'accepted') return sendPage(request, response, outcome === 'limited' ? PAGES.limited : PAGES.locked);
  // A redirect counts as coming from where the link was clicked, and then the strict cookie would stay behind. A page of our own does not.
  if (by === 'code' && request.headers['sec-fetch-site'] === 'cross-site') {
    response.setHeader('Set-Cookie', access.sessionCookie());
    return sendPage(request, response, PAGES.welcome);
  }
  setHeaders(response, { for: 'data' });
  response.writeHead(303, { Location: '/', 'Content-Length': 0, ...(by === 'code' ? { 'Set-Cookie': access.sessionCookie() } : {}) });
  response.end();
}

async function sendOpenApi(request: IncomingMessage, response: ServerResponse, { openApi }: RouterParts): Promise<void> {
  setHeaders(response, { for: 'data' });
  send(request, response, 200, 'application/json', JSON.stringify(await openApi()));
}

async function sendFile(request: IncomingMessage, response: ServerResponse, path: string, parts: RouterParts): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return sendError(request, response, 404, 'not_found');
  const file = await parts.files(path);
  if (file === undefined) {
    if (path === '/' && isForPeople(request)) return sendPage(request, response, PAGES.unbuilt);
    return sendError(request, response, 404, 'not_found');
  }
  setHeaders(response, { for: 'window', port: parts.port });
  if (file.immutable) response.setHeader('Cache-Control', 'private, max-age=31536000, immutable');
  // Who comes back stays signed in.
  if (path === '/' && parts.access.hasSession(request.headers.cookie)) response.setHeader('Set-Cookie', parts.access.sessionCookie());
  send(request, response, 200, file.type, file.bytes);
}
