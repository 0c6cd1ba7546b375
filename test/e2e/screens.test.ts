import { mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installedBrowser, type OpenWindow, openWindow, seriousViolations } from '../support/browser-window.ts';

const reason = installedBrowser() === undefined ? 'no Chromium is installed (TICKMARK_BROWSER may name one)' : undefined;
if (reason !== undefined) console.log(`skipped: the screens in a browser, because ${reason}`);

const READING_MS = 170_000;
const SCREENS = ['Home', 'Activity', 'Documents', 'Arrivals', 'Postings', 'Clients', 'Audit', 'Settings'] as const;
const TABS = ['Sources', 'Chart of accounts', 'Tax codes', 'Policy', 'Suppliers', 'Ledger', 'Books'] as const;

describe.skipIf(reason !== undefined)('the screens in a browser, with the sample documents', () => {
  let open: OpenWindow;
  let page: Page;
  let another: string;

  beforeAll(async () => {
    another = mkdtempSync(join(tmpdir(), 'tickmark-another-'));
    open = await openWindow();
    page = open.page;
    await page.getByRole('button', { name: 'Try it with sample documents' }).click();
    await page.getByRole('heading', { name: 'Nothing is being read.' }).waitFor({ timeout: READING_MS });
    await page
      .getByRole('link', { name: /^Needs you/ })
      .first()
      .waitFor({ timeout: READING_MS });
  }, READING_MS * 2);
  afterAll(async () => {
    await open?.close();
    rmSync(another, { recursive: true, force: true });
  });

  const screen = async (name: string) => {
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.getByRole('main').getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'detached' });
  };
  const tab = async (name: string) => {
    await page.getByRole('tab', { name, exact: true }).click();
    await page.getByRole('tabpanel', { name, exact: true }).waitFor();
  };
  const rows = (table: string) =>
    page
      .getByRole('table', { name: table })
      .getByRole('row')
      .filter({ has: page.getByRole('cell') });

  test.each(SCREENS)('%s opens and has no serious accessibility violation', async (name) => {
    await screen(name);
    expect(await seriousViolations(page)).toEqual([]);
  });

  test('home says what waits and that nothing is missing', async () => {
    await screen('Home');
    await page.getByRole('heading', { name: /^\d+ documents? needs? you\.$/ }).waitFor();
    await page.getByText(/^(\d+) files arrived and \1 are accounted for\. Nothing is missing\.$/).waitFor();
  });

  test('who reads pictures is chosen in the settings, which also show what each way of reading takes', async () => {
    await screen('Settings');
    await page.getByRole('radio', { name: 'Tesseract for everything' }).click();
    await page.getByText(/^Slower\./).waitFor();
    await page.getByRole('status').filter({ hasText: 'Saved.' }).waitFor();
    await page.reload();
    await expect.poll(() => page.getByRole('radio', { name: 'Tesseract for everything' }).isChecked()).toBe(true);
    await page.getByRole('radio', { name: 'Own reader' }).click();
    await page.getByText(/^Fast, /).waitFor();
    expect(await rows('How documents are read').count()).toBeGreaterThan(0);
  });

  test('search finds a document by its supplier and forgets nothing on the way back', async () => {
    await screen('Documents');
    await rows('Documents').nth(5).waitFor();
    const all = await rows('Documents').count();
    await page.keyboard.press('/');
    await page.keyboard.type('anchor');
    await page.getByText(/^\d+ found$/).waitFor();
    await expect.poll(() => rows('Documents').count()).toBeLessThan(all);
    for (const text of await rows('Documents').allInnerTexts()) expect(text.toLowerCase()).toContain('anchor');
    await rows('Documents').getByRole('link').first().click();
    await page.getByRole('heading', { name: 'Where it came from' }).waitFor();
    await page.getByRole('heading', { name: 'How it was read' }).waitFor();
    await page.getByRole('img', { name: /^Page 1 of / }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByText(/^\d+ found$/).waitFor();
    expect(await page.getByRole('searchbox', { name: 'Search documents' }).inputValue()).toBe('anchor');
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await expect.poll(() => rows('Documents').count()).toBe(all);
  });

  test('a search without results says so and leads back', async () => {
    await page.getByRole('searchbox', { name: 'Search documents' }).fill('no such supplier');
    await page.getByRole('heading', { name: 'No document fits' }).waitFor();
    await page.getByRole('button', { name: 'Show all documents' }).click();
    await rows('Documents').first().waitFor();
  });

  test('a posted entry opens with the ledger’s own text of it', async () => {
    await screen('Postings');
    await rows('Postings').first().getByRole('button').click();
    await page
      .getByRole('figure', { name: 'The entry' })
      .getByText(/expenses:/)
      .waitFor();
    expect(await seriousViolations(page)).toEqual([]);
  });

  test('the audit chain is verified on demand', async () => {
    await screen('Audit');
    await page.keyboard.press('v');
    await page.getByText('The chain is whole').waitFor();
  });

  test.each(TABS)('a client’s %s open and have no serious accessibility violation', async (name) => {
    await screen('Clients');
    await rows('Clients').getByRole('link', { name: 'Harbour Café Ltd' }).click();
    await tab(name);
    expect(await seriousViolations(page)).toEqual([]);
  });

  test('a rule that was changed is saved and kept', async () => {
    await tab('Policy');
    const undo = page.getByRole('spinbutton', { name: 'Undo for' });
    await undo.fill('20');
    await undo.press('Tab');
    await page.getByRole('textbox', { name: 'Always wait above' }).fill('1,500');
    await page.keyboard.press('Control+S');
    await page.getByText('The rules are saved').first().waitFor();
    await page.getByText('Changes are not saved yet.').waitFor({ state: 'detached' });
    await page.reload();
    await page.getByText(/Version 1\./).waitFor();
    expect(await page.getByRole('spinbutton', { name: 'Undo for' }).inputValue()).toBe('20');
    expect(await page.getByRole('textbox', { name: 'Always wait above' }).inputValue()).toBe('1,500.00');
  });

  test('a limit that is no amount is refused in words, and what was typed stays', async () => {
    const limit = page.getByRole('textbox', { name: 'Always wait above' });
    await limit.fill('a lot');
    await page.keyboard.press('Control+S');
    await page.getByText('A limit is no amount: see the red words.').waitFor();
    expect(await limit.inputValue()).toBe('a lot');
    await page.getByRole('button', { name: 'Discard' }).click();
    expect(await limit.inputValue()).toBe('1,500.00');
  });

  test('an account is added to the chart and kept', async () => {
    await tab('Chart of accounts');
    await page.getByRole('button', { name: 'Add an account' }).click();
    await page.keyboard.type('6777');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Window cleaning');
    await page.getByText('1 row cannot be saved yet: see the red words.').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type('expenses:window cleaning');
    await page.keyboard.press('Control+S');
    await page.getByText('The chart of accounts is saved').first().waitFor();
    await page.reload();
    await page.getByRole('textbox', { name: 'Name of Window cleaning', exact: true }).waitFor();
  });

  test('a folder without its whole path is refused in words; with it, it is watched and can be let go', async () => {
    await tab('Sources');
    await page.getByRole('button', { name: 'Add a folder' }).click();
    const path = page.getByRole('textbox', { name: 'Folder' });
    await path.fill('receipts');
    await page.getByRole('button', { name: 'Watch this folder' }).click();
    await page.getByRole('alert').filter({ hasText: 'whole path' }).waitFor();
    await path.fill(join(another, 'receipts'));
    await page.getByRole('button', { name: 'Watch this folder' }).click();
    const source = page.getByRole('listitem').filter({ hasText: join(another, 'receipts') });
    await source.getByText('Works').waitFor();
    await source.getByRole('button', { name: /^Remove / }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Stop watching' }).click();
    await source.waitFor({ state: 'detached' });
  });

  test('a folder is chosen from a list with the keyboard', async () => {
    await page.getByRole('button', { name: 'Add a folder' }).click();
    await page.getByRole('button', { name: 'Choose' }).click();
    const dialog = page.getByRole('dialog', { name: 'Folder to watch' });
    await dialog.getByText(homedir(), { exact: true }).waitFor();
    await dialog.getByRole('option', { name: 'Up' }).press('Enter');
    await dialog.getByText(dirname(homedir()), { exact: true }).waitFor();
    await dialog.getByRole('option', { name: basename(homedir()), exact: true }).press('Enter');
    await dialog.getByText(homedir(), { exact: true }).waitFor();
    await dialog.getByRole('button', { name: 'Choose this folder' }).click();
    // It fades out, and has a button "Cancel" of its own until it is gone.
    await dialog.waitFor({ state: 'hidden' });
    expect(await page.getByRole('textbox', { name: 'Folder' }).inputValue()).toBe(homedir());
    await page.getByRole('button', { name: 'Cancel' }).click();
  });

  test('a mail server that is not there is said to be so', async () => {
    await page.getByRole('button', { name: 'Add a mailbox' }).click();
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByText('Write the password.').waitFor();
    await page.getByRole('textbox', { name: 'Mail server' }).fill('127.0.0.1');
    // Port 1 of this computer: nothing listens there.
    await page.getByRole('textbox', { name: 'Port' }).fill('1');
    await page.getByRole('textbox', { name: 'User name' }).fill('bills');
    await page.getByRole('textbox', { name: 'Password' }).fill('secret');
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByRole('alert').filter({ hasText: 'mail server' }).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
  });

  test('in the dark and at twice the size every screen still fits its window', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 720, height: 450 });
    for (const name of SCREENS) {
      await screen(name);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(720);
      expect(await seriousViolations(page), name).toEqual([]);
    }
  });

  test('the console has nothing to complain about', () => {
    expect(open.complaints).toEqual([]);
  });
});
