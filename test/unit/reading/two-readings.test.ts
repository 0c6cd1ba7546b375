import { describe, expect, it } from 'vitest';
import type { PageWord } from '../../../src-main/workers/reading/cascade/page-row.ts';
import { weigh } from '../../../src-main/workers/reading/cascade/two-readings.ts';

const word = (text: string, p: number): PageWord => ({ text, p, left: 0, top: 0, width: 50, height: 20, segment: 0 });
const view = (text: string, confidence = 80) => ({ text, confidence });

describe('a word that two readers looked at', () => {
  it('is surer where both read the same, whatever the case and the marks around it', () => {
    for (const text of ['RM8.70', 'rm8.70', 'RM8.70,']) {
      const { p, agreed, alternatives } = weigh(word('RM8.70', 0.7), view(text), 'total');
      expect({ agreed, alternatives }).toEqual({ agreed: true, alternatives: undefined });
      expect(p).toBeGreaterThan(0.7);
      expect(p).toBeLessThan(1);
    }
  });

  it('is less sure where they differ, and keeps what the other one read', () => {
    const weighed = weigh(word('8.70', 0.7), view('6.70'), 'total');
    expect(weighed).toMatchObject({ text: '8.70', alternatives: [{ text: '6.70', reader: 'second', p: 0.8 }] });
    expect(weighed.agreed).toBeUndefined();
    expect(weighed.p).toBeLessThan(0.7);
  });

  it('is as sure as before where the second one only lost the points', () => {
    expect(weigh(word('8.70', 0.7), view('870'), 'total')).toMatchObject({ text: '8.70', p: 0.7, alternatives: [{ text: '870' }] });
    expect(weigh(word('15/03/2018', 0.7), view('15032018'), 'date').p).toBe(0.7);
  });

  it.each([
    ['total', '8.7O', '8.70'],
    ['date', '15/13/20I8', '15/12/2018'],
    ['date', '35/36/2018', '25/03/2018'],
  ] as const)('is the second one’s where only that can be a %s: %s, %s', (decides, own, other) => {
    expect(weigh(word(own, 0.7), view(other), decides)).toMatchObject({
      text: other,
      alternatives: [{ text: own, reader: 'own', p: 0.7 }],
    });
  });

  it('stays the first one’s where the second one is unsure of it', () => {
    expect(weigh(word('8.7O', 0.7), view('8.70', 20), 'total').text).toBe('8.7O');
  });

  it('stays as it is where the second one saw nothing', () => {
    const own = word('8.70', 0.7);
    expect(weigh(own, undefined, 'total')).toBe(own);
  });
});
