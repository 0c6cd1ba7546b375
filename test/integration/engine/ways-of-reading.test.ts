import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InvoiceData, type TierUse, type Word } from '../../../src-main/contract/index.ts';
import type { ReadResult } from '../../../src-main/engine/ports.ts';
import { clearDesks, type Desk, doubtful, fresh, openDesk } from './desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(clearDesks);

/** The same reading as if the own reader had made it, with the second one beside it. */
function asOwn(result: ReadResult, tiers: TierUse, change: (word: Word, index: number) => Word = (word) => word): ReadResult {
  const [page] = result.reading.pages;
  if (!page) return result;
  const quality = { score: 0.4, capitalHeight: 11, problems: ['blurred' as const] };
  const pages = [{ ...page, source: 'ocr' as const, words: page.words.map(change), quality }];
  return { ...result, reading: { source: 'ocr', reader: 'tickmark-reader 1', pages }, ms: { decode: 30, ocr: 200, tiers } };
}

describe('the way of a document', () => {
  it('says by what it was read, for how long, and how good the picture is', async () => {
    const tiers = { own: { count: 1, ms: 120 }, second: { count: 2, ms: 80 } };
    desk.readers.after = (result) =>
      asOwn(result, tiers, (word, index) => {
        if (word.line === 0) return { ...word, agreed: true };
        return index === 6 ? { ...word, alternatives: [{ text: 'other', reader: 'second', p: 0.4 }] } : word;
      });
    const detail = await desk.walked(fresh());
    expect(detail).toMatchObject({
      source: 'ocr',
      reader: 'tickmark-reader 1',
      times: { decode: 30, ocr: 200, tiers },
      pageSizes: [{ page: 1, quality: { score: 0.4, problems: ['blurred'] } }],
    });
    const words = (await desk.api.documents.words({ id: detail.id, page: 1 })).length;
    expect(detail.history.map((entry) => entry.words)).toContain(
      `Read ${words} words on 1 page with tickmark-reader 1; the second reader looked at 2 rows (1 agreed).`,
    );
  });

  it('does not speak of a second reader where it was the only one', async () => {
    desk.readers.after = (result) => asOwn(result, { second: { count: 1, ms: 900 } });
    const { history } = await desk.walked(fresh());
    expect(history.find(({ event }) => event === 'document.read')?.words).toMatch(/^Read \d+ words on 1 page with tickmark-reader 1\.$/);
  });

  it('says that the second reader looked where it read the page as a whole', async () => {
    desk.readers.after = (result) => asOwn(result, { own: { count: 1, ms: 90 }, second: { count: 1, ms: 900 } });
    const { history } = await desk.walked(fresh());
    expect(history.find(({ event }) => event === 'document.read')?.words).toMatch(/tickmark-reader 1; the second reader looked too\.$/);
  });

  it('keeps what the other reader saw with the words', async () => {
    const alternatives = [{ text: '8.00', reader: 'second' as const, p: 0.3 }];
    desk.readers.after = (result) => asOwn(result, { own: { count: 1, ms: 9 } }, (word) => ({ ...word, p: 0.7, alternatives }));
    const { id } = await desk.walked(fresh());
    expect((await desk.api.documents.words({ id, page: 1 }))[0]).toMatchObject({ p: 0.7, alternatives, line: 0 });
  });

  it('keeps the data of an e-invoice with the words, and brings a page that shows another total before a person', async () => {
    const invoice = InvoiceData.parse({
      syntax: 'cii',
      type: 'invoice',
      deliveryDates: [],
      currency: 'GBP',
      seller: { name: 'Dock Street Bakery Ltd' },
      ibans: [],
      total: '999.99',
      taxes: [],
      lines: [],
      sums: [],
    });
    desk.readers.after = (result) => ({ ...result, reading: { ...result.reading, source: 'e-invoice', invoice } });
    const detail = await desk.walked(fresh());
    const total = detail.extraction?.fields.total;
    expect(detail).toMatchObject({ state: 'review', source: 'e-invoice', group: 'E-invoice differs' });
    expect(total).toMatchObject({ value: '999.99', alternatives: [{ value: expect.stringMatching(/^\d+\.\d\d$/) }] });
    const settled = await desk.api.review.correct({
      document: { id: detail.id, version: detail.version },
      changes: { total: total?.alternatives[0]?.value ?? '' },
    });
    expect(settled.findings.map(({ check }) => check)).not.toContain('e-invoice-differs');
  });
});

describe('how a document is to be read', () => {
  it("follows the settings of the machine and the client's policy", async () => {
    await desk.walked(fresh());
    const { id } = desk.client;
    const { policy, version } = await desk.api.policy.get({ id });
    await desk.api.policy.set({ id, policy: { ...policy, reading: { secondReader: 'never', maxSecondRows: 3, budgetMs: 700 } }, version });
    await desk.api.system.changeSettings({ reader: 'tesseract', languages: ['deu', 'eng'] });
    await desk.walked(fresh());
    expect(desk.readers.options).toEqual([
      { reader: 'own', languages: ['eng'], secondReader: 'doubtful', maxSecondRows: 12, secondMs: 5000 },
      { reader: 'tesseract', languages: ['deu', 'eng'], secondReader: 'never', maxSecondRows: 3, secondMs: 700 },
    ]);
  });

  it('follows what a person asks for when it is read again, until it is asked for without a wish', async () => {
    const { id } = await desk.walked(doubtful());
    await desk.api.documents.readAgain({ id, reader: 'tesseract' });
    await desk.engine.untilIdle();
    const { history } = await desk.get(id);
    expect(history.map(({ words }) => words)).toContain('Asked to read it again with Tesseract.');
    await desk.api.documents.readAgain({ id });
    await desk.engine.untilIdle();
    expect(desk.readers.options.map((options) => options?.reader)).toEqual(['own', 'tesseract', 'own']);
  });
});

describe('a change of the settings', () => {
  it('stands in the audit with who made it, and outlives a restart', async () => {
    await desk.api.system.changeSettings({ languages: ['deu', 'eng'] });
    await desk.api.system.changeSettings({ languages: ['deu', 'eng'] });
    const events = (await desk.api.audit.list({})).rows.filter(({ event }) => event === 'settings.changed');
    expect(events).toMatchObject([{ actor: 'tester', words: 'The settings were changed: languages is now deu, eng.' }]);
    const again = await desk.restart();
    expect((await again.api.system.settings()).settings.languages).toEqual(['deu', 'eng']);
    expect((await again.api.audit.verify()).intact).toBe(true);
  });

  it('to a language that is not there names it and those that are', async () => {
    await expect(desk.api.system.changeSettings({ languages: ['fra', 'eng'] })).rejects.toThrow('Missing: fra. There: deu, eng.');
  });

  it('of the policy of reading stands in the audit', async () => {
    const { id } = desk.client;
    const { policy, version } = await desk.api.policy.get({ id });
    await desk.api.policy.set({ id, policy: { ...policy, reading: { ...policy.reading, maxSecondRows: 0 } }, version });
    const { rows } = await desk.api.audit.list({});
    expect(rows.find(({ event }) => event === 'policy.changed')?.words).toBe('The rules were changed: reading.');
  });
});

it('counts each way of reading with its times, and leaves out documents of which none is known', async () => {
  const uses: TierUse[] = [
    { text: { count: 2, ms: 5 } },
    {},
    { own: { count: 1, ms: 100 } },
    { own: { count: 3, ms: 300 }, second: { count: 4, ms: 50 } },
  ];
  for (const tiers of uses) {
    desk.readers.after = (result) => asOwn(result, tiers);
    await desk.walked(fresh());
  }
  const { documents, tiers } = await desk.api.system.reading();
  expect(documents).toBe(3);
  expect(tiers).toEqual([
    { tier: 'text', documents: 1, share: 1 / 3, count: 2, msP50: 5, msP95: 5 },
    { tier: 'own', documents: 2, share: 2 / 3, count: 4, msP50: 300, msP95: 300 },
    { tier: 'second', documents: 1, share: 1 / 3, count: 4, msP50: 50, msP95: 50 },
  ]);
});
