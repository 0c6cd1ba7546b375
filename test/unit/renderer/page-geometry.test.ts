import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../../src-main/contract/reading.ts';
import {
  boxAround,
  boxBetween,
  boxStyle,
  completions,
  fitScale,
  textOf,
  wordAt,
  wordsIn,
} from '../../../src-renderer/viewer/page-geometry.ts';

const word = (text: string, x: number, y: number, width = text.length * 0.02) => ({
  text,
  box: [x, y, width, 0.02] as Box,
  p: 0.9,
  line: y * 100,
});
const near = { x: 0.004, y: 0.004 };
const page = [word('SHELL', 0.1, 0.1), word('DOCKSIDE', 0.22, 0.1), word('TOTAL', 0.1, 0.5), word('62.41', 0.7, 0.5)];

describe('fitScale', () => {
  it('shows the whole page where it stays readable', () => {
    const scale = fitScale({ width: 1000, height: 1400 }, { width: 1200, height: 900 });
    expect(1400 * scale).toBeLessThanOrEqual(900);
  });

  it('shows a long receipt readable and lets it scroll', () => {
    const scale = fitScale({ width: 800, height: 6000 }, { width: 700, height: 800 });
    expect(800 * scale).toBe(300);
  });

  it('never shows a page wider than the view', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 50, max: 9000 }),
        fc.integer({ min: 50, max: 9000 }),
        fc.integer({ min: 200, max: 3000 }),
        (width, height, view) => {
          expect(width * fitScale({ width, height }, { width: view, height: 700 })).toBeLessThanOrEqual(view);
        },
      ),
    );
  });
});

describe('boxes', () => {
  it('outline their words with a little room, in per cent of the page', () => {
    expect(boxStyle([0.1, 0.2, 0.3, 0.05], { width: 1000, height: 2000 }, 2)).toEqual({
      left: '9.800%',
      top: '19.900%',
      width: '30.400%',
      height: '5.200%',
    });
  });

  it('are the same whichever corner a drag starts from', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (a, b) => {
        expect(boxBetween({ x: a, y: b }, { x: b, y: a })).toEqual(boxBetween({ x: b, y: a }, { x: a, y: b }));
      }),
    );
  });

  it('are joined to the smallest one around them', () => {
    expect(
      boxAround([
        [0.1, 0.1, 0.1, 0.1],
        [0.5, 0.4, 0.1, 0.1],
      ])?.map((n) => Math.round(n * 10) / 10),
    ).toEqual([0.1, 0.1, 0.5, 0.4]);
    expect(boxAround([])).toBeUndefined();
  });
});

describe('words under the pointer', () => {
  it('are found by a click on or just beside them', () => {
    expect(wordAt(page, { x: 0.12, y: 0.11 }, near)?.text).toBe('SHELL');
    expect(wordAt(page, { x: 0.098, y: 0.11 }, near)?.text).toBe('SHELL');
    expect(wordAt(page, { x: 0.5, y: 0.3 }, near)).toBeUndefined();
  });

  it('are taken by a drag over their middle, in the order of the page', () => {
    expect(textOf(wordsIn(page, [0.05, 0.08, 0.5, 0.06]))).toBe('SHELL DOCKSIDE');
    expect(wordsIn(page, [0.05, 0.08, 0.06, 0.06])).toEqual([]);
  });
});

describe('completions', () => {
  it('offers the rest of the line and the word itself', () => {
    expect(completions(page, 'she')).toEqual(['SHELL DOCKSIDE', 'SHELL']);
  });

  it('does not join columns', () => {
    expect(completions(page, 'tot')).toEqual(['TOTAL']);
  });

  it('offers single words for values that have no spaces', () => {
    expect(completions(page, '62', true)).toEqual(['62.41']);
    expect(completions(page, 'she', true)).toEqual(['SHELL']);
  });

  it('offers nothing for nothing, nor what is typed already', () => {
    expect(completions(page, ' ')).toEqual([]);
    expect(completions(page, 'TOTAL')).toEqual([]);
  });
});
