import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextLine } from '../../../../src-main/workers/reading/own-reader/line.ts';
import { orderIntoRows } from '../../../../src-main/workers/reading/own-reader/reading-order.ts';

type Item = { readonly text: string; readonly line: TextLine };
type Shift = (x: number, y: number) => number;

const level: Shift = () => 0;

/** A line of text from `left` to `right` whose top would be at `top` on a flat page; `shift` moves every point of the page down. */
function item(text: string, left: number, right: number, top: number, { height = 20, shift = level } = {}): Item {
  const steps = Math.max(1, Math.round((right - left) / 16));
  const knots = Array.from({ length: steps + 1 }, (_, n) => {
    const x = left + ((right - left) * n) / steps;
    const y = top + shift(x, top);
    return { x, top: y, bottom: y + height };
  });
  return { text, line: { knots, height, p: 1 } };
}

const read = (items: readonly Item[]): string[] =>
  orderIntoRows(items, ({ line }) => line).map((row) => row.map(({ text }) => text).join(' '));

/** A receipt of labels at the left edge and amounts at the right one, rows 26 px apart. */
function receipt(shift: Shift): Item[] {
  return Array.from({ length: 14 }, (_, n) => [
    item(`label${n}`, 20, 20 + 60 + ((n * 53) % 180), 40 + 26 * n, { shift }),
    item(`${n}.00`, 480, 560, 40 + 26 * n, { shift }),
  ]).flat();
}

const RECEIPT = Array.from({ length: 14 }, (_, n) => `label${n} ${n}.00`);

describe('the order of reading', () => {
  it('puts label and amount into one row', () => {
    expect(read(receipt(level))).toEqual(RECEIPT);
  });

  it('does so on a page that is two degrees askew', () => {
    expect(read(receipt((x) => x * Math.tan(Math.PI / 90)))).toEqual(RECEIPT);
  });

  it('does so on a waved page, across which text moves by more than a row', () => {
    const heading = Array.from({ length: 6 }, (_, n) => `heading${n}`);
    const wave: Shift = (x) => 22 * Math.sin((x / 580) * Math.PI * 1.5);
    const items = heading.map((text, n) => item(text, 30, 550, -140 + 26 * n, { shift: wave }));
    expect(read([...items, ...receipt(wave)])).toEqual([...heading, ...RECEIPT]);
  });

  it('keeps a few amounts with their labels though no level agrees', () => {
    const labels = ['zu zahlen', 'Bar', 'Rückgeld', 'MWST'];
    const items = labels.flatMap((text, n) => [
      item(text, 20, 20 + 11 * text.length, 40 + 26 * n),
      item(`${n},00`, 480, 530, 40 + 26 * n + (n % 2 === 0 ? 7 : -7)),
    ]);
    expect(read(items)).toEqual(labels.map((text, n) => `${text} ${n},00`));
  });

  it('does not depend on the order of the input', () => {
    const items = receipt((x) => x / 40);
    const shuffled = fc.shuffledSubarray(items, { minLength: items.length });
    fc.assert(
      fc.property(shuffled, (some) => {
        expect(read(some)).toEqual(RECEIPT);
      }),
      { numRuns: 20 },
    );
  });

  it('gives every line once, whatever the page looks like', () => {
    const line = fc.record({
      left: fc.nat(800),
      width: fc.integer({ min: 5, max: 600 }),
      top: fc.nat(1000),
      height: fc.integer({ min: 6, max: 60 }),
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const items = lines.map(({ left, width, top, height }, n) => item(`${n}`, left, left + width, top, { height }));
        const texts = orderIntoRows(items, (one) => one.line).flat();
        expect(texts.map(({ text }) => Number(text)).toSorted((a, b) => a - b)).toEqual(lines.map((_, n) => n));
      }),
    );
  });

  it('keeps a tall amount in the row of its small label', () => {
    const items = [
      item('TOTAL', 20, 90, 48),
      item('57.80', 400, 560, 36, { height: 44 }),
      item('CASH', 20, 80, 90),
      item('60.00', 480, 560, 90),
    ];
    expect(read(items)).toEqual(['TOTAL 57.80', 'CASH 60.00']);
  });

  it('reads a letter of two columns that do not line up column by column, between what crosses them', () => {
    const left = Array.from({ length: 8 }, (_, n) => item(`l${n}`, 40, 300 - 7 * (n % 3), 100 + 26 * n));
    const right = Array.from({ length: 7 }, (_, n) => item(`r${n}`, 360, 600, 112 + 26 * n + 2 * n));
    const items = [item('title', 150, 500, 40), ...left, ...right, item('foot', 100, 560, 360)];
    expect(read(items)).toEqual(['title', ...left.map(({ text }) => text), ...right.map(({ text }) => text), 'foot']);
  });

  it('reads a table with a wide gap row by row', () => {
    const rows = Array.from({ length: 9 }, (_, n) => [item(`a${n}`, 40, 200, 100 + 26 * n), item(`b${n}`, 400, 600, 103 + 26 * n)]);
    expect(read(rows.flat())).toEqual(rows.map(([a, b]) => `${a?.text} ${b?.text}`));
  });

  it('keeps amounts that stand between labels of two lines with the label that they line up with', () => {
    const items = Array.from({ length: 6 }, (_, n) => [
      item(`item${n}`, 20, 260, 40 + 52 * n),
      item(`more${n}`, 20, 200, 66 + 52 * n),
      item(`${n}.00`, 480, 560, 40 + 52 * n),
    ]).flat();
    expect(read(items)).toEqual(Array.from({ length: 6 }, (_, n) => [`item${n} ${n}.00`, `more${n}`]).flat());
  });

  it('has nothing to say about an empty page', () => {
    expect(orderIntoRows([], (line: TextLine) => line)).toEqual([]);
  });
});
