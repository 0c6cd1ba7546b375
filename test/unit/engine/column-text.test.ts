import { describe, expect, test } from 'vitest';
import {
  type ColumnFormat,
  dayByPattern,
  formatProblem,
  parseColumnText,
  printColumnText,
  quotedCell,
} from '../../../src-main/contract/index.ts';
import { seeded } from '../connectors/batch-entries.ts';

describe('a mapping of columns as text', () => {
  test('titles, values and formats are read; spaces around them and empty parts do not count', () => {
    expect(parseColumnText(' Date = DATE : DD.MM.YYYY ;; Empty=; "a;=:""b " = text : "x: " ')).toEqual({
      columns: [
        { title: 'Date', value: 'date', format: 'DD.MM.YYYY' },
        { title: 'Empty', value: '', format: '' },
        { title: 'a;=:"b ', value: 'text', format: 'x: ' },
      ],
    });
    expect(parseColumnText(';')).toEqual({ columns: [] });
  });

  test.each([
    ['Date', 'Header=field'],
    ['A=b=c', 'Header=field'],
    ['A=b:c:d', 'more than one ":"'],
    ['"A=b', 'not closed'],
  ])('%s is refused in words', (text, words) => {
    expect(parseColumnText(text)).toEqual({ problem: expect.stringContaining(words) });
  });

  test('what is printed is read to the same, whatever the parts hold', () => {
    const random = seeded(11);
    const pieces = ['a', ' ', '"', '""', ';', '=', ':', '\t', 'é', '|', '\u00a0', "'"];
    for (let round = 0; round < 5000; round += 1) {
      const some = () => Array.from({ length: Math.floor(random() * 5) }, () => pieces[Math.floor(random() * pieces.length)]).join('');
      const columns = Array.from({ length: Math.floor(random() * 4) }, () => ({ title: some(), value: some(), format: some() }));
      expect(parseColumnText(printColumnText(columns))).toEqual({ columns });
    }
  });
});

describe('what stands behind the colon', () => {
  test.each<[ColumnFormat, string]>([
    ['day', ''],
    ['day', 'YYYYMMDD'],
    ['day', 'DD/MM/YY'],
    ['amount', 'abs'],
    ['kinds', 'PI|PC|BP|BR'],
    ['length', '60'],
    ['fixed', 'anything: at all'],
  ])('%s takes "%s"', (kind, format) => {
    expect(formatProblem(kind, format)).toBeUndefined();
  });

  test.each<[ColumnFormat, string, RegExp]>([
    ['day', 'dd.mm.yyyy', /pattern/],
    ['day', 'MM/DD', /pattern/],
    ['amount', 'left', /abs/],
    ['kinds', 'A|B', /four words/],
    ['length', '0', /number/],
    ['length', '12345', /number/],
  ])('%s does not take "%s"', (kind, format, words) => {
    expect(formatProblem(kind, format)).toMatch(words);
  });

  test('a day is written by its pattern', () => {
    expect(dayByPattern('2026-10-04', '')).toBe('2026-10-04');
    expect(dayByPattern('2026-10-04', 'DD.MM.YY')).toBe('04.10.26');
  });

  test('a cell is quoted where its separator or its rim asks for it', () => {
    expect(quotedCell('a,b', ',')).toBe('"a,b"');
    expect(quotedCell('a,b', ';')).toBe('a,b');
    expect(quotedCell(' "a"', ';')).toBe('" ""a"""');
  });
});
