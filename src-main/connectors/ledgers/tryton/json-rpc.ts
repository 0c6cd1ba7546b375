import { z } from 'zod';
import { EngineError } from '../../../contract/index.ts';
import type { Wire } from './wire.ts';

/** What came back of one call. `unauthorised`: the server did nothing, since the session is not or no longer good enough. */
export type RpcAnswer =
  | { readonly kind: 'result'; readonly value: unknown }
  | { readonly kind: 'unauthorised' }
  /** The server asks whether a person really means it; nothing was done. `name` is how the answer is filed. */
  | { readonly kind: 'warning'; readonly name: string; readonly words: string };

export type RpcRequest = {
  readonly address: string;
  readonly method: string;
  readonly params: readonly Wire[];
  readonly authorization?: string | undefined;
  readonly timeoutMs: number;
  /** Longest answer that is read, in bytes. */
  readonly maxBytes: number;
};

const Envelope = z.object({ result: z.unknown(), error: z.unknown() }).partial();
const UserError = z.tuple([z.literal('UserError'), z.tuple([z.string(), z.string()]).rest(z.unknown())]);
const UserWarning = z.tuple([z.literal('UserWarning'), z.tuple([z.string(), z.string(), z.string()])]);
const LoginQuestion = z.tuple([z.literal('LoginException'), z.unknown()]);
const Concurrency = z.tuple([z.literal('ConcurrencyException'), z.unknown()]);
/** Anything else that went wrong inside: a text and a traceback. */
const Crash = z.tuple([z.string()]).rest(z.unknown());

/**
 * One call by JSON-RPC. The server answers a business error with status 200 and an `error` only where the body has exactly `id`,
 * `method` and `params`, so that these are always sent. A call that got no whole answer may have been carried out: `ledger_unreachable`.
 */
export async function callRpc(request: RpcRequest): Promise<RpcAnswer> {
  const { status, headers, text } = await send(request);
  if (status === 401) return { kind: 'unauthorised' };
  if (status !== 200) throw statusError(status, headers);
  const { result, error } = parsed(text);
  if (error === undefined) return { kind: 'result', value: result };
  const warning = UserWarning.safeParse(error);
  if (warning.success) return { kind: 'warning', name: warning.data[1][0], words: wordsOf(warning.data[1][1], warning.data[1][2]) };
  throw bodyError(error);
}

async function send(request: RpcRequest): Promise<{ status: number; headers: Headers; text: string }> {
  const { address, method, params, authorization, timeoutMs, maxBytes } = request;
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) },
      body: JSON.stringify({ id: 1, method, params }),
      // A session must not be carried to where a redirect points.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, headers: response.headers, text: await limitedText(response, maxBytes) };
  } catch (error) {
    throw networkError(error);
  }
}

async function limitedText(response: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new EngineError('ledger_unreachable', { note: 'Its answer is too large.' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const Coded = z.object({ code: z.string() });

/** The system's code ("ECONNREFUSED") tells a person more than the words around it. */
function networkError(error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  if (error instanceof Error && error.name === 'TimeoutError') {
    return new EngineError('ledger_unreachable', { note: 'It did not answer in time.', cause: error });
  }
  const code = Coded.safeParse(error instanceof Error ? error.cause : undefined);
  return new EngineError('ledger_unreachable', { note: code.success ? `The network says ${code.data.code}.` : '', cause: error });
}

function statusError(status: number, headers: Headers): EngineError {
  const note = `It answered with status ${status}.`;
  if (status === 429 || status === 423)
    return new EngineError('ledger_busy', { note, retryAfterMs: retryAfter(headers.get('retry-after')) });
  if (status === 404) return new EngineError('ledger_unreachable', { note: `${note} Is the name of the database right?` });
  if (status === 413) return new EngineError('ledger_rejected', { note: `${note} The file is too large for a server on the way.` });
  if (status >= 400 && status < 500 && status !== 408 && status !== 425) return new EngineError('ledger_rejected', { note });
  return new EngineError('ledger_unreachable', {
    note,
    ...(status === 503 ? { retryAfterMs: retryAfter(headers.get('retry-after')) } : {}),
  });
}

/** `Retry-After` in ms: seconds, or a date (RFC 9110, 10.2.3). */
export function retryAfter(header: string | null, now = Date.now()): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,6}$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

function parsed(text: string): { result?: unknown; error?: unknown } {
  try {
    return Envelope.parse(JSON.parse(text));
  } catch (error) {
    throw new EngineError('ledger_unreachable', { note: 'Its answer could not be read.', cause: error });
  }
}

function bodyError(error: unknown): EngineError {
  const refused = UserError.safeParse(error);
  if (refused.success) return new EngineError('ledger_rejected', { note: wordsOf(refused.data[1][0], refused.data[1][1]) });
  if (LoginQuestion.safeParse(error).success) {
    return new EngineError('ledger_login_failed', { note: 'It asks for more than a password, which Tickmark cannot give.' });
  }
  if (Concurrency.safeParse(error).success) return new EngineError('ledger_busy', { note: 'Somebody else changes the same record.' });
  const crash = Crash.safeParse(error);
  // The transaction was rolled back; the traceback that follows is no business of the reader.
  return new EngineError('ledger_broken', {
    note: crash.success ? `The server has an error of its own: ${wordsOf(crash.data[0], '')}` : '',
  });
}

function wordsOf(message: string, description: string): string {
  const words = [message, description].filter((part) => part.trim() !== '').join(' ');
  return words.replace(/\s+/g, ' ').trim().slice(0, 500);
}
