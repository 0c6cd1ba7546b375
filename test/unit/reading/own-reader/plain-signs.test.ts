import { describe, expect, it } from 'vitest';
import type { DecodedCharacter } from '../../../../src-main/workers/reading/own-reader/ctc-decode.ts';
import { preferPlainSigns } from '../../../../src-main/workers/reading/own-reader/plain-signs.ts';

const sure = (text: string): DecodedCharacter[] => [...text].map((sign, frame) => ({ text: sign, p: 0.97, frame, others: [] }));
const doubtful = (text: string, p: number, ...others: (readonly [string, number])[]): DecodedCharacter => ({
  text,
  p,
  frame: 50,
  others: others.map(([other, otherP]) => ({ text: other, p: otherP })),
});
const textOf = (line: readonly DecodedCharacter[] | undefined): string | undefined => line?.map(({ text }) => text).join('');

describe('plain signs', () => {
  it('take the place of doubtful accents and marks on a page without accents', () => {
    const lines = [
      sure('THANK YOU FOR YOUR VISIT'),
      [...sure('EXC'), doubtful('Ì', 0.5, ['Í', 0.3], ['L', 0.1])],
      [doubtful('’', 0.4, ["'", 0.3])],
    ];
    expect(preferPlainSigns(lines).map(textOf)).toEqual(['THANK YOU FOR YOUR VISIT', 'EXCL', "'"]);
  });

  it('leave accents alone that are sure, or that have no plain runner-up', () => {
    const lines = [sure('A LONG LINE WITHOUT ANY'), [doubtful('É', 0.85, ['E', 0.05])], [doubtful('é', 0.5, ['è', 0.4])]];
    expect(preferPlainSigns(lines)).toEqual(lines);
  });

  it('leave a page alone that is written with accents', () => {
    const lines = [sure('Straße Käse Brötchen'), [doubtful('ü', 0.5, ['u', 0.4])]];
    expect(preferPlainSigns(lines)).toEqual(lines);
  });

  it('leave signs of currencies alone', () => {
    const lines = [sure('TOTAL'), [doubtful('€', 0.5, ['6', 0.4])]];
    expect(preferPlainSigns(lines)).toEqual(lines);
  });
});
