import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cursorFor, itemsOf, judgePart, messageKey, partName } from '../../../src-main/connectors/sources/mailbox/map.ts';

const part = (change: Partial<Parameters<typeof judgePart>[0]> = {}) => ({
  name: 'a.pdf',
  mediaType: 'application/pdf',
  referenced: false,
  bytes: new Uint8Array(20_000),
  ...change,
});

describe('the cursor', () => {
  const stored = JSON.stringify({ mailbox: 'INBOX', uidValidity: '7', uid: 42 });
  test('continues in the same folder of the same life', () => expect(cursorFor(stored, 'INBOX', '7').uid).toBe(42));
  test.each([
    ['another folder', stored, 'Bills', '7'],
    ['another UIDVALIDITY', stored, 'INBOX', '8'],
    ['text that is none', '{"uid":-1}', 'INBOX', '7'],
    ['no JSON', '{', 'INBOX', '7'],
    ['nothing', undefined, 'INBOX', '7'],
  ])('begins anew with %s', (_name, text, mailbox, validity) => expect(cursorFor(text, mailbox, validity).uid).toBe(0));
});

test('a name never holds a path, a control character or a leading dot, and is never empty', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (name) => {
      const shown = partName({ name, mediaType: 'application/pdf' }, 1);
      expect(shown).toMatch(/^[^./\\\p{Cc}\u202a-\u202e][^/\\\p{Cc}\u202a-\u202e]*$/u);
    }),
  );
});

test.each([
  ['a PDF', part(), 'document'],
  ['a big picture in the text', part({ mediaType: 'image/jpeg', referenced: true }), 'document'],
  ['a logo in the text', part({ mediaType: 'image/png', referenced: true, bytes: new Uint8Array(8_000) }), 'decoration'],
  ['a small picture that is attached', part({ mediaType: 'image/png', bytes: new Uint8Array(8_000) }), 'document'],
  ['a tracking pixel', part({ mediaType: 'image/gif', bytes: new Uint8Array(43) }), 'decoration'],
  ['a signature', part({ mediaType: 'application/pkcs7-signature' }), 'ignored'],
  ['an invitation', part({ mediaType: 'text/calendar' }), 'ignored'],
  ['anything else', part({ mediaType: 'application/octet-stream' }), 'document'],
])('%s is a %s', (_name, value, kind) => expect(judgePart(value).kind).toBe(kind));

test('the key of a message follows from its bytes alone, those of its documents from their place', () => {
  const raw = Buffer.from('From: a\r\n\r\nb');
  const { items } = itemsOf(messageKey(raw), { subject: 's', from: 'f', parts: [part(), part()] }, raw);
  expect(items.map(({ key }) => key.slice(69))).toEqual(['', '#1', '#2']);
  expect(items.map(({ kind }) => kind)).toEqual(['message', undefined, undefined]);
});
