import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installedBrowser, type OpenWindow, openWindow, seriousViolations } from '../support/browser-window.ts';

const reason = installedBrowser() === undefined ? 'no Chromium is installed (TICKMARK_BROWSER may name one)' : undefined;
if (reason !== undefined) console.log(`skipped: the window in a browser, because ${reason}`);

const READING_MS = 170_000;
/** More presses of Enter than any sample document has doubtful places. */
const MOST_STOPS = 12;

describe.skipIf(reason !== undefined)('review in a browser, with the sample documents', () => {
  let open: OpenWindow;
  let page: Page;

  beforeAll(async () => {
    open = await openWindow();
    page = open.page;
  });
  afterAll(async () => open?.close());

  const row = (name: string) => page.getByRole('group', { name: new RegExp(`^${name}, `) });
  const waiting = (supplier: string) => page.getByRole('navigation', { name: 'What waits' }).getByRole('link', { name: supplier });

  test('a first start asks whose books, and offers samples', async () => {
    await page.getByRole('heading', { name: 'Whose books?' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Name' }).evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Try it with sample documents' }).press('Enter');
    await page.getByRole('heading', { name: 'Activity', level: 1 }).waitFor();
  });

  test(
    'what is doubtful collects in the queue while the rest is read',
    async () => {
      await page.keyboard.press('g');
      await page.keyboard.press('r');
      await page.getByRole('heading', { name: 'Review', level: 1 }).waitFor();
      await page.getByRole('link', { name: /^Reading \d+ of \d+/ }).waitFor({ state: 'hidden', timeout: READING_MS });
      await waiting('Anchor Hardware').first().waitFor({ timeout: READING_MS });
    },
    READING_MS * 2,
  );

  test('the page of the chosen document is shown beside its fields', async () => {
    await waiting('Anchor Hardware').first().click();
    await page.getByRole('img', { name: /^Page 1 of anchor-hardware/ }).waitFor();
    await row('Supplier').waitFor();
    expect(await seriousViolations(page)).toEqual([]);
  });

  test('what is contradicted is not approved by one Enter too many', async () => {
    for (let pressed = 0; pressed < MOST_STOPS; pressed += 1) await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'Not approved: something speaks against it' }).waitFor();
    await page.getByRole('button', { name: 'Approve anyway' }).waitFor();
    await row('Total').waitFor();
    expect(await waiting('Anchor Hardware').count()).toBeGreaterThan(0);
  });

  /** The middle of a word of the page, where its invisible text lies over the picture. */
  const wordOnPage = async (text: string) => {
    const box = await page.locator('[data-text-layer] span').filter({ hasText: text }).first().boundingBox();
    if (!box) throw new Error(`"${text}" is not on the page`);
    // A word's text ends with a space, which is wide where the next word is far.
    return { x: box.x + Math.min(box.width / 2, box.height), y: box.y + box.height / 2 };
  };
  const selected = () => page.evaluate(() => window.getSelection()?.toString() ?? '');

  test('words on the page are selected by dragging over them and copied line by line', async () => {
    await page.locator('[data-text-layer] span').first().waitFor();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await row('Supplier').focus();
    const [from, to] = [await wordOnPage('Anchor'), await wordOnPage('Street')];
    // Alt only selects: without it the field with the focus takes what is selected.
    await page.keyboard.down('Alt');
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 5 });
    await page.mouse.up();
    await page.keyboard.up('Alt');
    expect(await selected()).toBe('Anchor Hardware\n7 Dock Street');
    await page.keyboard.press('Control+c');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Anchor Hardware\n7 Dock Street');
    await row('Supplier')
      .and(page.getByRole('group', { name: /^Supplier, Anchor Hardware, / }))
      .waitFor();
  });

  test('a word that is clicked fills the field with the focus, read as if it had been typed', async () => {
    await row('Total').getByRole('combobox').click();
    const net = await wordOnPage('41.50');
    await page.mouse.click(net.x, net.y);
    await page.getByRole('group', { name: /^Total, 41\.50, / }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')).toMatch(/^Total, 41\.50/);
    expect(await selected()).toBe('');
    await page.keyboard.press('z');
    await page.getByRole('group', { name: /^Total, 59\.80, / }).waitFor();
  });

  test('a click on empty paper lets go of the field; what is selected then is only selected', async () => {
    await row('Total').focus();
    const word = await wordOnPage('41.50');
    const sheet = await page.getByRole('img', { name: /^Page 1 of anchor-hardware/ }).boundingBox();
    await page.mouse.click((sheet?.x ?? 0) + 6, (sheet?.y ?? 0) + 6);
    await page.mouse.click(word.x, word.y);
    await page.getByText('Choose a field first').first().waitFor();
    expect(await selected()).toBe('41.50');
    await page.getByRole('group', { name: /^Total, 59\.80, / }).waitFor();
  });

  test('doubtful words can be shown, and nothing of that is a barrier', async () => {
    await page.getByRole('button', { name: 'Show doubtful words' }).click();
    await page.getByRole('button', { name: 'Hide doubtful words' }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Hide doubtful words' }).click();
  });

  test('Enter goes to a doubtful value and E corrects it', async () => {
    await page.keyboard.press('Enter');
    const stopped = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    expect(stopped).toMatch(/doubtful|contradicted|missing|^Contradiction/);
    await row('Total').getByRole('combobox').click();
    await page.keyboard.type('49,8');
    await page.keyboard.press('Enter');
    await row('Total')
      .and(page.getByRole('group', { name: /^Total, 49\.80, / }))
      .waitFor();
  });

  test('what is no amount is refused in words and never approved over', async () => {
    await row('Net').getByRole('combobox').click();
    await page.keyboard.type('about forty');
    await page.keyboard.press('Enter');
    await row('Net').getByRole('alert').waitFor();
    await page.keyboard.press('Control+Enter');
    await page
      .getByRole('group', { name: /^Net, / })
      .getByRole('alert')
      .waitFor();
    expect(await waiting('Anchor Hardware').count()).toBeGreaterThan(0);
    await row('Net').getByRole('combobox').press('Escape');
    await row('Net').getByRole('alert').waitFor({ state: 'hidden' });
  });

  test('Enter approves when nothing doubtful is left, and Z takes it back', async () => {
    const approved = page.getByRole('status').filter({ hasText: 'Approved: Anchor Hardware' });
    for (let pressed = 0; pressed < MOST_STOPS && (await approved.count()) === 0; pressed += 1) {
      await page.keyboard.press('Enter');
      await page.waitForTimeout(250);
    }
    await approved.waitFor({ timeout: 10_000 });
    await page.keyboard.press('z');
    await page.getByRole('status').filter({ hasText: 'Taken back: Anchor Hardware' }).waitFor();
    await page.getByRole('group', { name: /^Total, 49\.80, / }).waitFor();
    expect(await waiting('Anchor Hardware').count()).toBeGreaterThan(0);
  });

  test('a duplicate is compared side by side and rejected', async () => {
    await waiting('Quill & Paper').first().click();
    await page.getByRole('button', { name: 'Compare' }).first().waitFor();
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: 'Are these the same?' });
    await dialog.getByRole('table', { name: 'Values of both' }).waitFor();
    await dialog
      .getByRole('img', { name: /^Page 1 of/ })
      .nth(1)
      .waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'The same: reject this one' }).click();
    await page.getByRole('status').filter({ hasText: 'Rejected: Quill & Paper' }).waitFor();
  });

  test('? lists the keys and Ctrl+K finds commands and documents', async () => {
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Keys valid here' });
    await keys.getByText('Next doubtful value; when none is left, approve').waitFor();
    await page.keyboard.press('Escape');
    await keys.waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+k');
    await page.getByRole('searchbox', { name: 'Search or type a command' }).fill('saltmarsh');
    await page
      .getByRole('menuitem', { name: /Saltmarsh/ })
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
  });

  test('it can be used in the dark, and at 200 % zoom', async () => {
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Use the dark theme' }).click();
    await page.getByRole('button', { name: 'Use the light theme' }).waitFor();
    expect(await page.evaluate(() => getComputedStyle(document.body).colorScheme)).toBe('dark');
    expect(await seriousViolations(page)).toEqual([]);
    await page.setViewportSize({ width: 720, height: 450 });
    await page.getByRole('button', { name: 'Approve and next' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(720);
  });

  test('the console stayed silent', () => {
    expect(open.complaints).toEqual([]);
  });
});
