import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { ensureBuilt } from '../../scripts/build.mjs';

const ROOT = join(import.meta.dirname, '..', '..');
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];
const START_MS = 60_000;

/** A browser of this machine, or undefined; `TICKMARK_BROWSER` names another one. */
export function installedBrowser(): string | undefined {
  return [process.env['TICKMARK_BROWSER'], ...BROWSERS].find((path) => path !== undefined && existsSync(path));
}

/** Tickmark as people start it, on fresh data, with its window in a real browser. */
export type OpenWindow = {
  page: Page;
  url: string;
  /** What the browser's console said that it should not have. */
  complaints: string[];
  close: () => Promise<void>;
};

/** Builds the window where it is out of date, starts `serve` on a temporary data folder and opens the address it prints. */
export async function openWindow(options: { width?: number; height?: number; theme?: 'light' | 'dark' } = {}): Promise<OpenWindow> {
  await ensureBuilt('window', { quiet: true });
  const folder = mkdtempSync(join(tmpdir(), 'tickmark-window-'));
  const server = spawn(process.execPath, ['src-main/hosts/cli/main.ts', 'serve', '--no-open', '--data', join(folder, 'data')], {
    cwd: ROOT,
    env: { ...process.env, TICKMARK_BOOKS: join(folder, 'books') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = await printedAddress(server);
  const browser = await chromium.launch({
    executablePath: installedBrowser() ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const { width = 1440, height = 900, theme = 'light' } = options;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, locale: 'en-GB', reducedMotion: 'reduce' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url);
  return { page, url, complaints, close: () => closeAll(browser, server, folder) };
}

function printedAddress(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const timer = setTimeout(() => reject(new Error(`serve printed no address:\n${printed}`)), START_MS);
    const listen = (chunk: Buffer) => {
      printed += chunk.toString();
      const address = /http:\/\/[^\s"]+/.exec(printed)?.[0];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    };
    server.stdout?.on('data', listen);
    server.stderr?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
    server.once('exit', (code) => reject(new Error(`serve ended with ${code}:\n${printed}`)));
  });
}

async function closeAll(browser: Browser, server: ChildProcess, folder: string): Promise<void> {
  await browser.close();
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await ended;
  rmSync(folder, { recursive: true, force: true });
}

/** Serious and critical violations of the accessibility rules on the page as it is now, in words. */
export async function seriousViolations(page: Page): Promise<string[]> {
  // The component library's announcer keeps nodes of what it said a moment ago; they are no part of the page.
  const { violations } = await new AxeBuilder({ page }).exclude('[data-live-announcer]').analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}
