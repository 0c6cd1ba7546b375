/** A connection to the books of one company in ERPNext. Purchase invoices are saved as drafts and submitted. */
import { z } from 'zod';
import { Currency, EngineError, type LocalDate } from '../../../contract/index.ts';
import type {
  EntryProblem,
  LedgerAttachments,
  LedgerConnection,
  LedgerEntry,
  LedgerLists,
  LedgerPlan,
  LedgerReference,
  PostingKey,
  SupplierRecords,
  UndoOutcome,
} from '../../../engine/ports.ts';
import { oneLine } from '../../one-line.ts';
import { minorOf } from '../../web-ledger/amounts.ts';
import { billOf, billWords, compact, signOf } from '../../web-ledger/bill-words.ts';
import { erpAttachments } from './attachments.ts';
import type { ErpClient } from './client.ts';
import type { ErpCompany } from './company.ts';
import { accountsOf, differences, expected, invoiceValues, keyOf, keyPattern, readMarker, referenceOf, totalsDiffer } from './map.ts';
import { CompanyName, INVOICE_FIELDS, InvoiceRow } from './rows.ts';
import { allSuppliers, erpSuppliers } from './suppliers.ts';

const DOCTYPE = 'Purchase Invoice';
const KINDS = ['expense', 'asset', 'liability', 'equity', 'income'] as const;

export class ErpBooks implements LedgerConnection {
  readonly capabilities;
  readonly suppliers: SupplierRecords;
  readonly attachments: LedgerAttachments;
  readonly #client: ErpClient;
  readonly #company: ErpCompany;
  readonly #unit: string;
  readonly #stop: AbortController;

  constructor(
    client: ErpClient,
    company: ErpCompany,
    options: { readonly settleMs: number; readonly unit: string; readonly stop: AbortController },
  ) {
    this.#client = client;
    this.#company = company;
    this.#unit = options.unit;
    this.#stop = options.stop;
    this.capabilities = { settleMs: options.settleMs, undo: 'void', drafts: true, foreignCurrency: true } as const;
    this.suppliers = erpSuppliers(client);
    this.attachments = erpAttachments(client);
  }

  async test(): Promise<string> {
    const user = await this.#client.method('frappe.auth.get_logged_user', z.string());
    const { name, currency } = await this.#company.read();
    const accounts = await this.#company.accounts();
    if (accounts.length === 0) throw new EngineError('ledger_broken', { note: `${name} has no accounts in ERPNext.` });
    return `ERPNext: ${name}, ${currency ?? 'no currency'}, ${accounts.length} accounts, as ${user}.`;
  }

  async lists(): Promise<LedgerLists> {
    const company = await this.#company.read();
    const accounts = await this.#company.accounts();
    const lockedThrough = await this.#company.lockedThrough();
    const currency = Currency.safeParse(company.currency);
    return {
      organisation: company.name,
      ...(currency.success ? { currency: currency.data } : {}),
      ...(lockedThrough === undefined ? {} : { lockedThrough }),
      accounts: accounts.map(({ name, root_type: root }) => {
        const kind = KINDS.find((candidate) => candidate === root?.toLowerCase());
        return { ref: name, name, ...(kind === undefined ? {} : { kind }) };
      }),
      taxCodes: accounts
        .filter(({ account_type: type }) => type === 'Tax')
        .map(({ name, tax_rate: rate }) => ({ ref: name, name, ...(typeof rate === 'number' && rate > 0 ? { rate: String(rate) } : {}) })),
      suppliers: await allSuppliers(this.#client),
    };
  }

  async preflight(entry: LedgerEntry): Promise<readonly EntryProblem[]> {
    const bill = billOf(entry);
    const problems: EntryProblem[] = [];
    const lockedThrough = await this.#company.lockedThrough();
    if (lockedThrough !== undefined && entry.date <= lockedThrough)
      problems.push({ code: 'period_locked', words: `ERPNext is closed up to ${lockedThrough}.` });
    const currencies = await this.#client.list('Currency', CompanyName, {
      fields: ['name'],
      filters: [
        ['name', '=', entry.currency],
        ['enabled', '=', 1],
      ],
    });
    if (currencies.length === 0) problems.push({ code: 'currency', words: `${entry.currency} is not enabled in ERPNext.` });
    const names = accountsOf(bill);
    const known = new Set((await this.#company.accounts(names)).map(({ name }) => name));
    for (const name of names.filter((account) => !known.has(account)))
      problems.push({ code: 'account', words: `ERPNext has no account "${name}".` });
    if (bill.lines.some((line) => line.tax !== 0 && line.taxCode === undefined && line.taxAccount === undefined)) {
      problems.push({ code: 'tax', words: 'A line has tax but no account for it.' });
    }
    if (entry.acceptsDuplicate !== true) problems.push(...(await this.#duplicates(entry)));
    return problems;
  }

  async findByKey(key: PostingKey): Promise<readonly LedgerReference[]> {
    const rows = await this.#invoices([
      ['remarks', 'like', keyPattern(key)],
      ['docstatus', '<', 2],
    ]);
    return rows.filter((row) => keyOf(row.remarks) === key).map(referenceOf);
  }

  async create(entry: LedgerEntry, parts: { readonly supplier?: string } = {}): Promise<LedgerReference> {
    const bill = billOf(entry);
    if (parts.supplier === undefined) throw new EngineError('ledger_rejected', { note: 'A purchase invoice in ERPNext needs a supplier.' });
    const { name: company, costCenter } = await this.#company.read();
    const values = invoiceValues(entry, { company, costCenter, unit: this.#unit, supplier: parts.supplier });
    const row = await this.#client
      .create(DOCTYPE, InvoiceRow, values)
      .catch((error: unknown) => this.#explain(error, entry.date, { number: entry.number, supplier: parts.supplier }));
    const found = totalsDiffer(row, expected(bill), entry.currency);
    if (found.length === 0) return referenceOf(row);
    // What was refused must leave nothing; where the deletion fails as well, its own failure is the one to go on with.
    await this.#client.remove(DOCTYPE, row.name);
    throw refused(found);
  }

  async finalise(reference: LedgerReference): Promise<LedgerReference> {
    const row = await this.#read(reference);
    if (row === undefined || row.docstatus === 2)
      throw new EngineError('ledger_rejected', { note: 'The draft was cancelled or deleted in ERPNext.' });
    if (row.docstatus === 1) return referenceOf(row);
    const currency = Currency.safeParse(row.currency);
    const marker = currency.success ? readMarker(row.remarks, currency.data) : undefined;
    const found = currency.success && marker !== undefined ? totalsDiffer(row, marker, currency.data) : [];
    if (found.length > 0) throw refused(found);
    const done = await this.#client.change(DOCTYPE, row.name, InvoiceRow, { docstatus: 1 }).catch(async (error: unknown) => {
      const now = error instanceof EngineError && error.code === 'ledger_rejected' ? await this.#read(reference) : undefined;
      return now?.docstatus === 1
        ? now
        : this.#explain(error, row.posting_date, { number: row.bill_no, supplier: row.supplier, except: row.name });
    });
    if (done.docstatus !== 1)
      throw new EngineError('ledger_unreachable', { note: 'ERPNext did not say whether the invoice is submitted.' });
    return referenceOf(done);
  }

  /** A draft is deleted; a submitted invoice is cancelled and keeps its number. */
  async undo(reference: LedgerReference): Promise<UndoOutcome> {
    const row = await this.#read(reference);
    if (row === undefined || row.docstatus === 2) return 'already-gone';
    if (row.docstatus === 0) {
      await this.#client.remove(DOCTYPE, row.name);
    } else {
      const cancel = { doctype: DOCTYPE, name: row.name };
      await this.#client
        .method('frappe.client.cancel', z.unknown(), cancel)
        .catch((error: unknown) => this.#explain(error, row.posting_date));
    }
    const after = await this.#read(reference);
    if (after !== undefined && after.docstatus !== 2)
      throw new EngineError('ledger_unreachable', { note: 'ERPNext did not say whether the invoice is gone.' });
    return row.docstatus === 0 ? 'deleted' : 'voided';
  }

  async verify(reference: LedgerReference, entry: LedgerEntry): Promise<readonly string[]> {
    const row = await this.#read(reference);
    return row === undefined ? ['the invoice is no longer in ERPNext'] : differences(row, entry);
  }

  preview(entry: LedgerEntry): string {
    const bill = billOf(entry);
    return billWords(signOf(bill) < 0 ? 'Purchase return' : 'Purchase invoice', entry, bill);
  }

  async plan(entry: LedgerEntry): Promise<LedgerPlan> {
    const state = entry.finish === 'draft' ? 'draft' : 'submitted';
    return { changes: [{ target: `${await this.#company.name()} · Purchase Invoice (${state})`, after: this.preview(entry) }] };
  }

  async close(): Promise<void> {
    this.#stop.abort();
  }

  #read({ reference }: LedgerReference): Promise<InvoiceRow | undefined> {
    return this.#client.get(DOCTYPE, reference, InvoiceRow);
  }

  async #invoices(filters: readonly (readonly [string, string, unknown])[]): Promise<InvoiceRow[]> {
    return this.#client.list(DOCTYPE, InvoiceRow, {
      fields: INVOICE_FIELDS,
      filters: [['company', '=', await this.#company.name()], ...filters],
      limit: 50,
    });
  }

  /**
   * ERPNext refuses closed periods and numbers that are there already with one and the same class of exception as everything else: the
   * books tell which it was.
   */
  async #explain(
    error: unknown,
    day: string | undefined,
    bill?: { readonly number: string | undefined; readonly supplier: string | undefined; readonly except?: string },
  ): Promise<never> {
    if (!(error instanceof EngineError) || error.code !== 'ledger_rejected') throw error;
    const lockedThrough: LocalDate | undefined = await this.#company.lockedThrough();
    if (lockedThrough !== undefined && day !== undefined && day <= lockedThrough) {
      throw new EngineError('ledger_period_locked', { note: `ERPNext is closed up to ${lockedThrough}.` });
    }
    const number = oneLine(bill?.number ?? '', 140);
    const same =
      number === '' || bill?.supplier === undefined
        ? []
        : await this.#invoices([
            ['bill_no', '=', number],
            ['supplier', '=', bill.supplier],
            ['docstatus', '<', 2],
          ]);
    const other = same.find(({ name }) => name !== bill?.except);
    if (other === undefined) throw error;
    throw new EngineError('ledger_duplicate', { note: `${other.name} has the same number.`, details: { existing: other.name } });
  }

  /** Invoices with the number, of a supplier with a like name or with the same total. */
  async #duplicates(entry: LedgerEntry): Promise<EntryProblem[]> {
    const bill = billOf(entry);
    const number = oneLine(entry.number ?? '', 140);
    if (number === '') return [];
    const rows = await this.#invoices([
      ['bill_no', '=', number],
      ['docstatus', '<', 2],
      ['is_return', '=', signOf(bill) < 0 ? 1 : 0],
    ]);
    return rows
      .filter((row) => keyOf(row.remarks) !== entry.key)
      .filter((row) => compact(row.supplier) === compact(bill.supplier.name) || minorOf(row.grand_total, entry.currency) === bill.total)
      .map((row) => ({
        code: 'duplicate' as const,
        words: `ERPNext has ${row.name} of ${row.supplier} with the number ${number}.`,
        existing: referenceOf(row),
      }));
  }
}

function refused(found: readonly string[]): EngineError {
  return new EngineError('ledger_rejected', { note: `ERPNext reckons otherwise than the bill (${found.join('; ')}).` });
}
