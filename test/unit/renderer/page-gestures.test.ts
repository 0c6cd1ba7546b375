import { describe, expect, it } from 'vitest';
import type { Word } from '../../../src-main/contract/reading.ts';
import { beginGesture, followGesture, frameOf } from '../../../src-renderer/viewer/page-gestures.ts';

const words: Word[] = [
  { text: 'TOTAL', box: [0.1, 0.1, 0.2, 0.04], p: 1, line: 0 },
  { text: '62.41', box: [0.6, 0.1, 0.2, 0.04], p: 1, line: 0 },
];
const onWord = { x: 100, y: 60, point: { x: 0.2, y: 0.12 }, isMiddle: false, isSpaceHeld: false };
const onPaper = { ...onWord, point: { x: 0.2, y: 0.5 } };
const inSight = { scrollWidth: 500, clientWidth: 500, scrollHeight: 500, clientHeight: 500 };
const paper = (view: object) => ({ scroller: { current: view as HTMLElement }, words, size: { width: 500, height: 500 }, scale: 1 });
const whole = paper(inSight);
const larger = paper({ ...inSight, scrollHeight: 2000, scrollTop: 40, scrollLeft: 0 });
const free = { canFrame: true, anchor: undefined };

describe('a press on the page', () => {
  it('selects text where it begins on a word, and moves the page beside words', () => {
    expect(beginGesture(onWord, larger, free).kind).toBe('select');
    expect(beginGesture(onPaper, larger, free)).toMatchObject({ kind: 'pan', isOnPaper: true, top: 40 });
  });

  it('moves the page also from a word with Space held or with the middle button', () => {
    expect(beginGesture({ ...onWord, isSpaceHeld: true }, larger, free)).toMatchObject({ kind: 'pan', isOnPaper: false });
    expect(beginGesture({ ...onWord, isMiddle: true }, larger, free).kind).toBe('pan');
  });

  it('frames words where the whole page is in sight and something may be filled', () => {
    expect(beginGesture(onPaper, whole, free).kind).toBe('frame');
    expect(beginGesture(onPaper, whole, { canFrame: false, anchor: undefined }).kind).toBe('pan');
  });

  it('reaches a word that was missed by a hair', () => {
    expect(beginGesture({ ...onWord, point: { x: 0.095, y: 0.12 } }, larger, free).kind).toBe('select');
  });
});

describe('a gesture', () => {
  it('is a click until it has moved', () => {
    const begun = beginGesture(onWord, whole, free);
    expect(followGesture(begun, onWord.x + 2, onWord.y, { x: 0.204, y: 0.12 }, whole).moved).toBe(false);
    const moved = followGesture(begun, onWord.x + 250, onWord.y, { x: 0.7, y: 0.12 }, whole);
    expect(moved).toMatchObject({ moved: true, range: { start: { index: 0, offset: 0 }, end: { index: 1, offset: 5 } } });
  });

  it('goes on from the earlier selection where one is extended', () => {
    const press = { ...onWord, point: { x: 0.7, y: 0.12 } };
    const begun = beginGesture(press, whole, { canFrame: true, anchor: { index: 0, offset: 2 } });
    expect(followGesture(begun, press.x, press.y, press.point, whole)).toMatchObject({ range: { start: { index: 0 }, end: { index: 1 } } });
  });

  it('draws its frame from where it began', () => {
    const begun = beginGesture(onPaper, whole, free);
    const point = { x: 0.4, y: 0.7 };
    expect(frameOf(begun, point)).toBeUndefined();
    expect(frameOf(followGesture(begun, 300, 300, point, whole), point)?.map((n) => Math.round(n * 10) / 10)).toEqual([0.2, 0.5, 0.2, 0.2]);
  });
});
