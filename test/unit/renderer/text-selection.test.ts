import { describe, expect, it } from 'vitest';
import type { Word } from '../../../src-main/contract/reading.ts';
import { placeAt, placeIn, rangeBetween, textIn, wholeLine, wholeWord } from '../../../src-renderer/viewer/text-selection.ts';

const size = { width: 1000, height: 1000 };
const word = (text: string, x: number, y: number, width: number, line: number): Word => ({ text, box: [x, y, width, 0.02], p: 1, line });
const page = [
  word('Anchor', 0.1, 0.1, 0.12, 0),
  word('Hardware', 0.24, 0.1, 0.16, 0),
  word('TOTAL', 0.1, 0.14, 0.1, 1),
  word('£59.80', 0.7, 0.145, 0.12, 1),
  word('Thank', 0.1, 0.18, 0.1, 2),
  word('you', 0.22, 0.18, 0.06, 2),
];

describe('the place in the text under a pointer', () => {
  it('is in the line of the pointer, also far beside its last word', () => {
    expect(placeAt(page, { x: 0.6, y: 0.11 }, size)).toEqual({ index: 1, offset: 8 });
    expect(placeAt(page, { x: 0.02, y: 0.19 }, size)).toEqual({ index: 4, offset: 0 });
  });

  it('stays with the nearer of two words whose lines are not quite on one height', () => {
    expect(placeAt(page, { x: 0.12, y: 0.163 }, size)?.index).toBe(2);
  });

  it('is at the end below the last line, and nowhere on an empty page', () => {
    expect(placeAt(page, { x: 0.27, y: 0.9 }, size)).toEqual({ index: 5, offset: 3 });
    expect(placeAt([], { x: 0.5, y: 0.5 }, size)).toBeUndefined();
  });
});

describe('what a drag selects', () => {
  it('is a part of a word while it stays inside it', () => {
    const from = placeIn(page, 3, { x: 0.721, y: 0.15 });
    const to = placeIn(page, 3, { x: 0.82, y: 0.15 });
    expect(textIn(page, rangeBetween(page, from, to))).toBe('59.80');
    expect(textIn(page, rangeBetween(page, to, from))).toBe('59.80');
  });

  it('is whole words in reading order as soon as there are several, whichever way it goes', () => {
    const [from, to] = [placeIn(page, 0, { x: 0.16, y: 0.11 }), placeIn(page, 2, { x: 0.15, y: 0.15 })];
    expect(textIn(page, rangeBetween(page, from, to))).toBe('Anchor Hardware TOTAL');
    expect(rangeBetween(page, to, from)).toEqual(rangeBetween(page, from, to));
  });
});

describe('several clicks', () => {
  it('take the word, then its line', () => {
    expect(textIn(page, wholeWord(page, 3))).toBe('£59.80');
    expect(textIn(page, wholeLine(page, 5))).toBe('Thank you');
    expect(textIn(page, wholeLine(page, 0))).toBe('Anchor Hardware');
  });
});
