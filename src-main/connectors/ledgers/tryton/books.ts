import { z } from 'zod';
import { Currency, EngineError } from '../../../contract/index.ts';
import type { Clock } from '../../../engine/ports.ts';
import type { AccountType } from './map.ts';
import { percentOf, refsOf } from './map.ts';
import type { TrytonSession } from './session.ts';
import type { Wire } from './wire.ts';
import { WireDate, WireDecimal, WireFlag } from './wire.ts';

/** How long accounts and taxes are taken as known. The server checks them again whenever something is written. */
const KNOWN_FOR_MS = 20_000;

const Company = z.object({
  id: z.int(),
  currency: z.int(),
  'party.': z.object({ rec_name: z.string() }),
  'currency.': z.object({ code: z.string() }),
});

const Id = z.object({ id: z.int() });
const Preferences = z.object({ companies: z.array(z.int()).default([]) });

const Account = z.object({
  id: z.int(),
  code: z.string().nullable(),
  name: z.string(),
  'type.': z.object({
    statement: z.string().nullable(),
    assets: WireFlag,
    receivable: WireFlag,
    stock: WireFlag,
    payable: WireFlag,
    debt: WireFlag,
    revenue: WireFlag,
    expense: WireFlag,
  }),
});

const Tax = z.object({
  id: z.int(),
  name: z.string(),
  type: z.string(),
  rate: WireDecimal.nullable(),
  parent: z.int().nullable(),
  'group.': z.object({ kind: z.string() }).nullable().optional(),
});

const Period = z.object({ start_date: WireDate, end_date: WireDate, state: z.string() });

export type CompanyFacts = { readonly id: number; readonly name: string; readonly currencyId: number; readonly currency: string };
/** An account that can be written to. `onBills`: the server takes it on the line of a supplier's bill. */
export type BookAccount = {
  readonly id: number;
  readonly ref: string;
  readonly name: string;
  readonly type: AccountType;
  readonly onBills: boolean;
};
/** A tax for purchases. `rate` is percent text where it is a plain percentage; `parts` are the ids of it and of those below it. */
export type BookTax = {
  readonly id: number;
  readonly ref: string;
  readonly name: string;
  readonly rate?: string;
  readonly parts: ReadonlySet<number>;
};
export type BookPeriod = z.infer<typeof Period>;

/** What the connector must know of one company before it can write: read from the server and kept for a short time. */
export class TrytonBooks {
  readonly session: TrytonSession;
  readonly #companyName: string | undefined;
  readonly #clock: Clock;
  #company: Promise<CompanyFacts> | undefined;
  readonly #known = new Map<string, { readonly at: number; readonly value: Promise<unknown> }>();

  constructor(session: TrytonSession, companyName: string | undefined, clock: Clock) {
    this.session = session;
    this.#companyName = companyName;
    this.#clock = clock;
  }

  /** The company whose books these are. Everything else asks for it first, since it belongs into the context of every call. */
  company(): Promise<CompanyFacts> {
    this.#company ??= this.#findCompany().catch((error: unknown) => {
      this.#company = undefined;
      throw error;
    });
    return this.#company;
  }

  forget(): void {
    this.#company = undefined;
    this.#known.clear();
  }

  /** Open accounts with a type, that is, those that are no mere headings. */
  accounts(): Promise<readonly BookAccount[]> {
    return this.#lately('accounts', async (company) => {
      const domain = [
        ['company', '=', company.id],
        ['type', '!=', null],
        ['closed', '!=', true],
        ['active', '=', true],
      ];
      const types = ['statement', 'assets', 'receivable', 'stock', 'payable', 'debt', 'revenue', 'expense'].map((name) => `type.${name}`);
      const rows = await this.session.searchRead(Account, 'account.account', { domain, fields: ['code', 'name', ...types] });
      const named = rows.map(({ id, code, name }) => ({ id, texts: code === null || code === '' ? [name] : [code, name] }));
      const refs = new Map([...refsOf(named)].map(([ref, id]) => [id, ref]));
      return rows.map(({ id, name, 'type.': type }) => ({ id, ref: refs.get(id) ?? '', name, type, onBills: type.expense || type.debt }));
    });
  }

  /** Taxes that can be chosen on a purchase. */
  taxes(): Promise<readonly BookTax[]> {
    return this.#lately('taxes', async (company) => {
      const domain = [
        ['company', '=', company.id],
        ['active', '=', true],
      ];
      const rows = await this.session.searchRead(Tax, 'account.tax', { domain, fields: ['name', 'type', 'rate', 'parent', 'group.kind'] });
      const roots = rows.filter(({ parent, 'group.': group }) => parent === null && group?.kind !== 'sale');
      const refs = new Map([...refsOf(roots.map(({ id, name }) => ({ id, texts: [name] })))].map(([ref, id]) => [id, ref]));
      return roots.map(({ id, name, type, rate }) => {
        const parts = partsOf(id, rows);
        const isPlain = type === 'percentage' && rate !== null && parts.size === 1;
        return { id, ref: refs.get(id) ?? '', name, parts, ...(isPlain ? { rate: percentOf(rate) } : {}) };
      });
    });
  }

  /** All periods in which entries of everyday business stand, by their first day. */
  async periods(domain: readonly Wire[] = []): Promise<readonly BookPeriod[]> {
    const { id } = await this.company();
    const query = { domain: [['company', '=', id], ['type', '=', 'standard'], ...domain], fields: ['start_date', 'end_date', 'state'] };
    return this.session.searchRead(Period, 'account.period', { ...query, order: [['start_date', 'ASC']] });
  }

  currencyId(code: Currency): Promise<number | undefined> {
    return this.#lately(`currency ${code}`, async () => {
      const domain = [
        ['code', '=', code],
        ['active', '=', true],
      ];
      const [found] = await this.session.searchRead(Id, 'currency.currency', { domain, fields: ['code'], limit: 1 });
      return found?.id;
    });
  }

  /** The first journal for purchases, which is what the server's own client takes. */
  journalId(): Promise<number | undefined> {
    return this.#lately('journal', async () => {
      const query = { domain: [['type', '=', 'expense']], fields: ['name'], limit: 1, order: [['id', 'ASC']] };
      const [found] = await this.session.searchRead(Id, 'account.journal', query);
      return found?.id;
    });
  }

  #lately<T>(name: string, read: (company: CompanyFacts) => Promise<T>): Promise<T> {
    const now = this.#clock.monotonicMs();
    const known = this.#known.get(name);
    if (known !== undefined && now - known.at < KNOWN_FOR_MS) return known.value as Promise<T>;
    const value = this.company().then(read);
    this.#known.set(name, { at: now, value });
    value.catch(() => this.#known.delete(name));
    return value;
  }

  async #findCompany(): Promise<CompanyFacts> {
    const { companies } = await this.session.call(Preferences, 'model.res.user.get_preferences', [false]);
    const fields = ['currency', 'currency.code', 'party.rec_name'];
    const rows = await this.session.searchRead(Company, 'company.company', { domain: [['id', 'in', companies]], fields });
    const found = rows.filter(({ 'party.': { rec_name: name } }) => this.#companyName === undefined || name === this.#companyName);
    const [company, another] = found;
    if (company === undefined || another !== undefined) {
      const names = rows.map(({ 'party.': { rec_name: name } }) => `"${name}"`).join(', ');
      const note = rows.length === 0 ? 'The user belongs to no company there.' : `Name the company in the settings, as one of: ${names}.`;
      throw new EngineError('ledger_broken', { note });
    }
    this.session.workFor(company.id);
    return { id: company.id, name: company['party.'].rec_name, currencyId: company.currency, currency: company['currency.'].code };
  }
}

function partsOf(root: number, rows: readonly { readonly id: number; readonly parent: number | null }[]): ReadonlySet<number> {
  const parts = new Set([root]);
  for (let size = 0; size !== parts.size; ) {
    size = parts.size;
    for (const { id, parent } of rows) if (parent !== null && parts.has(parent)) parts.add(id);
  }
  return parts;
}

/** The currency as the engine knows it; undefined for one that ISO 4217 does not have. */
export function knownCurrency(code: string): Currency | undefined {
  const parsed = Currency.safeParse(code);
  return parsed.success ? parsed.data : undefined;
}
