import { createHmac } from 'node:crypto';
import type { LocalDate } from '../../../contract/index.ts';
import { EngineError } from '../../../contract/index.ts';
import type { LedgerEntry, PostingKey } from '../../../engine/ports.ts';
import { entryJson } from '../batch-files/entry-json.ts';

/** Types of events. A change that receivers would stumble over gets a new version; new members do not. */
export const TYPES = {
  cleared: 'app.tickmark.document.cleared.v1',
  withdrawn: 'app.tickmark.document.withdrawn.v1',
  test: 'app.tickmark.test.v1',
} as const;

/** A CloudEvent 1.0 in structured JSON. `id` is the same in every attempt, so that receivers can tell a repeat. */
export type CloudEvent = {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject?: string;
  /** When it came about, not when this attempt is made. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: Readonly<Record<string, unknown>>;
};

/** `content` is the original in Base64, where it is sent along. */
export function clearedEvent(entry: LedgerEntry, source: string, time: string, content?: string): CloudEvent {
  const data = entryJson(entry);
  const document = content === undefined ? entry.document : { ...entry.document, content };
  return { ...frame(entry.key, source, time, TYPES.cleared), subject: entry.key, data: { ...data, document } };
}

export function withdrawnEvent(key: PostingKey, source: string, time: string, how: { reason: string; today: LocalDate }): CloudEvent {
  return { ...frame(withdrawalId(key), source, time, TYPES.withdrawn), subject: key, data: { key, reason: how.reason, on: how.today } };
}

export function testEvent(source: string, time: string): CloudEvent {
  return {
    ...frame(`test-${time.replace(/\D/g, '')}`, source, time, TYPES.test),
    data: { words: 'Tickmark asks whether this address answers.' },
  };
}

export function withdrawalId(key: PostingKey): string {
  return `${key}:withdrawn`;
}

function frame(id: string, source: string, time: string, type: string) {
  return { specversion: '1.0', id, source, type, time, datacontenttype: 'application/json' } as const;
}

/** Bytes of the key behind `whsec_`, or undefined where it is none of 24 to 64 bytes (Standard Webhooks 1.0.0, "Signature scheme"). */
export function signingKey(secret: string): Buffer | undefined {
  const base64 = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret)?.[1];
  const bytes = base64 === undefined ? undefined : Buffer.from(base64, 'base64');
  return bytes !== undefined && bytes.length >= 24 && bytes.length <= 64 ? bytes : undefined;
}

/** The headers of Standard Webhooks: `id.timestamp.body` signed with HMAC-SHA256. `seconds` is the time of this attempt. */
export function signatureHeaders(key: Buffer, id: string, seconds: number, body: Uint8Array): Readonly<Record<string, string>> {
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.`).update(body).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${signature}` };
}

/** Milliseconds of a `Retry-After` in seconds or as a date, at most a day. Undefined where there is none that can be read. */
export function retryAfterMs(header: string | undefined, now: string): number | undefined {
  if (header === undefined) return undefined;
  const wait = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - Date.parse(now);
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), 86_400_000);
}

/** What an answer other than 2xx means. Whatever may have been carried out all the same is `ledger_unreachable`: it is sent again, same id. */
export function failureOf(status: number, words: string, waitMs: number | undefined): EngineError {
  const note = `The receiver answered ${status}${words === '' ? '' : `: ${words}`}.`;
  if (status === 401 || status === 403) return new EngineError('ledger_login_failed', { note });
  if (status === 409) return new EngineError('ledger_duplicate', { note });
  if (status === 429 || status === 425 || (status === 503 && waitMs !== undefined)) {
    return new EngineError('ledger_busy', { note, retryAfterMs: waitMs });
  }
  if (status === 408 || status >= 500) return new EngineError('ledger_unreachable', { note, retryAfterMs: waitMs });
  if (status >= 400) return new EngineError('ledger_rejected', { note });
  if (status >= 300) return new EngineError('ledger_broken', { note: `${note} Redirects are not followed; enter the final address.` });
  return new EngineError('ledger_unreachable', { note });
}
