import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Currency, LocalDate } from '../../../src-main/contract/index.ts';
import type { Bill, LedgerEntry, LedgerReference, PostingKey } from '../../../src-main/engine/ports.ts';
import type { Fault } from '../../support/fake-ledger/faults.ts';
import { FILE, openXero, type XeroBooks, xeroBill, xeroCreditNote } from './xero-books.ts';

let xero: XeroBooks;
beforeEach(async () => {
  xero = await openXero();
});
afterEach(() => xero.close());

const SUPPLIER = { key: 's1', name: 'Northern Dairy Supplies', taxNumber: 'GB 123 4567 82', iban: 'GB33BUKB20201555555555' };
const contact = async (name = SUPPLIER.name) =>
  (await xero.connection.suppliers?.create({ ...SUPPLIER, name }, `tickmark-${name}`))?.id ?? '';
const create = async (entry: LedgerEntry, supplier?: string): Promise<LedgerReference> =>
  await xero.connection.create(entry, { supplier: supplier ?? (await contact()) });
const documents = (what = '') => xero.books.count(`SELECT count(*) FROM document ${what}`);
const codeOf = (promise: Promise<unknown> | undefined) =>
  (promise ?? Promise.resolve()).then(
    () => 'fulfilled',
    (cause: { code?: string }) => cause.code,
  );
const withBill = (entry: LedgerEntry, change: Partial<Bill>): LedgerEntry => {
  if (entry.bill === undefined) throw new Error('no bill');
  return { ...entry, bill: { ...entry.bill, ...change } };
};

test('the books say what they are', async () => {
  xero.books.turn('period-lock', '2026-06-30');
  xero.books.turn('year-lock', '2026-03-31');
  expect(await xero.connection.test()).toBe('Harbour Trading Ltd, GBP, locked through 2026-06-30');
  const lists = await xero.connection.lists?.();
  expect(lists).toMatchObject({ organisation: 'Harbour Trading Ltd', currency: 'GBP', lockedThrough: '2026-06-30', suppliers: [] });
  expect(lists?.accounts.find(({ ref }) => ref === '429')).toEqual({ ref: '429', name: 'General Expenses', kind: 'expense' });
  expect(lists?.accounts.some(({ ref }) => ref === '499')).toBe(false);
  expect(lists?.taxCodes).toContainEqual({ ref: 'INPUT2', name: '20% (VAT on Expenses)', rate: '20' });
  expect(lists?.taxCodes.map(({ ref }) => ref)).not.toContain('OUTPUT2');
});

describe('a bill', () => {
  test('is drafted, filed, approved and read back as it was written', async () => {
    const entry = xeroBill('0192');
    const draft = await create(entry);
    expect(draft).toMatchObject({ name: 'NDS-20418', state: 'draft' });
    expect(await xero.connection.verify(draft, entry)).toEqual([]);
    expect(await xero.connection.verify({ ...draft, state: 'posted' }, entry)).toEqual(['it is a draft']);
    const stored = await xero.connection.attachments?.attach(draft, FILE, entry.key);
    expect(await xero.connection.attachments?.list(draft)).toEqual([stored]);
    expect(stored).toMatchObject({ key: entry.key, size: 4, name: 'Rechnung -Ma-rz- -1-2--0192.g1.pdf' });
    expect(await xero.connection.attachments?.read?.(draft, stored as never)).toEqual(Buffer.from('%PDF'));
    const posted = await xero.connection.finalise?.(draft);
    expect(posted).toEqual({ ...draft, state: 'posted' });
    expect(await xero.connection.finalise?.(draft)).toEqual(posted);
    expect(await xero.connection.verify(draft, entry)).toEqual([]);
    expect(await xero.connection.findByKey(entry.key)).toEqual([posted]);
    expect(await xero.connection.findByKey('0192:g2' as PostingKey)).toEqual([]);
    expect(documents("WHERE status = 'AUTHORISED' AND net = 10000 AND tax = 2000 AND due = '2026-12-12'")).toBe(1);
  });

  test('left as a draft, and in yen', async () => {
    const entry = { ...xeroBill('0192', { finish: 'draft' }), currency: 'JPY' as Currency };
    const draft = await create(entry);
    expect(await xero.connection.verify(draft, entry)).toEqual([]);
    expect(documents("WHERE currency = 'JPY' AND net = 10000")).toBe(1);
  });

  test('that a person changed, approved or deleted is told', async () => {
    const entry = xeroBill('0192', { finish: 'draft' });
    const draft = await create(entry);
    xero.books.run('UPDATE document SET net = net + 1000, number = ?', 'other');
    expect(await xero.connection.verify(draft, entry)).toEqual([
      'number is other, was written as NDS-20418',
      'total is 130.00, was written as 120.00',
    ]);
    xero.books.run("UPDATE document SET status = 'VOIDED'");
    expect(await xero.connection.verify(draft, entry)).toContain('it was voided');
    xero.books.run('DELETE FROM document');
    expect(await xero.connection.verify(draft, entry)).toEqual(['it is not there any more']);
  });

  test('is found although Xero does not filter by the link, and however many there are', async () => {
    const entry = xeroBill('0192');
    await create(entry);
    const other =
      "INSERT INTO document SELECT printf('%08x-0000-4000-8000-000000000000', value), sort, type, status, contact, number, 'https://tickmark.invalid/k/x:g' || value, date, due, currency, line_types, lines, net, tax, paid, mine, updated FROM document, generate_series(1, 2100)";
    xero.books.run(
      other.replace(
        'generate_series(1, 2100)',
        '(WITH RECURSIVE s(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM s WHERE value < 2100) SELECT value FROM s)',
      ),
    );
    xero.books.turn('url-filter', 'off');
    expect(await xero.connection.findByKey(entry.key)).toHaveLength(1);
    // A page may hold less than was asked for, and its answer need not say how many there are.
    xero.books.turn('page-cap', '700');
    xero.books.turn('pages-untold', 'yes');
    expect(await xero.connection.findByKey('x:g2100' as PostingKey)).toHaveLength(1);
  });

  test('that a person copied is not taken for ours', async () => {
    const entry = xeroBill('0192');
    await create(entry);
    xero.books.run(
      "INSERT INTO document SELECT 'ffffffff-0000-4000-8000-000000000000', sort, type, status, contact, number, url, date, due, currency, line_types, lines, net, tax, paid, 0, updated FROM document",
    );
    expect(await xero.connection.findByKey(entry.key)).toHaveLength(1);
  });

  test('without a bill, without a supplier or with tax of no rate is refused before anything is sent', async () => {
    const { bill: _, ...old } = xeroBill('0192');
    expect(await codeOf(create(old as LedgerEntry))).toBe('ledger_rejected');
    expect(await codeOf(xero.connection.create(xeroBill('0192')))).toBe('ledger_rejected');
    const line = { description: 'Milk', account: '429', net: 100_00, tax: 20_00 };
    expect(await codeOf(create(withBill(xeroBill('0192'), { lines: [line] }), await contact('Other')))).toBe('ledger_rejected');
    expect([documents(), xero.books.requests('create').length]).toEqual([0, 0]);
  });
});

test('a credit note is one, carries its key in a line and is found by it', async () => {
  const entry = xeroCreditNote('0193');
  const draft = await create(entry);
  expect(draft.reference).toMatch(/^credit-note:/);
  await xero.connection.attachments?.attach(draft, FILE, entry.key);
  const posted = await xero.connection.finalise?.(draft);
  expect(await xero.connection.verify(draft, entry)).toEqual([]);
  expect(await xero.connection.findByKey(entry.key)).toEqual([posted]);
  expect(documents("WHERE type = 'ACCPAYCREDIT' AND net = 10000 AND tax = 2000 AND number = 'CN-7'")).toBe(1);
  expect(await xero.connection.undo?.(draft, entry, { reason: 'x', today: '2026-11-20' as LocalDate })).toBe('voided');
  expect(await xero.connection.findByKey(entry.key)).toEqual([]);
});

describe('taking out', () => {
  const how = { reason: 'a mistake', today: '2026-11-20' as LocalDate };

  test('deletes a draft, voids what is approved, and twice is once', async () => {
    const [one, two] = [xeroBill('a'), xeroBill('b')];
    const supplier = await contact();
    const [draft, posted] = [await create(one, supplier), await create(two, supplier)];
    await xero.connection.finalise?.(posted);
    expect(await xero.connection.undo?.(draft, one, how)).toBe('deleted');
    expect(await xero.connection.undo?.(posted, two, how)).toBe('voided');
    expect(await xero.connection.undo?.(posted, two, how)).toBe('already-gone');
    expect(await xero.connection.undo?.({ reference: `bill:${crypto.randomUUID()}` }, two, how)).toBe('already-gone');
    expect(await codeOf(xero.connection.finalise?.(draft))).toBe('ledger_rejected');
    // The tombstone trap: the same entry under a new key is really written.
    expect(await xero.connection.findByKey(one.key)).toEqual([]);
    await create({ ...one, key: 'a:g2' as PostingKey }, supplier);
    expect(documents("WHERE status = 'DRAFT'")).toBe(1);
  });

  test('refuses what was paid, and a closed period', async () => {
    const entry = xeroBill('a');
    const draft = await create(entry);
    await xero.connection.finalise?.(draft);
    xero.books.run('UPDATE document SET paid = 500');
    expect(await codeOf(xero.connection.undo?.(draft, entry, how))).toBe('ledger_rejected');
    xero.books.run('UPDATE document SET paid = 0');
    xero.books.turn('period-lock', '2026-11-30');
    expect(await codeOf(xero.connection.undo?.(draft, entry, how))).toBe('ledger_period_locked');
  });
});

describe('before writing', () => {
  const problems = async (entry: LedgerEntry) => (await xero.connection.preflight?.(entry))?.map(({ code }) => code);

  test('everything that Xero would refuse is told', async () => {
    expect(await problems(xeroBill('a'))).toEqual([]);
    xero.books.turn('year-lock', '2026-11-12');
    expect(await problems(xeroBill('a'))).toEqual(['period_locked']);
    xero.books.turn('year-lock', undefined);
    expect(await problems({ ...xeroBill('a'), currency: 'EUR' as Currency })).toEqual([]);
    expect(await problems({ ...xeroBill('a'), currency: 'CHF' as Currency })).toEqual(['currency']);
    const lines = [{ description: '', account: '499', net: 100_00, tax: 20_00, taxCode: 'TAX001' }];
    expect(await problems(withBill(xeroBill('a'), { lines }))).toEqual(['account', 'tax']);
    const document = { name: 'x.xml', sha256: 'a'.repeat(64), mediaType: 'application/xml', size: 10_000_001 };
    expect(await problems({ ...xeroBill('a'), document })).toEqual(['attachment', 'attachment']);
  });

  test('a bill that somebody else entered is told, unless a person accepted it or it is our own', async () => {
    const entry = xeroBill('a', { number: 'nds 20418' });
    const reference = await create(xeroBill('a'));
    expect(await problems(entry)).toEqual([]);
    xero.books.run('UPDATE document SET url = NULL, mine = 0');
    const [problem] = (await xero.connection.preflight?.(entry)) ?? [];
    expect(problem).toMatchObject({ code: 'duplicate', existing: { reference: reference.reference } });
    expect(await problems({ ...entry, acceptsDuplicate: true })).toEqual([]);
    // The same number of another supplier is another bill, unless the amount is the same too.
    const supplier = { key: 's2', name: 'Quite Another' };
    expect(await problems(withBill(entry, { supplier }))).toEqual(['duplicate']);
    xero.books.run('UPDATE document SET net = 1');
    expect(await problems(withBill(entry, { supplier }))).toEqual([]);
    expect(await problems(entry)).toEqual(['duplicate']);
    xero.books.run("UPDATE document SET number = '7'");
    expect(await problems({ ...entry, number: '7' })).toEqual(['duplicate']);
    expect(await problems({ ...entry, number: '77' })).toEqual([]);
    xero.books.run("UPDATE document SET status = 'DELETED'");
    expect(await problems(entry)).toEqual([]);
  });

  test('a double credit note is told as well', async () => {
    await create(xeroCreditNote('a'));
    expect(await problems({ ...xeroCreditNote('b') })).toEqual(['duplicate']);
  });
});

test('a dry run says where it would go, and writes nothing', async () => {
  expect(await xero.connection.plan?.(xeroBill('a'))).toMatchObject({
    changes: [{ target: 'Harbour Trading Ltd · Bill (approved)', after: expect.stringContaining('total 120.00 GBP') as string }],
  });
  expect(documents()).toBe(0);
});

describe('suppliers', () => {
  test('are found by our id, tax number, bank account and a name alike, and archived ones never', async () => {
    const id = await contact();
    await xero.connection.suppliers?.create({ key: 's2', name: 'Somebody Else' }, 'tickmark-other');
    // Bank accounts are what people typed in Xero; what stands on a document is never written there.
    expect(xero.books.count("SELECT count(*) FROM contact WHERE coalesce(bank, '') <> ''")).toBe(0);
    xero.books.run('UPDATE contact SET bank = ? WHERE id = ?', SUPPLIER.iban, id);
    const find = (supplier: Partial<typeof SUPPLIER>, externalId = 'none') =>
      xero.connection.suppliers?.find({ supplier: { key: 'k', name: 'Zzz', ...supplier }, externalId });
    const found = [
      { id, name: SUPPLIER.name, taxNumber: SUPPLIER.taxNumber, iban: SUPPLIER.iban, externalId: `tickmark-${SUPPLIER.name}` },
    ];
    expect(await find({}, `tickmark-${SUPPLIER.name}`)).toEqual(found);
    expect(await find({ taxNumber: 'gb123456782' })).toEqual(found);
    expect(await find({ iban: 'GB33 BUKB 2020 1555 5555 55' })).toEqual(found);
    expect(await find({ name: 'NORTHERN DAIRY SUPPLIES LTD' })).toEqual(found);
    expect(await find({ name: 'Q' })).toEqual([]);
    await xero.connection.suppliers?.retire?.(id);
    expect(await find({}, `tickmark-${SUPPLIER.name}`)).toEqual([]);
  });

  test('a name that is taken is refused in the words of Xero', async () => {
    await contact();
    await expect(xero.connection.suppliers?.create(SUPPLIER, 'x')).rejects.toMatchObject({
      code: 'ledger_rejected',
      message: expect.stringContaining('must be unique across all active contacts') as string,
    });
  });

  test('an id longer than a contact number is found again', async () => {
    const externalId = `tickmark:${'x'.repeat(80)}`;
    const record = await xero.connection.suppliers?.create({ key: 'k', name: 'Long' }, externalId);
    expect(record?.externalId).toBe(externalId);
    expect(await xero.connection.suppliers?.find({ supplier: { key: 'k', name: 'Zzz' }, externalId })).toEqual([record]);
  });
});

test.each(['errors-in-200', 'plain'])('what Xero refuses is told in its own words, and a later try is a new one (%s)', async (way) => {
  if (way === 'errors-in-200') xero.books.turn('errors-in-200', 'yes');
  const supplier = await contact();
  const entry = xeroBill('a');
  xero.books.run("UPDATE account SET status = 'ARCHIVED' WHERE code = '429'");
  await expect(xero.connection.create(entry, { supplier })).rejects.toMatchObject({
    code: 'ledger_rejected',
    message: expect.stringContaining("Account code '429' has been archived") as string,
  });
  xero.books.run("UPDATE account SET status = 'ACTIVE' WHERE code = '429'");
  // The refusal is remembered under its idempotency key; the next try must not meet it.
  expect(await xero.connection.create(entry, { supplier })).toMatchObject({ state: 'draft' });
  xero.books.turn('period-lock', '2026-11-30');
  const [draft] = await xero.connection.findByKey(entry.key);
  expect(await codeOf(xero.connection.finalise?.(draft as LedgerReference))).toBe('ledger_period_locked');
  expect(await codeOf(xero.connection.create(xeroBill('b'), { supplier }))).toBe('ledger_period_locked');
  xero.books.turn('period-lock', undefined);
  expect(await xero.connection.finalise?.(draft as LedgerReference)).toMatchObject({ state: 'posted' });
});

describe('faults', () => {
  /** Fault, what the step is told, how often it was carried out. */
  const FAULTS: readonly (readonly [Fault, string, number])[] = [
    [{ kind: 'lost-reply' }, 'ledger_unreachable', 1],
    [{ kind: 'lost-request' }, 'ledger_unreachable', 0],
    [{ kind: 'duplicate' }, 'fulfilled', 2],
    [{ kind: 'status', status: 429, retryAfter: '7' }, 'ledger_busy', 0],
    [{ kind: 'status', status: 500 }, 'ledger_unreachable', 0],
    [{ kind: 'status', status: 503, html: true, retryAfter: '3' }, 'ledger_unreachable', 0],
    [{ kind: 'status', status: 403 }, 'ledger_login_failed', 0],
    [{ kind: 'reset-mid-body' }, 'ledger_unreachable', 1],
    [{ kind: 'truncated-json' }, 'ledger_unreachable', 1],
    [{ kind: 'error-body-200' }, 'ledger_rejected', 0],
    [{ kind: 'expire-token' }, 'fulfilled', 1],
  ];

  test.each(FAULTS)('%j is told as %s at every step, and the entry is found if it was carried out', async (fault, code, times) => {
    const entry = xeroBill('a');
    const supplier = await contact();
    const at = async (match: 'create' | 'attach' | 'finalise' | 'undo', step: () => Promise<unknown> | undefined) => {
      const before = xero.books.requests(match).filter(({ status }) => status === 200).length;
      xero.books.arm(match, fault);
      expect({ match, code: await codeOf(step()) }).toEqual({ match, code });
      xero.books.clear();
      return xero.books.requests(match).filter(({ status }) => status === 200).length - before;
    };
    expect(await at('create', () => xero.connection.create(entry, { supplier }))).toBe(times);
    expect(await xero.connection.findByKey(entry.key)).toHaveLength(Math.min(times, 1));
    const draft = times > 0 ? ((await xero.connection.findByKey(entry.key))[0] as LedgerReference) : await create(entry, supplier);
    expect(await at('attach', () => xero.connection.attachments?.attach(draft, FILE, entry.key))).toBe(times);
    expect(await xero.connection.attachments?.list(draft)).toHaveLength(Math.min(times, 1));
    expect(await at('finalise', () => xero.connection.finalise?.(draft))).toBe(times);
    await xero.connection.finalise?.(draft);
    expect(await at('undo', () => xero.connection.undo?.(draft, entry, { reason: '', today: '2026-11-20' as LocalDate }))).toBe(times);
    expect(documents()).toBe(1);
  });

  test('what is carried out twice and remembered by nobody ends well, or is told as two', async () => {
    xero.books.turn('key-memory', 'none');
    const entry = xeroBill('a');
    for (const match of ['supplier', 'create', 'attach', 'finalise', 'undo']) xero.books.arm(match, { kind: 'duplicate' });
    const supplier = await contact();
    expect(xero.books.count('SELECT count(*) FROM contact')).toBe(1);
    await xero.connection.create(entry, { supplier });
    const [first, second, ...more] = await xero.connection.findByKey(entry.key);
    expect([first?.reference === second?.reference, more.length]).toEqual([false, 0]);
    await xero.connection.attachments?.attach(first as LedgerReference, FILE, entry.key);
    expect(await xero.connection.attachments?.list(first as LedgerReference)).toHaveLength(1);
    expect(await xero.connection.finalise?.(first as LedgerReference)).toMatchObject({ state: 'posted' });
    const how = { reason: 'twice', today: '2026-11-20' as LocalDate };
    expect(await xero.connection.undo?.(second as LedgerReference, entry, how)).toBe('deleted');
    expect(await xero.connection.findByKey(entry.key)).toHaveLength(1);
  });

  test('a fault of the search is never an empty answer', async () => {
    for (const fault of [
      { kind: 'truncated-json' },
      { kind: 'error-body-200' },
      { kind: 'status', status: 500 },
      { kind: 'status', status: 404 },
    ] as const) {
      xero.books.arm('find', fault, 2);
      expect(await codeOf(xero.connection.findByKey('a:g1' as PostingKey))).toBe('ledger_unreachable');
      xero.books.clear();
    }
  });

  test('an answer that does not come is given up, and what was carried out later is found', async () => {
    const entry = xeroBill('a');
    const supplier = await contact();
    const hasty = xero.connect({ timeoutSeconds: 1 });
    expect(hasty.capabilities.settleMs).toBe(3000);
    xero.books.arm('create', { kind: 'slow', ms: 1500 });
    expect(await codeOf(hasty.create(entry, { supplier }))).toBe('ledger_unreachable');
    expect(await hasty.findByKey(entry.key)).toEqual([]);
    await expect.poll(async () => (await hasty.findByKey(entry.key)).length, { timeout: 10_000 }).toBe(1);
  });

  test('the pause that Xero asks for is passed on, in seconds and as a date', async () => {
    xero.books.arm('any', { kind: 'status', status: 429, retryAfter: '7' });
    await expect(xero.connection.test()).rejects.toMatchObject({ code: 'ledger_busy', retryAfterMs: 7000 });
    xero.books.arm('any', { kind: 'status', status: 429, retryAfter: new Date(Date.now() + 600_000).toUTCString() });
    await expect(xero.connection.test()).rejects.toMatchObject({
      code: 'ledger_busy',
      retryAfterMs: expect.closeTo(600_000, -4) as number,
    });
    xero.books.turn('minute-limit', '0');
    await expect(xero.connection.test()).rejects.toMatchObject({ code: 'ledger_busy', retryAfterMs: 21_000 });
  });
});

test('the same write has the same idempotency key and another body another one', async () => {
  const supplier = await contact();
  const keys = () => xero.books.requests('create').map(({ headers }) => headers['idempotency-key']);
  await xero.connection.create(xeroBill('a'), { supplier });
  await xero.connect().create(xeroBill('a'), { supplier });
  expect(documents()).toBe(1);
  await xero.connection.create(xeroBill('a', { description: 'other', number: 'other' }), { supplier });
  expect(new Set(keys()).size).toBe(2);
  for (const key of keys()) expect(key).toMatch(/^[0-9a-f]{64}$/);
  // Where Xero forgets, it is written again: only the search by key keeps that from happening.
  xero.books.turn('key-memory', 'none');
  await xero.connection.create(xeroBill('a'), { supplier });
  expect(await xero.connection.findByKey('a:g1' as PostingKey)).toHaveLength(3);
});

test('the limits of Xero are kept by the connection itself', async () => {
  const slow = xero.connect({ requestsPerMinute: 2, timeoutSeconds: 1 });
  await slow.test();
  await slow.test();
  await expect(slow.test()).rejects.toMatchObject({ code: 'ledger_busy', retryAfterMs: expect.closeTo(60_000, -4) as number });
  expect(xero.books.requests().filter(({ path }) => path.endsWith('/Organisation'))).toHaveLength(2);
});
