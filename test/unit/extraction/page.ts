import type { PageReading, Reading, Word } from '../../../src-main/contract/index.ts';
import { Currency, LocalDate } from '../../../src-main/contract/index.ts';
import type { ExtractionContext } from '../../../src-main/engine/extraction/types.ts';

/** A context of a British client in mid 2026, unless told otherwise. */
export function context(
  changes: Partial<Omit<ExtractionContext, 'today' | 'currency'>> & { today?: string; currency?: string } = {},
): ExtractionContext {
  const { today, currency, ...rest } = changes;
  return { today: LocalDate.parse(today ?? '2026-06-30'), currency: Currency.parse(currency ?? 'GBP'), dateOrder: 'dmy', ...rest };
}

/**
 * A reading from lines in a fixed-width layout, 16 pixels high and 8 wide a character. Two or more blanks are gaps between columns.
 */
export function reading(lines: readonly string[], options: { p?: number } = {}): Reading {
  return { source: 'text', reader: 'test', pages: [page(lines, 1, options.p ?? 1)] };
}

/** Lines with the size of their print in pixels: the first line is `size` high, all others 16. */
export function withHead(lines: readonly string[], size: number): Reading {
  const plain = reading(lines);
  const enlarged = plain.pages.map((one) => ({
    ...one,
    words: one.words.map((word): Word => {
      const [x, y, w, h] = word.box;
      return word.line === 0 ? { ...word, box: [x, y, w, (h * size) / 16] } : word;
    }),
  }));
  return { ...plain, pages: enlarged };
}

/** Several pages of lines. */
export function pages(all: readonly (readonly string[])[]): Reading {
  return { source: 'text', reader: 'test', pages: all.map((lines, i) => page(lines, i + 1, 1)) };
}

function page(lines: readonly string[], number: number, p: number): PageReading {
  const [width, height] = [8 * Math.max(40, ...lines.map((l) => l.length)), 24 * Math.max(20, lines.length)];
  const words: Word[] = lines.flatMap((line, i) =>
    [...line.matchAll(/\S+/g)].map((m) => ({
      text: m[0],
      box: [(8 * m.index) / width, (24 * i + 4) / height, (8 * m[0].length) / width, 16 / height] as Word['box'],
      p,
      line: i,
    })),
  );
  return { page: number, width, height, source: 'text', words };
}
