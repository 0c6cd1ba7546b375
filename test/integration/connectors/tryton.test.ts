import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Currency, LocalDate } from '../../../src-main/contract/index.ts';
import type { Bill, LedgerConnection, LedgerEntry, LedgerReference } from '../../../src-main/engine/ports.ts';
import type { AdminRpc } from '../../support/tryton/admin-rpc.ts';
import { day } from '../../support/tryton/admin-rpc.ts';
import { billEntry, DAIRY, fileOf, line, NAMES } from '../../support/tryton/books-entry.ts';
import { connectTo } from '../../support/tryton/connect.ts';
import type { TrytonServer } from '../../support/tryton-server.ts';
import { startTryton, trytonMissing } from '../../support/tryton-server.ts';

describe.skipIf(trytonMissing !== undefined)('a real Tryton server', () => {
  let folder = '';
  let server: TrytonServer;
  let admin: AdminRpc;
  let ledger: LedgerConnection;
  let dairy = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tickmark-tryton-test-'));
    server = await startTryton(folder);
    admin = await server.admin();
    ledger = connectTo(server);
    dairy = (await ledger.suppliers?.create(DAIRY, 'northern-dairy'))?.id ?? '';
  });
  afterAll(async () => {
    await ledger?.close?.();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const create = (entry: LedgerEntry) => ledger.create(entry, { supplier: dairy });
  const finalise = async (reference: LedgerReference) => {
    if (!ledger.finalise) throw new Error('no finalise');
    return ledger.finalise(reference);
  };
  const undo = (reference: LedgerReference, entry: LedgerEntry) =>
    ledger.undo?.(reference, entry, { reason: 'wrong', today: '2026-11-27' as LocalDate });
  const post = async (entry: LedgerEntry) => finalise(await create(entry));

  test('says what it found', async () => {
    expect(await ledger.test()).toMatch(/^Tryton 6\.0\.\d+ · Harbour Café Ltd · GBP$/);
  });

  test('lists accounts by their codes, taxes with their rates, and suppliers', async () => {
    const lists = await ledger.lists?.();
    expect(lists).toMatchObject({ organisation: 'Harbour Café Ltd', currency: 'GBP' });
    expect(lists?.lockedThrough).toBeUndefined();
    expect(lists?.accounts).toContainEqual({ ref: '5000', name: 'Food purchases', kind: 'expense' });
    expect(lists?.accounts).toContainEqual({ ref: 'Main Payable', name: 'Main Payable', kind: 'liability' });
    expect(lists?.accounts.map(({ name }) => name)).not.toContain('Minimal Account Chart');
    expect(lists?.taxCodes).toContainEqual({ ref: 'VAT 5% purchases', name: 'VAT 5% purchases', rate: '5' });
    expect(lists?.taxCodes.map(({ name }) => name)).not.toContain('Reverse charge owed');
    expect(lists?.suppliers).toContainEqual({ id: dairy, name: DAIRY.name, taxNumber: 'GB980780684', externalId: 'northern-dairy' });
  });

  test('a bill of two rates is a draft first, then posted, and says the same when it is read back', async () => {
    const entry = billEntry('two-rates', {
      bill: {
        dueDate: '2026-12-12' as LocalDate,
        lines: [line(80_00, 16_00), line(20_00, 1_00, { account: NAMES.other, taxCode: 'VAT 5% purchases', taxRate: '5' }), line(3_50, 0)],
      },
    });
    expect(await ledger.preflight?.(entry)).toEqual([]);
    const draft = await create(entry);
    expect(draft).toMatchObject({ state: 'draft', name: 'NDS-two-rates' });
    expect(await ledger.verify(draft, entry)).toEqual([]);
    expect(await ledger.findByKey(entry.key)).toEqual([draft]);
    const posted = await finalise(draft);
    expect(posted).toMatchObject({ reference: draft.reference, state: 'posted' });
    expect(await finalise(draft)).toEqual(posted);
    expect(await ledger.verify({ reference: draft.reference }, entry)).toEqual([]);
    expect(await ledger.findByKey(entry.key)).toEqual([posted]);
    const [{ move = 0 } = {}] = (await admin.read('account.invoice', [Number(draft.reference)], ['move'])) as { move?: number }[];
    const lines = await admin.read('account.move.line', await admin.search('account.move.line', [['move', '=', move]]), [
      'debit',
      'credit',
      'maturity_date',
    ]);
    const owed = lines.find(({ credit }) => (credit as { decimal: string }).decimal === '120.50');
    expect(owed?.['maturity_date']).toEqual(day('2026-12-12'));
  });

  test('a draft that is to stay one is no difference; one that should be posted is', async () => {
    const entry = billEntry('stays-draft');
    const { reference } = await create(entry);
    expect(await ledger.verify({ reference }, { ...entry, finish: 'draft' })).toEqual([]);
    expect(await ledger.verify({ reference }, entry)).toEqual(['The bill is still a draft in Tryton.']);
  });

  test('tax that the document rounds otherwise is posted as the document says; another rate is refused with both figures', async () => {
    const rounded = billEntry('rounded', { bill: { lines: [line(100_03, 20_02)] } });
    const posted = await post(rounded);
    expect(await ledger.verify(posted, rounded)).toEqual([]);
    const wrong = billEntry('wrong-rate', { bill: { lines: [line(100_00, 19_00)] } });
    const words = 'Tryton computes 20.00 GBP for "VAT 20% purchases", the document says 19.00 GBP.';
    expect(await ledger.preflight?.(wrong)).toEqual([{ code: 'tax', words }]);
    await expect(create(wrong)).rejects.toMatchObject({ code: 'ledger_rejected', message: expect.stringContaining(words) });
    expect(await ledger.findByKey(wrong.key)).toEqual([]);
  });

  test('recovered tax without a tax code finds the tax of its rate, or names the rate', async () => {
    const lines = [line(100_00, 20_00)].map(({ taxCode: _code, ...rest }) => rest);
    const entry = billEntry('by-rate', { bill: { lines } });
    expect(await ledger.verify(await post(entry), entry)).toEqual([]);
    const other = billEntry('no-rate', { bill: { lines: lines.map((part) => ({ ...part, taxRate: '17.5', tax: 17_50 })) } });
    expect(await ledger.preflight?.(other)).toEqual([{ code: 'tax', words: 'Tryton has no tax of 17.5 % for purchases.' }]);
  });

  test('a reverse charge comes to nothing, and tax that is not recovered stays in the net amount', async () => {
    const entry = billEntry('reverse', {
      bill: { lines: [line(50_00, 0, { taxCode: 'Reverse charge 20%' }), line(24_00, 0, { taxCode: NAMES.taxCode, taxRate: '20' })] },
    });
    const posted = await post(entry);
    expect(await ledger.verify(posted, entry)).toEqual([]);
    expect(await admin.search('account.invoice.tax', [['invoice', '=', Number(posted.reference)]])).toHaveLength(2);
  });

  test('a credit note is a bill of negative quantities', async () => {
    const entry = billEntry('credit', {
      bill: { lines: [line(-100_00, -20_00), line(-10_00, -50, { taxCode: 'VAT 5% purchases', taxRate: '5' })] },
    });
    const posted = await post(entry);
    expect(await ledger.verify(posted, entry)).toEqual([]);
    const [read] = await admin.read('account.invoice', [Number(posted.reference)], ['type', 'total_amount']);
    expect(read).toMatchObject({ type: 'in', total_amount: { decimal: '-130.50' } });
  });

  test('a discount line, a line of zero and a paid receipt are posted', async () => {
    const mixed = billEntry('mixed', { bill: { lines: [line(100_00, 20_00), line(-10_00, -2_00), line(0, 0)] } });
    expect(await ledger.verify(await post(mixed), mixed)).toEqual([]);
    const receipt = billEntry('receipt', { bill: { kind: 'receipt', paid: true, contra: NAMES.paid } });
    expect(await ledger.preflight?.(receipt)).toEqual([]);
    expect(await ledger.verify(await post(receipt), receipt)).toEqual([]);
  });

  test('euros have a rate and are posted; dollars have none and are told before', async () => {
    const euros = billEntry('euros', { currency: 'EUR' as Currency });
    expect(await ledger.preflight?.(euros)).toEqual([]);
    expect(await ledger.verify(await post(euros), euros)).toEqual([]);
    const dollars = billEntry('dollars', { currency: 'USD' as Currency });
    expect(await ledger.preflight?.(dollars)).toEqual([{ code: 'currency', words: 'Tryton has no rate of USD for 2026-11-12.' }]);
    const draft = await create(dollars);
    await expect(finalise(draft)).rejects.toMatchObject({ code: 'ledger_rejected' });
    expect(await undo(draft, dollars)).toBe('deleted');
    const francs = billEntry('francs', { currency: 'CHF' as Currency });
    expect(await ledger.preflight?.(francs)).toEqual([{ code: 'currency', words: 'Tryton has no active currency CHF.' }]);
    await expect(create(francs)).rejects.toMatchObject({ code: 'ledger_rejected' });
  });

  test.each([
    ['JPY', 1_000, 200],
    ['KWD', 1_406_200, 281_240],
  ])('%s keeps its own decimals', async (currency, net, tax) => {
    const entry = billEntry(`in-${currency.toLowerCase()}`, { currency: currency as Currency, bill: { lines: [line(net, tax)] } });
    expect(await ledger.verify(await post(entry), entry)).toEqual([]);
  });

  test('a closed period is told before, and when it was closed in between', async () => {
    const entry = billEntry('march', { date: '2026-03-05' as LocalDate });
    expect(await ledger.preflight?.(entry)).toEqual([]);
    const draft = await create(entry);
    const march = await admin.one('account.period', [['start_date', '=', day('2026-03-01')]]);
    await admin.call('model.account.period.close', [march]);
    try {
      expect(await ledger.preflight?.(entry)).toContainEqual({
        code: 'period_locked',
        words: 'The period of 2026-03-05 is closed in Tryton.',
      });
      await expect(finalise(draft)).rejects.toMatchObject({ code: 'ledger_period_locked' });
      expect(await undo(draft, entry)).toBe('deleted');
      expect(await ledger.findByKey(entry.key)).toEqual([]);
    } finally {
      await admin.call('model.account.period.reopen', [march]);
    }
    const early = billEntry('early', { date: '2020-01-01' as LocalDate });
    expect(await ledger.preflight?.(early)).toContainEqual({ code: 'period_locked', words: 'Tryton has no period for 2020-01-01.' });
  });

  test('a posted bill of a period that was closed since is voided with a move of today', async () => {
    const entry = billEntry('april', { date: '2026-04-05' as LocalDate });
    const posted = await post(entry);
    const april = await admin.one('account.period', [['start_date', '=', day('2026-04-01')]]);
    await admin.call('model.account.period.close', [april]);
    try {
      expect(await undo(posted, entry)).toBe('voided');
      expect(await ledger.findByKey(entry.key)).toEqual([]);
    } finally {
      await admin.call('model.account.period.reopen', [april]);
    }
  });

  test('months that are closed from the beginning on lock the books up to their end', async () => {
    const closed = await admin.search('account.period', [['end_date', '<=', day('2025-02-28')]]);
    for (const id of closed) await admin.call('model.account.period.close', [id]);
    try {
      expect((await ledger.lists?.())?.lockedThrough).toBe('2025-02-28');
    } finally {
      for (const id of closed) await admin.call('model.account.period.reopen', [id]);
    }
  });

  test('an attachment comes back to the byte, is told from a person’s own, and goes with its draft', async () => {
    const own = (reference: string) =>
      admin.search('ir.attachment', [
        ['resource', '=', `account.invoice,${reference}`],
        ['description', '!=', null],
      ]);
    const { attachments } = ledger;
    if (!attachments?.read || !attachments.remove) throw new Error('no attachments');
    const entry = billEntry('attached');
    const draft = await create(entry);
    const bytes = new Uint8Array(randomBytes(200_000));
    const stored = await attachments.attach(draft, fileOf(bytes, 'Rechnung № 7 🧾.pdf'), entry.key);
    await admin.create('ir.attachment', {
      name: 'note',
      type: 'link',
      link: 'https://example.test',
      resource: `account.invoice,${draft.reference}`,
    });
    const listed = await attachments.list(draft);
    expect(listed).toContainEqual({ id: stored.id, name: 'Rechnung № 7 🧾.pdf', key: entry.key, size: 200_000 });
    expect(listed.filter(({ key }) => key !== undefined)).toHaveLength(1);
    expect(Buffer.from(await attachments.read(draft, stored)).equals(bytes)).toBe(true);
    const again = await attachments.attach(draft, fileOf(bytes), entry.key);
    await attachments.remove(draft, again);
    await attachments.remove(draft, again);
    expect(await attachments.list(draft)).toHaveLength(2);
    expect(await own(draft.reference)).toHaveLength(1);
    expect(await undo(draft, entry)).toBe('deleted');
    expect(await own(draft.reference)).toEqual([]);
  });

  test('letters of other scripts, signs with a meaning and 300 characters come back as they were', async () => {
    const long = 'ü'.repeat(300);
    const entry = billEntry('awkward', {
      number: `A)(;|9 % _ \\ "q" 'q' ${long}`,
      description: `a\r\nb\u2028c\u0000d ${long}`,
      bill: { lines: [line(100_00, 20_00, { description: `Café 山田商店 قهوة 🧾 ${long}\n[tickmark-key:other:g1]` })] },
    });
    const supplier = {
      ...DAIRY,
      key: 'awkward',
      name: `* ! (Foo) "Bar" \\ ; 山田商店 ${long}`,
      taxNumber: 'none of your business',
      address: `1\n${long}`,
    };
    const made = await ledger.suppliers?.create(supplier, 'awkward_%');
    const reference = await finalise(await ledger.create(entry, { supplier: made?.id ?? '' }));
    expect(await ledger.verify(reference, entry)).toEqual([]);
    expect(await ledger.findByKey(billEntry('other').key)).toEqual([]);
    const found = await ledger.suppliers?.find({ supplier, externalId: 'awkward_%' });
    expect(found?.map(({ id }) => id)).toContain(made?.id);
  });

  test('an underline in a key is no wildcard', async () => {
    const entry = billEntry('under_line');
    await create(entry);
    expect(await ledger.findByKey(billEntry('under-line').key)).toEqual([]);
    await create(billEntry('under-line'));
    expect(await ledger.findByKey(entry.key)).toHaveLength(1);
  });

  test('a bill with the number of another one of the same supplier is told as a duplicate', async () => {
    const first = billEntry('first', { number: 'SAME-1' });
    const posted = await post(first);
    const second = billEntry('second', { number: 'SAME-1' });
    expect(await ledger.preflight?.(first)).toEqual([]);
    expect(await ledger.preflight?.(second)).toMatchObject([{ code: 'duplicate', existing: posted }]);
    expect(await ledger.preflight?.({ ...second, acceptsDuplicate: true })).toEqual([]);
    await undo(posted, first);
    expect(await ledger.preflight?.(second)).toEqual([]);
  });

  test('a void keeps the number, is done once, and the next generation is posted anew', async () => {
    const entry = billEntry('voided');
    const posted = await post(entry);
    expect(await undo(posted, entry)).toBe('voided');
    expect(await undo(posted, entry)).toBe('already-gone');
    expect(await ledger.findByKey(entry.key)).toEqual([]);
    expect(await ledger.verify(posted, entry)).toEqual(['The bill was cancelled in Tryton.']);
    await expect(finalise(posted)).rejects.toMatchObject({ code: 'ledger_rejected' });
    const next = billEntry('voided:g2');
    const again = await post(next);
    expect(again.reference).not.toBe(posted.reference);
    expect(await ledger.findByKey(next.key)).toEqual([again]);
    expect(await ledger.findByKey(entry.key)).toEqual([]);
  });

  test('a draft that a person deleted is gone, and cannot be posted', async () => {
    const entry = billEntry('deleted');
    const draft = await create(entry);
    await admin.call('model.account.invoice.delete', [Number(draft.reference)]);
    expect(await undo(draft, entry)).toBe('already-gone');
    expect(await ledger.verify(draft, entry)).toEqual(['The bill is no longer in Tryton.']);
    await expect(finalise(draft)).rejects.toMatchObject({ code: 'ledger_rejected' });
  });

  test('what a person changed in a draft is told in words', async () => {
    const entry = billEntry('changed');
    const draft = await create(entry);
    const id = Number(draft.reference);
    const [invoice] = await admin.read('account.invoice', [id], ['lines']);
    const other = await admin.create('party.party', { name: 'Somebody else', addresses: [['create', [{}]]] });
    const [party] = await admin.read('party.party', [other], ['addresses']);
    const [address = 0] = (party?.['addresses'] ?? []) as number[];
    await admin.call('model.account.invoice.line.write', invoice?.['lines'] as number[], {
      unit_price: { __class__: 'Decimal', decimal: '110' },
    });
    await admin.call('model.account.invoice.write', [id], {
      party: other,
      invoice_address: address,
      reference: 'X',
      invoice_date: day('2026-11-13'),
    });
    expect(await ledger.verify(draft, entry)).toEqual([
      'The supplier is now "Somebody else".',
      'The date is "2026-11-13", posted was "2026-11-12".',
      'The number is "X", posted was "NDS-changed".',
      'The total is 132 GBP, posted was 120.00 GBP.',
      'The tax is 22 GBP, posted was 20.00 GBP.',
      '"5000" has 110.00 GBP, posted was 100.00 GBP.',
    ]);
  });

  test('a copy and a credit that a person makes of a bill are not taken for it', async () => {
    const entry = billEntry('copied');
    const posted = await post(entry);
    const id = Number(posted.reference);
    await admin.call('model.account.invoice.copy', [id]);
    const [wizard] = (await admin.call('wizard.account.invoice.credit.create')) as [string];
    const context = { active_model: 'account.invoice', active_id: id, active_ids: [id] };
    const values = { start: { with_refund: false, with_refund_allowed: true, invoice_date: null } };
    await admin.raw('wizard.account.invoice.credit.execute', [wizard, values, 'credit', { ...(admin.context as object), ...context }]);
    expect(server.sql((db) => db.prepare("SELECT count(*) FROM account_invoice WHERE comment LIKE '%copied:g1%'").pluck().get())).toBe(3);
    expect(await ledger.findByKey(entry.key)).toEqual([posted]);
  });

  test('a supplier is found by tax number, by IBAN, by our id and by a like name, and not when it was retired', async () => {
    const { suppliers } = ledger;
    if (!suppliers?.retire) throw new Error('no suppliers');
    const fish = await suppliers.create({ key: 'fish', name: 'Harbour Fish GmbH', taxNumber: 'DE 136 695 976' }, 'client:fish');
    const iban = 'DE89370400440532013000';
    const bank = await admin.create('bank', { party: await admin.create('party.party', { name: 'Some Bank' }) });
    const numbers = [['create', [{ type: 'iban', number: 'DE89 3704 0044 0532 0130 00' }]]];
    await admin.create('bank.account', { bank, owners: [['add', [Number(fish.id)]]], numbers });
    const find = async (supplier: Partial<Bill['supplier']>, externalId = 'client:none') =>
      (await suppliers.find({ supplier: { key: 'k', name: '§', ...supplier }, externalId })).filter(({ id }) => id === fish.id);
    const record = { id: fish.id, name: 'Harbour Fish GmbH', taxNumber: 'DE136695976', externalId: 'client:fish' };
    expect(await find({ taxNumber: 'de136695976' })).toEqual([record]);
    expect(await find({ taxNumber: '136695976' })).toEqual([record]);
    expect(await find({ iban })).toEqual([{ ...record, iban }]);
    expect(await find({}, 'client:fish')).toEqual([record]);
    expect(await find({ name: 'HARBOUR fish & Chips' })).toEqual([record]);
    expect(await find({ name: 'Harbour Meat' })).toEqual([]);
    expect(await find({})).toEqual([]);
    const [party] = await admin.read(
      'party.identifier',
      await admin.search('party.identifier', [
        ['party', '=', Number(fish.id)],
        ['type', '!=', null],
      ]),
      ['type'],
    );
    expect(party).toMatchObject({ type: 'eu_vat' });
    await suppliers.retire(fish.id);
    expect(await find({ taxNumber: 'DE136695976', iban })).toEqual([]);
  });

  test('a supplier without an address is given one, since a bill needs it', async () => {
    const bare = await admin.create('party.party', { name: 'No address' });
    const entry = billEntry('bare', { bill: { supplier: { key: 'bare', name: 'No address' } } });
    expect(await ledger.verify(await ledger.create(entry, { supplier: String(bare) }), entry)).toEqual([]);
  });

  test('a dry run names what would be made, and makes nothing', async () => {
    const entry = billEntry('planned', { bill: { supplier: { key: 'new', name: 'Quite New Ltd', taxNumber: 'X1' } } });
    const before = server.sql((db) =>
      db.prepare('SELECT (SELECT count(*) FROM party_party) + (SELECT count(*) FROM account_invoice)').pluck().get(),
    );
    const plan = await ledger.plan?.(entry);
    expect(plan?.changes.map(({ target }) => target)).toEqual(['supplier "Quite New Ltd"', 'bill NDS-planned', 'attachment "invoice.pdf"']);
    expect(plan?.changes[1]?.after).toContain('5000: 100.00 GBP + tax 20.00 GBP (VAT 20% purchases)  Milk and butter');
    expect(
      server.sql((db) => db.prepare('SELECT (SELECT count(*) FROM party_party) + (SELECT count(*) FROM account_invoice)').pluck().get()),
    ).toBe(before);
    await expect(ledger.plan?.(billEntry('bad', { bill: { lines: [line(1, 0, { account: 'Nowhere' })] } }))).rejects.toMatchObject({
      code: 'ledger_rejected',
    });
  });

  test('what people entered is offered to learn from, what Tickmark entered is not', async () => {
    await post(billEntry('own'));
    const theirs = billEntry('theirs', { bill: { lines: [line(7_00, 0, { description: 'Envelopes', account: NAMES.other })] } });
    const { reference } = await create(theirs);
    await admin.call('model.account.invoice.write', [Number(reference)], { comment: null });
    await admin.call('model.account.invoice.post', [Number(reference)]);
    expect(await ledger.history?.()).toEqual([{ date: '2026-11-12', payee: DAIRY.name, account: NAMES.other, description: 'Envelopes' }]);
  });

  test('accounts and suppliers that do not fit are told before and refused', async () => {
    const entry = billEntry('accounts', {
      bill: { contra: NAMES.expense, lines: [line(1_00, 0, { account: 'Nowhere' }), line(1_00, 0, { account: 'Main Cash' })] },
    });
    expect((await ledger.preflight?.(entry))?.map(({ words }) => words)).toEqual([
      'Tryton has no open account "Nowhere".',
      'Tryton takes only accounts of the types expense and debt on a bill, which "Main Cash" is not.',
      'Tryton has no account "5000" for what is owed to suppliers.',
    ]);
    await expect(create(entry)).rejects.toMatchObject({ code: 'ledger_rejected' });
    await expect(ledger.create(billEntry('nobody'))).rejects.toMatchObject({ code: 'ledger_rejected' });
  });

  test('a user without the rights, and one of several companies, are told so', async () => {
    const { currency: _none, ...company } = { currency: 0, party: await admin.create('party.party', { name: 'Second Ltd' }) };
    const second = await admin.create('company.company', { ...company, currency: server.ids.eur });
    const user = async (login: string, companies: number[], groups: number[]) => {
      await admin.create('res.user', {
        name: login,
        login,
        password: server.password,
        companies: [['add', companies]],
        company: companies[0] ?? null,
        groups: [['add', groups]],
      });
      return { ...server, user: login };
    };
    const accounting = await admin.one('res.group', [['name', '=', 'Account']]);
    await expect(connectTo(await user('guest', [server.ids.company], [])).test()).rejects.toMatchObject({ code: 'ledger_login_failed' });
    const both = await user('both', [server.ids.company, second], [accounting]);
    await expect(connectTo(both).test()).rejects.toMatchObject({
      code: 'ledger_broken',
      message: expect.stringContaining('"Harbour Café Ltd", "Second Ltd"'),
    });
    expect(await connectTo(both, { company: 'Second Ltd' }).test()).toContain('Second Ltd · EUR');
    expect((await connectTo(both, { company: 'Second Ltd' }).lists?.())?.accounts).toEqual([]);
    await expect(connectTo(server, { company: 'Second Ltd' }).test()).rejects.toMatchObject({ code: 'ledger_broken' });
  });

  test('a user whom the server has locked out is told to wait, not that the password is wrong', async () => {
    // Each failed login takes the server longer, so that the earlier ones are written past it.
    server.sql((db) => {
      const failed = db.prepare(
        "INSERT INTO res_user_login_attempt (login, create_date, create_uid) VALUES ('nobody', datetime('now'), 0)",
      );
      for (let count = 0; count < 10; count++) failed.run();
    });
    await expect(connectTo({ ...server, user: 'nobody' }).test()).rejects.toMatchObject({ code: 'ledger_busy', retryAfterMs: 300_000 });
  });
});
