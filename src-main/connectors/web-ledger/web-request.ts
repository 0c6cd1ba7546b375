/**
 * One request to a ledger over HTTP: with a time limit, a limit on what is read back, no redirects followed (a key must never travel to
 * another host), and failures told in the codes that `ledger-port.ts` names. What a status means beyond 429 and 5xx is the vendor's business.
 */
import { EngineError } from '../../contract/index.ts';

export type WebRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer> | FormData;
  /** Milliseconds until the answer must be whole. */
  readonly timeoutMs: number;
  /** Bytes of the answer at most; a longer one is a failure. */
  readonly maxBytes?: number;
  /** Aborted when the connection is closed. */
  readonly signal: AbortSignal;
};

export type WebAnswer = { readonly status: number; readonly headers: Headers; readonly bytes: Uint8Array };

const MAX_BYTES = 32 * 1024 * 1024;
/** Longest pause in ms that a `Retry-After` is believed. */
const LONGEST_PAUSE_MS = 15 * 60_000;

/**
 * Sends it once. Whatever the status below 500 and other than 429 is, it is an answer.
 * @throws EngineError `ledger_unreachable` (may have been carried out), `ledger_busy` (was not)
 */
export async function sendRequest(request: WebRequest): Promise<WebAnswer> {
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(request.timeoutMs)]);
  try {
    const response = await fetch(request.url, {
      method: request.method,
      redirect: 'manual',
      signal,
      headers: { accept: 'application/json', ...request.headers },
      ...(request.body === undefined ? {} : { body: request.body }),
    });
    const bytes = await readAll(response, request.maxBytes ?? MAX_BYTES);
    return checked({ status: response.status, headers: response.headers, bytes });
  } catch (cause) {
    if (cause instanceof EngineError) throw cause;
    throw new EngineError('ledger_unreachable', { note: reason(cause, signal), details: { host: request.url.host } });
  }
}

function checked(answer: WebAnswer): WebAnswer {
  const { status, headers } = answer;
  const retryAfterMs = pauseOf(headers);
  if (status === 429) throw new EngineError('ledger_busy', { retryAfterMs });
  if (status >= 300 && status < 400) throw new EngineError('ledger_unreachable', { note: 'The address leads elsewhere. Check it.' });
  // A gateway's 5xx has no JSON, and what stands behind it may still be working; a vendor's own is looked at by its client.
  if (status >= 500 && !isJson(headers)) throw new EngineError('ledger_unreachable', { note: `It answered with ${status}.`, retryAfterMs });
  return answer;
}

/** The JSON of an answer. What is cut off or no JSON may follow on something carried out. @throws EngineError `ledger_unreachable` */
export function jsonOf(answer: WebAnswer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(answer.bytes)) as unknown;
  } catch {
    throw new EngineError('ledger_unreachable', { note: 'Its answer could not be read.' });
  }
}

/** Milliseconds of a `Retry-After` header: seconds, or an HTTP date (RFC 9110, 10.2.3). */
export function pauseOf(headers: Headers): number | undefined {
  const text = headers.get('retry-after')?.trim();
  if (text === undefined || text === '') return undefined;
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), LONGEST_PAUSE_MS) : undefined;
}

export function isJson(headers: Headers): boolean {
  return /^application\/([\w.-]+\+)?json\b/i.test(headers.get('content-type') ?? '');
}

/**
 * A ledger's address as a person types it: `https`, or `http` to this machine alone, since keys travel with every request.
 * Undefined where it is something else.
 */
export function safeAddress(text: string): URL | undefined {
  const url = URL.parse(text.trim());
  if (url === null || url.username !== '' || url.password !== '') return undefined;
  const here = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && here)) return undefined;
  url.hash = '';
  url.search = '';
  return url;
}

async function readAll(response: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new EngineError('ledger_unreachable', { note: 'Its answer is longer than can be right.' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Only codes of the system go into words: messages of the network stack may hold the address with its query. */
function reason(cause: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'It did not answer in time.';
  const inner = cause instanceof Error ? cause.cause : undefined;
  const code = inner instanceof Error && 'code' in inner && typeof inner.code === 'string' ? inner.code : undefined;
  return code === undefined ? 'The connection broke off.' : `The connection failed (${code}).`;
}
