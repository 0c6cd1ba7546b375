import type { IncomingMessage, ServerResponse } from 'node:http';
import { EngineError, type ErrorCode } from '../../contract/index.ts';
import { typed } from '../transports/map-errors.ts';
import { setHeaders } from './headers.ts';
import { PAGE_STYLE, type Page, renderPage } from './pages.ts';

/** Sends a small whole answer. HEAD gets the same headers and no body. */
export function send(request: IncomingMessage, response: ServerResponse, status: number, type: string, body: string | Uint8Array): void {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Sends an error in the form that REST callers know, with the contract's words. */
export function sendError(request: IncomingMessage, response: ServerResponse, status: number, code: ErrorCode, note?: string): void {
  setHeaders(response, { for: 'data' });
  const error = typed(code, status, new EngineError(code, note === undefined ? {} : { note }).info());
  send(request, response, status, 'application/json', JSON.stringify(error.toJSON()));
}

/** Sends a page for people. */
export function sendPage(request: IncomingMessage, response: ServerResponse, page: Page): void {
  setHeaders(response, { for: 'page', style: PAGE_STYLE });
  send(request, response, page.status, 'text/html; charset=utf-8', renderPage(page));
}

/** True where a person looks at the answer in a browser. */
export function isForPeople({ method, headers }: IncomingMessage): boolean {
  return (method === 'GET' || method === 'HEAD') && (headers.accept ?? '').includes('text/html');
}
