/** A vendor's fake behind HTTP on 127.0.0.1: finds the route, meets the armed fault, carries the request out in one transaction, logs it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { fakeRequest, findRoute, readBody } from './fake-request.ts';
import type { FakeDb } from './fake-store.ts';
import { logRequest, openFakeDb } from './fake-store.ts';
import type { FakeReply, FakeRequest, FakeRoute, FakeVendor, RequestKind } from './fake-vendor.ts';
import type { Fault } from './faults.ts';
import { takeFault } from './faults.ts';

export type FakeServer = { readonly port: number; readonly url: string; close(): Promise<void> };

const MAX_BYTES = 16 * 1024 * 1024;

/** Starts the fake on its file in `folder` (made where it is missing), on a free port unless one is given. */
export async function startFakeServer(vendor: FakeVendor, folder: string, options: { readonly port?: number } = {}): Promise<FakeServer> {
  const db = openFakeDb(folder, vendor);
  const running = new Set<Promise<void>>();
  const server = createServer((message, response) => {
    const work = serve(vendor, db, message, response).catch((cause: unknown) => {
      // A client that is gone is no failure of the fake; anything else must be seen.
      if (!message.destroyed && !response.destroyed) process.stderr.write(`fake ${vendor.id}: ${String(cause)}\n`);
      response.destroy();
    });
    running.add(work);
    void work.finally(() => running.delete(work));
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      // A slow request is carried out even after its client left; the file stays open for it.
      await Promise.allSettled(running);
      db.close();
    },
  };
}

async function serve(vendor: FakeVendor, db: FakeDb, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(message, vendor.maxBytes ?? MAX_BYTES);
  const found = findRoute(vendor.routes, message.method ?? 'GET', new URL(message.url ?? '/', 'http://fake').pathname);
  if (found === undefined) return answer(response, { status: 404, json: vendor.statusBody?.(404) ?? {} });
  if (body === undefined) return answer(response, { status: 413, json: vendor.statusBody?.(413) ?? {} });
  const request = fakeRequest(message, body, found.params);
  const kind = typeof found.route.kind === 'function' ? found.route.kind(request) : found.route.kind;
  const carryOut = () => carriedOut(db, found.route, kind, request);
  const fault = takeFault(db, kind);
  if (fault === undefined) return answer(response, carryOut());
  await misbehave(fault, { vendor, db, request, response, carryOut });
}

type Scene = {
  readonly vendor: FakeVendor;
  readonly db: FakeDb;
  readonly request: FakeRequest;
  readonly response: ServerResponse;
  readonly carryOut: () => FakeReply;
};

async function misbehave(fault: Fault, { vendor, db, request, response, carryOut }: Scene): Promise<void> {
  switch (fault.kind) {
    case 'lost-request':
      response.socket?.destroy();
      return;
    case 'lost-reply':
      carryOut();
      response.socket?.destroy();
      return;
    case 'slow':
      await delay(fault.ms);
      return answer(response, carryOut());
    case 'duplicate':
      carryOut();
      return answer(response, carryOut());
    case 'status':
      return answer(response, statusReply(vendor, fault));
    case 'error-body-200':
      return answer(response, vendor.errorBody?.(request) ?? { status: 200, json: { error: 'refused' } });
    case 'expire-token':
      vendor.expireToken?.(db);
      return answer(response, carryOut());
    case 'reset-mid-body':
    case 'truncated-json':
      return breakOff(response, carryOut(), fault.kind === 'reset-mid-body');
  }
}

function statusReply(vendor: FakeVendor, fault: Extract<Fault, { kind: 'status' }>): FakeReply {
  const headers = fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter };
  if (fault.html === true) {
    return { status: fault.status, headers, type: 'text/html', text: '<html><body><h1>Something went wrong</h1></body></html>' };
  }
  return { status: fault.status, headers, json: vendor.statusBody?.(fault.status) ?? {} };
}

/** One transaction for what the vendor does and the log line of it: either both are there or neither. */
function carriedOut(db: FakeDb, route: FakeRoute, kind: RequestKind, request: FakeRequest): FakeReply {
  const run = db.transaction((): FakeReply => {
    const reply = route.handle(request, db);
    logRequest(db, {
      kind,
      method: request.method,
      path: request.path,
      query: request.query.toString(),
      headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
      body: request.body,
      status: reply.status,
    });
    return reply;
  });
  try {
    return run.immediate();
  } catch (cause) {
    if (cause instanceof SyntaxError) return { status: 400, json: {} };
    process.stderr.write(`fake: ${request.method} ${request.path}: ${String(cause instanceof Error ? cause.stack : cause)}\n`);
    return { status: 500, json: {} };
  }
}

function payload(reply: FakeReply): { readonly type: string; readonly bytes: Buffer } {
  if (reply.bytes !== undefined) return { type: reply.type ?? 'application/octet-stream', bytes: Buffer.from(reply.bytes) };
  if (reply.text !== undefined) return { type: reply.type ?? 'text/plain', bytes: Buffer.from(reply.text) };
  if (reply.json === undefined) return { type: 'application/json', bytes: Buffer.alloc(0) };
  return { type: 'application/json; charset=utf-8', bytes: Buffer.from(JSON.stringify(reply.json)) };
}

function answer(response: ServerResponse, reply: FakeReply): void {
  if (response.destroyed) return;
  const { type, bytes } = payload(reply);
  response.writeHead(reply.status, { 'content-type': type, 'content-length': bytes.byteLength, ...reply.headers });
  response.end(bytes);
}

function breakOff(response: ServerResponse, reply: FakeReply, reset: boolean): void {
  if (response.destroyed) return;
  const { type, bytes } = payload(reply);
  const half = bytes.subarray(0, Math.floor(bytes.byteLength / 2));
  const length = reset ? Math.max(bytes.byteLength, 1) : half.byteLength;
  response.writeHead(reply.status, { 'content-type': type, 'content-length': length, ...reply.headers });
  if (!reset) response.end(half);
  else response.write(half, () => response.socket?.destroy());
}
