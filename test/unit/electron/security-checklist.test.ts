import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { FUSES } from '../../../src-main/hosts/electron/fuses.ts';
import { answerAppRequest } from '../../../src-main/hosts/electron/main/app-protocol.ts';
import { exposeHost } from '../../../src-main/hosts/electron/preload/expose-host.ts';
import { ContentsDouble, FrameDouble } from './electron-double.ts';
import { appFolder, only, type Started, startDouble } from './start-double.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const preferences = ({ windows }: Started) => only(windows).options.webPreferences ?? {};
const ask = (started: Started, url: string, method = 'GET') =>
  started.session.schemes.get('app')?.({ method, url }) ?? Promise.reject(new Error('no handler'));

describe("Electron's security checklist", () => {
  test('1 only secure content is loaded: requests to the network are cancelled, the own scheme passes', async () => {
    const { session, windows } = await startDouble();
    expect(only(windows).loaded).toEqual(['app://tickmark/index.html']);
    for (const url of ['http://example.org/', 'https://example.org/x.js', 'ws://127.0.0.1:1/', 'ftp://example.org/', 'no address']) {
      expect(session.isCancelled(url), url).toBe(true);
    }
    expect(session.isCancelled('app://tickmark/assets/index.js')).toBe(false);
    expect(session.isCancelled('blob:app://tickmark/1234')).toBe(false);
  });

  test('2 the page has no Node, in workers and frames neither', async () => {
    const found = preferences(await startDouble());
    expect(found).toMatchObject({ nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false });
  });

  test('3 the page and the preload are isolated from each other', async () => {
    expect(preferences(await startDouble())).toMatchObject({ contextIsolation: true });
  });

  test('4 the sandbox is on for the window, and for all of the app before it is ready', async () => {
    const started = await startDouble();
    expect(preferences(started)).toMatchObject({ sandbox: true });
    expect(started.app.calls.indexOf('enableSandbox')).toBe(0);
    expect(started.app.calls.indexOf('whenReady')).toBeGreaterThan(0);
  });

  test('5 every permission is refused', async () => {
    const { session } = await startDouble();
    const answers: boolean[] = [];
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'fullscreen',
      'openExternal',
      'hid',
      'fileSystem',
    ]) {
      session.permissionRequest?.({}, permission, (granted) => answers.push(granted));
    }
    expect(answers).toEqual(Array.from({ length: 8 }, () => false));
    expect(session.permissionCheck?.()).toBe(false);
    expect(session.devicePermission?.()).toBe(false);
  });

  test('6 web security stays on', async () => {
    expect(preferences(await startDouble())).toMatchObject({ webSecurity: true });
  });

  test('7 every answer of app:// carries the content security policy, refusals too', async () => {
    const started = await startDouble();
    for (const path of ['/', '/index.html', '/assets/index.js', '/missing.js']) {
      const policy = (await ask(started, `app://tickmark${path}`)).headers.get('content-security-policy') ?? '';
      expect(policy, path).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
      expect(policy, path).toContain("require-trusted-types-for 'script'");
      expect(policy, path).not.toMatch(/unsafe|\*|https?:/);
    }
  });

  test('8 no insecure content in secure pages', async () => {
    expect(preferences(await startDouble())).toMatchObject({ allowRunningInsecureContent: false });
  });

  test('9 no experimental features', async () => {
    expect(preferences(await startDouble())).toMatchObject({ experimentalFeatures: false });
  });

  test('10 no Blink features are switched on', async () => {
    expect(preferences(await startDouble())).not.toHaveProperty('enableBlinkFeatures');
  });

  test('11 there is no <webview> that could allow popups', async () => {
    expect(preferences(await startDouble())).toMatchObject({ webviewTag: false });
  });

  test('12 a <webview> that is attached all the same is refused', async () => {
    const { webContents } = only((await startDouble()).windows);
    expect(webContents.navigate('will-attach-webview', '')).toBe(true);
  });

  test('13 the page cannot go elsewhere, by itself, by a redirect or in a frame; it can reload', async () => {
    const { webContents } = only((await startDouble()).windows);
    for (const url of [
      'https://example.org/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'data:text/html,x',
      'app://tickmark/other.html',
      '',
    ]) {
      expect(webContents.navigate('will-navigate', url), url).toBe(true);
      expect(webContents.navigate('will-redirect', url), url).toBe(true);
      expect(webContents.navigate('will-frame-navigate', url, false), url).toBe(true);
    }
    expect(webContents.navigate('will-navigate', 'app://tickmark/index.html#/home')).toBe(false);
  });

  test('14 no new windows', async () => {
    const { webContents } = only((await startDouble()).windows);
    for (const url of ['https://example.org/', 'about:blank', 'file:///etc/passwd']) {
      expect(webContents.windowOpenHandler({ url })).toEqual({ action: 'deny' });
    }
  });

  test('15 a link is opened outside only where it is https or mailto, and only after the person agreed', async () => {
    const started = await startDouble();
    const { webContents } = only(started.windows);
    const follow = async (url: string) => {
      webContents.windowOpenHandler({ url });
      await turn();
    };
    for (const url of [
      'http://example.org/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'smb://host/x',
      'ms-msdt:x',
      'tel:1',
      'nonsense',
    ])
      await follow(url);
    expect(started.asked).toEqual([]);
    await follow('https://user:pw@example.org/a');
    expect(started.opened).toEqual([]);
    started.answer.button = 1;
    await follow('https://example.org/a');
    await follow('mailto:office@example.org');
    expect(started.asked.map(({ message }) => message)).toEqual([
      'Open example.org in the browser?',
      'Open example.org in the browser?',
      'Write a mail?',
    ]);
    expect(started.opened).toEqual(['https://example.org/a', 'mailto:office@example.org']);
  });

  test('16 Electron is pinned to a release line that is still maintained', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(devDependencies.electron).toMatch(/^(4[5-9]|[5-9]\d)\.\d+\.\d+$/);
  });

  test('17 only the main frame of our own window at our own origin gets a port', async () => {
    const started = await startDouble();
    const { webContents } = only(started.windows);
    const elsewhere = new ContentsDouble();
    const frame = new FrameDouble('app://tickmark');
    const refused = [
      { sender: webContents, senderFrame: frame },
      { sender: elsewhere, senderFrame: elsewhere.mainFrame },
      { sender: elsewhere, senderFrame: webContents.mainFrame },
      { sender: webContents, senderFrame: null },
    ];
    for (const event of refused) started.ipcMain.emit('tickmark:connect', event);
    webContents.mainFrame.origin = 'https://example.org';
    started.ipcMain.emit('tickmark:connect', { sender: webContents, senderFrame: webContents.mainFrame });
    expect(started.channels).toEqual([]);
    webContents.mainFrame.origin = 'app://tickmark';
    started.ipcMain.emit('tickmark:connect', { sender: webContents, senderFrame: webContents.mainFrame });
    const { port1, port2 } = only(started.channels);
    expect(webContents.mainFrame.posted).toEqual([{ channel: 'tickmark:port', ports: [port2] }]);
    expect(only(started.engines).told).toEqual([{ message: { kind: 'connect' }, ports: [port1] }]);
    expect(started.ipcMain.eventNames()).toEqual(['tickmark:connect']);
  });

  test('18 pages come from app://, which is a secure origin of its own, serves one folder and lets nothing lead out of it', async () => {
    const started = await startDouble();
    expect(started.schemes).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
    const page = await ask(started, 'app://tickmark/');
    expect([page.status, page.headers.get('content-type'), await page.text()]).toEqual([
      200,
      'text/html; charset=utf-8',
      '<!doctype html><title>Tickmark</title>',
    ]);
    const folder = join(appFolder(), 'out', 'renderer');
    const attempts = [
      '/..%2fsecret.json',
      '/%2e%2e/secret.json',
      '/assets/..%2f..%2fsecret.json',
      '/..%5csecret.json',
      '/linked.json',
      '/%00',
      '/%zz',
    ];
    for (const path of attempts) {
      expect((await answerAppRequest(folder, { method: 'GET', url: `app://tickmark${path}` })).ok, path).toBe(false);
    }
    expect((await ask(started, 'app://elsewhere/index.html')).status).toBe(403);
    expect((await ask(started, 'app://tickmark/index.html', 'POST')).status).toBe(405);
    expect((await ask(started, 'app://tickmark/assets/index.js', 'HEAD')).status).toBe(200);
  });

  test('19 the fuses are set as a packaged app must have them (that they are burnt in, only the packaged app can show)', () => {
    expect(FUSES).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  test('20 the preload exposes one verb and the platform, and nothing of Electron', () => {
    const exposed = new Map<string, Record<string, unknown>>();
    const sent: unknown[][] = [];
    exposeHost({
      contextBridge: { exposeInMainWorld: (name: string, api: Record<string, unknown>) => void exposed.set(name, api) },
      ipcRenderer: { on: () => expect.anything(), send: (...message: unknown[]) => void sent.push(message) },
      window: { postMessage: () => undefined, location: { hash: '' } },
      platform: 'linux',
    });
    expect([...exposed.keys()]).toEqual(['tickmarkHost']);
    const host = exposed.get('tickmarkHost') ?? {};
    expect(Object.keys(host)).toEqual(['connect', 'platform']);
    if (typeof host['connect'] === 'function') host['connect']('other:channel', { payload: 1 });
    expect(sent).toEqual([['tickmark:connect']]);
  });
});
