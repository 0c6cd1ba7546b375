import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installedBrowser, type OpenWindow, openWindow, seriousViolations } from '../support/browser-window.ts';

if (installedBrowser() === undefined)
  console.log('skipped: columns in a browser, because no Chromium is installed (TICKMARK_BROWSER may name one)');

const SAMPLE = join(import.meta.dirname, '..', '..', 'resources', 'demo', 'fairway-fuels.jpg');
const READING_MS = 170_000;
const POSTING_MS = 60_000;

describe.skipIf(installedBrowser() === undefined)('the columns of a file in a browser', () => {
  let folder: string;
  let window: OpenWindow;
  let page: Page;
  /** The first line of the file as the editor showed it when the ledger was connected. */
  let shown: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tickmark-columns-'));
    window = await openWindow();
    page = window.page;
    await page.getByRole('textbox', { name: 'Name' }).fill('Quay Books');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Start' }).press('Enter');
    await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
    await ledgerTab();
  }, 120_000);
  afterAll(async () => {
    await window?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const screen = async (name: string) => {
    await page
      .getByRole('navigation', { name: 'Screens' })
      .getByRole('link', { name: new RegExp(`^${name}`) })
      .click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
  };
  const ledgerTab = async () => {
    await screen('Clients');
    await page.getByRole('link', { name: 'Quay Books' }).click();
    await page.getByRole('tab', { name: 'Ledger', exact: true }).click();
  };
  const table = () => page.getByRole('table', { name: 'Columns of the file' });
  const titles = () =>
    table()
      .getByRole('textbox', { name: /^Title of column/ })
      .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
  const preview = async () => (await page.getByRole('figure', { name: 'The file’s first lines' }).locator('pre').innerText()).split('\n');
  const startFrom = async (preset: RegExp) => {
    await page.getByRole('button', { name: 'Start from…' }).press('Enter');
    await page.getByRole('menuitem', { name: preset }).press('Enter');
  };

  test('they begin as a mapping that is ready, and another can be taken', async () => {
    await page.getByRole('button', { name: 'Change ledger' }).click();
    await page.getByRole('button', { name: 'CSV files' }).press('Enter');
    await table().waitFor();
    expect(await titles()).toContain('Gross');
    await startFrom(/journal/);
    await expect.poll(titles).toContain('Debit');
    expect(await titles()).not.toContain('Gross');
    expect(await seriousViolations(page)).toEqual([]);
  });

  test('a column is renamed, moved, given another pattern, added, filled by typing and removed with the keyboard', async () => {
    await table().getByRole('textbox', { name: 'Title of column 3' }).fill('Creditor; "name"');
    const up = page.getByRole('button', { name: 'Move Creditor; "name" up' });
    await up.press('Enter');
    await expect.poll(async () => (await titles()).slice(0, 3)).toEqual(['Key', 'Creditor; "name"', 'Date']);
    // The focus went with the row, so that the same key moves it on; at the top the way down is left.
    await expect.poll(() => up.evaluate((button) => button === document.activeElement)).toBe(true);
    await up.press('Enter');
    await expect.poll(async () => (await titles())[0]).toBe('Creditor; "name"');
    await expect
      .poll(() => page.getByRole('button', { name: 'Move Creditor; "name" down' }).evaluate((button) => button === document.activeElement))
      .toBe(true);
    await page.getByRole('combobox', { name: 'Format of Date' }).fill('DD/MM/YYYY');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Add a column' }).press('Enter');
    const added = table()
      .getByRole('textbox', { name: /^Title of column/ })
      .last();
    await expect.poll(() => added.evaluate((input) => input === document.activeElement)).toBe(true);
    await page.getByText('It has no title.').waitFor();
    await page.keyboard.type('Due by');
    await page.getByText('It has no title.').waitFor({ state: 'hidden' });
    await page.keyboard.press('Tab');
    await page.keyboard.type('day it is');
    await page.keyboard.press('Enter');
    await page.getByRole('listbox').waitFor({ state: 'hidden' });
    expect(await page.getByRole('combobox', { name: 'What goes into Due by' }).inputValue()).toBe('Day it is due');
    await page.getByRole('button', { name: 'Remove SHA-256' }).press('Enter');
    expect(await titles()).toEqual([
      ...['Creditor; "name"', 'Key', 'Date', 'Number', 'Description', 'Account', 'Debit', 'Credit', 'Currency', 'Document', 'Due by'],
    ]);
    expect(await seriousViolations(page)).toEqual([]);
  });

  test('the text says the same, and what is wrong in it is said in words', async () => {
    await page.getByText('Edit as text').click();
    const text = page.getByRole('textbox', { name: 'Columns as text' });
    const written = await text.inputValue();
    expect(written).toMatch(/^"Creditor; ""name"""=payee; Key=key; Date=date:DD\/MM\/YYYY; .*; Due by=due$/);
    await text.fill('Date');
    await page.getByText(/not of the form Header=field/).waitFor();
    expect(await page.getByRole('switch', { name: 'Edit as text' }).isDisabled()).toBe(true);
    await text.fill(written.replace('debit', 'net'));
    await page.getByText('Edit as text').click();
    await page.getByText(/do not stand in one file/).waitFor();
    await page.getByText('Edit as text').click();
    await text.fill(written);
    await page.getByText('Edit as text').click();
    await page.getByText(/do not stand in one file/).waitFor({ state: 'hidden' });
  });

  test('looking at another mapping loses nothing, and the sample goes by the separator', async () => {
    await startFrom(/sage-50/);
    await expect.poll(titles).toContain('Nominal A/C Ref');
    await page.getByRole('button', { name: 'Put mine back' }).click();
    await expect.poll(titles).toContain('Due by');
    await page.getByRole('button', { name: /more settings/ }).click();
    await page.getByRole('button', { name: /Between columns/ }).click();
    await page.getByRole('option', { name: 'Semicolon' }).click();
    await expect.poll(async () => (await preview())[0]).toMatch(/^"Creditor; ""name""";Key;Date;/);
    expect((await preview())[1]).toMatch(/^Fairway Fuels;[^;]+;14\/10\/2026;/);
  });

  test('the window is wide enough for the table, in the dark as well', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 1024, height: 800 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    const inside = await table().evaluate((element) => element.scrollWidth - (element.parentElement?.clientWidth ?? 0));
    expect([overflow <= 0, inside <= 0]).toEqual([true, true]);
    expect(await seriousViolations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  test('it is connected with these columns, and shows them again', async () => {
    await page.getByRole('textbox', { name: 'Folder' }).fill(join(folder, 'files'));
    shown = (await preview())[0] ?? '';
    await page.getByRole('button', { name: 'Connect' }).click();
    await page.getByRole('button', { name: 'Change its settings' }).click();
    await expect.poll(async () => (await preview())[0]).toBe(shown);
    await page.getByRole('button', { name: 'Cancel' }).click();
  });

  test(
    'a document is posted, and the header of the file is what the editor showed',
    async () => {
      await page.locator('input[type=file]').setInputFiles([SAMPLE]);
      await screen('Documents');
      await page.getByRole('main').getByText('Fairway Fuels').first().waitFor({ timeout: READING_MS });
      await screen('Review');
      const waiting = page.getByRole('navigation', { name: 'What waits' }).getByRole('link').first();
      await waiting.or(page.getByRole('heading', { name: 'Nothing waits for you' })).waitFor();
      // What is read well enough passes by itself.
      if (await waiting.isVisible()) {
        await waiting.click();
        await page.getByRole('group', { name: /^Supplier, / }).waitFor();
        await page.keyboard.press('Control+Enter');
        await page.getByRole('status').filter({ hasText: 'Approved: ' }).waitFor();
      }
      await ledgerTab();
      await page.getByText('1 entry waits for the next file.').waitFor({ timeout: POSTING_MS });
      await page.getByRole('button', { name: 'Make batch file' }).click();
      await page.getByRole('table', { name: 'Batch files' }).waitFor();
      const [file = ''] = readdirSync(join(folder, 'files')).filter((name) => name.endsWith('.csv'));
      const [header, first] = readFileSync(join(folder, 'files', file), 'utf8')
        .replace(/^\ufeff/, '')
        .split('\r\n');
      expect(header).toBe(shown);
      expect(first).toMatch(/^Fairway Fuels;[^;]+;\d\d\/\d\d\/\d{4};/);
    },
    READING_MS * 2,
  );

  test('the window never broke', () => {
    expect(window.complaints).toEqual([]);
  });
});
