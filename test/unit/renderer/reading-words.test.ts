import { describe, expect, test } from 'vitest';
import type { Word } from '../../../src-main/contract/reading.ts';
import { secondLook, tierLines } from '../../../src-renderer/features/documents/reading-words.ts';
import { languageName } from '../../../src-renderer/features/settings/language-words.ts';
import { qualityWords } from '../../../src-renderer/ui/quality-words.ts';
import { otherReader } from '../../../src-renderer/ui/read-again.tsx';
import { readByWords } from '../../../src-renderer/ui/reader-words.ts';
import { isDoubtful } from '../../../src-renderer/viewer/doubtful-words.tsx';

const word = (line: number, rest: Partial<Word> = {}): Word => ({ text: 'x', box: [0, 0, 0.1, 0.1], p: 0.9, line, ...rest });
const differs = { alternatives: [{ text: 'y', reader: 'second' as const, p: 0.7 }] };
const times = (tiers: object) => ({ decode: 1, ocr: 1, extract: 1, total: 3, tiers });

describe('the way to words', () => {
  test('counts rows that both readers looked at; one differing word makes its row differ', () => {
    const page = [word(0), word(1, { agreed: true }), word(2, { agreed: true }), word(2, differs), word(3, { agreed: true })];
    expect(secondLook([page, [word(1, differs)]])).toEqual({ rows: 4, agreed: 2 });
  });

  test('says of each tier what it did, cheapest first', () => {
    const tiers = { second: { count: 3, ms: 900 }, own: { count: 1, ms: 140 }, text: { count: 2, ms: 8 } };
    expect(tierLines(tiers, { rows: 3, agreed: 2 }).map(({ label, words }) => `${label}: ${words}`)).toEqual([
      'Text layer: 2 pages',
      'Own reader: 1 page',
      'Second reader: looked at 3 rows, agreed on 2',
    ]);
  });

  test('does not speak of agreement where there is nobody to agree with, nor before the words are known', () => {
    expect(tierLines({ second: { count: 1, ms: 900 } }, { rows: 0, agreed: 0 })[0]?.words).toBe('1 page');
    expect(tierLines({ own: { count: 1, ms: 1 }, second: { count: 2, ms: 1 } }, undefined)[1]?.words).toBe('looked at 2 rows');
    expect(tierLines({ own: { count: 1, ms: 1 }, second: { count: 1, ms: 1 } }, { rows: 0, agreed: 0 })[1]?.words).toBe('read it as well');
  });

  test('is told in a few words', () => {
    expect(readByWords({ source: 'text', times: undefined })).toBe('Read from its text');
    expect(readByWords({ source: 'ocr', times: times({ own: { count: 1, ms: 1 } }) })).toBe('Read by the own reader');
    expect(readByWords({ source: 'ocr', times: times({ own: { count: 1, ms: 1 }, second: { count: 1, ms: 1 } }) })).toBe(
      'Read by two readers',
    );
    expect(readByWords({ source: undefined, times: undefined })).toBeUndefined();
  });
});

describe('reading again', () => {
  test('offers the reader that did not read it, and none where no picture was read', () => {
    expect(otherReader({ source: 'ocr', times: times({ own: { count: 1, ms: 1 } }) })).toBe('tesseract');
    expect(otherReader({ source: 'ocr', times: times({ second: { count: 1, ms: 1 } }) })).toBe('own');
    expect(otherReader({ source: undefined, times: undefined })).toBe('tesseract');
    expect(otherReader({ source: 'text', times: times({ text: { count: 1, ms: 1 } }) })).toBeUndefined();
  });
});

describe('the quality of a picture in words', () => {
  test('is silent about a good one', () => {
    expect(qualityWords({ score: 0.9, problems: [] })).toBeUndefined();
  });

  test('says of a bad one what to do', () => {
    expect(qualityWords({ score: 0.2, problems: ['blurred'] })).toEqual({
      tone: 'doubt',
      title: 'Too blurred to read',
      todo: 'Take it again: closer and held still.',
    });
  });

  test('names every problem, and each advice once', () => {
    expect(qualityWords({ score: 0.25, problems: ['blurred', 'too-small', 'dark'] })).toEqual({
      tone: 'doubt',
      title: 'Too blurred to read, small print, dark or faint',
      todo: 'Take it again: closer and held still, or scanned with 300 dpi, in better light.',
    });
  });

  test('is only a note where most can be read', () => {
    expect(qualityWords({ score: 0.5, problems: ['glare'] })).toMatchObject({ tone: 'note', title: 'Light is reflected on it' });
  });

  test('says that nothing is printed on a page without lines', () => {
    expect(qualityWords({ score: 0, problems: [] })?.title).toBe('No print was found on it');
  });
});

describe('words and languages', () => {
  test('a word is doubtful by its probability or because readers differ', () => {
    expect([word(0, { p: 0.79 }), word(0, { p: 0.8 }), word(0, { p: 0.95, ...differs }), word(0)].map(isDoubtful)).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  test('languages have names, unknown codes stay', () => {
    expect(languageName('deu', 'en')).toBe('German');
    expect(languageName('chi_sim', 'en')).toMatch(/Simplified.*Chinese|Chinese.*Simplified/);
    expect(languageName('frk_x', 'en')).toBe('frk_x');
    expect(languageName('qqq', 'en')).toBe('qqq');
  });
});
