/** Bodies and paths of requests as vendor modules see them. */
import type { IncomingMessage } from 'node:http';
import type { FakeRequest, FakeRoute, FormPart } from './fake-vendor.ts';

/** Undefined where the body is larger than allowed; the rest is then read and thrown away, so that the answer arrives. */
export async function readBody(message: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size <= maxBytes) chunks.push(chunk);
  }
  return size > maxBytes ? undefined : Buffer.concat(chunks);
}

export function fakeRequest(message: IncomingMessage, body: Buffer, params: Readonly<Record<string, string>>): FakeRequest {
  const url = new URL(message.url ?? '/', 'http://fake');
  return {
    method: message.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: message.headers,
    params,
    body,
    json: () => JSON.parse(body.toString('utf8')) as unknown,
    form: () => new URLSearchParams(body.toString('utf8')),
    parts: () => formParts(body, message.headers['content-type'] ?? ''),
  };
}

/** The route of a request and the members of its path; undefined where there is none. */
export function findRoute(
  routes: readonly FakeRoute[],
  method: string,
  path: string,
): { readonly route: FakeRoute; readonly params: Record<string, string> } | undefined {
  for (const route of routes) {
    if (route.method !== method) continue;
    const params = matchPath(route.path, path);
    if (params !== undefined) return { route, params };
  }
  return undefined;
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const text = given[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(text);
    else if (part !== text) return undefined;
  }
  return params;
}

/** Parts of `multipart/form-data` after RFC 7578. Throws SyntaxError where the body is none. */
function formParts(body: Buffer, contentType: string): FormPart[] {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) throw new SyntaxError('no multipart body');
  const mark = Buffer.from(`--${boundary}`);
  const parts: FormPart[] = [];
  let at = body.indexOf(mark);
  while (at >= 0) {
    const next = body.indexOf(mark, at + mark.length);
    if (next < 0) break;
    // Between two marks: CRLF, header lines, an empty line, the bytes, CRLF.
    const part = body.subarray(at + mark.length + 2, next - 2);
    const split = part.indexOf('\r\n\r\n');
    if (split < 0) throw new SyntaxError('a part without an end of its head');
    parts.push(formPart(part.subarray(0, split).toString('utf8'), part.subarray(split + 4)));
    at = next;
  }
  return parts;
}

function formPart(head: string, bytes: Buffer): FormPart {
  const name = /content-disposition:[^\n]*\bname="([^"]*)"/i.exec(head)?.[1] ?? '';
  const fileName = /content-disposition:[^\n]*\bfilename="([^"]*)"/i.exec(head)?.[1];
  const type = /content-type:\s*([^\r\n]+)/i.exec(head)?.[1];
  return { name, bytes, ...(fileName !== undefined && { fileName }), ...(type !== undefined && { type }) };
}
