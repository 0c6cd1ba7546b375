import type { IncomingMessage } from 'node:http';
import { request as requestPlain } from 'node:http';
import { request as requestSafe } from 'node:https';
import { EngineError } from '../../../contract/index.ts';
import { oneLine } from '../../one-line.ts';
import { checkLiteral, guardedLookup } from './addresses.ts';

/** Of an answer's body only its beginning is read, for its words. */
const MAX_BODY = 4096;
const MAX_WORDS = 200;

export type Answer = { readonly status: number; readonly retryAfter: string | undefined; readonly words: string };

export type SendOptions = { readonly allowsPrivate: boolean; readonly timeoutMs: number; readonly signal: AbortSignal };

/**
 * Posts a body once and resolves to the answer, whatever its status. Redirects are an answer like any other. Throws `ledger_unreachable`
 * where there was none in time, `ledger_broken` where the address must not be reached. No error tells more of the address than its host.
 */
export async function post(url: URL, headers: Readonly<Record<string, string>>, body: Uint8Array, options: SendOptions): Promise<Answer> {
  checkLiteral(url, options.allowsPrivate);
  const timeout = AbortSignal.timeout(options.timeoutMs);
  try {
    return await exchange(url, headers, body, options, AbortSignal.any([timeout, options.signal]));
  } catch (error) {
    if (error instanceof EngineError) throw error;
    const why = timeout.aborted ? `did not answer within ${options.timeoutMs / 1000} s` : `could not be reached (${codeOf(error)})`;
    // The cause is left out on purpose: errors of the network may carry the whole address, which is a secret of many receivers.
    throw new EngineError('ledger_unreachable', { note: `${url.host} ${why}.` });
  }
}

function exchange(
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
  { allowsPrivate }: SendOptions,
  signal: AbortSignal,
): Promise<Answer> {
  const send = url.protocol === 'https:' ? requestSafe : requestPlain;
  return new Promise((resolve, reject) => {
    const request = send(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'content-length': body.length },
        // A connection of its own each time: none is reused that was looked up for another address, and none stays open.
        agent: false,
        lookup: guardedLookup(allowsPrivate),
        signal,
      },
      (response) => {
        readWords(response).then(
          (words) => resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'], words }),
          // The status has been said; a body that breaks off changes nothing about it.
          () => resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'], words: '' }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** The first words of an answer that is plain text or JSON. HTML is for eyes, and says nothing that the status does not. */
async function readWords(response: IncomingMessage): Promise<string> {
  const isText = /^(text\/plain|application\/(problem\+)?json)\b/.test(response.headers['content-type'] ?? '');
  let text = '';
  for await (const chunk of response) {
    text += String(chunk);
    if (text.length > MAX_BODY) break;
  }
  return isText ? oneLine(text).slice(0, MAX_WORDS) : '';
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no code';
}
