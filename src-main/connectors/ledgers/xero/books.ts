/** What an organisation says about itself: accounts, tax rates, currencies, lock dates. */
import { Currency, EngineError, type LocalDate } from '../../../contract/index.ts';
import type { Clock, EntryProblem, LedgerAccount, LedgerEntry, LedgerLists, LedgerTaxCode, SupplierRecord } from '../../../engine/ports.ts';
import { oneLine } from '../../one-line.ts';
import { billOf } from '../../web-ledger/bill-words.ts';
import type { XeroClient } from './client.ts';
import { dayOf } from './map.ts';
import { Accounts, Currencies, Organisations, TaxRates } from './schemas.ts';

/** Accounts and tax rates change rarely and are asked for before every entry. */
const KEEP_MS = 60_000;
/** What `Account.ledgerName` can hold (`contract/client.ts`). */
const REF = /^[\p{L}\p{N}][\p{L}\p{N} &'.,()/%+#_-]{0,119}$/u;
const KINDS: Readonly<Record<string, LedgerAccount['kind']>> = {
  ASSET: 'asset',
  EQUITY: 'equity',
  EXPENSE: 'expense',
  LIABILITY: 'liability',
  REVENUE: 'income',
};

export type Organisation = { readonly name: string; readonly currency?: Currency; readonly lockedThrough?: LocalDate };
type Chart = { readonly accounts: readonly LedgerAccount[]; readonly taxCodes: readonly LedgerTaxCode[]; readonly at: number };

export class Books {
  readonly #client: XeroClient;
  readonly #clock: Clock;
  #chart: Chart | undefined;

  constructor(client: XeroClient, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
  }

  async organisation(): Promise<Organisation> {
    const answer = await this.#client.read(Organisations, { path: '/Organisation' });
    const first = answer?.Organisations[0];
    if (first === undefined) throw new EngineError('ledger_unreachable', { note: 'It does not say which organisation it is.' });
    const currency = Currency.safeParse(first.BaseCurrency);
    // Both dates hold for this connection: a bookkeeper's right to write before the first is not asked for.
    const [period, year] = [dayOf(first.PeriodLockDate), dayOf(first.EndOfYearLockDate)];
    const lockedThrough = period === undefined || (year !== undefined && year > period) ? year : period;
    return {
      name: oneLine(first.Name ?? '', 255) || 'Xero',
      ...(currency.success && { currency: currency.data }),
      ...(lockedThrough !== undefined && { lockedThrough }),
    };
  }

  async lists(suppliers: () => Promise<readonly SupplierRecord[]>): Promise<LedgerLists> {
    const { name, ...rest } = await this.organisation();
    this.#chart = undefined;
    const { accounts, taxCodes } = await this.#currentChart();
    return { organisation: name, ...rest, accounts, taxCodes, suppliers: await suppliers() };
  }

  /** @throws EngineError `ledger_period_locked` */
  async assertOpen(day: LocalDate): Promise<void> {
    const { lockedThrough } = await this.organisation();
    if (lockedThrough !== undefined && day <= lockedThrough)
      throw new EngineError('ledger_period_locked', { note: `Locked through ${lockedThrough}.` });
  }

  /** Everything about the entry that can be known without looking at other documents. */
  async problems(entry: LedgerEntry): Promise<EntryProblem[]> {
    const bill = billOf(entry);
    const [{ currency, lockedThrough }, chart] = await Promise.all([this.organisation(), this.#currentChart()]);
    const found: EntryProblem[] = [];
    if (lockedThrough !== undefined && entry.date <= lockedThrough) {
      found.push({ code: 'period_locked', words: `The books are locked through ${lockedThrough}.` });
    }
    if (currency !== undefined && currency !== entry.currency && !(await this.#currencies()).has(entry.currency)) {
      found.push({ code: 'currency', words: `The organisation does not use ${entry.currency}. Add the currency in Xero first.` });
    }
    const accounts = new Set(chart.accounts.map(({ ref }) => ref));
    const taxCodes = new Set(chart.taxCodes.map(({ ref }) => ref));
    for (const line of bill.lines) {
      if (!accounts.has(line.account)) found.push({ code: 'account', words: `There is no active account ${line.account}.` });
      if (line.taxCode !== undefined && !taxCodes.has(line.taxCode)) {
        found.push({ code: 'tax', words: `There is no active tax rate ${line.taxCode} for purchases.` });
      }
      if (line.taxCode === undefined && line.tax !== 0) found.push({ code: 'tax', words: 'A line has tax but no tax rate of the ledger.' });
    }
    return found.filter(({ words }, index) => found.findIndex((other) => other.words === words) === index);
  }

  async #currencies(): Promise<ReadonlySet<string>> {
    const answer = await this.#client.read(Currencies, { path: '/Currencies' });
    return new Set((answer?.Currencies ?? []).flatMap(({ Code }) => Code ?? []));
  }

  async #currentChart(): Promise<Chart> {
    const now = this.#clock.monotonicMs();
    if (this.#chart !== undefined && now - this.#chart.at < KEEP_MS) return this.#chart;
    const [accounts, rates] = await Promise.all([
      this.#client.read(Accounts, { path: '/Accounts', query: { where: 'Status=="ACTIVE"' } }),
      this.#client.read(TaxRates, { path: '/TaxRates', query: { where: 'Status=="ACTIVE"' } }),
    ]);
    this.#chart = { accounts: accountsOf(accounts?.Accounts ?? []), taxCodes: taxCodesOf(rates?.TaxRates ?? []), at: now };
    return this.#chart;
  }
}

type RawAccount = {
  Code?: string | null | undefined;
  AccountID?: string | null | undefined;
  Name?: string | null | undefined;
  Class?: string | null | undefined;
};

/** The code is what people know an account by; those without one that can be kept are named by their id. */
export function accountsOf(raw: readonly RawAccount[]): LedgerAccount[] {
  return raw.flatMap(({ Code, AccountID, Name, Class }) => {
    const ref = Code && REF.test(Code) && !/ {2}| $/.test(Code) ? Code : AccountID;
    if (!ref) return [];
    const kind = KINDS[Class ?? ''];
    return [{ ref, name: oneLine(Name ?? ref, 150), ...(kind !== undefined && { kind }) }];
  });
}

type RawRate = {
  TaxType?: string | null | undefined;
  Name?: string | null | undefined;
  CanApplyToExpenses?: boolean | null | undefined;
  EffectiveRate?: number | null | undefined;
};

export function taxCodesOf(raw: readonly RawRate[]): LedgerTaxCode[] {
  const seen = new Set<string>();
  return raw.flatMap(({ TaxType, Name, CanApplyToExpenses, EffectiveRate }) => {
    if (!TaxType || CanApplyToExpenses === false || seen.has(TaxType)) return [];
    seen.add(TaxType);
    // Rates have four decimals at most, so that the shortest text is their digits.
    const rate = typeof EffectiveRate === 'number' ? { rate: String(EffectiveRate) } : {};
    return [{ ref: TaxType, name: oneLine(Name ?? TaxType, 80), ...rate }];
  });
}
