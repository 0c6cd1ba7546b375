import { expect, test } from 'vitest';
import type { Reading } from '../../../src-main/contract/index.ts';
import { inOrder } from '../../../src-main/hosts/cli/in-order.ts';
import { openerFor } from '../../../src-main/hosts/cli/open-browser.ts';
import { readByWords, shownWords, textOf } from '../../../src-main/hosts/cli/reading-words.ts';
import { table } from '../../../src-main/hosts/cli/table.ts';
import { dataFolder } from '../../../src-main/hosts/data-folder/location.ts';

test('a table lines up, numbers to the right, and shows no control characters of strangers', () => {
  const text = table(
    ['Name', 'Total'],
    [
      ['Café', '9.50'],
      ['evil\u001b[31m\u202E', '1200.00'],
    ],
  );
  expect(text.split('\n')).toEqual(['Name          Total', '──────────  ───────', 'Café           9.50', 'evil�[31m�  1200.00', '']);
});

test('data lie where the platform keeps them, unless told otherwise', () => {
  const at = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv) => dataFolder(undefined, { platform, env, home: '/home/ada' });
  expect(at('linux', {})).toBe('/home/ada/.local/share/tickmark');
  expect(at('linux', { XDG_DATA_HOME: '/x' })).toBe('/x/tickmark');
  expect(at('darwin', {})).toBe('/home/ada/Library/Application Support/Tickmark');
  expect(at('win32', { APPDATA: '/roaming' })).toBe('/roaming/Tickmark');
  expect(at('linux', { TICKMARK_DATA: '/y' })).toBe('/y');
  expect(dataFolder('/z', { platform: 'linux', env: { TICKMARK_DATA: '/y' }, home: '/' })).toBe('/z');
});

test('a browser is opened only where there is a screen', () => {
  expect(openerFor('linux', 'http://a', {})).toBeUndefined();
  expect(openerFor('linux', 'http://a', { DISPLAY: ':0' })).toEqual(['xdg-open', ['http://a']]);
  expect(openerFor('darwin', 'http://a', {})).toEqual(['open', ['http://a']]);
});

test('results come in the order of the items, with at most so many at work', async () => {
  let working = 0;
  let most = 0;
  const handed: number[] = [];
  const work = async (item: number) => {
    working += 1;
    most = Math.max(most, working);
    for (let turns = 10 - item; turns > 0; turns -= 1) await Promise.resolve();
    working -= 1;
    return item * 10;
  };
  await inOrder([1, 2, 3, 4, 5], 2, work, (result) => handed.push(result));
  expect(handed).toEqual([10, 20, 30, 40, 50]);
  expect(most).toBe(2);
});

const reading: Reading = {
  source: 'ocr',
  reader: 'tickmark-reader 1',
  pages: [
    {
      page: 1,
      width: 800,
      height: 1200,
      source: 'ocr',
      words: [
        { text: 'Dock', box: [0.1, 0.1, 0.123_456_789, 0.02], p: 0.987_654, line: 0 },
        { text: 'Bakery', box: [0.3, 0.1, 0.2, 0.02], p: 1, line: 0, agreed: true },
        { text: '12.00', box: [0.1, 0.2, 0.1, 0.02], p: 0.5, line: 1, alternatives: [{ text: '72.00', reader: 'second', p: 0.3 }] },
      ],
    },
    { page: 2, width: 800, height: 1200, source: 'ocr', words: [{ text: 'end', box: [0.1, 0.1, 0.1, 0.02], p: 1, line: 0 }] },
  ],
};

test('words are shown to programs with page, rounded box and what the other reader saw', () => {
  expect(shownWords(reading)).toEqual([
    { text: 'Dock', page: 1, box: [0.1, 0.1, 0.12346, 0.02], p: 0.9877 },
    { text: 'Bakery', page: 1, box: [0.3, 0.1, 0.2, 0.02], p: 1, agreed: true },
    { text: '12.00', page: 1, box: [0.1, 0.2, 0.1, 0.02], p: 0.5, alternatives: [{ text: '72.00', reader: 'second', p: 0.3 }] },
    { text: 'end', page: 2, box: [0.1, 0.1, 0.1, 0.02], p: 1 },
  ]);
});

test('text is shown to people line by line, pages parted by an empty line', () => {
  expect(textOf(reading)).toBe('Dock Bakery\n12.00\n\nend');
});

test('the ways of reading are named with their times, cheapest first', () => {
  expect(readByWords('tickmark-reader 1', { second: { count: 2, ms: 80.4 }, own: { count: 1, ms: 120 } })).toBe(
    'tickmark-reader 1 (own reader 120 ms, second reader 80 ms)',
  );
  expect(readByWords('pdfium', {})).toBe('pdfium');
});
