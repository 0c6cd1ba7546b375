import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt } from '../../scripts/build.mjs';
import { installedBinary } from '../../scripts/desktop.mjs';

const ROOT = join(import.meta.dirname, '..', '..');
const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);

/** Why the real window cannot be driven here, in words; undefined where it can. */
function whyNot(): string | undefined {
  if (installedBinary() === undefined) return "Electron's binary is not installed (npm run electron:fetch)";
  return hasDisplay ? undefined : 'there is no display (xvfb-run gives one)';
}

const reason = whyNot();
if (reason !== undefined) {
  // CI says that it installed everything: there a skipped test would hide a broken one.
  if (process.env['TICKMARK_REQUIRE_ELECTRON']) throw new Error(`The desktop window must be tested here, but ${reason}.`);
  console.log(`skipped: the desktop window for real, because ${reason}`);
}

describe.skipIf(reason !== undefined)('the desktop window, for real', () => {
  const data = mkdtempSync(join(tmpdir(), 'tickmark-electron-'));
  let app: ElectronApplication;
  let page: Page;

  beforeAll(async () => {
    await ensureBuilt('window', { quiet: true });
    await ensureBuilt('desktop', { quiet: true });
    // Chromium does not run its sandbox for root, as whom containers run; everywhere else the sandbox stays on.
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    app = await _electron.launch({
      executablePath: installedBinary() ?? '',
      args: [...asRoot, ROOT, `--data=${join(data, 'data')}`, '--demo'],
      env: { ...(process.env as Record<string, string>), TICKMARK_BOOKS: join(data, 'books') },
      timeout: 60_000,
    });
    page = await app.firstWindow();
    await page.waitForLoadState('domcontentloaded');
  });

  afterAll(async () => {
    await app?.close();
    rmSync(data, { recursive: true, force: true });
  });

  test('it loads the window from app:// and the window talks to the engine', async () => {
    expect(page.url()).toMatch(/^app:\/\/tickmark\/index\.html/);
    await page.getByText('Sample', { exact: false }).first().waitFor({ timeout: 60_000 });
  });

  test('the page has no Node and nothing of Electron', async () => {
    const found = await page.evaluate(() => ({
      require: typeof Reflect.get(window, 'require'),
      process: typeof Reflect.get(window, 'process'),
      host: Object.keys(Reflect.get(window, 'tickmarkHost') ?? {}),
    }));
    expect(found).toEqual({ require: 'undefined', process: 'undefined', host: ['connect', 'platform'] });
  });

  test('the content security policy holds: no eval, no network', async () => {
    const found = await page.evaluate(async () => {
      const run = Reflect.get(window, 'eval') as (code: string) => unknown;
      const outcome = (work: () => unknown) =>
        Promise.resolve()
          .then(work)
          .then(
            () => 'allowed',
            () => 'refused',
          );
      return [await outcome(() => run('1+1')), await outcome(() => fetch('http://127.0.0.1:9/'))];
    });
    expect(found).toEqual(['refused', 'refused']);
  });

  test('a file beside the window cannot be had through app://', async () => {
    expect(await page.evaluate(async () => (await fetch('app://tickmark/..%2f..%2fpackage.json')).status)).not.toBe(200);
  });

  test('it runs sandboxed, isolated and without Node', async () => {
    const found = await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      // Not among the published types.
      const preferences = Reflect.get(window?.webContents ?? {}, 'getLastWebPreferences')?.call(window?.webContents);
      return [preferences?.sandbox, preferences?.contextIsolation, preferences?.nodeIntegration];
    });
    expect(found).toEqual([true, true, false]);
  });

  test('closing the window hides it and the engine goes on', async () => {
    const found = await app.evaluate(({ app, BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.close();
      const engines = app.getAppMetrics().filter(({ name }) => name === 'Tickmark engine');
      return [BrowserWindow.getAllWindows().length, window?.isVisible(), engines.length];
    });
    expect(found).toEqual([1, false, 1]);
  });
});
