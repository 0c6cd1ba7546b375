/** A connection to the books of one company in Odoo. Bills are made as drafts and posted by `action_post`. */
import { Currency, EngineError, LocalDate } from '../../../contract/index.ts';
import type {
  EntryProblem,
  LedgerAttachments,
  LedgerConnection,
  LedgerEntry,
  LedgerLists,
  LedgerPlan,
  LedgerReference,
  PastEntry,
  PostingKey,
  SupplierRecords,
  UndoOutcome,
} from '../../../engine/ports.ts';
import { oneLine } from '../../one-line.ts';
import { minorOf } from '../../web-ledger/amounts.ts';
import { billOf, billWords, compact } from '../../web-ledger/bill-words.ts';
import { odooAttachments } from './attachments.ts';
import { billValues, differences, expected, keyDomain, keyOf, moveType, namesOf, readMarker, referenceOf, taxCodeOf } from './map.ts';
import type { OdooRecords } from './records.ts';
import { LineRow, MOVE_FIELDS, MoveRow } from './rows.ts';
import { allSuppliers, odooSuppliers } from './suppliers.ts';
import { settleTotals } from './totals.ts';

const TITLES = { in_invoice: 'Vendor bill', in_refund: 'Vendor credit note', in_receipt: 'Purchase receipt' } as const;
const KINDS = ['expense', 'asset', 'liability', 'equity', 'income'] as const;

export class OdooBooks implements LedgerConnection {
  readonly capabilities;
  readonly suppliers: SupplierRecords;
  readonly attachments: LedgerAttachments;
  readonly #records: OdooRecords;
  readonly #stop: AbortController;

  constructor(records: OdooRecords, settleMs: number, stop: AbortController) {
    this.#records = records;
    this.#stop = stop;
    this.capabilities = { settleMs, undo: 'void', drafts: true, foreignCurrency: true } as const;
    this.suppliers = odooSuppliers(records);
    this.attachments = odooAttachments(records);
  }

  async test(): Promise<string> {
    const { words } = await this.#records.client.server();
    const company = await this.#records.company();
    const accounts = await this.#records.accounts();
    if (accounts.length === 0) throw new EngineError('ledger_broken', { note: `${company.name} has no chart of accounts in Odoo.` });
    return `${words}: ${company.name}, ${company.currency_id?.name ?? 'no currency'}, ${accounts.length} accounts.`;
  }

  async lists(): Promise<LedgerLists> {
    const company = await this.#records.company();
    const [accounts, taxes, suppliers, lockedThrough] = [
      await this.#records.accounts(),
      await this.#records.taxes(),
      await allSuppliers(this.#records),
      await this.#records.lockedThrough(),
    ];
    const currency = Currency.safeParse(company.currency_id?.name);
    return {
      organisation: company.name,
      ...(currency.success ? { currency: currency.data } : {}),
      ...(lockedThrough === undefined ? {} : { lockedThrough }),
      accounts: accounts.flatMap(({ code, name, internal_group: group }) => {
        if (code === undefined || group === 'off_balance') return [];
        const kind = KINDS.find((candidate) => candidate === group);
        return [{ ref: code, name, ...(kind === undefined ? {} : { kind }) }];
      }),
      taxCodes: [...taxes].map(([ref, row]) => taxCodeOf(ref, row)),
      suppliers,
    };
  }

  async preflight(entry: LedgerEntry): Promise<readonly EntryProblem[]> {
    const bill = billOf(entry);
    const names = namesOf(bill);
    const problems: EntryProblem[] = [];
    const lockedThrough = await this.#records.lockedThrough();
    if (lockedThrough !== undefined && entry.date <= lockedThrough)
      problems.push({ code: 'period_locked', words: `Odoo is locked up to ${lockedThrough}.` });
    if ((await this.#records.currency(entry.currency)) === undefined)
      problems.push({ code: 'currency', words: `${entry.currency} is not active in Odoo.` });
    const accounts = new Set((await this.#records.accounts(names.accounts)).map(({ code }) => code));
    for (const name of names.accounts.filter((code) => !accounts.has(code)))
      problems.push({ code: 'account', words: `Odoo has no account "${name}".` });
    const taxes = await this.#records.taxes();
    for (const name of names.taxes.filter((ref) => !taxes.has(ref)))
      problems.push({ code: 'tax', words: `Odoo has no purchase tax "${name}".` });
    if (bill.lines.some((line) => line.tax !== 0 && line.taxCode === undefined && line.taxAccount === undefined)) {
      problems.push({ code: 'tax', words: 'A line has tax but neither a tax code of Odoo nor an account for it.' });
    }
    if (entry.acceptsDuplicate !== true) problems.push(...(await this.#duplicates(entry)));
    return problems;
  }

  async findByKey(key: PostingKey): Promise<readonly LedgerReference[]> {
    const rows = await this.#records.search('account.move', MoveRow, keyDomain(key), MOVE_FIELDS);
    return rows.filter((row) => keyOf(row.invoice_origin) === key && row.payment_state !== 'reversed').map(referenceOf);
  }

  async create(entry: LedgerEntry, parts: { readonly supplier?: string } = {}): Promise<LedgerReference> {
    const bill = billOf(entry);
    if (parts.supplier === undefined) throw new EngineError('ledger_rejected', { note: 'A bill in Odoo needs a supplier.' });
    const names = namesOf(bill);
    const currency = await this.#records.currency(entry.currency);
    if (currency === undefined) throw new EngineError('ledger_rejected', { note: `${entry.currency} is not active in Odoo.` });
    const accounts = new Map((await this.#records.accounts(names.accounts)).map(({ code, id }) => [code ?? '', id]));
    const taxes = names.taxes.length === 0 ? new Map() : await this.#records.taxes();
    const id = await this.#records.create(
      'account.move',
      billValues(entry, { partner: Number(parts.supplier), currency, accounts, taxes }),
    );
    const row = await this.#records.move(String(id));
    if (row === undefined) throw new EngineError('ledger_unreachable', { note: 'Odoo made a bill and does not show it.' });
    try {
      await settleTotals(this.#records, row, expected(bill), entry.currency);
    } catch (error) {
      // What was refused must leave nothing; where the deletion fails as well, its own failure is the one to go on with.
      if (error instanceof EngineError && error.code === 'ledger_rejected') await this.#records.act('account.move', 'unlink', [id]);
      throw error;
    }
    return referenceOf(row);
  }

  /**
   * Odoo moves the accounting date of a bill that is posted into a locked period to the next open day instead of refusing (`_post`), so
   * that the lock is asked for first; `verify` sees what slips through in between.
   */
  async finalise(reference: LedgerReference): Promise<LedgerReference> {
    const row = await this.#records.move(reference.reference);
    if (row === undefined || row.state === 'cancel')
      throw new EngineError('ledger_rejected', { note: 'The draft was cancelled or deleted in Odoo.' });
    if (row.state === 'posted') return referenceOf(row);
    const currency = Currency.safeParse(row.currency_id?.name);
    const marker = currency.success ? readMarker(row.invoice_origin, currency.data) : undefined;
    if (currency.success && marker !== undefined) await settleTotals(this.#records, row, marker, currency.data);
    await this.#assertOpen(row.date);
    await this.#post(row);
    const after = await this.#records.move(reference.reference);
    if (after?.state !== 'posted') throw new EngineError('ledger_unreachable', { note: 'Odoo did not say whether the bill is posted.' });
    return referenceOf(after);
  }

  /** A draft is deleted; a posted bill, or a draft that was posted before, keeps its number and is cancelled. */
  async undo(reference: LedgerReference): Promise<UndoOutcome> {
    const row = await this.#records.move(reference.reference);
    if (row === undefined || row.state === 'cancel' || row.payment_state === 'reversed') return 'already-gone';
    if (row.state === 'draft' && !row.posted_before) {
      await this.#records.act('account.move', 'unlink', [row.id]);
      await this.#assertGone(reference);
      return 'deleted';
    }
    await this.#assertOpen(row.date);
    if (row.state === 'posted') await this.#records.act('account.move', 'button_draft', [row.id]);
    await this.#records.act('account.move', 'button_cancel', [row.id]);
    await this.#assertGone(reference);
    return 'voided';
  }

  async verify(reference: LedgerReference, entry: LedgerEntry): Promise<readonly string[]> {
    const row = await this.#records.move(reference.reference);
    return row === undefined ? ['the bill is no longer in Odoo'] : differences(row, entry);
  }

  preview(entry: LedgerEntry): string {
    const bill = billOf(entry);
    return billWords(TITLES[moveType(bill)], entry, bill);
  }

  async plan(entry: LedgerEntry): Promise<LedgerPlan> {
    const company = await this.#records.company();
    const state = entry.finish === 'draft' ? 'draft' : 'posted';
    return { changes: [{ target: `${company.name} · ${TITLES[moveType(billOf(entry))]} (${state})`, after: this.preview(entry) }] };
  }

  async history(): Promise<readonly PastEntry[]> {
    const domain = [
      ['move_id.move_type', '=', 'in_invoice'],
      ['parent_state', '=', 'posted'],
      ['account_id.internal_group', 'in', ['expense', 'asset']],
      ['tax_line_id', '=', false],
    ];
    const rows = await this.#records.search('account.move.line', LineRow, domain, Object.keys(LineRow.shape), {
      limit: 2000,
      order: 'date desc, id desc',
    });
    return rows.flatMap(({ date, partner_id: partner, account_id: account, name }) => {
      const day = LocalDate.safeParse(date);
      // A relation is named "600000 Food": the code ends at the first space.
      return day.success && account !== undefined
        ? [{ date: day.data, payee: partner?.name ?? '', account: account.name.split(' ')[0] ?? '', description: name ?? '' }]
        : [];
    });
  }

  async close(): Promise<void> {
    this.#stop.abort();
  }

  /** A method that answers nothing is believed when the books say the same. */
  async #assertGone({ reference }: LedgerReference): Promise<void> {
    const row = await this.#records.move(reference);
    if (row !== undefined && row.state !== 'cancel')
      throw new EngineError('ledger_unreachable', { note: 'Odoo did not say whether the bill is gone.' });
  }

  async #assertOpen(day: string | undefined): Promise<void> {
    const lockedThrough = await this.#records.lockedThrough();
    if (lockedThrough !== undefined && day !== undefined && day <= lockedThrough) {
      throw new EngineError('ledger_period_locked', { note: `Odoo is locked up to ${lockedThrough}.` });
    }
  }

  /** Posting twice is refused by Odoo, and 14 and 15 refuse a second bill with the same number: the books tell which it was. */
  async #post(row: MoveRow): Promise<void> {
    try {
      await this.#records.act('account.move', 'action_post', [row.id]);
    } catch (error) {
      if (!(error instanceof EngineError) || error.code !== 'ledger_rejected') throw error;
      if ((await this.#records.move(String(row.id)))?.state === 'posted') return;
      const [other] = await this.#sameNumber(row);
      if (other === undefined) throw error;
      throw new EngineError('ledger_duplicate', {
        note: `${referenceOf(other).name ?? 'A bill'} has the same number.`,
        details: { existing: String(other.id) },
      });
    }
  }

  async #sameNumber(row: MoveRow): Promise<MoveRow[]> {
    if (row.ref === undefined || row.partner_id === undefined) return [];
    const domain = [
      ['ref', '=', row.ref],
      ['partner_id', '=', row.partner_id.id],
      ['move_type', '=', row.move_type],
      ['state', '=', 'posted'],
      ['id', '!=', row.id],
    ];
    return this.#records.search('account.move', MoveRow, domain, MOVE_FIELDS, { limit: 5 });
  }

  /** Bills with the number, of a supplier with a like name or with the same total. */
  async #duplicates(entry: LedgerEntry): Promise<EntryProblem[]> {
    const bill = billOf(entry);
    const number = oneLine(entry.number ?? '', 100);
    if (number === '') return [];
    const domain = [
      ['ref', '=', number],
      ['move_type', '=', moveType(bill)],
      ['state', '!=', 'cancel'],
    ];
    const rows = await this.#records.search('account.move', MoveRow, domain, MOVE_FIELDS, { limit: 20 });
    const name = compact(bill.supplier.name);
    return rows
      .filter((row) => keyOf(row.invoice_origin) !== entry.key)
      .filter((row) => compact(row.partner_id?.name ?? '') === name || minorOf(row.amount_total, entry.currency) === expected(bill).total)
      .map((row) => ({
        code: 'duplicate' as const,
        words: `Odoo has ${referenceOf(row).name ?? 'a draft'} of ${row.partner_id?.name ?? 'nobody'} with the number ${number}.`,
        existing: referenceOf(row),
      }));
  }
}
