import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt } from '../../scripts/build.mjs';
import { installedBrowser, seriousViolations } from '../support/browser-window.ts';

const missing = [
  ...(installedBrowser() === undefined ? ['no Chromium is installed (TICKMARK_BROWSER may name one)'] : []),
  ...(spawnSync('hledger', ['--version']).status === 0 ? [] : ['hledger is not installed']),
];
if (missing.length > 0) console.log(`skipped: ledgers in a browser, because ${missing.join(' and ')}`);

const ROOT = join(import.meta.dirname, '..', '..');
const READING_MS = 170_000;
/** An approval can be taken back for some seconds before it is posted. */
const POSTING_MS = 60_000;
const SAMPLES = [
  'anchor-hardware',
  'anchor-hardware-drill',
  'bright-bean-roasters',
  'bright-bean-roasters-beans',
  'bright-bean-roasters-october',
  'dock-street-bakery',
  'dock-street-bakery-flour',
  'fairway-fuels',
  'marlin-and-daughters',
  'northline-rail',
  'northline-rail-october',
  'quayside-parking',
  'quayside-parking-october',
].map((name) => join(ROOT, 'resources', 'demo', `${name}.jpg`));
const LATE_SAMPLE = join(ROOT, 'resources', 'demo', 'fairway-fuels-october.jpg');

/** Books that somebody keeps already, with names of their own. */
const JOURNAL = `account assets:bank
account expenses:motor fuel
account expenses:repairs
commodity GBP 1000.00

2026-09-03 Fairway Fuels
    expenses:motor fuel    GBP 61.20
    assets:bank

2026-09-10 Anchor Hardware
    expenses:repairs    GBP 18.00
    assets:bank
`;

describe.skipIf(missing.length > 0)('a client’s ledger in a browser, with a real journal', () => {
  let folder: string;
  let journal: string;
  let server: ChildProcess;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  const serve = async () => {
    server = spawn(process.execPath, ['src-main/hosts/cli/main.ts', 'serve', '--no-open', '--data', join(folder, 'data')], {
      cwd: ROOT,
      env: { ...process.env, TICKMARK_BOOKS: join(folder, 'books') },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return new Promise<string>((resolve, reject) => {
      let printed = '';
      server.stdout?.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
        const address = /http:\/\/[^\s"]+/.exec(printed)?.[0];
        if (address) resolve(address);
      });
      server.once('exit', (code) => reject(new Error(`serve ended with ${code}`)));
    });
  };
  const kill = (signal: 'SIGKILL' | 'SIGTERM') => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    return ended;
  };

  beforeAll(async () => {
    await ensureBuilt('window', { quiet: true });
    folder = mkdtempSync(join(tmpdir(), 'tickmark-ledgers-'));
    mkdirSync(join(folder, 'own'), { recursive: true });
    journal = join(folder, 'own', 'quay.journal');
    writeFileSync(journal, JOURNAL);
    const url = await serve();
    browser = await chromium.launch({
      executablePath: installedBrowser() ?? '',
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
    });
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', reducedMotion: 'reduce' });
    page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(url);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    if (server) await kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  });

  const screen = async (name: string) => {
    await page
      .getByRole('navigation', { name: 'Screens' })
      .getByRole('link', { name: new RegExp(`^${name}`) })
      .click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
  };
  const tab = async (name: string) => {
    await screen('Clients');
    await page.getByRole('link', { name: 'Quay Books' }).click();
    await page.getByRole('tab', { name, exact: true }).click();
    await page.getByRole('tabpanel', { name, exact: true }).waitFor();
  };
  const handIn = (files: readonly string[]) => page.locator('input[type=file]').setInputFiles([...files]);
  const rows = () =>
    page
      .getByRole('table', { name: 'Postings' })
      .getByRole('row')
      .filter({ has: page.getByRole('cell') });
  const waits = () => page.getByRole('navigation', { name: 'What waits' });
  /** Opens a document that waits and approves it as it stands. */
  const approve = async (link: Locator) => {
    await link.click();
    await page.getByRole('group', { name: /^Supplier, / }).waitFor();
    const supplier = (await link.innerText()).split('\n')[0] ?? '';
    await page.keyboard.press('Control+Enter');
    await page
      .getByRole('status')
      .filter({ hasText: `Approved: ${supplier}` })
      .waitFor();
  };
  const postedFiles = () => {
    const own = join(folder, 'own');
    const kept = readdirSync(own).find((name) => name.endsWith('.tickmark'));
    const posted = kept ? join(own, kept, 'posted') : undefined;
    return posted
      ? readdirSync(posted)
          .filter((name) => /^[0-9a-f].*\.journal$/.test(name))
          .map((name) => join(posted, name))
      : [];
  };
  /** Entries with a key, as hledger itself sees the whole journal. */
  const entriesInJournal = () => {
    const { stdout, status } = spawnSync('hledger', ['-f', journal, 'print', '-O', 'json'], { encoding: 'utf8' });
    expect(status).toBe(0);
    return (JSON.parse(stdout) as unknown[]).length - JOURNAL.split('\n\n20').length + 1;
  };

  test('a client begins with a journal of its own', async () => {
    await page.getByRole('textbox', { name: 'Name' }).fill('Quay Books');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Start' }).press('Enter');
    await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
    await tab('Ledger');
    await page.getByRole('button', { name: 'Change ledger' }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
  });

  test('another ledger is chosen by its kind, tested and connected', async () => {
    await page.getByRole('button', { name: 'Change ledger' }).click();
    await page.getByRole('heading', { name: 'Where are the books kept?' }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'hledger journal (plain text)' }).press('Enter');
    const path = page.getByRole('textbox', { name: 'Journal' });
    await path.fill('quay.journal');
    await page.getByRole('button', { name: 'Test' }).click();
    await page.getByText('Give the whole path, not "quay.journal".').waitFor();
    await path.fill(journal);
    await page.getByRole('button', { name: 'Test' }).click();
    await page.getByRole('alert').filter({ hasText: 'The ledger answers.' }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole('button', { name: /^(Save|Connect)$/ }).click();
    await page.getByRole('heading', { name: 'quay', exact: true }).waitFor();
    await page.getByText(journal, { exact: true }).waitFor();
    await page.getByText(/accounts.* · asked (just now|\d+ s ago)/).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
  });

  test('the coding learns from what the journal holds', async () => {
    await page.getByRole('button', { name: 'Learn from existing entries' }).click();
    await page.getByText(/^Learned from \d+ entr/).waitFor();
  });

  test('an account is mapped to one that the journal has, chosen from its list', async () => {
    await tab('Chart of accounts');
    const cell = page.getByRole('combobox', { name: 'Name in the ledger of Fuel' });
    await cell.fill('motor');
    await page.getByRole('option', { name: /expenses:motor fuel/ }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await cell.press('ArrowDown');
    await cell.press('Enter');
    expect(await cell.inputValue()).toBe('expenses:motor fuel');
    await page.keyboard.press('Control+S');
    await page.getByText('The chart of accounts is saved').first().waitFor();
  });

  test(
    'before it is approved, a document shows what will be written',
    async () => {
      await handIn(SAMPLES);
      await screen('Review');
      await waits().getByRole('link').first().waitFor({ timeout: READING_MS });
      await page.getByRole('link', { name: /^Reading \d+ of \d+/ }).waitFor({ state: 'hidden', timeout: READING_MS });
      await waits().getByRole('link').first().click();
      await page.getByRole('group', { name: /^Supplier, / }).waitFor();
      await page.keyboard.press('w');
      const dialog = page.getByRole('dialog', { name: 'What will be written' });
      await dialog.getByText('Nothing is written yet.').waitFor();
      await dialog.getByText('Added:').first().waitFor({ state: 'attached' });
      await dialog
        .getByText(/posted/)
        .first()
        .waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
      const id = page.url().split('/review/')[1] ?? '';
      expect(id).toMatch(/^[0-9a-f-]{36}$/);
      expect(postedFiles().filter((file) => file.includes(id))).toEqual([]);
    },
    READING_MS * 2,
  );

  test(
    'what was approved is posted once although everything is killed in between, and read back',
    async () => {
      const withoutPerson = postedFiles().length;
      // Those that wait are approved as they stand; the queue gets shorter by one each time.
      for (let left = await waits().getByRole('link').count(); left > 0; left = await waits().getByRole('link').count()) {
        await approve(waits().getByRole('link').first());
        await expect.poll(() => waits().getByRole('link').count(), { timeout: 10_000 }).toBeLessThan(left);
      }
      await expect.poll(() => postedFiles().length, { timeout: POSTING_MS, interval: 20 }).toBeGreaterThan(withoutPerson);
      await kill('SIGKILL');
      // Once more while it takes up what it left.
      await serve();
      await kill('SIGKILL');
      const before = postedFiles().length;
      await serve();
      await screen('Postings');
      await page.getByText(/^\d+ entries$/).waitFor({ timeout: READING_MS });
      await page.getByRole('radio', { name: 'In the ledger' }).click();
      await expect.poll(() => rows().getByText('Verified').count(), { timeout: POSTING_MS }).toBeGreaterThanOrEqual(10);
      await page.getByRole('radio', { name: 'On their way' }).click();
      await page.getByRole('heading', { name: 'There are none' }).waitFor({ timeout: POSTING_MS });
      expect(postedFiles().length).toBeGreaterThanOrEqual(before);
      expect(entriesInJournal()).toBe(postedFiles().length);
    },
    READING_MS * 2,
  );

  test('an entry shows its way, and stands under the mapped account', async () => {
    await page.getByRole('radio', { name: 'In the ledger' }).click();
    const fuel = rows().filter({ hasText: 'Fairway Fuels' }).first();
    await fuel.getByRole('button').click();
    const way = page.getByRole('region', { name: 'Its way' });
    expect(await way.getByRole('listitem').count()).toBeGreaterThan(2);
    await page.getByRole('figure', { name: 'The entry' }).getByText('expenses:motor fuel').waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await fuel.getByRole('button').click();
  });

  const closedUpTo = async (day: string) => {
    await tab('Ledger');
    await page.getByRole('button', { name: 'Change its settings' }).click();
    await page.getByLabel(/^Reported up to/).fill(day);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Change its settings' }).waitFor();
  };

  test(
    'a document of a closed period waits with the reason, and is posted once the period is open again',
    async () => {
      await closedUpTo('2098-12-31');
      await page.getByText(/up to and including 31 Dec 2098/).waitFor();
      await handIn([LATE_SAMPLE]);
      await screen('Review');
      const fuel = waits().getByRole('link', { name: /Fairway Fuels/ });
      await fuel.waitFor({ timeout: READING_MS });
      // A known supplier may pass by itself; otherwise a person approves, and the ledger says no.
      if ((await waits().getByText('Closed period').count()) === 0) await approve(fuel);
      await waits().getByText('Closed period').first().waitFor({ timeout: POSTING_MS });
      await fuel.click();
      await page
        .getByRole('region', { name: 'Fields' })
        .getByText(/The period of this date is closed in the ledger\./)
        .first()
        .waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      await page.keyboard.press('w');
      const dialog = page.getByRole('dialog', { name: 'What will be written' });
      await dialog.getByRole('region', { name: 'What keeps it from being posted' }).getByText(/2098/).waitFor();
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
      await screen('Postings');
      await page.getByRole('radio', { name: /^Needs you/ }).click();
      await rows().filter({ hasText: 'Refused' }).filter({ hasText: 'Fairway Fuels' }).waitFor();
      await closedUpTo('');
      await screen('Review');
      await approve(fuel);
      await screen('Postings');
      await page.getByRole('radio', { name: 'In the ledger' }).click();
      await expect
        .poll(() => rows().filter({ hasText: 'Fairway Fuels' }).filter({ hasText: 'Verified' }).count(), { timeout: POSTING_MS })
        .toBe(2);
    },
    READING_MS * 2,
  );

  test('an entry that somebody changed in the journal is found by comparing, shown, and accepted with a reason', async () => {
    const file = postedFiles().find((path) => readFileSync(path, 'utf8').includes('Anchor Hardware')) ?? '';
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('expenses:repairs');
    writeFileSync(file, text.replaceAll('expenses:repairs', 'expenses:motor fuel'));
    await tab('Ledger');
    await page.getByRole('button', { name: 'Compare now' }).click();
    await page
      .getByRole('alert')
      .filter({ hasText: /compared: 1 changed there/ })
      .waitFor({ timeout: POSTING_MS });
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Show it' }).click();
    await page.getByRole('heading', { level: 1, name: 'Postings' }).waitFor();
    await rows().filter({ hasText: 'Changed there' }).getByRole('button').click();
    await page.getByRole('figure', { name: 'What is different there' }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'It is right as it is there' }).click();
    const dialog = page.getByRole('dialog', { name: 'It is right as it is there?' });
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('The drill was for the van');
    await dialog.getByRole('button', { name: 'Leave it as it is' }).click();
    await page.getByRole('heading', { name: 'There are none' }).waitFor();
    expect(readFileSync(file, 'utf8')).toContain('expenses:motor fuel');
  });

  test('an entry is taken out of the ledger with a reason, and its document waits again', async () => {
    const before = entriesInJournal();
    await page.getByRole('radio', { name: 'In the ledger' }).click();
    // A row and what opens under it are one group of the table.
    const rail = page
      .locator('tbody')
      .filter({ hasText: /Northline/ })
      .first();
    await rail.getByRole('button').click();
    await rail.getByRole('button', { name: 'Take it out of the ledger' }).click();
    const dialog = page.getByRole('alertdialog');
    expect(await dialog.getByRole('button', { name: 'Take it out' }).isDisabled()).toBe(true);
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('It was a private journey');
    expect(await seriousViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Take it out' }).click();
    await page.getByRole('radio', { name: 'Taken back' }).click();
    await rows().filter({ hasText: 'Taken out' }).first().waitFor({ timeout: POSTING_MS });
    expect(entriesInJournal()).not.toBe(before);
    await screen('Review');
    await waits()
      .getByRole('link', { name: /Northline/ })
      .waitFor();
  });

  test('in the dark and at twice the size the ledger still fits its window', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 720, height: 450 });
    for (const name of ['Ledger', 'Chart of accounts', 'Tax codes']) {
      await tab(name);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(720);
      expect(await seriousViolations(page), name).toEqual([]);
    }
    await screen('Postings');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(720);
    expect(await seriousViolations(page)).toEqual([]);
  });

  test('the window never broke', () => {
    expect(complaints).toEqual([]);
  });
});
