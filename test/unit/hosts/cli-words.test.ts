import { expect, test } from 'vitest';
import { inOrder } from '../../../src-main/hosts/cli/in-order.ts';
import { openerFor } from '../../../src-main/hosts/cli/open-browser.ts';
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
