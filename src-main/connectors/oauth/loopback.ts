/**
 * The redirect of a sign-in in the person's own browser (RFC 8252, 7.3): a listener on 127.0.0.1 that takes one answer, the one with the
 * right state, and is closed after it, after a time, or when it is given up.
 */
import { timingSafeEqual } from 'node:crypto';
import type { Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { EngineError } from '../../contract/index.ts';

export type Redirect = {
  /** What the authorisation server must send the browser to. */
  readonly redirectUri: string;
  /** The code of the answer. Rejects with `ledger_login_failed` where the person said no, ran out of time or gave up. */
  readonly code: Promise<string>;
};

export type RedirectOptions = {
  /** Fixed where the vendor wants a registered address; 0 takes a free one. */
  readonly port: number;
  readonly state: string;
  readonly signal: AbortSignal;
  /** Milliseconds that a person may take. */
  readonly timeoutMs?: number;
};

const PATH = '/callback';
const TEN_MINUTES_MS = 10 * 60_000;

/** @throws EngineError `ledger_login_failed` where the port is taken */
export async function listenForRedirect(options: RedirectOptions): Promise<Redirect> {
  const server = createServer();
  server.listen(options.port, '127.0.0.1');
  try {
    await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
  } catch (cause) {
    const note = `Port ${options.port} of this machine is taken. Close what uses it, or choose another port here and in the app's registration.`;
    throw new EngineError('ledger_login_failed', { note, cause });
  }
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : options.port;
  const code = waitForCode(server, options).finally(() => {
    server.close();
    server.closeAllConnections();
  });
  // Whoever started the sign-in looks at it later; until then a failure is no unhandled one.
  code.catch(() => undefined);
  return { redirectUri: `http://localhost:${port}${PATH}`, code };
}

function waitForCode(server: Server, options: RedirectOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (note: string) => reject(new EngineError('ledger_login_failed', { note }));
    const timer = setTimeout(() => fail('Nobody signed in in time.'), options.timeoutMs ?? TEN_MINUTES_MS);
    const abort = () => fail('The sign-in was given up.');
    if (options.signal.aborted) abort();
    options.signal.addEventListener('abort', abort, { once: true });
    server.on('request', (request, response) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      if (request.method !== 'GET' || url.pathname !== PATH) return page(response, 404, 'There is nothing here.');
      if (!same(url.searchParams.get('state') ?? '', options.state)) {
        // Somebody else's answer: refused, and the right one is still awaited.
        return page(response, 400, 'This answer belongs to no sign-in that is waiting.');
      }
      const code = url.searchParams.get('code');
      // The answer goes out first, so that closing the listener does not cut it off.
      if (code === null || code === '') {
        return page(response, 200, 'The sign-in was refused. You can close this window.', () => fail('It was refused in the browser.'));
      }
      page(response, 200, 'Signed in. You can close this window and go back to Tickmark.', () => resolve(code));
    });
    server.once('close', () => {
      clearTimeout(timer);
      options.signal.removeEventListener('abort', abort);
    });
  });
}

function same(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.byteLength === b.byteLength && timingSafeEqual(a, b);
}

function page(response: ServerResponse, status: number, words: string, sent?: () => void): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'",
    connection: 'close',
  });
  response.end(`<!doctype html><meta charset="utf-8"><title>Tickmark</title><p>${words}</p>`, sent);
}
