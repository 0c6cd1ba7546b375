import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCtc, type LineLogits } from '../../../../src-main/workers/reading/own-reader/ctc-decode.ts';

const CHARSET = [...'AB1 0O€é'];

/** Logits with the given class in each frame at the given lead over all others. */
function logitsOf(path: readonly number[], lead = 6): LineLogits {
  const classes = CHARSET.length + 1;
  const values = new Float32Array(classes * path.length);
  for (const [t, cls] of path.entries()) values[cls * path.length + t] = lead;
  return { values, offset: 0, classes, stride: path.length, frames: path.length };
}

const text = (logits: LineLogits): string =>
  decodeCtc(logits, CHARSET)
    .map((character) => character.text)
    .join('');

describe('CTC decoding', () => {
  it('gives back any text, however long each character lasts', () => {
    const written = fc.array(
      fc.record({ cls: fc.integer({ min: 1, max: CHARSET.length }), frames: fc.integer({ min: 1, max: 4 }), gap: fc.nat(3) }),
      {
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(written, (characters) => {
        const path = characters.flatMap(({ cls, frames, gap }, n) => {
          const needsBlank = characters[n + 1]?.cls === cls ? 1 : 0;
          return [...new Array<number>(frames).fill(cls), ...new Array<number>(Math.max(gap, needsBlank)).fill(0)];
        });
        expect(text(logitsOf(path))).toBe(characters.map(({ cls }) => CHARSET[cls - 1]).join(''));
      }),
    );
  });

  it('gives every character a probability, a frame within the line and others that are less probable', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.float({ min: -5, max: 5, noNaN: true }), { minLength: 9, maxLength: 9 }), { maxLength: 20 }),
        (frames) => {
          const values = Float32Array.from(
            { length: 9 * frames.length },
            (_, at) => frames[at % frames.length]?.[Math.floor(at / frames.length)] ?? 0,
          );
          const found = decodeCtc({ values, offset: 0, classes: 9, stride: frames.length, frames: frames.length }, CHARSET);
          for (const [n, { p, frame, others }] of found.entries()) {
            expect(p).toBeGreaterThan(0);
            expect(p).toBeLessThanOrEqual(1);
            expect(frame).toBeGreaterThan(found[n - 1]?.frame ?? -1);
            expect(p + others.reduce((sum, other) => sum + other.p, 0)).toBeLessThanOrEqual(1 + 1e-9);
            for (const other of others) expect(other.p).toBeLessThanOrEqual(p + 1e-9);
          }
        },
      ),
    );
  });

  it('places a character where it is surest, and takes that probability', () => {
    const logits = logitsOf([0, 1, 1, 1, 0]);
    logits.values[1 * 5 + 2] = 8;
    const [character] = decodeCtc(logits, CHARSET);
    expect(character).toMatchObject({ text: 'A', frame: 2, p: expect.closeTo(Math.exp(8) / (Math.exp(8) + 8), 6) });
  });

  it('names what a doubtful character could be instead', () => {
    const logits = logitsOf([5]);
    logits.values[6] = 5.5;
    const [character] = decodeCtc(logits, CHARSET);
    expect(character).toMatchObject({ text: '0', others: [{ text: 'O' }] });
    expect(character?.others[0]?.p).toBeCloseTo((character?.p ?? 0) * Math.exp(-0.5), 6);
  });

  it('reads only the frames of the line itself, not its padding', () => {
    expect(text({ ...logitsOf([1, 0, 2, 3]), frames: 2 })).toBe('A');
  });

  it('reads a line in the middle of a batch', () => {
    const one = logitsOf([1, 2]);
    const values = new Float32Array(3 * one.values.length);
    values.set(one.values, one.values.length);
    expect(text({ ...one, values, offset: one.values.length })).toBe('AB');
  });
});
