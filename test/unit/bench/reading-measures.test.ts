import { describe, expect, it } from 'vitest';
import { CharacterError } from '../../bench/reading/character-error.ts';
import { compareLines } from '../../bench/reading/compare-lines.ts';
import { isDateReadable, isTotalReadable } from '../../bench/reading/readable.ts';
import { splitOf, spread } from '../../bench/reading/split.ts';
import { TARGETS, verdictOf, written } from '../../bench/reading/targets.ts';
import { homography } from '../../bench/reading/warp.ts';
import { withPart } from '../../bench/report.ts';

/** The measures decide what is said about the reader, so that they are held to their own rules. */
describe('a total is literally readable', () => {
  it.each([
    ['RM60.30', '60.30', true],
    ['TOTAL 1,234.50 MYR', 'RM1234.50', true],
    ['SUMME EUR 1.234,50', '1234.50', true],
    ['160.30', '60.30', false],
    ['60.305', '60.30', false],
    ['60 .30', '60.30', false],
    ['6O.30', '60.30', false],
    ['1.60.30', '60.30', false],
    ['TOTAL 327', '327.00', false],
    ['TOTAL 327', '327', true],
  ])('%s for %s: %s', (row, total, expected) => expect(isTotalReadable(['SHOP', row], total)).toBe(expected));
});

describe('a date is literally readable', () => {
  it.each([
    ['Date: 05/03/2018 12:30', '05/03/2018', true],
    ['5.3.18', '05/03/2018', true],
    ['2018-03-05', '05/03/2018', true],
    ['05 MAR 2018', '05/03/2018', true],
    ['5. März 2018', '05/03/2018', true],
    ['March 5, 2018', '05/03/2018', true],
    ['20180305', '05/03/2018', true],
    ['15/03/2018', '05/03/2018', false],
    ['05/03/20181', '05/03/2018', false],
    ['05/0312018', '05/03/2018', false],
    ['05/08/2018', '05/03/2018', false],
  ])('%s for %s: %s', (row, date, expected) => expect(isDateReadable([row], date)).toBe(expected));
});

describe('the split', () => {
  it('keeps a company on one side, whatever the branch', () => {
    expect(splitOf('MR. D.I.Y. (M) SDN BHD', 3)).toBe(splitOf('MR D.I.Y. (KUCHAI)', 3));
  });

  it('trains with chains, and never tests with them', () => {
    const names = Array.from({ length: 200 }, (_, i) => `SHOP${i}`);
    expect(new Set(names.map((name) => splitOf(leading(name), 11)))).toEqual(new Set(['train']));
    expect(new Set(names.map((name) => splitOf(leading(name), 2)))).toEqual(new Set(['train', 'val', 'test']));
  });

  it('spreads a sample over as many companies as there are', () => {
    const receipts = ['AAAAA', 'AAAAA', 'BBBBB', 'CCCCC', 'AAAAA'].map((company, at) => ({
      id: String(at),
      truth: { company, date: '', total: '' },
    }));
    expect(spread(receipts, 4).map(({ id }) => id)).toEqual(['0', '1', '2', '3']);
  });
});

/** The key is the first five letters, so that the running number has to lead. */
const leading = (name: string): string => `${name.slice(4)}${name}`;

describe('lines found', () => {
  const line = (left: number, right: number, slope = 0) => ({
    knots: [left, right].map((x) => ({ x, top: slope * x, bottom: slope * x + 10 })),
    height: 10,
    p: 1,
  });

  it('count as found from an IoU of 0.5, and as covered when parts together cover 70 %', () => {
    expect(compareLines([line(0, 100)], [line(0, 50), line(50, 80)])).toEqual({
      lines: 1,
      found: 1,
      covered: 1,
      seen: 1,
      detections: 2,
      matched: 1,
    });
    expect(compareLines([line(0, 100)], [line(0, 40), line(50, 80)])).toMatchObject({ found: 0, covered: 1, matched: 0 });
  });

  it('are seen where the margins of their crops cover what they leave out themselves', () => {
    const low = { ...line(0, 100), knots: [0, 100].map((x) => ({ x, top: 2, bottom: 8.5 })), height: 6.5 };
    expect(compareLines([line(0, 100)], [low])).toMatchObject({ covered: 0, seen: 1 });
  });

  it('do not cover twice where they overlap', () => {
    expect(compareLines([line(0, 100)], [line(0, 40), line(0, 40)])).toMatchObject({ found: 0, covered: 0 });
  });

  it('are compared as they lie: a slope costs what it leaves out, not what its hull takes in', () => {
    expect(compareLines([line(0, 100)], [line(0, 100, 0.06)])).toMatchObject({ found: 1, covered: 1 });
    expect(compareLines([line(0, 100)], [line(0, 100, 0.2)])).toMatchObject({ found: 0, covered: 0 });
  });
});

describe('the report', () => {
  it('replaces its own part and leaves the rest of the page alone', () => {
    const first = withPart('# Page\n', 'bench', 'one');
    const both = withPart(first, 'bench:read', 'two');
    const again = withPart(both, 'bench', 'three');
    expect(again).toContain('# Page');
    expect(again).toContain('two');
    expect(again).toContain('three');
    expect(again).not.toContain('one');
  });

  it('says which target a row reaches with all its values', () => {
    const row = TARGETS.find(({ id }) => id === 'readable') ?? TARGETS[0];
    if (row === undefined) throw new Error('There are no targets.');
    expect(verdictOf(row, [0.996, 0.986])).toBe('aim');
    expect(verdictOf(row, [0.996, 0.97])).toBe('at least');
    expect(verdictOf(row, [0.996, 0.9])).toBe('missed');
    expect(written('share', [0.9312, -0.01])).toBe('.931 / -.010');
  });

  it('counts edits over characters, with white space collapsed', () => {
    const error = new CharacterError();
    error.add('TOTAL  60.30', 'Total 60.80 ', (text) => text.toUpperCase());
    expect([error.edits, error.characters, error.exact]).toEqual([1, 11, 0]);
  });
});

it('a projective map takes the four corners where they belong', () => {
  const [from, to] = [
    [
      { x: 0, y: 0 },
      { x: 10, y: 1 },
      { x: 9, y: 12 },
      { x: -1, y: 10 },
    ],
    [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
      { x: 100, y: 100 },
      { x: 0, y: 100 },
    ],
  ];
  const map = homography(from, to);
  from.forEach(({ x, y }, at) => {
    expect(map(x, y).x).toBeCloseTo(to[at]?.x ?? Number.NaN, 6);
    expect(map(x, y).y).toBeCloseTo(to[at]?.y ?? Number.NaN, 6);
  });
});
