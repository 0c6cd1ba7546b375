import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { quickbooks } from '../../../src-main/connectors/ledgers/quickbooks/index.ts';
import type { Currency } from '../../../src-main/contract/index.ts';
import type { LedgerConnection, LedgerEntry, PostingKey } from '../../../src-main/engine/ports.ts';
import { type FakeBooks, openFakeBooks } from '../../support/fake-ledger/fake-books.ts';
import { type FakeServer, startFakeServer } from '../../support/fake-ledger/fake-server.ts';
import type { Fault } from '../../support/fake-ledger/faults.ts';
import { FIRST_REFRESH_TOKEN, REALM, vendor } from '../../support/fake-ledger/quickbooks/vendor.ts';
import { memoryLog, systemClock } from '../../support/test-ports.ts';
import { memoryVault, webBill, webFile } from '../../support/web-ledger-bill.ts';

const NAMES = {
  expense: 'Cost of sales:Food purchases',
  tax: 'VAT Control',
  payable: 'Accounts Payable (A/P)',
  paid: 'Cash on hand',
  taxCode: '20.0% S',
};
const bill = (id: string, change: Parameters<typeof webBill>[2] = {}) => webBill(NAMES, id, change);
const line = { description: 'x', account: 'Travel' };

let folder = '';
let server: FakeServer;
let books: FakeBooks;
let ledger: LedgerConnection;
let vault: ReturnType<typeof memoryVault>;
const log = memoryLog();
const open: LedgerConnection[] = [];

function connect(secrets: Record<string, string> = { refreshToken: FIRST_REFRESH_TOKEN }): LedgerConnection {
  vault = memoryVault(secrets);
  const config = quickbooks.config.parse({ broker: `${server.url}/broker`, api: server.url, realm: REALM });
  const connection = quickbooks.connect(config, { clock: systemClock, log, vault, folder });
  open.push(connection);
  return connection;
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tickmark-quickbooks-'));
  server = await startFakeServer(vendor, folder);
  books = openFakeBooks(folder);
  ledger = connect();
});
afterEach(async () => {
  for (const connection of open.splice(0)) await connection.close?.();
  books.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const entity = (type: string, id: string) =>
  JSON.parse(String(books.db.prepare('SELECT body FROM entity WHERE type = ? AND id = ?').pluck().get(type, id))) as Record<
    string,
    unknown
  >;
const set = (type: string, id: string, field: string, value: string | number) =>
  books.run(`UPDATE entity SET body = json_set(body, '$.${field}', ?) WHERE type = ? AND id = ?`, value, type, id);
const newSupplier = async (entry: LedgerEntry) =>
  (await ledger.suppliers?.create(entry.bill?.supplier ?? { key: '', name: '' }, 'ext-1'))?.id ?? '';
const idOf = (reference: string) => reference.split('/')[1] ?? '';

test('a bill stands in the books at once, with its file, and is read back as it was written', async () => {
  const entry = bill('one');
  const supplier = await newSupplier(entry);
  const posted = await ledger.create(entry, { supplier });
  expect(posted).toMatchObject({ reference: expect.stringMatching(/^Bill\/\d+$/), name: 'Bill NDS-20418', state: 'posted' });
  expect(await ledger.findByKey(entry.key)).toEqual([posted]);
  const attached = await ledger.attachments?.attach(posted, webFile('%PDF bytes'), entry.key);
  expect(await ledger.attachments?.list(posted)).toEqual([{ id: attached?.id, name: 'invoice.pdf', key: entry.key, size: 10 }]);
  expect(Buffer.from((await ledger.attachments?.read?.(posted, attached ?? { id: '', name: '' })) ?? []).toString()).toBe('%PDF bytes');
  expect(await ledger.verify(posted, entry)).toEqual([]);
  expect(entity('Bill', idOf(posted.reference))).toMatchObject({
    TotalAmt: 120,
    DueDate: '2026-12-12',
    VendorRef: { value: supplier },
    PrivateNote: `[tickmark:one:g1 ${supplier}] NDS-20418`,
  });
  expect(ledger.finalise).toBeUndefined();
  await ledger.attachments?.remove?.(posted, attached ?? { id: '', name: '' });
  expect(await ledger.attachments?.list(posted)).toEqual([]);
});

test('amounts: credits turned round, cash and card as expenses, tax as the bill says it, tax without a code', async () => {
  const cases: [string, Parameters<typeof webBill>[2], string, Record<string, unknown>][] = [
    [
      'credit',
      { bill: { kind: 'credit-note', lines: [{ ...line, net: -50_00, tax: -10_00, taxCode: '20.0% S' }] } },
      'VendorCredit',
      { TotalAmt: 60, TxnTaxDetail: { TotalTax: 10 } },
    ],
    ['cash', { bill: { paid: true, kind: 'receipt', contra: 'Cash on hand' } }, 'Purchase', { TotalAmt: 120, PaymentType: 'Cash' }],
    ['card', { bill: { paid: true, kind: 'receipt', contra: 'Mastercard' } }, 'Purchase', { PaymentType: 'CreditCard' }],
    [
      'cent',
      {
        bill: {
          lines: [
            { ...line, net: 10_03, tax: 2_00, taxCode: '20.0% S' },
            { ...line, net: 5_00, tax: 25, taxCode: '5.0% R' },
          ],
        },
      },
      'Bill',
      { TotalAmt: 17.28, TxnTaxDetail: { TotalTax: 2.25 } },
    ],
    [
      'own',
      {
        bill: {
          lines: [
            { ...line, net: 10_00, tax: 2_00, taxAccount: 'VAT Control' },
            { ...line, net: -1_00, tax: 0 },
          ],
        },
      },
      'Bill',
      { TotalAmt: 11 },
    ],
    [
      'long',
      {
        number: 'A very long number of a supplier 000042',
        bill: {
          lines: [
            { ...line, net: 0, tax: 0 },
            { ...line, account: 'Account 8', net: 1, tax: 0 },
          ],
        },
      },
      'Bill',
      { DocNumber: 'of a supplier 000042', TotalAmt: 0.01 },
    ],
  ];
  const supplier = await newSupplier(bill('x'));
  for (const [id, change, type, expected] of cases) {
    const entry = bill(id, { number: id, ...change });
    const posted = await ledger.create(entry, { supplier });
    expect(posted.reference, id).toMatch(new RegExp(`^${type}/`));
    expect(entity(type, idOf(posted.reference)), id).toMatchObject(expected);
    expect(await ledger.verify(posted, entry), id).toEqual([]);
    expect(await ledger.findByKey(entry.key), id).toEqual([posted]);
  }
});

test('a tax that can be neither reckoned nor overridden is refused and leaves nothing', async () => {
  const supplier = await newSupplier(bill('x'));
  const several = bill('several', { bill: { lines: [{ ...line, net: 10_00, tax: 2_51, taxCode: 'Both' }] } });
  await expect(ledger.create(several, { supplier })).rejects.toMatchObject({
    code: 'ledger_rejected',
    message: expect.stringContaining('several rates'),
  });
  books.run("UPDATE entity SET body = json_set(body, '$.RateValue', 19) WHERE type = 'TaxRate' AND json_extract(body, '$.Name') = '20% P'");
  await ledger.create(bill('now-19'), { supplier });
  expect(books.count("SELECT count(*) FROM entity WHERE type = 'Bill'")).toBe(1);
  expect(await ledger.verify((await ledger.findByKey('now-19:g1' as PostingKey))[0] ?? { reference: '' }, bill('now-19'))).toEqual([]);
});

test('an entry is deleted, also where somebody changed it in between, and then not found any more', async () => {
  const entry = bill('gone');
  const posted = await ledger.create(entry, { supplier: await newSupplier(entry) });
  await ledger.attachments?.attach(posted, webFile(), entry.key);
  const theirs = {
    Id: '900',
    SyncToken: '0',
    FileName: 'theirs.pdf',
    AttachableRef: [{ EntityRef: { type: 'Bill', value: idOf(posted.reference) } }],
  };
  books.run("INSERT INTO entity (type, id, body) VALUES ('Attachable', '900', ?)", JSON.stringify(theirs));
  set('Bill', idOf(posted.reference), 'SyncToken', '4');
  const how = { reason: '', today: entry.date };
  expect(await ledger.undo?.(posted, entry, how)).toBe('deleted');
  expect(await ledger.undo?.(posted, entry, how)).toBe('already-gone');
  // Ours goes with the entry, a person's own stays.
  expect(books.db.prepare("SELECT id FROM entity WHERE type = 'Attachable'").pluck().all()).toEqual(['900']);
  expect(await ledger.findByKey(entry.key)).toEqual([]);
  expect(await ledger.verify(posted, entry)).toEqual(['the entry is no longer in QuickBooks']);
});

test('lists say what the books hold; names that Tickmark cannot keep are told by id', async () => {
  const lists = await ledger.lists?.();
  expect(lists).toMatchObject({ organisation: 'Harbour Stores', currency: 'GBP' });
  expect(lists?.accounts).toContainEqual({ ref: NAMES.expense, name: NAMES.expense, kind: 'expense' });
  expect(lists?.accounts).toContainEqual({ ref: 'Account 8', name: '"Odd" costs', kind: 'expense' });
  expect(lists?.accounts.map(({ ref }) => ref)).not.toContain('Old costs');
  expect(lists?.taxCodes).toEqual([
    { ref: '20.0% S', name: '20.0% S', rate: '20' },
    { ref: '5.0% R', name: '5.0% R', rate: '5' },
    { ref: 'Both', name: 'Both' },
  ]);
  books.turn('closed', '2025-12-31');
  expect((await ledger.lists?.())?.lockedThrough).toBe('2025-12-31');
  expect(await ledger.test()).toBe('QuickBooks Online: Harbour Stores, GBP.');
});

test.each(['6210', '5010', '6000'])('closed books, refused with %s, are told as such', async (code) => {
  const entry = bill('closed');
  const supplier = await newSupplier(entry);
  const posted = await ledger.create(bill('before', { number: 'B' }), { supplier });
  books.turn('closed', '2026-11-30');
  books.turn('closed-code', code);
  expect(await ledger.preflight?.(entry)).toMatchObject([{ code: 'period_locked' }]);
  await expect(ledger.create(entry, { supplier })).rejects.toMatchObject({ code: 'ledger_period_locked' });
  await expect(ledger.undo?.(posted, bill('before'), { reason: '', today: entry.date })).rejects.toMatchObject({
    code: 'ledger_period_locked',
  });
});

test('preflight names what is missing; a number that is there already is a duplicate, unless a person wants it or it is our own', async () => {
  const wrong = bill('wrong', {
    currency: 'EUR' as Currency,
    number: 'W',
    bill: {
      lines: [
        { ...line, account: 'Nowhere', net: 1_00, tax: 20, taxCode: '7%' },
        { ...line, net: 1, tax: 1 },
      ],
    },
  });
  expect((await ledger.preflight?.(wrong))?.map(({ code }) => code)).toEqual(['currency', 'account', 'tax', 'tax']);
  const supplier = await newSupplier(bill('first'));
  await expect(ledger.create(wrong, { supplier })).rejects.toMatchObject({ code: 'ledger_rejected' });
  expect(await ledger.preflight?.(bill('first'))).toEqual([]);
  const posted = await ledger.create(bill('first'), { supplier });
  expect(await ledger.preflight?.(bill('first'))).toEqual([]);
  expect(await ledger.preflight?.(bill('again'))).toMatchObject([{ code: 'duplicate', existing: posted }]);
  await expect(ledger.create(bill('again'), { supplier })).rejects.toMatchObject({
    code: 'ledger_duplicate',
    details: { existing: posted.reference },
  });
  const wanted = await ledger.create(bill('again', { acceptsDuplicate: true }), { supplier });
  expect(wanted.reference).not.toBe(posted.reference);
  books.turn('key-memory', 'none');
  expect(await ledger.create(bill('first'), { supplier })).toEqual(posted);
});

test('the same key and body once more gives the first answer; another body is another request', async () => {
  const supplier = await newSupplier(bill('x'));
  const { number: _none, ...entry } = bill('same');
  const posted = await ledger.create(entry, { supplier });
  expect(await ledger.create(entry, { supplier })).toEqual(posted);
  const changed = { ...entry, bill: { ...bill('same', { bill: { lines: [{ ...line, net: 1, tax: 0 }] } }).bill } } as LedgerEntry;
  const legs = [
    { account: 'Travel', minor: 1 },
    { account: NAMES.payable, minor: -1 },
  ];
  expect((await ledger.create({ ...changed, legs }, { supplier })).reference).not.toBe(posted.reference);
  for (const { query } of books.requests('create'))
    expect((new URLSearchParams(query).get('requestid') ?? '').length).toBeLessThanOrEqual(50);
});

test('keys are found since their document came, which their first half tells; others in the last half year', async () => {
  const supplier = await newSupplier(bill('x'));
  const came = Date.parse('2026-01-05T10:00:00Z').toString(16).padStart(12, '0');
  const id = `${came.slice(0, 8)}-${came.slice(8)}-7abc-8def-0123456789ab`;
  const posted = await ledger.create(bill(id), { supplier });
  set('Bill', idOf(posted.reference), 'MetaData.CreateTime', '2026-01-05T12:00:00Z');
  expect(await ledger.findByKey(`${id}:g1` as PostingKey)).toEqual([posted]);
  expect(await ledger.findByKey(`${id}:g2` as PostingKey)).toEqual([]);
  const asked = books.requests('find').map(({ query }) => new URLSearchParams(query).get('query') ?? '');
  expect(asked.filter((text) => text.includes("CreateTime >= '2026-01-04T10:00:00Z'"))).toHaveLength(6);
});

test('more rows than a page holds are all read', async () => {
  const insert = books.db.prepare("INSERT INTO entity (type, id, body) VALUES ('Vendor', ?, ?)");
  books.db.transaction(() => {
    for (let number = 1000; number < 3200; number++)
      insert.run(String(number), JSON.stringify({ Id: String(number), SyncToken: '0', DisplayName: `Vendor ${number}`, Active: true }));
  })();
  expect((await ledger.lists?.())?.suppliers).toHaveLength(2200);
});

test('suppliers are found by id, number and a word of the name; a name that a customer has is made another', async () => {
  const supplier = bill('x').bill?.supplier ?? { key: '', name: '' };
  const put = (id: string, more: Record<string, unknown>) =>
    books.run(
      "INSERT INTO entity (type, id, body) VALUES ('Vendor', ?, ?)",
      id,
      JSON.stringify({ Id: id, SyncToken: '0', Active: true, ...more }),
    );
  put('501', { DisplayName: 'By number', TaxIdentifier: 'GB 123 4567 89' });
  put('502', { DisplayName: 'Northern Lights', TaxIdentifier: 'XXXXX6789' });
  put('503', { DisplayName: 'By id', AcctNum: 'ext-9' });
  put('504', { DisplayName: 'Northern Gone', Active: false });
  put('505', { DisplayName: 'Somebody' });
  expect(await ledger.suppliers?.find({ supplier, externalId: 'ext-9' })).toEqual([
    { id: '501', name: 'By number', taxNumber: 'GB 123 4567 89' },
    { id: '502', name: 'Northern Lights' },
    { id: '503', name: 'By id', externalId: 'ext-9' },
  ]);
  books.run(
    "INSERT INTO entity (type, id, body) VALUES ('Customer', '600', ?)",
    JSON.stringify({ Id: '600', SyncToken: '0', DisplayName: supplier.name }),
  );
  const made = await ledger.suppliers?.create({ ...supplier, address: '1 Dairy Lane\nLeeds' }, 'ext-2');
  expect(made).toMatchObject({ name: 'Northern Dairy Supplies Ltd (supplier)', externalId: 'ext-2' });
  expect(JSON.stringify(entity('Vendor', made?.id ?? ''))).not.toContain('GB33');
  await ledger.suppliers?.retire?.(made?.id ?? '');
  await ledger.suppliers?.retire?.(made?.id ?? '');
  expect(await ledger.suppliers?.find({ supplier: { key: 'k', name: '' }, externalId: 'ext-2' })).toEqual([]);
});

test('changes behind our back are told', async () => {
  const entry = bill('edited');
  const posted = await ledger.create(entry, { supplier: await newSupplier(entry) });
  set('Bill', idOf(posted.reference), 'TotalAmt', 130);
  set('Bill', idOf(posted.reference), 'VendorRef', '{}');
  books.run(`UPDATE entity SET body = json_set(body, '$.VendorRef', json('{"value":"1","name":"Other"}')) WHERE type = 'Bill'`);
  expect((await ledger.verify(posted, entry)).join('; ')).toMatch(/130\.00 GBP.*Other/);
  await expect(ledger.verify({ reference: 'Invoice/1' }, entry)).rejects.toMatchObject({ code: 'ledger_rejected' });
});

describe('tokens', () => {
  test('a token that ends in the middle is renewed once, is safe before it is used, and nothing is sent twice', async () => {
    const entry = bill('token');
    const supplier = await newSupplier(entry);
    const before = vault.state.writes;
    books.arm('create', { kind: 'expire-token' });
    await ledger.create(entry, { supplier });
    expect(vault.state.writes).toBe(before + 1);
    expect(vault.state.secrets['refreshToken']).not.toBe(FIRST_REFRESH_TOKEN);
    expect(await ledger.findByKey(entry.key)).toHaveLength(1);
  });

  test('a renewal whose answer was lost is made again with the old refresh token', async () => {
    books.arm('token', { kind: 'lost-reply' });
    await expect(ledger.test()).rejects.toMatchObject({ code: 'ledger_unreachable' });
    expect(vault.state.writes).toBe(0);
    expect(await ledger.test()).toContain('Harbour Stores');
  });

  test('a refresh token that is refused asks for a new sign-in, and says no secret', async () => {
    books.turn('signed-out', 'yes');
    await expect(ledger.test()).rejects.toMatchObject({ code: 'ledger_login_failed', message: expect.not.stringContaining('RT1') });
    await expect(connect({}).test()).rejects.toMatchObject({ code: 'ledger_login_failed' });
  });

  test('signing in goes through the broker, in the browser, back to this machine', async () => {
    const config = quickbooks.config.parse({ broker: `${server.url}/broker/`, api: server.url });
    const abort = new AbortController();
    const begun = await quickbooks.signIn?.(config, { clock: systemClock, log, signal: abort.signal });
    const page = await fetch(begun?.url ?? '');
    expect(await page.text()).toContain('Signed in');
    const { settings, secrets } = (await begun?.done) ?? { settings: {}, secrets: {} };
    expect(settings).toEqual({ realm: REALM });
    const connection = quickbooks.connect(quickbooks.config.parse({ ...config, ...settings }), {
      clock: systemClock,
      log,
      vault: memoryVault({ ...secrets }),
      folder,
    });
    open.push(connection);
    expect(await connection.test()).toContain('Harbour Stores');
  });

  test('a sign-in that is refused or given up says so', async () => {
    const config = quickbooks.config.parse({ broker: `${server.url}/broker/`, api: server.url });
    books.turn('refuse', 'yes');
    const abort = new AbortController();
    const refused = await quickbooks.signIn?.(config, { clock: systemClock, log, signal: abort.signal });
    await fetch(refused?.url ?? '');
    await expect(refused?.done).rejects.toMatchObject({ code: 'ledger_login_failed' });
    const left = await quickbooks.signIn?.(config, { clock: systemClock, log, signal: abort.signal });
    abort.abort();
    await expect(left?.done).rejects.toMatchObject({ code: 'ledger_login_failed' });
    const nowhere = quickbooks.config.parse({ broker: `${server.url}/nothing/`, api: server.url });
    await expect(quickbooks.signIn?.(nowhere, { clock: systemClock, log, signal: new AbortController().signal })).rejects.toMatchObject({
      code: 'ledger_unreachable',
    });
  });
});

const UNCERTAIN: Fault[] = [
  { kind: 'lost-reply' },
  { kind: 'lost-request' },
  { kind: 'reset-mid-body' },
  { kind: 'truncated-json' },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 502, html: true },
];
describe.each(UNCERTAIN)('fault %j', (fault) => {
  const carriedOut = ['lost-reply', 'reset-mid-body', 'truncated-json'].includes(fault.kind);

  test.each([undefined, 'none'])(
    'on supplier, create, attach and delete: uncertain, and the books tell (memory of request ids: %s)',
    async (memory) => {
      books.turn('key-memory', memory);
      const entry = bill('fault');
      const supplier = await newSupplier(entry);
      books.arm('create', fault);
      await expect(ledger.create(entry, { supplier })).rejects.toMatchObject({ code: 'ledger_unreachable' });
      expect(await ledger.findByKey(entry.key)).toHaveLength(carriedOut ? 1 : 0);
      const posted = await ledger.create(entry, { supplier });
      expect(await ledger.findByKey(entry.key)).toEqual([posted]);
      books.arm('attach', fault);
      await expect(ledger.attachments?.attach(posted, webFile(), entry.key)).rejects.toMatchObject({ code: 'ledger_unreachable' });
      expect(await ledger.attachments?.list(posted)).toHaveLength(carriedOut ? 1 : 0);
      books.arm('undo', fault);
      await expect(ledger.undo?.(posted, entry, { reason: '', today: entry.date })).rejects.toMatchObject({ code: 'ledger_unreachable' });
      expect(await ledger.undo?.(posted, entry, { reason: '', today: entry.date })).toBe(carriedOut ? 'already-gone' : 'deleted');
      expect(await ledger.findByKey(entry.key)).toEqual([]);
    },
  );
});

test('throttling, with 429 or in a body of 200, is a pause; the wrong company is a sign-in that does not reach it', async () => {
  const entry = bill('busy');
  const supplier = await newSupplier(entry);
  books.arm('create', { kind: 'status', status: 429, retryAfter: '60' });
  await expect(ledger.create(entry, { supplier })).rejects.toMatchObject({ code: 'ledger_busy', retryAfterMs: 60_000 });
  books.arm('create', { kind: 'error-body-200' });
  await expect(ledger.create(entry, { supplier })).rejects.toMatchObject({ code: 'ledger_busy' });
  const config = quickbooks.config.parse({ broker: `${server.url}/broker`, api: server.url, realm: '99' });
  const other = quickbooks.connect(config, { clock: systemClock, log, vault: memoryVault({ ...vault.state.secrets }), folder });
  await expect(other.test()).rejects.toMatchObject({ code: 'ledger_login_failed' });
  await other.close?.();
});

test('settings, previews, older entries, and nothing after closing', async () => {
  expect(() => quickbooks.config.parse({ broker: 'http://broker.example.com' })).toThrow('https');
  const config = quickbooks.config.parse({ broker: 'https://broker.example.com/qb', realm: '' });
  expect(quickbooks.address(config)).toBe('broker.example.com');
  expect(quickbooks.address(quickbooks.config.parse({ broker: 'https://broker.example.com/qb', realm: REALM }))).toBe(REALM);
  expect(ledger.preview(bill('x'))).toContain('120.00 GBP');
  expect((await ledger.plan?.(bill('x')))?.changes[0]?.target).toBe('Harbour Stores · Bill');
  const { bill: _left, ...old } = bill('old');
  await expect(ledger.create(old, { supplier: '1' })).rejects.toMatchObject({ code: 'ledger_rejected' });
  await ledger.close?.();
  await expect(ledger.findByKey('x:g1' as PostingKey)).rejects.toMatchObject({ code: 'ledger_unreachable' });
  expect(log.lines.join()).not.toMatch(/RT|AT-/);
});
