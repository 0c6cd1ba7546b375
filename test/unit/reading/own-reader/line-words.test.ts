import { describe, expect, it } from 'vitest';
import type { DecodedCharacter } from '../../../../src-main/workers/reading/own-reader/ctc-decode.ts';
import type { TextLine } from '../../../../src-main/workers/reading/own-reader/line.ts';
import { type LineWord, wordProbability, wordsOfLine } from '../../../../src-main/workers/reading/own-reader/line-words.ts';

const LEVEL: TextLine = {
  knots: [
    { x: 100, top: 50, bottom: 70 },
    { x: 500, top: 50, bottom: 70 },
  ],
  height: 20,
  p: 1,
};
/** Two columns of the crop are one px of the page. */
const FRAME = { left: 90, stepX: 0.5, stepY: 0.75, width: 800 };

/** Characters whose peaks lie four frames apart. */
const spelled = (text: string, p = 0.9): DecodedCharacter[] =>
  [...text].map((sign, n) => ({ text: sign, p, frame: 4 * n + 2, others: [] }));

describe('words of a line', () => {
  it('are parted at spaces', () => {
    expect(wordsOfLine(spelled('TOTAL  RM 8.70 '), LEVEL, FRAME).map(({ text }) => text)).toEqual(['TOTAL', 'RM', '8.70']);
    expect(wordsOfLine(spelled('   '), LEVEL, FRAME)).toEqual([]);
    expect(wordsOfLine([], LEVEL, FRAME)).toEqual([]);
  });

  it('have boxes from midway to the space before to midway to the one after', () => {
    const [one, other] = wordsOfLine(spelled('AB C'), LEVEL, FRAME);
    // Peaks at columns 10, 26, 42 (the space) and 58, 16 apart.
    expect(one).toMatchObject({ left: 90 + 0.5 * (10 - 9.6), right: 90 + 0.5 * 34, top: 50, bottom: 70 });
    expect(other).toMatchObject({ left: 90 + 0.5 * 50, right: expect.closeTo(90 + 0.5 * (58 + 9.6), 9) });
  });

  it('do not reach across a wide gap', () => {
    const [one] = wordsOfLine(
      [...spelled('AB'), { text: ' ', p: 1, frame: 100, others: [] }, { text: 'C', p: 1, frame: 180, others: [] }],
      LEVEL,
      FRAME,
    );
    const pitch = (180 * 4 - 8) / 3;
    expect(one?.right).toBeCloseTo(90 + 0.5 * (26 + 0.6 * pitch), 6);
  });

  it('never leave their crop', () => {
    const [word] = wordsOfLine([{ text: '7', p: 1, frame: 0, others: [] }], LEVEL, { ...FRAME, width: 8 });
    expect(word).toMatchObject({ left: 90, right: 94 });
  });

  it('have boxes that hold a bent line', () => {
    const bent: TextLine = {
      knots: [
        { x: 90, top: 50, bottom: 70 },
        { x: 98, top: 40, bottom: 60 },
        { x: 140, top: 61, bottom: 81 },
      ],
      height: 20,
      p: 1,
    };
    const [word] = wordsOfLine(spelled('ABC'), bent, FRAME);
    expect(word?.top).toBe(40);
    expect(word?.bottom).toBeGreaterThan(68);
  });
});

describe('the probability of a word', () => {
  const word = (ps: readonly number[]): LineWord => {
    const [found] = wordsOfLine(
      ps.map((p, n) => ({ text: 'X', p, frame: 4 * n, others: [] })),
      LEVEL,
      FRAME,
    );
    if (found === undefined) throw new Error('no word');
    return found;
  };

  it('is the geometric mean of its characters without calibration', () => {
    expect(wordProbability(word([0.9, 0.4]), undefined)).toBeCloseTo(0.6, 9);
  });

  it('follows the calibration', () => {
    const calibration = { bias: 2, meanLogP: 1, minLogP: 3, logLength: -0.5 };
    const z = 2 + (Math.log(0.9) + Math.log(0.4)) / 2 + 3 * Math.log(0.4) - 0.5 * Math.log(2);
    expect(wordProbability(word([0.9, 0.4]), calibration)).toBeCloseTo(1 / (1 + Math.exp(-z)), 9);
  });

  it('stays a probability where a character is impossible', () => {
    expect(wordProbability(word([0, 1]), { bias: 0, meanLogP: 2, minLogP: 2, logLength: 0 })).toBeGreaterThanOrEqual(0);
  });
});
