import { fork } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer, request as send } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Fault } from './fake-ledger/faults.ts';

/** What the proxy must know of the ledger behind it. A module that exports one as `traits` can also be used in a process of its own. */
export type LedgerTraits = {
  /** Which kind of request it is (`create`, `attach`, …); undefined for one that only `any` fits. */
  match(request: { readonly method: string; readonly path: string; readonly body: Buffer }): string | undefined;
  /** The ledger's own no as it answers with status 200. */
  errorBody(request: { readonly body: Buffer }): string;
  /** Ends all sessions or tokens; `target` is the ledger's address. Absent where a test does so itself. */
  expireToken?(target: string): Promise<void> | void;
};

export type FaultProxy = {
  readonly url: string;
  /** Kinds of the requests that came by, in order; empty where the proxy is another process. */
  readonly seen: readonly string[];
  arm(match: string, fault: Fault, times?: number): void;
  clear(): void;
  close(): Promise<void>;
};

/** One line of the file through which a proxy in another process is told what to do. */
type Order = { readonly match: string; readonly fault: Fault; readonly times: number } | 'clear';

/** Faults that wait for a request of their kind, used up in the order in which they were armed. */
class FaultQueue {
  #waiting: { match: string; fault: Fault; left: number }[] = [];

  obey(order: Order): void {
    if (order === 'clear') this.#waiting = [];
    else this.#waiting.push({ match: order.match, fault: order.fault, left: order.times });
  }

  take(kind: string | undefined): Fault | undefined {
    const found = this.#waiting.find(({ match, left }) => left > 0 && (match === 'any' || match === kind));
    if (found) found.left -= 1;
    return found?.fault;
  }
}

/** A proxy on a free port of 127.0.0.1 that makes chosen requests go wrong on their way to `target` (an address without a path). */
export async function startFaultProxy(target: string, traits: LedgerTraits): Promise<FaultProxy> {
  const queue = new FaultQueue();
  const seen: string[] = [];
  const { url, close } = await serve(target, traits, (kind) => {
    seen.push(kind ?? 'other');
    return queue.take(kind);
  });
  return {
    url,
    seen,
    arm: (match, fault, times = 1) => queue.obey({ match, fault, times }),
    clear: () => queue.obey('clear'),
    close,
  };
}

/**
 * The same in a process of its own, which outlives whoever is killed in the test and ends with the process that started it. `module` is
 * the address of a module that exports `traits`; `orders` a path for the file that carries the orders, so that `arm` has an effect at once.
 */
export async function startFaultProxyProcess(target: string, module: URL, orders: string): Promise<FaultProxy> {
  writeFileSync(orders, '');
  const script = fileURLToPath(new URL('./fault-proxy-child.ts', import.meta.url));
  const child = fork(script, [target, module.href, orders], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve(String(message)));
    child.once('exit', (code) => reject(new Error(`the proxy ended with ${code}`)));
  });
  const order = (words: Order) => appendFileSync(orders, `${JSON.stringify(words)}\n`);
  return {
    url,
    seen: [],
    arm: (match, fault, times = 1) => order({ match, fault, times }),
    clear: () => order('clear'),
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.disconnect();
      await gone;
    },
  };
}

/** What the process does: serves until the channel to its parent closes, reading new orders before each request. */
export async function serveOrders(target: string, traits: LedgerTraits, orders: string): Promise<{ url: string; close(): Promise<void> }> {
  const queue = new FaultQueue();
  let read = 0;
  return serve(target, traits, (kind) => {
    const lines = readFileSync(orders, 'utf8').split('\n').slice(0, -1);
    for (const line of lines.slice(read)) queue.obey(JSON.parse(line) as Order);
    read = lines.length;
    return queue.take(kind);
  });
}

type Passing = { readonly method: string; readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: Buffer };
type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer };

async function serve(target: string, traits: LedgerTraits, take: (kind: string | undefined) => Fault | undefined) {
  const server = createServer((incoming, outgoing) => {
    pass(target, traits, take, incoming, outgoing).catch(() => outgoing.destroy());
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}`, close: () => closed(server) };
}

function closed(server: Server): Promise<void> {
  const done = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  return done;
}

async function pass(
  target: string,
  traits: LedgerTraits,
  take: (kind: string | undefined) => Fault | undefined,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { method = 'GET', url: path = '/', headers } = incoming;
  const body = Buffer.concat(await incoming.toArray());
  const request: Passing = { method, path, headers, body };
  const fault = take(traits.match(request));
  const forwarded = () => forward(target, request);
  switch (fault?.kind) {
    case undefined:
      return answer(outgoing, await forwarded());
    case 'lost-request':
      return void outgoing.destroy();
    case 'lost-reply':
      await forwarded();
      return void outgoing.destroy();
    case 'slow':
      await sleep(fault.ms);
      return answer(outgoing, await forwarded());
    case 'duplicate':
      await forwarded();
      return answer(outgoing, await forwarded());
    case 'expire-token':
      await traits.expireToken?.(target);
      return answer(outgoing, await forwarded());
    case 'error-body-200':
      return answer(outgoing, {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: Buffer.from(traits.errorBody(request)),
      });
    case 'status':
      return answer(outgoing, statusPage(fault));
    case 'reset-mid-body':
    case 'truncated-json':
      return half(outgoing, await forwarded(), fault.kind);
  }
}

function answer(outgoing: ServerResponse, { status, headers, body }: Answer): void {
  outgoing.writeHead(status, { ...headers, 'content-length': body.length });
  outgoing.end(body);
}

/** Half of the answer: with a length that says that it is whole, or broken off where more was announced. */
function half(outgoing: ServerResponse, { status, headers, body }: Answer, kind: 'reset-mid-body' | 'truncated-json'): void {
  const part = body.subarray(0, Math.ceil(body.length / 2));
  if (kind === 'truncated-json') {
    answer(outgoing, { status, headers, body: part });
  } else {
    outgoing.writeHead(status, { ...headers, 'content-length': body.length });
    outgoing.write(part, () => outgoing.destroy());
  }
}

function statusPage({ status, retryAfter, html }: Extract<Fault, { kind: 'status' }>): Answer {
  const headers = {
    'content-type': html === true ? 'text/html' : 'application/json',
    ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
  };
  return { status, headers, body: Buffer.from(html === true ? `<html><body><h1>${status}</h1></body></html>` : '{}') };
}

/** Hands the request on and waits for the whole answer, whether anybody still waits for it or not. */
function forward(target: string, { method, path, headers, body }: Passing): Promise<Answer> {
  const { connection: _connection, 'transfer-encoding': _encoding, ...kept } = headers;
  return new Promise((resolve, reject) => {
    const options = { method, headers: { ...kept, host: new URL(target).host, 'content-length': body.length }, agent: false };
    const outgoing = send(new URL(path, target), options, (response) => {
      const { connection: _hop, 'transfer-encoding': _chunked, 'keep-alive': _alive, ...passed } = response.headers;
      response
        .toArray()
        .then((chunks) => resolve({ status: response.statusCode ?? 502, headers: passed, body: Buffer.concat(chunks) }), reject);
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}
