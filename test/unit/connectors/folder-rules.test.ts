import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayName, endsAsItShould, judgeName, keyOf, pathText, SETTLE } from '../../../src-main/connectors/sources/folder/map.ts';
import { StabilityTracker } from '../../../src-main/connectors/sources/folder/stability.ts';

describe('names', () => {
  test.each([
    ['.DS_Store', 'hidden'],
    ['.invoice.pdf.swp', 'hidden'],
    ['a.pdf.part', 'unfinished'],
    ['a.CRDOWNLOAD', 'unfinished'],
    ['scan.tmp', 'unfinished'],
    ['~$rechnung.docx', 'junk'],
    ['Thumbs.db', 'junk'],
    ['desktop.ini', 'junk'],
    ['invoice.pdf', 'take'],
    ['no extension', 'take'],
    ['..', 'hidden'],
  ])('%s is %s', (name, kind) => expect(judgeName(name).kind).toBe(kind));

  test('two different byte sequences never have the same key, valid text or not', () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 12 });
    const version = { size: 1n, mtimeNs: 2n, ino: 3n };
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        expect(pathText(a) === pathText(b)).toBe(Buffer.from(a).equals(b));
        expect(keyOf(a, version) === keyOf(b, version)).toBe(Buffer.from(a).equals(b));
      }),
      { examples: [[Buffer.from([0xff]), Buffer.from('\\xff')]] },
    );
  });

  test('a shown name holds no control character', () => expect(displayName(Buffer.from('a\nb\x1b[1m'))).toBe('a\ufffdb\ufffd[1m'));
});

test.each([
  ['%PDF-1.4 ... %%EOF\n', true],
  ['%PDF-1.4 ...', false],
  ['\u00ff\u00d8\u00ff....\u00ff\u00d9', true],
  ['\u00ff\u00d8\u00ff....', false],
  ['\u0089PNG\r\n....', false],
  ['hello', undefined],
  ['', undefined],
])('%j ends as its format says: %s', (text, expected) => {
  const bytes = Buffer.from(text, 'latin1');
  expect(endsAsItShould({ head: bytes, tail: bytes })).toBe(expected);
});

describe('when a file counts as complete', () => {
  const HOUR = 3_600_000;
  const look = { signature: 'a', size: 10n, modifiedMs: HOUR, changedMs: HOUR, whole: true as boolean | undefined, unfinishedName: false };
  const at = (monotonicMs: number, wallMs = HOUR) => ({ monotonicMs, wallMs });

  test('a finished file from long ago is taken at once', () => {
    expect(new StabilityTracker().wait('p', look, at(0, 2 * HOUR))).toBe(0);
  });
  test('an old date alone is not believed of a name that just appeared', () => {
    expect(new StabilityTracker().wait('p', { ...look, whole: undefined, changedMs: 2 * HOUR }, at(0, 2 * HOUR))).toBe(SETTLE.quietMs);
  });
  test('a fresh file is looked at twice', () => {
    const tracker = new StabilityTracker();
    expect(tracker.wait('p', look, at(0))).toBe(SETTLE.quietMs);
    expect(tracker.wait('p', look, at(SETTLE.quietMs))).toBe(0);
  });
  test('a file that was seen growing must rest longer than a scanner pauses', () => {
    const tracker = new StabilityTracker();
    tracker.wait('p', look, at(0));
    expect(tracker.wait('p', { ...look, signature: 'b' }, at(1_000))).toBe(SETTLE.growingMs);
    expect(tracker.wait('p', { ...look, signature: 'b' }, at(9_000))).toBe(2_000);
    expect(tracker.wait('p', { ...look, signature: 'b' }, at(11_000))).toBe(0);
  });
  test.each([
    ['without its end mark', { whole: false }],
    ['of no bytes', { size: 0n }],
  ])('a file %s waits the long window even if it is old', (_name, change) => {
    expect(new StabilityTracker().wait('p', { ...look, ...change }, at(0, 2 * HOUR))).toBe(SETTLE.growingMs);
  });
  test('a date in the future delays nothing', () => {
    const tracker = new StabilityTracker();
    const future = { ...look, modifiedMs: 9 * HOUR, changedMs: 9 * HOUR };
    tracker.wait('p', future, at(0));
    expect(tracker.wait('p', future, at(SETTLE.quietMs))).toBe(0);
  });
  test('a clock that jumps a day makes no file complete', () => {
    const tracker = new StabilityTracker();
    tracker.wait('p', look, at(0));
    expect(tracker.wait('p', look, at(100, 25 * HOUR))).toBe(SETTLE.quietMs - 100);
  });
});
