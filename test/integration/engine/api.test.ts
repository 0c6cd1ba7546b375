import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ClientId, Currency, contract, DocumentId, EngineError, type LiveEvent, SourceId } from '../../../src-main/contract/index.ts';
import { connectInProcess } from '../../../src-main/hosts/transports/in-process.ts';
import { throwing } from '../../support/scripted-ledger.ts';
import { clearDesks, codeOf, type Desk, doubtful, fresh, openDesk } from './desk.ts';
import { ledgerUses } from './ledger-uses.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(clearDesks);

const NOBODY = '0195a000-0000-7000-8000-0000000000ff';
const mailbox = { host: '127.0.0.1', port: 1, security: 'plain-loopback' as const, user: 'anna', password: 'secret', folder: 'INBOX' };

/** One use of every procedure, with what must be true of its answer. The output schemas of the contract are checked by the call itself. */
const USES: Record<string, () => Promise<void>> = {
  ...ledgerUses(() => desk),
  'system.info': async () => {
    expect(await desk.api.system.info()).toMatchObject({ version: 'test', host: 'command', clients: 1, dataFolder: desk.data });
  },
  'system.doctor': async () => {
    const lines = await desk.api.system.doctor();
    expect(lines.map(({ name, ok }) => [name, ok])).toEqual([
      ['Data', true],
      ['Account suggestions', true],
      ['Books of Harbour Café', true],
    ]);
  },
  'system.settings': async () => {
    expect(await desk.api.system.settings()).toEqual({
      settings: { reader: 'own', languages: ['eng'] },
      installedLanguages: ['deu', 'eng'],
    });
  },
  'system.changeSettings': async () => {
    const { settings } = await desk.api.system.changeSettings({ languages: ['eng', 'deu', 'eng'] });
    expect(settings).toEqual({ reader: 'own', languages: ['eng', 'deu'] });
    expect(await codeOf(desk.api.system.changeSettings({ languages: ['fra'] }))).toBe('language_missing');
    expect(await codeOf(desk.api.system.changeSettings({ languages: [] }))).toBe('invalid_input');
    expect((await desk.api.system.settings()).settings).toEqual(settings);
  },
  'system.reading': async () => {
    expect(await desk.api.system.reading()).toEqual({ documents: 0, tiers: [] });
    await desk.walked(fresh());
    expect(await desk.api.system.reading()).toEqual({
      documents: 1,
      tiers: [{ tier: 'text', documents: 1, share: 1, count: 1, msP50: 2, msP95: 2 }],
    });
  },
  'system.folders': async () => {
    mkdirSync(join(desk.folder, 'books', 'deep'), { recursive: true });
    mkdirSync(join(desk.folder, '.hidden'));
    const found = await desk.api.system.folders({ path: desk.folder });
    expect(found).toEqual({
      path: desk.folder,
      parent: join(desk.folder, '..'),
      folders: [join(desk.folder, 'books'), join(desk.folder, 'data')],
    });
    expect(await codeOf(desk.api.system.folders({ path: join(desk.folder, 'nowhere') }))).toBe('folder_missing');
  },
  'clients.list': async () => {
    await desk.walked(fresh());
    await desk.walked(doubtful());
    const [row] = await desk.api.clients.list();
    expect(row).toMatchObject({
      toReview: 1,
      posted: 1,
      inProgress: 0,
      arrivedThisMonth: 2,
      failedPostings: 0,
      client: { name: 'Harbour Café' },
    });
    expect(row?.oldestWaiting).toBeDefined();
  },
  'clients.get': async () => {
    expect(await desk.api.clients.get({ id: desk.client.id })).toEqual(desk.client);
    expect(await codeOf(desk.api.clients.get({ id: ClientId.parse(NOBODY) }))).toBe('not_found');
  },
  'clients.create': async () => {
    const watch = join(desk.folder, 'quay');
    const made = await desk.api.clients.create({ name: ' Quay Bistro ', currency: Currency.parse('EUR'), ledger: 'books:quay', watch });
    expect(made).toMatchObject({ name: 'Quay Bistro', currency: 'EUR', taxRegistered: true, demo: false });
    expect(await desk.api.sources.list({ clientId: made.id })).toMatchObject([{ kind: 'folder', settings: { path: watch } }]);
    const again = { name: 'QUAY bistro', currency: Currency.parse('EUR'), ledger: 'books:quay' };
    expect(await codeOf(desk.api.clients.create(again))).toBe('invalid_input');
    expect(await codeOf(desk.api.clients.create({ ...again, name: 'x', ledger: 'paper:quay' }))).toBe('invalid_input');
    expect(await codeOf(desk.api.clients.create({ ...again, name: 'x', watch: 'relative' }))).toBe('invalid_input');
  },
  'clients.change': async () => {
    const { id, accounts } = desk.client;
    expect(await desk.api.clients.change({ id, change: { name: 'Harbour Ltd', taxRegistered: false } })).toMatchObject({
      name: 'Harbour Ltd',
      taxRegistered: false,
      accounts,
    });
    await desk.api.clients.create({ name: 'Quay', currency: Currency.parse('GBP'), ledger: 'books:quay' });
    const refused = [
      { name: 'quay' },
      { paidAccount: '9999' },
      { accounts: [...accounts, ...accounts.slice(0, 1)] },
      { accounts: accounts.filter(({ code }) => code !== '1400') },
      { ledger: 'paper:x' },
    ];
    for (const change of refused)
      expect([change, await codeOf(desk.api.clients.change({ id, change }))]).toEqual([change, 'invalid_input']);
    expect(await desk.api.clients.get({ id })).toMatchObject({ name: 'Harbour Ltd', paidAccount: '1200' });
  },
  'clients.demo': async () => {
    desk.readers.before = () => {
      throw new EngineError('no_text');
    };
    const first = await desk.api.clients.demo();
    expect(first).toMatchObject({ demo: true, currency: 'GBP' });
    expect(await desk.api.clients.demo()).toEqual(first);
    expect(await desk.api.sources.list({ clientId: first.id })).toHaveLength(1);
    await desk.engine.untilIdle();
    expect((await desk.api.insight.home({ clientId: first.id })).balance).toMatchObject({ inProgress: 0, balances: true });
    expect((await desk.api.review.queue({ clientId: first.id })).left).toBeGreaterThan(5);
  },
  'clients.examples': async () => {
    const document = await desk.walked(doubtful());
    const read = document.extraction?.fields.number;
    await desk.api.review.correct({ document, changes: { number: 'A-77' } });
    const { rows, total } = await desk.api.clients.examples({ id: desk.client.id });
    expect(total).toBe(1);
    expect(rows).toMatchObject([{ documentId: document.id, field: 'number', typed: 'A-77', read: { value: read?.value, p: read?.p } }]);
    expect(await codeOf(desk.api.clients.examples({ id: ClientId.parse(NOBODY) }))).toBe('not_found');
  },
  'clients.suppliers': async () => {
    await desk.walked(fresh({ supplier: 'Northern Dairy Supplies' }));
    await desk.walked(fresh({ supplier: 'NORTHERN DAIRY SUPPLIES LTD' }));
    const { id } = desk.client;
    expect(await desk.api.clients.suppliers({ id })).toMatchObject([{ documents: 2, account: '5010', lastDate: expect.any(String) }]);
  },
  'sources.list': async () => {
    expect(await desk.api.sources.list({})).toEqual([]);
  },
  'sources.addFolder': async () => {
    const path = join(desk.folder, 'arriving');
    const add = () => desk.api.sources.addFolder({ clientId: desk.client.id, path });
    const [first, second] = await Promise.all([add(), add()]);
    expect(first).toEqual(second);
    expect(await desk.api.sources.list({})).toMatchObject([{ kind: 'folder', title: path, arrived: 0 }]);
    expect(await codeOf(desk.api.sources.addFolder({ clientId: desk.client.id, path: 'relative' }))).toBe('invalid_input');
  },
  'sources.addMailbox': async () => {
    const source = await desk.api.sources.addMailbox({ clientId: desk.client.id, settings: mailbox });
    expect(source.title).toBe('anna at 127.0.0.1 (INBOX)');
    expect(JSON.stringify([source, await desk.api.sources.list({}), await desk.api.audit.list({})])).not.toContain('secret');
  },
  'sources.testMailbox': async () => {
    expect(await codeOf(desk.api.sources.testMailbox(mailbox))).toBe('mail_unreachable');
  },
  'sources.rescan': async () => {
    const { id } = await desk.api.sources.addFolder({ clientId: desk.client.id, path: join(desk.folder, 'arriving') });
    expect(await desk.api.sources.rescan({ id })).toEqual({ done: true });
    expect(await codeOf(desk.api.sources.rescan({ id: SourceId.parse(NOBODY) }))).toBe('not_found');
  },
  'sources.remove': async () => {
    const { id } = await desk.api.sources.addFolder({ clientId: desk.client.id, path: join(desk.folder, 'arriving') });
    await desk.api.sources.remove({ id });
    expect(await desk.api.sources.list({})).toEqual([]);
    expect(await codeOf(desk.api.sources.remove({ id }))).toBe('not_found');
  },
  'documents.list': async () => {
    const all = [await desk.walked(fresh()), await desk.walked(doubtful()), await desk.walked(fresh())].map(({ id }) => id).reverse();
    const pages: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await desk.api.documents.list({ limit: 1, ...(cursor === undefined ? {} : { cursor }) });
      expect(page.total).toBe(3);
      pages.push(...page.rows.map(({ id }) => id));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(pages).toEqual(all);
    expect((await desk.api.documents.list({ states: ['review'] })).total).toBe(1);
    expect((await desk.api.documents.list({ from: '2099-01-01' })).total).toBe(0);
    expect((await desk.api.documents.list({ clientId: ClientId.parse(NOBODY) })).total).toBe(0);
  },
  'documents.get': async () => {
    expect(await codeOf(desk.get(DocumentId.parse(NOBODY)))).toBe('not_found');
    expect(await desk.walked(fresh())).toMatchObject({
      pages: 1,
      source: 'text',
      reader: 'prepared',
      times: { decode: 1, ocr: 2, tiers: { text: { count: 1, ms: 2 } } },
      pageSizes: [{ page: 1, width: 800 }],
    });
  },
  'documents.page': async () => {
    const { id } = await desk.walked(fresh());
    const file = await desk.api.documents.page({ id, page: 1 });
    expect([file.type, file.size > 0]).toEqual(['image/webp', true]);
    expect(await codeOf(desk.api.documents.page({ id, page: 2 }))).toBe('not_found');
  },
  'documents.words': async () => {
    const { id } = await desk.walked(fresh({ supplier: 'Quayside Traders' }));
    const words = await desk.api.documents.words({ id, page: 1 });
    expect(words.slice(0, 1)).toMatchObject([{ text: 'Quayside', p: 1 }]);
    expect(await desk.api.documents.words({ id, page: 9 })).toEqual([]);
  },
  'documents.original': async () => {
    const bytes = fresh();
    const { id } = await desk.walked(bytes, 'till roll.jpg');
    const file = await desk.api.documents.original({ id });
    expect(file.name).toBe('till roll.jpg');
    expect(Buffer.from(await file.arrayBuffer())).toEqual(Buffer.from(bytes));
  },
  'documents.upload': async () => {
    const bytes = Buffer.from(fresh());
    const upload = () => desk.api.documents.upload({ clientId: desk.client.id, file: new File([bytes], 'a.jpg') });
    expect(await upload()).toMatchObject({ outcome: 'document', words: 'Taken in.' });
    expect(await upload()).toMatchObject({ outcome: 'duplicate', words: 'The same file is here already.' });
  },
  'documents.readAgain': async () => {
    const waiting = await desk.walked(doubtful());
    await desk.api.documents.readAgain({ id: waiting.id });
    await desk.engine.untilIdle();
    expect(await desk.get(waiting.id)).toMatchObject({ state: 'review', total: waiting.total });
    const posted = await desk.walked(fresh());
    expect(await codeOf(desk.api.documents.readAgain({ id: posted.id }))).toBe('not_allowed_in_state');
  },
  'review.queue': async () => {
    await desk.walked(doubtful());
    expect(await desk.api.review.queue({ clientId: desk.client.id })).toMatchObject({ left: 1, arrivedToday: 1 });
    expect(await desk.api.review.queue({ clientId: ClientId.parse(NOBODY) })).toEqual({ left: 0, arrivedToday: 0, groups: [] });
  },
  'review.approve': async () => {
    expect(await desk.approve(await desk.walked(doubtful()))).toMatchObject([{ state: 'posting' }]);
  },
  'review.correct': async () => {
    const document = await desk.walked(doubtful());
    expect(await desk.api.review.correct({ document, changes: { number: 'X-9' } })).toMatchObject({ number: 'X-9' });
  },
  'review.reject': async () => {
    const document = await desk.walked(doubtful());
    expect(await codeOf(desk.api.review.reject({ documents: [document], reason: '  ' }))).not.toBe('no error');
    expect(await desk.api.review.reject({ documents: [document], reason: 'private' })).toMatchObject({
      documents: [{ state: 'rejected' }],
    });
  },
  'review.undo': async () => {
    const document = await desk.walked(doubtful());
    await desk.api.review.reject({ documents: [document], reason: 'private' });
    expect(await desk.api.review.undo({ id: document.id })).toMatchObject({ state: 'review' });
  },
  'postings.list': async () => {
    const detail = await desk.walked(fresh());
    const { rows, total } = await desk.api.postings.list({ states: ['verified'] });
    expect(total).toBe(1);
    expect(rows[0]).toMatchObject({ key: `${detail.id}:g1`, document: { id: detail.id }, preview: expect.stringContaining('expenses:') });
    expect((await desk.api.postings.list({ states: ['rejected'] })).rows).toEqual([]);
  },
  'postings.retry': async () => {
    expect(await codeOf(desk.api.postings.retry({ key: 'nothing' }))).toBe('not_found');
  },
  'policy.get': async () => {
    const { policy, version, checks, schema } = await desk.api.policy.get({ id: desk.client.id });
    expect([version, policy.reviewAbove, checks.length > 10, Object.keys(schema).includes('properties')]).toEqual([
      0,
      '2000.00',
      true,
      true,
    ]);
  },
  'policy.set': async () => {
    const { id } = desk.client;
    const { policy } = await desk.api.policy.get({ id });
    const changed = await desk.api.policy.set({ id, policy: { ...policy, newSupplierLimit: '5.00' }, version: 0 });
    expect(changed).toMatchObject({ version: 1, policy: { newSupplierLimit: '5.00' } });
    expect(await codeOf(desk.api.policy.set({ id, policy, version: 0 }))).toBe('version_conflict');
    expect(await codeOf(desk.api.policy.set({ id, policy: { ...policy, reviewAbove: '1.005' }, version: 1 }))).toBe('invalid_input');
    expect(await desk.walked(fresh())).toMatchObject({ state: 'review', group: 'New supplier' });
    expect(
      (await desk.api.audit.list({})).rows.some(({ event, words }) => event === 'policy.changed' && words.includes('newSupplierLimit')),
    ).toBe(true);
  },
  'insight.home': async () => {
    await desk.walked(fresh());
    await desk.walked(doubtful());
    const home = await desk.api.insight.home({});
    expect(home).toMatchObject({
      waiting: 1,
      arrivedThisWeek: 2,
      touchlessThisWeek: 1,
      touchlessRate: 0.5,
      verified: { entries: 1, of: 1 },
    });
    expect(home.msArrivalToLedgerP50).toBeGreaterThan(0);
    expect(home.reasons).toEqual([{ group: 'New supplier', count: 1 }]);
  },
  'insight.activity': async () => {
    await desk.walked(fresh());
    const activity = await desk.api.insight.activity({});
    expect(activity).toMatchObject({ pile: { total: 1, done: 1 }, active: [], queued: 0, readers: 2 });
    expect(activity.recent).toHaveLength(1);
  },
  'insight.arrivals': async () => {
    await desk.walked(fresh());
    const { rows, total } = await desk.api.insight.arrivals({ limit: 10 });
    expect([total, rows[0]?.outcome, rows[0]?.via]).toEqual([1, 'document', 'upload']);
  },
  'insight.live': async () => {
    const stop = new AbortController();
    const stream = await desk.api.insight.live(undefined, { signal: stop.signal });
    const seen: LiveEvent[] = [];
    const listening = (async () => {
      for await (const event of stream) {
        seen.push(event);
        if (event.kind === 'document' && event.document.state === 'posted') break;
      }
    })();
    await desk.drop(fresh());
    await listening;
    stop.abort();
    const states = seen.flatMap((event) => (event.kind === 'document' ? [event.document.state] : []));
    expect([...new Set(states)]).toEqual(['queued', 'reading', 'checking', 'posting', 'posted']);
    expect(seen.some(({ kind }) => kind === 'progress') && seen.some(({ kind }) => kind === 'counts')).toBe(true);
  },
  'audit.verify': async () => {
    expect(await desk.api.audit.verify()).toMatchObject({ intact: true, events: 1 });
  },
  'audit.list': async () => {
    expect((await desk.api.audit.list({})).rows).toMatchObject([{ event: 'client.created', actor: 'tester', sequence: 1 }]);
  },
};

const procedures = Object.entries(contract).flatMap(([group, members]) => Object.keys(members).map((name) => `${group}.${name}`));

it('every procedure of the contract is used below', () => {
  expect(new Set(Object.keys(USES))).toEqual(new Set(procedures));
});

describe('the engine answers', () => {
  it.each(Object.entries(USES))('%s', async (_name, use) => {
    await use();
  });
});

it('who asks stands in the audit', async () => {
  const anna = connectInProcess(desk.engine.router, { actor: 'anna' }, { log: console as never, ids: { next: () => 'x' } });
  const document = await desk.walked(doubtful());
  await anna.review.reject({ documents: [document], reason: 'private' });
  expect((await desk.get(document.id)).history.at(-1)).toMatchObject({
    actor: 'anna',
    event: 'document.rejected',
    words: 'Set aside: private',
  });
});

it('books that cannot be reached are named by the doctor, and a client is not made with them', async () => {
  const failing = throwing(() => new EngineError('ledger_unreachable'), 99);
  desk.ledger.beforeTest = failing;
  const line = (await desk.api.system.doctor()).find(({ name }) => name.startsWith('Books'));
  expect(line).toMatchObject({ ok: false, found: 'The ledger cannot be reached.', cost: 'Nothing can be posted for this client.' });
  expect(await codeOf(desk.api.clients.create({ name: 'Quay', currency: Currency.parse('GBP'), ledger: 'books:quay' }))).toBe(
    'ledger_unreachable',
  );
  expect(await desk.api.clients.list()).toHaveLength(1);
});
