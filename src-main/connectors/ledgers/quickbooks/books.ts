/**
 * A connection to one company in QuickBooks Online. There are no drafts: what is created stands in the books at once, and is deleted where
 * it must go, since bills cannot be voided.
 */
import { Currency, EngineError, LocalDate } from '../../../contract/index.ts';
import type {
  Clock,
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
import { minorOf } from '../../web-ledger/amounts.ts';
import { billOf, billWords, compact } from '../../web-ledger/bill-words.ts';
import { quickbooksAttachments } from './attachments.ts';
import { type QuickbooksClient, QuickbooksFault, quoted } from './client.ts';
import {
  accountRef,
  type Code,
  differences,
  ENTITIES,
  type Entity,
  entityOf,
  expected,
  namesOf,
  readNote,
  readReference,
  referenceOf,
  requestIdOf,
  shortNumber,
  sinceOf,
  totalsDiffer,
  txnValues,
} from './map.ts';
import { AccountRow, CompanyRow, PreferencesRow, TaxCodeRow, TaxRateRow, TxnRow } from './rows.ts';
import { allSuppliers, quickbooksSuppliers } from './suppliers.ts';

const TITLES: Readonly<Record<Entity, string>> = { Bill: 'Bill', VendorCredit: 'Supplier credit', Purchase: 'Expense' };
const KINDS: Readonly<Record<string, 'expense' | 'asset' | 'liability' | 'equity' | 'income'>> = {
  Expense: 'expense',
  Asset: 'asset',
  Liability: 'liability',
  Equity: 'equity',
  Revenue: 'income',
};

export class QuickbooksBooks implements LedgerConnection {
  readonly capabilities;
  readonly suppliers: SupplierRecords;
  readonly attachments: LedgerAttachments;
  readonly #client: QuickbooksClient;
  readonly #clock: Clock;
  readonly #stop: AbortController;

  constructor(client: QuickbooksClient, options: { readonly settleMs: number; readonly clock: Clock; readonly stop: AbortController }) {
    this.#client = client;
    this.#clock = options.clock;
    this.#stop = options.stop;
    // A vendor has one currency for good, and is made before the bill is known: only the company's own currency is taken.
    this.capabilities = { settleMs: options.settleMs, undo: 'delete', drafts: false, foreignCurrency: false } as const;
    this.suppliers = quickbooksSuppliers(client);
    this.attachments = quickbooksAttachments(client);
  }

  async test(): Promise<string> {
    const { CompanyName } = await this.#client.only('CompanyInfo', CompanyRow);
    const { currency } = await this.#preferences();
    return `QuickBooks Online: ${CompanyName}, ${currency ?? 'no currency'}.`;
  }

  async lists(): Promise<LedgerLists> {
    const { CompanyName } = await this.#client.only('CompanyInfo', CompanyRow);
    const { currency, closedThrough } = await this.#preferences();
    const accounts = await this.#accounts();
    return {
      organisation: CompanyName,
      ...(currency === undefined ? {} : { currency }),
      ...(closedThrough === undefined ? {} : { lockedThrough: closedThrough }),
      accounts: [...accounts].map(([ref, { FullyQualifiedName: name, Classification }]) => {
        const kind = KINDS[Classification ?? ''];
        return { ref, name, ...(kind === undefined ? {} : { kind }) };
      }),
      taxCodes: [...(await this.#codes())].map(([ref, { rate }]) => ({ ref, name: ref, ...(rate === undefined ? {} : { rate }) })),
      suppliers: await allSuppliers(this.#client),
    };
  }

  async preflight(entry: LedgerEntry): Promise<readonly EntryProblem[]> {
    const bill = billOf(entry);
    const names = namesOf(bill);
    const problems: EntryProblem[] = [];
    const { currency, closedThrough } = await this.#preferences();
    if (closedThrough !== undefined && entry.date <= closedThrough)
      problems.push({ code: 'period_locked', words: `QuickBooks is closed up to ${closedThrough}.` });
    if (currency !== undefined && currency !== entry.currency) problems.push({ code: 'currency', words: `The books are in ${currency}.` });
    const accounts = await this.#accounts();
    for (const name of names.accounts.filter((ref) => !accounts.has(ref)))
      problems.push({ code: 'account', words: `QuickBooks has no account "${name}".` });
    const codes = names.taxes.length === 0 ? new Map<string, Code>() : await this.#codes();
    for (const name of names.taxes.filter((ref) => !codes.has(ref)))
      problems.push({ code: 'tax', words: `QuickBooks has no tax code "${name}".` });
    if (bill.lines.some((line) => line.tax !== 0 && line.taxCode === undefined && line.taxAccount === undefined)) {
      problems.push({ code: 'tax', words: 'A line has tax but neither a tax code of QuickBooks nor an account for it.' });
    }
    if (entry.acceptsDuplicate !== true) problems.push(...(await this.#duplicates(entry)));
    return problems;
  }

  async findByKey(key: PostingKey): Promise<readonly LedgerReference[]> {
    const since = sinceOf(key, Date.parse(this.#clock.now()));
    const found: LedgerReference[] = [];
    for (const entity of ENTITIES) {
      const rows = await this.#client.query(entity, TxnRow, `MetaData.CreateTime >= ${quoted(since)}`);
      found.push(...rows.filter((row) => readNote(row.PrivateNote)?.key === key).map((row) => referenceOf(entity, row)));
    }
    return found;
  }

  async create(entry: LedgerEntry, parts: { readonly supplier?: string } = {}): Promise<LedgerReference> {
    const bill = billOf(entry);
    if (parts.supplier === undefined) throw new EngineError('ledger_rejected', { note: 'A bill in QuickBooks needs a supplier.' });
    const { currency } = await this.#preferences();
    if (currency !== undefined && currency !== entry.currency)
      throw new EngineError('ledger_rejected', { note: `The books are in ${currency}.` });
    const entity = entityOf(bill);
    const codes = namesOf(bill).taxes.length === 0 ? new Map<string, Code>() : await this.#codes();
    const values = txnValues(entry, { vendor: parts.supplier, accounts: await this.#accounts(), codes });
    const query = {
      requestid: requestIdOf(entry.key, JSON.stringify(values)),
      ...(entry.acceptsDuplicate === true ? { include: 'allowduplicatedocnum' } : {}),
    };
    let row: TxnRow;
    try {
      row = await this.#client.write(entity, TxnRow, values, query);
    } catch (error) {
      return this.#refusedCreate(error, entity, entry);
    }
    const found = totalsDiffer(row, expected(bill), entry.currency);
    if (found.length === 0) return referenceOf(entity, row);
    // What was refused must leave nothing; where the deletion fails as well, its own failure is the one to go on with.
    await this.#client.remove(entity, row);
    throw new EngineError('ledger_rejected', {
      note: `QuickBooks reckons otherwise than the bill (${found.join('; ')}). Check the tax code and the tax.`,
    });
  }

  /**
   * Bills cannot be voided. A payment that is linked keeps a bill from being deleted; QuickBooks says so. Files outlive the entry that they were
   * attached to, so that ours go after it.
   */
  async undo(reference: LedgerReference): Promise<UndoOutcome> {
    const { entity, id } = readReference(reference);
    const files = (await this.attachments.list(reference)).filter(({ key }) => key !== undefined);
    const outcome = await this.#delete(entity, id);
    for (const file of files) await this.attachments.remove?.(reference, file);
    return outcome;
  }

  async #delete(entity: Entity, id: string): Promise<UndoOutcome> {
    for (const last of [false, true]) {
      const row = await this.#client.read(entity, id, TxnRow);
      if (row === undefined) return 'already-gone';
      try {
        await this.#client.remove(entity, row);
        break;
      } catch (error) {
        // 5010: somebody changed it in between; the newer token is read once.
        if (last || !(error instanceof QuickbooksFault) || !error.codes.includes('5010')) throw await this.#explained(error, row.TxnDate);
      }
    }
    if ((await this.#client.read(entity, id, TxnRow)) !== undefined) {
      throw new EngineError('ledger_unreachable', { note: 'QuickBooks did not say whether the entry is gone.' });
    }
    return 'deleted';
  }

  async verify(reference: LedgerReference, entry: LedgerEntry): Promise<readonly string[]> {
    const { entity, id } = readReference(reference);
    const row = await this.#client.read(entity, id, TxnRow);
    return row === undefined ? ['the entry is no longer in QuickBooks'] : differences(row, entry);
  }

  preview(entry: LedgerEntry): string {
    const bill = billOf(entry);
    return billWords(TITLES[entityOf(bill)], entry, bill);
  }

  async plan(entry: LedgerEntry): Promise<LedgerPlan> {
    const { CompanyName } = await this.#client.only('CompanyInfo', CompanyRow);
    return { changes: [{ target: `${CompanyName} · ${TITLES[entityOf(billOf(entry))]}`, after: this.preview(entry) }] };
  }

  async close(): Promise<void> {
    this.#stop.abort();
  }

  async #preferences(): Promise<{ readonly currency: Currency | undefined; readonly closedThrough: LocalDate | undefined }> {
    const row = await this.#client.only('Preferences', PreferencesRow);
    const currency = Currency.safeParse(row.CurrencyPrefs?.HomeCurrency?.value);
    const day = LocalDate.safeParse(row.AccountingInfoPrefs?.BookCloseDate);
    return { currency: currency.data, closedThrough: day.data };
  }

  async #accounts(): Promise<ReadonlyMap<string, AccountRow>> {
    const rows = await this.#client.query('Account', AccountRow, 'Active = true');
    return new Map(rows.map((row) => [accountRef(row), row]));
  }

  /** Tax codes that have rates for purchases; the rate where there is one alone. */
  async #codes(): Promise<ReadonlyMap<string, Code>> {
    const rates = new Map((await this.#client.query('TaxRate', TaxRateRow)).map(({ Id, RateValue }) => [Id, RateValue]));
    const rows = await this.#client.query('TaxCode', TaxCodeRow, 'Active = true');
    return new Map(
      rows.flatMap(({ Id, Name, PurchaseTaxRateList }) => {
        const details = PurchaseTaxRateList?.TaxRateDetail ?? [];
        const rateId = details.length === 1 ? details[0]?.TaxRateRef.value : undefined;
        const rate = rateId === undefined ? undefined : rates.get(rateId);
        return details.length === 0 ? [] : [[Name, { id: Id, rateId, rate: rate === undefined ? undefined : String(rate) }]];
      }),
    );
  }

  /** 6140 names a number that is there already: our own entry from a request whose answer was lost, or another one. */
  async #refusedCreate(error: unknown, entity: Entity, entry: LedgerEntry): Promise<LedgerReference> {
    if (!(error instanceof QuickbooksFault) || error.code !== 'ledger_duplicate') throw await this.#explained(error, entry.date);
    const same = await this.#sameNumber(entity, entry);
    const own = same.find((row) => readNote(row.PrivateNote)?.key === entry.key);
    if (own !== undefined) return referenceOf(entity, own);
    const [other] = same;
    const details = other === undefined ? {} : { details: { existing: `${entity}/${other.Id}` } };
    throw new EngineError('ledger_duplicate', { note: 'QuickBooks has a bill with this number.', ...details });
  }

  /** Closed books are told by several codes (6210, but 5010 and 6000 were seen as well): the closing date tells. */
  async #explained(error: unknown, day: string | undefined): Promise<unknown> {
    if (!(error instanceof QuickbooksFault) || error.code !== 'ledger_rejected') return error;
    const { closedThrough } = await this.#preferences();
    if (closedThrough === undefined || day === undefined || day > closedThrough) return error;
    return new EngineError('ledger_period_locked', { note: `QuickBooks is closed up to ${closedThrough}.` });
  }

  async #sameNumber(entity: Entity, entry: LedgerEntry): Promise<TxnRow[]> {
    const number = shortNumber(entry.number);
    return number === '' ? [] : this.#client.query(entity, TxnRow, `DocNumber = ${quoted(number)}`);
  }

  /** Entries with the number, of a supplier with a like name or with the same total. */
  async #duplicates(entry: LedgerEntry): Promise<EntryProblem[]> {
    const bill = billOf(entry);
    const entity = entityOf(bill);
    const rows = await this.#sameNumber(entity, entry);
    return rows
      .filter((row) => readNote(row.PrivateNote)?.key !== entry.key)
      .filter(({ VendorRef, EntityRef, TotalAmt }) => {
        const name = (VendorRef ?? EntityRef)?.name ?? '';
        return compact(name) === compact(bill.supplier.name) || minorOf(TotalAmt, entry.currency) === expected(bill).total;
      })
      .map((row) => ({
        code: 'duplicate' as const,
        words: `QuickBooks has one of ${(row.VendorRef ?? row.EntityRef)?.name ?? 'nobody'} with the number ${row.DocNumber ?? ''}.`,
        existing: referenceOf(entity, row),
      }));
  }
}
