import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { erpnext } from '../../../src-main/connectors/ledgers/erpnext/index.ts';
import type { Currency, LocalDate } from '../../../src-main/contract/index.ts';
import type { LedgerConnection, LedgerEntry, PostingKey } from '../../../src-main/engine/ports.ts';
import { API_KEY, API_SECRET, vendor } from '../../support/fake-ledger/erpnext/vendor.ts';
import { type FakeBooks, openFakeBooks } from '../../support/fake-ledger/fake-books.ts';
import { type FakeServer, startFakeServer } from '../../support/fake-ledger/fake-server.ts';
import type { Fault } from '../../support/fake-ledger/faults.ts';
import { memoryLog, systemClock } from '../../support/test-ports.ts';
import { memoryVault, postWebBill, webBill, webFile } from '../../support/web-ledger-bill.ts';

const NAMES = {
  expense: '5100 - Food Purchases - HS',
  tax: '1500 - VAT Input - HS',
  payable: '2100 - Creditors - HS',
  paid: '1110 - Cash - HS',
  taxCode: '1500 - VAT Input - HS',
};
const bill = (id: string, change: Parameters<typeof webBill>[2] = {}) => webBill(NAMES, id, change);
const HOW = { reason: 'wrong', today: '2026-11-20' as LocalDate };

let folder = '';
let server: FakeServer;
let books: FakeBooks;
let ledger: LedgerConnection;
const log = memoryLog();
const open: LedgerConnection[] = [];

function connect(settings: Record<string, unknown> = {}): LedgerConnection {
  const config = erpnext.config.parse({ url: server.url, apiKey: API_KEY, apiSecret: API_SECRET, ...settings });
  const connection = erpnext.connect(config, { clock: systemClock, log, vault: memoryVault(), folder });
  open.push(connection);
  return connection;
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tickmark-erpnext-'));
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

const invoice = (name: string) =>
  JSON.parse(String(books.db.prepare("SELECT body FROM doc WHERE doctype = 'Purchase Invoice' AND name = ?").pluck().get(name))) as Record<
    string,
    unknown
  >;
const set = (doctype: string, name: string, field: string, value: string | number | null) =>
  books.run(`UPDATE doc SET body = json_set(body, '$.${field}', ?) WHERE doctype = ? AND name = ?`, value, doctype, name);
const newSupplier = async (entry: LedgerEntry) => {
  const made = await ledger.suppliers?.create(entry.bill?.supplier ?? { key: '', name: '' }, 'ext-1');
  return made?.id ?? '';
};

test('an invoice is a draft first, then submitted, and read back as it was written', async () => {
  const entry = bill('one');
  const draft = await ledger.create(entry, { supplier: await newSupplier(entry) });
  expect(draft).toEqual({ reference: 'ACC-PINV-2026-00001', name: 'ACC-PINV-2026-00001', state: 'draft' });
  expect(await ledger.findByKey(entry.key)).toEqual([draft]);
  await ledger.attachments?.attach(draft, webFile(), entry.key);
  const posted = await ledger.finalise?.(draft);
  expect(posted).toEqual({ ...draft, state: 'posted' });
  expect(await ledger.finalise?.(draft)).toEqual(posted);
  expect(await ledger.verify(draft, entry)).toEqual([]);
  expect(await ledger.findByKey(entry.key)).toEqual([posted]);
  expect(invoice(draft.reference)).toMatchObject({
    grand_total: 120,
    total_taxes_and_charges: 20,
    posting_date: '2026-11-12',
    credit_to: NAMES.payable,
    remarks: '[tickmark:one:g1 120.00/20.00 Northern Dairy Supplies Ltd]',
  });
});

test('amounts: returns are negative, cash is paid at once, other currencies keep their digits', async () => {
  const line = { description: 'x', account: NAMES.expense };
  const cases: [string, Parameters<typeof webBill>[2], Record<string, unknown>][] = [
    [
      'credit',
      { bill: { kind: 'credit-note', lines: [{ ...line, net: -50_00, tax: -10_00, taxCode: NAMES.tax }] } },
      { is_return: 1, grand_total: -60, total_taxes_and_charges: -10 },
    ],
    ['yen', { currency: 'JPY' as Currency, bill: { lines: [{ ...line, net: 1000, tax: 0 }] } }, { grand_total: 1000 }],
    ['dinar', { currency: 'KWD' as Currency, bill: { lines: [{ ...line, net: 1_406_205, tax: 0 }] } }, { grand_total: 1406.205 }],
    [
      'pennies',
      {
        bill: {
          lines: [
            { ...line, net: 10_03, tax: 2_00, taxAccount: NAMES.tax },
            { ...line, net: -3_01, tax: 0 },
          ],
        },
      },
      { grand_total: 9.02, total_taxes_and_charges: 2 },
    ],
    [
      'cash',
      { bill: { paid: true, kind: 'receipt', contra: NAMES.paid } },
      { is_paid: 1, cash_bank_account: NAMES.paid, paid_amount: 120 },
    ],
    [
      'zero',
      {
        bill: {
          lines: [
            { ...line, net: 0, tax: 0 },
            { ...line, net: 5_00, tax: 0 },
          ],
        },
      },
      { grand_total: 5 },
    ],
  ];
  const supplier = await newSupplier(bill('x'));
  for (const [id, change, expected] of cases) {
    const entry = bill(id, { number: id, ...change });
    const posted = (await ledger.finalise?.(await ledger.create(entry, { supplier }))) ?? { reference: '' };
    expect(invoice(posted.reference), id).toMatchObject(expected);
    expect(await ledger.verify(posted, entry), id).toEqual([]);
  }
});

test('a draft is deleted with its files, a submitted invoice cancelled, and neither is found any more', async () => {
  const posted = await postWebBill(ledger, bill('gone'));
  expect(await ledger.undo?.(posted, bill('gone'), HOW)).toBe('voided');
  expect(await ledger.undo?.(posted, bill('gone'), HOW)).toBe('already-gone');
  const entry = bill('draft');
  const draft = await ledger.create(entry, { supplier: 'Northern Dairy Supplies Ltd' });
  await ledger.attachments?.attach(draft, webFile(), entry.key);
  expect(await ledger.undo?.(draft, entry, HOW)).toBe('deleted');
  expect(await ledger.undo?.(draft, entry, HOW)).toBe('already-gone');
  expect(await ledger.findByKey(entry.key)).toEqual([]);
  expect(await ledger.findByKey(bill('gone').key)).toEqual([]);
  expect(books.count("SELECT count(*) FROM doc WHERE doctype = 'File'")).toBe(1);
});

test('lists say what the books hold; closed days come from the company, the settings and closing vouchers', async () => {
  const lists = await ledger.lists?.();
  expect(lists).toMatchObject({ organisation: 'Harbour Stores', currency: 'GBP' });
  expect(lists?.accounts).toContainEqual({ ref: NAMES.expense, name: NAMES.expense, kind: 'expense' });
  expect(lists?.accounts.map(({ ref }) => ref)).not.toContain('5000 - Costs - HS');
  expect(lists?.taxCodes).toEqual([{ ref: NAMES.tax, name: NAMES.tax, rate: '20' }]);
  expect(lists?.lockedThrough).toBeUndefined();
  set('Accounts Settings', 'Accounts Settings', 'acc_frozen_upto', '2025-12-31');
  expect((await ledger.lists?.())?.lockedThrough).toBe('2025-12-31');
  books.run(
    'INSERT INTO doc VALUES (\'Period Closing Voucher\', \'PCV-1\', json(\'{"name":"PCV-1","company":"Harbour Stores","docstatus":1,"period_end_date":"2026-03-31"}\'))',
  );
  expect((await ledger.lists?.())?.lockedThrough).toBe('2026-03-31');
  set('Company', 'Harbour Stores', 'accounts_frozen_till_date', '2026-06-30');
  expect((await ledger.lists?.())?.lockedThrough).toBe('2026-06-30');
  expect(await ledger.test()).toBe('ERPNext: Harbour Stores, GBP, 5 accounts, as clerk@example.com.');
});

test('closed days: told at preflight, at submit, at undo, and for closed accounting periods already when the draft is saved', async () => {
  const entry = bill('locked');
  const supplier = await newSupplier(entry);
  const draft = await ledger.create(entry, { supplier });
  set('Company', 'Harbour Stores', 'accounts_frozen_till_date', '2026-11-30');
  expect(await ledger.preflight?.(entry)).toMatchObject([{ code: 'period_locked' }]);
  await expect(ledger.finalise?.(draft)).rejects.toMatchObject({ code: 'ledger_period_locked' });
  set('Company', 'Harbour Stores', 'accounts_frozen_till_date', null);
  const posted = (await ledger.finalise?.(draft)) ?? draft;
  set('Accounts Settings', 'Accounts Settings', 'acc_frozen_upto', '2026-11-30');
  await expect(ledger.undo?.(posted, entry, HOW)).rejects.toMatchObject({ code: 'ledger_period_locked' });
  books.turn('closed-period', '2026-11-30');
  await expect(ledger.create(bill('period'), { supplier })).rejects.toMatchObject({ code: 'ledger_period_locked' });
});

test('preflight names what is missing, and an invoice that is there already', async () => {
  const line = { description: 'x', net: 1_00, tax: 20, account: 'nowhere' };
  const wrong = bill('wrong', { currency: 'USD' as Currency, number: 'W', bill: { lines: [line] } });
  expect((await ledger.preflight?.(wrong))?.map(({ code }) => code)).toEqual(['currency', 'account', 'tax']);
  expect(await ledger.preflight?.(bill('first'))).toEqual([]);
  const posted = await postWebBill(ledger, bill('first'));
  expect(await ledger.preflight?.(bill('first'))).toEqual([]);
  expect(await ledger.preflight?.(bill('again'))).toMatchObject([{ code: 'duplicate', existing: posted }]);
  expect(await ledger.preflight?.(bill('again', { acceptsDuplicate: true }))).toEqual([]);
  set('Accounts Settings', 'Accounts Settings', 'check_supplier_invoice_uniqueness', 1);
  await expect(ledger.create(bill('again'), { supplier: 'Northern Dairy Supplies Ltd' })).rejects.toMatchObject({
    code: 'ledger_duplicate',
    details: { existing: posted.reference },
  });
  await expect(ledger.create(bill('other', { number: 'O' }), { supplier: 'Nobody' })).rejects.toMatchObject({
    code: 'ledger_rejected',
    message: expect.stringContaining('Could not find Supplier'),
  });
});

test('a draft whose total somebody changed is not submitted; later changes and deletions are told', async () => {
  const entry = bill('edited');
  const draft = await ledger.create(entry, { supplier: await newSupplier(entry) });
  set('Purchase Invoice', draft.reference, 'grand_total', 130);
  await expect(ledger.finalise?.(draft)).rejects.toMatchObject({ code: 'ledger_rejected', message: expect.stringContaining('130.00') });
  set('Purchase Invoice', draft.reference, 'grand_total', 120);
  const posted = (await ledger.finalise?.(draft)) ?? draft;
  set('Purchase Invoice', draft.reference, 'grand_total', 130);
  set('Purchase Invoice', draft.reference, 'supplier', 'Other');
  expect((await ledger.verify(posted, entry)).join('; ')).toMatch(/130\.00 GBP.*supplier/);
  books.run("DELETE FROM doc WHERE doctype = 'Purchase Invoice'");
  expect(await ledger.verify(posted, entry)).toEqual(['the invoice is no longer in ERPNext']);
});

test('suppliers are found by id, tax number, account and a word of the name; one with a name that is there gets another', async () => {
  const supplier = bill('x').bill?.supplier ?? { key: '', name: '' };
  const put = (name: string, more: Record<string, unknown>) =>
    books.run('INSERT INTO doc VALUES (?, ?, ?)', 'Supplier', name, JSON.stringify({ name, supplier_name: name, disabled: 0, ...more }));
  put('By number', { tax_id: 'GB123456789' });
  put('By account', {});
  put('Northern Lights', {});
  put('Gone', { disabled: 1, supplier_details: '[tickmark:ext-9]' });
  books.run(
    'INSERT INTO doc VALUES (?, ?, ?)',
    'Bank Account',
    'b',
    JSON.stringify({ name: 'b', party_type: 'Supplier', party: 'By account', iban: 'GB33BUKB20201555555555' }),
  );
  const found = await ledger.suppliers?.find({ supplier, externalId: 'ext-9' });
  expect(found?.map(({ id }) => id)).toEqual(['By number', 'By account', 'Northern Lights']);
  expect(found?.[1]).toEqual({ id: 'By account', name: 'By account', iban: 'GB33BUKB20201555555555' });
  const first = await ledger.suppliers?.create(supplier, 'ext-9');
  const second = await ledger.suppliers?.create(supplier, 'ext-9');
  expect([first?.id, second?.id]).toEqual(['Northern Dairy Supplies Ltd', 'Northern Dairy Supplies Ltd - 1']);
  await ledger.suppliers?.retire?.(second?.id ?? '');
  const again = await ledger.suppliers?.find({ supplier: { key: 'k', name: '' }, externalId: 'ext-9' });
  expect(again).toEqual([{ id: first?.id, name: supplier.name, taxNumber: supplier.taxNumber, externalId: 'ext-9' }]);
  expect(JSON.stringify(books.db.prepare("SELECT body FROM doc WHERE doctype = 'Supplier' AND name = ?").get(first?.id))).not.toContain(
    'GB33',
  );
});

test('files keep their bytes and carry the key, whatever the name, also where a name is taken', async () => {
  const entry = bill('file');
  const draft = await ledger.create(entry, { supplier: await newSupplier(entry) });
  const odd = webFile('a', 'application/pdf', 'a/b#c?d 100%.pdf');
  const attached = (await ledger.attachments?.attach(draft, odd, entry.key)) ?? { id: '', name: '' };
  const other = (await ledger.attachments?.attach(draft, webFile('other', 'application/pdf', 'a/b#c?d 100%.pdf'), entry.key)) ?? attached;
  const list = await ledger.attachments?.list(draft);
  expect(list?.map(({ key }) => key)).toEqual([entry.key, entry.key]);
  expect(list?.[0]?.name).toBe('file.g1@a_b_c_d 100_.pdf');
  expect(Buffer.from((await ledger.attachments?.read?.(draft, other)) ?? []).toString()).toBe('other');
  await ledger.attachments?.remove?.(draft, attached);
  expect(await ledger.attachments?.list(draft)).toHaveLength(1);
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

  test('on create, attach, submit and cancel: uncertain, and the books tell', async () => {
    const entry = bill('fault');
    const supplier = await newSupplier(entry);
    books.arm('create', fault);
    await expect(ledger.create(entry, { supplier })).rejects.toMatchObject({ code: 'ledger_unreachable' });
    expect(await ledger.findByKey(entry.key)).toHaveLength(carriedOut ? 1 : 0);
    const [draft = await ledger.create(entry, { supplier })] = await ledger.findByKey(entry.key);
    books.arm('attach', fault);
    await expect(ledger.attachments?.attach(draft, webFile(), entry.key)).rejects.toMatchObject({ code: 'ledger_unreachable' });
    expect(await ledger.attachments?.list(draft)).toHaveLength(carriedOut ? 1 : 0);
    books.arm('finalise', fault);
    await expect(ledger.finalise?.(draft)).rejects.toMatchObject({ code: 'ledger_unreachable' });
    expect((await ledger.findByKey(entry.key))[0]?.state).toBe(carriedOut ? 'posted' : 'draft');
    expect(await ledger.finalise?.(draft)).toMatchObject({ state: 'posted' });
    books.arm('undo', fault);
    await expect(ledger.undo?.(draft, entry, HOW)).rejects.toMatchObject({ code: 'ledger_unreachable' });
    expect(await ledger.undo?.(draft, entry, HOW)).toBe(carriedOut ? 'already-gone' : 'voided');
    expect(await ledger.findByKey(entry.key)).toEqual([]);
  });
});

test('busy, sign-in and an error in a body of 200', async () => {
  const entry = bill('busy');
  const supplier = await newSupplier(entry);
  books.arm('create', { kind: 'status', status: 429, retryAfter: '3' });
  await expect(ledger.create(entry, { supplier })).rejects.toMatchObject({ code: 'ledger_busy', retryAfterMs: 3000 });
  books.arm('create', { kind: 'status', status: 503 });
  await expect(ledger.create(entry, { supplier })).rejects.toMatchObject({ code: 'ledger_busy' });
  books.turn('key-ended', 'yes');
  await expect(ledger.create(entry, { supplier })).rejects.toMatchObject({
    code: 'ledger_login_failed',
    message: expect.not.stringContaining(API_SECRET),
  });
  books.turn('key-ended', undefined);
  books.arm('create', { kind: 'error-body-200' });
  await expect(ledger.create(entry, { supplier })).rejects.toMatchObject({ code: 'ledger_unreachable' });
  const draft = await ledger.create(entry, { supplier });
  for (const kind of ['finalise', 'undo']) {
    books.arm(kind, { kind: 'error-body-200' });
    const act = kind === 'undo' ? ledger.undo?.(draft, entry, HOW) : ledger.finalise?.(draft);
    await expect(act, kind).rejects.toMatchObject({ code: 'ledger_unreachable' });
  }
  books.arm('create', { kind: 'duplicate' });
  await ledger.create(bill('twice'), { supplier });
  expect(await ledger.findByKey('twice:g1' as PostingKey)).toHaveLength(2);
  expect(await ledger.findByKey('twic_:g1' as PostingKey)).toEqual([]);
});

test('settings: only https or this machine, a company where there are several; nothing after closing', async () => {
  expect(() => erpnext.config.parse({ url: 'http://erp.example.com', apiKey: 'x', apiSecret: 'x' })).toThrow('https');
  expect(erpnext.address(erpnext.config.parse({ url: 'https://erp.example.com', apiKey: 'x', apiSecret: 'x', company: 'B' }))).toBe(
    'erp.example.com/B',
  );
  books.run("INSERT INTO doc VALUES ('Company', 'Second', json('{\"name\":\"Second\"}'))");
  await expect(connect().test()).rejects.toMatchObject({
    code: 'invalid_input',
    message: expect.stringContaining('Harbour Stores, Second'),
  });
  expect(await connect({ company: 'Harbour Stores' }).test()).toContain('Harbour Stores');
  expect(ledger.preview(bill('x'))).toContain('120.00 GBP');
  expect((await connect({ company: 'Second' }).plan?.(bill('x', { finish: 'draft' })))?.changes[0]?.target).toBe(
    'Second · Purchase Invoice (draft)',
  );
  const { bill: _left, ...old } = bill('old');
  await expect(ledger.create(old, { supplier: '1' })).rejects.toMatchObject({ code: 'ledger_rejected' });
  await ledger.close?.();
  await expect(ledger.findByKey('x:g1' as PostingKey)).rejects.toMatchObject({ code: 'ledger_unreachable' });
  expect(log.lines.join()).not.toContain(API_SECRET);
});
