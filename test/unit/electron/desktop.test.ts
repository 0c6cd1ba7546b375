import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { exposeHost } from '../../../src-main/hosts/electron/preload/expose-host.ts';
import { only, startDouble } from './start-double.ts';

const FIRST = '01990000-0000-7000-8000-000000000001';
const waiting = (count: number, added: number, first?: string) => ({ kind: 'waiting', count, added, ...(first ? { first } : {}) });

test('a second start leaves at once and starts no engine', async () => {
  const { app, windows, engines } = await startDouble({
    prepare: ({ app }) => {
      app.hasLock = false;
    },
  });
  expect(app.calls).toEqual(['quit', 'gone']);
  expect([windows.length, engines.length]).toEqual([0, 0]);
});

test('the first one answers a second start by bringing its window up, whatever the second was told', async () => {
  const { app, windows, engines } = await startDouble({ argv: ['--hidden'] });
  expect(windows).toEqual([]);
  app.emit('second-instance', {}, ['tickmark', '--inspect', '--data=/elsewhere', 'https://example.org/']);
  expect(only(windows)).toMatchObject({ visible: true, focused: true, loaded: ['app://tickmark/index.html'] });
  expect(engines.length).toBe(1);
});

test("the lock on a single instance belongs to the data, so that another client's books can be open beside it", async () => {
  const { app, root } = await startDouble();
  expect(app.paths.get('userData')).toBe(join(root, 'data', 'window'));
  expect(existsSync(join(root, 'data', 'window'))).toBe(true);
});

test('the engine gets the folder of the data, the folder of the app and --demo, and nothing else from the command line', async () => {
  const { engines, root } = await startDouble({ argv: ['--demo', '--inspect=9229', '--require=x'] });
  expect(only(engines).args).toEqual([`--data=${join(root, 'data')}`, `--root=${root}`, '--demo']);
});

test('closing the window hides it, says so once, and keeps the engine running', async () => {
  const { app, windows, engines, notifications } = await startDouble();
  const window = only(windows);
  expect(window.closeByPerson()).toBe(true);
  expect(window.visible).toBe(false);
  window.show();
  window.closeByPerson();
  expect(notifications.map(({ options }) => options.title)).toEqual(['Tickmark goes on working']);
  expect(app.calls).not.toContain('quit');
  expect(only(engines).told).toEqual([]);
});

test('quitting lets the engine finish first, and then the window closes for real', async () => {
  const { app, windows, engines, trays } = await startDouble();
  only(trays).choose('Quit Tickmark');
  expect(only(engines).told).toEqual([{ message: { kind: 'close' }, ports: [] }]);
  expect(app.calls).not.toContain('gone');
  only(engines).emit('exit', 0);
  await turn();
  expect(app.calls.at(-1)).toBe('gone');
  expect(only(windows).closeByPerson()).toBe(false);
});

test('an engine that cannot work here says why in words, and the app ends without starting it again', async () => {
  const { app, engines, errors } = await startDouble({ ready: false });
  only(engines).emit('message', { kind: 'failed', words: 'Another Tickmark already works on these data.' });
  only(engines).emit('exit', 1);
  await turn();
  expect(errors).toEqual(['Another Tickmark already works on these data.']);
  expect(engines.length).toBe(1);
  expect(app.calls.at(-1)).toBe('gone');
});

test('the tray shows how many wait, and its icon and the badge follow', async () => {
  const { app, engines, trays, root } = await startDouble();
  const tray = only(trays);
  expect([tray.tooltip, app.badge]).toEqual(['Tickmark: Nothing needs you', 0]);
  only(engines).emit('message', waiting(3, 3, FIRST));
  expect([tray.tooltip, app.badge]).toEqual(['Tickmark: 3 documents need you', 3]);
  expect(tray.image).toMatchObject({ path: join(root, 'resources', 'icons', 'tray-waiting.png') });
  expect(tray.menu[0]?.label).toBe('3 documents need you');
  only(engines).emit('message', waiting(0, 0));
  expect(tray.image).toMatchObject({ path: join(root, 'resources', 'icons', 'tray.png') });
  expect(tray.menu[0]).toMatchObject({ label: 'Nothing needs you', enabled: false });
});

test('many documents make one notification, and the next one takes its place', async () => {
  const { engines, notifications, windows } = await startDouble();
  only(windows).hide();
  only(engines).emit('message', waiting(3, 3, FIRST));
  only(engines).emit('message', waiting(5, 2, FIRST));
  only(engines).emit('message', waiting(4, 0, FIRST));
  expect(notifications.map(({ options, state }) => [options.title, state])).toEqual([
    ['3 documents need you', 'closed'],
    ['5 documents need you', 'shown'],
  ]);
});

test('nobody is notified of what is on the screen already', async () => {
  const { engines, notifications } = await startDouble();
  only(engines).emit('message', waiting(1, 1, FIRST));
  expect(notifications).toEqual([]);
});

test('clicking the notification opens the first document, also where the window still loads', async () => {
  const { engines, notifications, windows } = await startDouble();
  const window = only(windows);
  window.hide();
  only(engines).emit('message', waiting(2, 2, FIRST));
  only(notifications).emit('click');
  expect([window.visible, window.webContents.sent]).toEqual([true, [['tickmark:open', FIRST]]]);
  window.webContents.loading = true;
  only(notifications).emit('click');
  expect(window.webContents.sent.length).toBe(1);
  window.webContents.emit('did-finish-load');
  expect(window.webContents.sent.length).toBe(2);
});

test('a message of the engine that is not in the protocol is ignored', async () => {
  const { engines, trays, errors } = await startDouble();
  for (const message of [waiting(-1, 0), waiting(1, 1, '../../etc'), { kind: 'run', words: 'x' }, 'text', null]) {
    only(engines).emit('message', message);
  }
  expect([only(trays).tooltip, errors]).toEqual(['Tickmark: Nothing needs you', []]);
});

test('the preload turns the page only to documents, and hands the port on as a window message', () => {
  const listeners = new Map<string, (event: { ports: unknown[] }, id?: unknown) => void>();
  const posted: unknown[][] = [];
  const location = { hash: '' };
  exposeHost({
    contextBridge: { exposeInMainWorld: () => undefined },
    ipcRenderer: {
      on: (channel: string, listener: (event: never, ...args: never[]) => void) => {
        listeners.set(channel, (event, id) => Reflect.apply(listener, undefined, [event, id]));
        return expect.anything();
      },
      send: () => undefined,
    },
    window: { postMessage: (...message: unknown[]) => void posted.push(message), location },
    platform: 'linux',
  });
  for (const id of ['x', '../settings', `${FIRST}?a`, 7, undefined]) listeners.get('tickmark:open')?.({ ports: [] }, id);
  expect(location.hash).toBe('');
  listeners.get('tickmark:open')?.({ ports: [] }, FIRST);
  expect(location.hash).toBe(`#/review/${FIRST}`);
  listeners.get('tickmark:port')?.({ ports: ['port'] });
  expect(posted).toEqual([['tickmark:port', '*', ['port']]]);
});

test('starting with the computer is a file of the desktop standard on Linux, written and removed by the menu', async () => {
  const { trays, root } = await startDouble();
  const file = join(root, '.config', 'autostart', 'tickmark.desktop');
  only(trays).choose('Start with the computer', true);
  expect(readFileSync(file, 'utf8')).toContain(`Exec="/opt/tickmark/tickmark" "${root}" "--hidden"\n`);
  only(trays).choose('Start with the computer', false);
  expect(existsSync(file)).toBe(false);
});
