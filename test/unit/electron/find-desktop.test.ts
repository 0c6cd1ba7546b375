import { expect, test } from 'vitest';
import { findDesktop } from '../../../scripts/desktop.mjs';

test('without a display there is no desktop window, and nothing is downloaded for it', async () => {
  expect(await findDesktop({ env: {}, platform: 'linux', uid: 1000 })).toEqual({ reason: 'there is no display' });
});

test('as root there is no desktop window, because its sandbox would be off', async () => {
  const found = await findDesktop({ env: { DISPLAY: ':0' }, platform: 'linux', uid: 0 });
  expect(found).toEqual({ reason: 'the desktop window does not run as root' });
});
