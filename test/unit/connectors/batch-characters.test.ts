import { expect, test } from 'vitest';
import {
  firstCharacters,
  misfitsOf,
  toWindows1252,
  windows1252Bytes,
} from '../../../src-main/connectors/ledgers/batch-files/characters.ts';
import {
  canonicalText,
  entryHash,
  keptDifferences,
  keptEntry,
  readKeptEntry,
  reversed,
  unsound,
  writeKeptEntry,
} from '../../../src-main/connectors/ledgers/batch-files/entry-record.ts';
import { oneLine } from '../../../src-main/connectors/one-line.ts';
import type { Currency } from '../../../src-main/contract/index.ts';
import { bill, randomEntry, seeded } from './batch-entries.ts';

test('text becomes one harmless line', () => {
  expect(oneLine(' a\r\n\tb\u2028c\u0000d \u202e e\ufeff ')).toBe('a b c d e');
  expect(oneLine('e\u0301')).toBe('é');
  expect(oneLine('\ud800')).toBe('\ufffd');
});

test('every character of Windows-1252 has its byte of the published table', () => {
  const upper = '€\u201aƒ„…†‡ˆ‰Š‹ŒŽ\u2018\u2019“”•–—˜™š›œžŸ';
  const codes = [
    ...[0x80, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x8e],
    ...[0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9a, 0x9b, 0x9c, 0x9e, 0x9f],
  ];
  expect([...windows1252Bytes(upper)]).toEqual(codes);
  expect([...windows1252Bytes('A~ äöüß§')]).toEqual([0x41, 0x7e, 0x20, 0xe4, 0xf6, 0xfc, 0xdf, 0xa7]);
});

test('what does not fit is spelled out and never a question mark', () => {
  expect(toWindows1252('Kőszeg Łódź ﬁne')).toBe('Koszeg Lódz fine');
  expect(toWindows1252('山 🧾')).toBe('[U+5C71] [U+1F9FE]');
  expect(misfitsOf('aőa山ő')).toEqual(['ő', '山']);
  expect(() => windows1252Bytes('ő')).toThrow(RangeError);
  const random = seeded(3);
  for (let round = 0; round < 2000; round += 1) {
    const text = String.fromCodePoint(0xa0 + Math.floor(random() * 0xd000));
    const spelled = toWindows1252(oneLine(text));
    if (spelled !== '') expect(windows1252Bytes(spelled)).not.toContain(0x3f);
  }
});

test('a text is cut between characters', () => {
  expect(firstCharacters('abc', 2)).toBe('ab');
  expect(firstCharacters('a🧾b', 2)).toBe('a');
  expect(firstCharacters('ab c', 3)).toBe('ab');
});

test('the same entry is the same text, whatever the order of its members', () => {
  expect(canonicalText({ b: 1, a: [{ d: undefined, c: 'x' }] })).toBe('{"a":[{"c":"x"}],"b":1}');
  const entry = keptEntry(bill('one'));
  expect(entryHash({ ...entry })).toBe(entryHash(Object.fromEntries(Object.entries(entry).reverse()) as typeof entry));
});

test('what only posting needs is no part of the hash', () => {
  const entry = bill('one');
  const again = keptEntry({ ...entry, finish: 'draft', acceptsDuplicate: true, accounts: [] });
  expect(entryHash(again)).toBe(entryHash(keptEntry(entry)));
});

test('a kept entry is read back, and a change by hand is seen', () => {
  const random = seeded(1);
  for (let round = 0; round < 500; round += 1) {
    const entry = keptEntry(randomEntry(random, round));
    expect(readKeptEntry(writeKeptEntry(entry))).toMatchObject({ isIntact: true });
    expect(entryHash(readKeptEntry(writeKeptEntry(entry)).entry ?? entry)).toBe(entryHash(entry));
  }
  const written = writeKeptEntry(keptEntry(bill('one')));
  expect(readKeptEntry(written.replaceAll('12000', '13000')).isIntact).toBe(false);
  expect(readKeptEntry('{')).toEqual({ isIntact: false });
  expect(readKeptEntry('{"entry":{},"sha256":"x"}')).toEqual({ isIntact: false });
});

test('differences are told in words with amounts', () => {
  const posted = keptEntry(bill('one'));
  const found = { ...posted, legs: posted.legs.map((leg) => (leg.minor === -120_00 ? { ...leg, minor: -130_00 } : leg)) };
  expect(keptDifferences(found, posted)).toEqual(['1600 has -130.00, posted was -120.00.']);
  expect(keptDifferences(posted, posted)).toEqual([]);
  expect(keptDifferences({ ...posted, currency: 'EUR' as Currency, payee: 'X' }, posted).join(' ')).toMatch(/currency.*supplier/i);
  expect(keptDifferences({ ...posted, description: 'x' }, posted)).toEqual([expect.stringContaining('changed by hand')]);
});

test('a reversal takes back exactly what was written', () => {
  const entry = keptEntry(bill('one'));
  const back = reversed(entry);
  expect(back.legs.map(({ minor }) => minor)).toEqual(entry.legs.map(({ minor }) => 0 - minor));
  expect(back.bill).toMatchObject({ kind: 'credit-note', total: -120_00, lines: [{ net: -100_00, tax: -20_00 }] });
  expect(entryHash(reversed(back))).toBe(entryHash(entry));
});

test('entries that do not hold together are named', () => {
  const entry = bill('one');
  expect(unsound(entry)).toBeUndefined();
  expect(unsound({ ...entry, accounts: [] })).toContain('not declared');
  expect(unsound({ ...entry, legs: entry.legs.slice(0, 1) })).toContain('two lines');
  expect(unsound({ ...entry, legs: entry.legs.map((leg) => ({ ...leg, minor: leg.minor + 1 })) })).toContain('balance');
  expect(unsound(bill('one', { bill: { ...(entry.bill as NonNullable<typeof entry.bill>), total: 1 } }))).toBeDefined();
});
