import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Arriving } from '../../../engine/ports.ts';
import type { MailContent, MailPart } from './mail-protocol.ts';

/** Where the reading of a mailbox stands: every UID up to this one is in the store. UIDs are only comparable within one UIDVALIDITY (RFC 9051, 2.3.1.1). */
export const Cursor = z.object({ mailbox: z.string(), uidValidity: z.string(), uid: z.int().min(0) });
export type Cursor = z.infer<typeof Cursor>;

/** The stored cursor if it is of this mailbox in its present life, else the beginning. */
export function cursorFor(stored: string | undefined, mailbox: string, uidValidity: string): Cursor {
  const start = { mailbox, uidValidity, uid: 0 };
  if (stored === undefined) return start;
  const parsed = Cursor.safeParse(parseJson(stored));
  return parsed.success && parsed.data.mailbox === mailbox && parsed.data.uidValidity === uidValidity ? parsed.data : start;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Names a message for good, whatever UID it has: by its bytes. After a change of UIDVALIDITY, or in a mailbox restored from a
 * backup where a UID now means another message, this alone decides what is new.
 */
export function messageKey(raw: Uint8Array): string {
  return `mail:${createHash('sha256').update(raw).digest('hex')}`;
}

/** Text for the screen: one line, without control and bidirectional characters, at most 200 characters. */
export function shownText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Zs}]+/gu, ' ')
    .replace(/[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g, '')
    .trim()
    .slice(0, 200);
}

/** The last part of whatever path the sender wrote. It is shown, and never used as a path. */
export function partName(part: Pick<MailPart, 'name' | 'mediaType'>, number: number): string {
  const name = shownText(part.name.split(/[/\\]/).at(-1) ?? '').replace(/^\.+/, '');
  const subtype = /^[a-z]+\/([a-z0-9]{2,5})$/.exec(part.mediaType)?.[1];
  return name || `attachment-${number}${subtype === undefined ? '' : `.${subtype}`}`;
}

/** Parts that mail programs add by themselves. Everything else is offered: the reader tells from the bytes whether it is a document. */
const NEVER_DOCUMENTS: Readonly<Record<string, string>> = {
  'application/pgp-signature': 'A signature of the message.',
  'application/pkcs7-signature': 'A signature of the message.',
  'application/x-pkcs7-signature': 'A signature of the message.',
  'application/pgp-keys': 'A key of the sender.',
  'text/calendar': 'An invitation to a meeting.',
  'application/ics': 'An invitation to a meeting.',
  'text/vcard': 'A business card.',
  'text/x-vcard': 'A business card.',
  'message/delivery-status': 'A report about the delivery.',
  'message/disposition-notification': 'A report about the delivery.',
};

/** Logos and icons in the text are smaller than this, photographs of receipts are larger. */
const SMALLEST_INLINE_IMAGE = 8 * 1024;
/** A picture below this size is a tracking pixel wherever it stands. */
const SMALLEST_IMAGE = 1024;

/** `decoration` needs no mention, everything else that is left out is entered with its reason. */
export function judgePart(
  part: MailPart,
): { readonly kind: 'document' | 'decoration' } | { readonly kind: 'ignored'; readonly reason: string } {
  const reason = NEVER_DOCUMENTS[part.mediaType.toLowerCase()];
  if (reason !== undefined) return { kind: 'ignored', reason };
  const size = part.bytes.byteLength;
  if (part.mediaType.startsWith('image/') && size < (part.referenced ? SMALLEST_INLINE_IMAGE : SMALLEST_IMAGE))
    return { kind: 'decoration' };
  return { kind: 'document' };
}

export type Ignored = { readonly key: string; readonly name: string; readonly origin: string; readonly reason: string };

/** The whole message as an item of its own; `reason` says why no document came of it. */
export function messageItem(key: string, subject: string, from: string, raw: Uint8Array, reason?: string): Arriving {
  const item = {
    kind: 'message',
    key,
    name: `${shownText(subject) || 'no subject'}.eml`,
    origin: originOf(subject, from),
    bytes: raw,
  } as const;
  return reason === undefined ? item : { ...item, reason };
}

/** The message, its documents, and what was left out and why. */
export function itemsOf(key: string, content: MailContent, raw: Uint8Array): { items: Arriving[]; ignored: Ignored[] } {
  const origin = originOf(content.subject, content.from);
  const documents: Arriving[] = [];
  const ignored: Ignored[] = [];
  for (const [index, part] of content.parts.entries()) {
    const verdict = judgePart(part);
    const item = { key: `${key}#${index + 1}`, name: partName(part, index + 1), origin };
    if (verdict.kind === 'document') documents.push({ ...item, bytes: part.bytes });
    else if (verdict.kind === 'ignored') ignored.push({ ...item, reason: verdict.reason });
  }
  const reason = documents.length === 0 ? 'The message has no attachment that could be a document.' : undefined;
  return { items: [messageItem(key, content.subject, content.from, raw, reason), ...documents], ignored };
}

function originOf(subject: string, from: string): string {
  return [shownText(subject), shownText(from)].filter((part) => part !== '').join(' · ');
}
