import { describe, expect, it } from 'vitest';
import type { Extraction, PageQuality, Reading } from '../../../src-main/contract/index.ts';
import { cappedByQuality } from '../../../src-main/engine/extraction/quality-cap.ts';

const field = (p: number, page?: number) => ({ value: '1.00', p, alternatives: [], ...(page === undefined ? {} : { page }) });

function extraction(fields: Extraction['fields']): Extraction {
  return { type: { value: 'receipt', p: 0.9 }, fields, taxes: [], lines: [], sums: [] };
}

function reading(...qualities: (PageQuality | undefined)[]): Reading {
  const pages = qualities.map((quality, i) => ({
    page: i + 1,
    width: 100,
    height: 100,
    source: 'ocr' as const,
    words: [],
    ...(quality === undefined ? {} : { quality }),
  }));
  return { source: 'ocr', reader: 'test', pages };
}

const clean: PageQuality = { score: 0.97, problems: [] };
const poor: PageQuality = { score: 0.5, problems: ['blurred'] };

describe('the certainty of a value', () => {
  it('is left as it is on a clean page and on a page that is no picture', () => {
    const read = extraction({ total: field(0.99, 1) });
    expect(cappedByQuality(read, reading(clean))).toBe(read);
    expect(cappedByQuality(read, reading(undefined))).toBe(read);
  });

  it('is no higher than words are read right on pictures of that quality', () => {
    const { fields } = cappedByQuality(extraction({ total: field(0.99, 1), date: field(0.2, 1) }), reading(poor));
    expect(fields.total?.p).toBe(0.39);
    expect(fields.date?.p).toBe(0.2);
  });

  it('falls with the score', () => {
    const caps = [0.1, 0.5, 0.7, 0.85, 0.95].map(
      (score) => cappedByQuality(extraction({ total: field(0.99, 1) }), reading({ score, problems: [] })).fields.total?.p ?? 0,
    );
    expect(caps).toEqual([...caps].sort((a, b) => a - b));
    expect(caps.at(-1)).toBe(0.99);
  });

  it('is capped by the page that the value stands on, or by the worst page where that is unknown', () => {
    const { fields } = cappedByQuality(extraction({ total: field(0.99, 1), tax: field(0.99, 2), net: field(0.99) }), reading(clean, poor));
    expect(fields.total?.p).toBe(0.99);
    expect(fields.tax?.p).toBe(0.39);
    expect(fields.net?.p).toBe(0.39);
  });

  it('is not certain where the border or a reflection may hide a digit, however sharp the rest is', () => {
    for (const problem of ['cut-off', 'glare'] as const) {
      const { fields } = cappedByQuality(extraction({ total: field(0.99, 1) }), reading({ score: 1, problems: [problem] }));
      expect(fields.total?.p).toBe(0.88);
    }
  });
});
