/** Reads of Odoo's records that several parts of the connection need, in the company that the settings name. */
import { z } from 'zod';
import { EngineError, LocalDate } from '../../../contract/index.ts';
import type { Context, OdooClient } from './client.ts';
import { taxRefs } from './map.ts';
import { AccountRow, CompanyRow, CurrencyRow, Fields, MOVE_FIELDS, MoveRow, type TaxRow as Tax, TaxRow } from './rows.ts';

export type Domain = readonly unknown[];
export type Company = z.infer<typeof CompanyRow>;

/** Most records that lists are read with; a chart of accounts is some hundreds. */
const LIMIT = 5000;
/** Days up to which nothing may be written. Those of sales journals do not concern bills; the names differ between versions. */
const LOCKS = ['period_lock_date', 'fiscalyear_lock_date', 'tax_lock_date', 'purchase_lock_date', 'hard_lock_date'];

export class OdooRecords {
  readonly client: OdooClient;
  readonly #companyName: string | undefined;
  #company: Promise<Company> | undefined;

  constructor(client: OdooClient, companyName: string | undefined) {
    this.client = client;
    this.#companyName = companyName;
  }

  /** The company whose books these are, asked once. @throws EngineError `invalid_input` where it has to be named */
  company(): Promise<Company> {
    this.#company ??= this.#findCompany().catch((error: unknown) => {
      this.#company = undefined;
      throw error;
    });
    return this.#company;
  }

  /** Words of the server in English, records of this company alone. */
  async context(more: Context = {}): Promise<Context> {
    return { lang: 'en_US', allowed_company_ids: [(await this.company()).id], ...more };
  }

  async search<Row>(
    model: string,
    row: z.ZodType<Row>,
    domain: Domain,
    fields: readonly string[],
    options: { limit?: number; order?: string } = {},
  ) {
    return this.client.call(z.array(row), {
      model,
      method: 'search_read',
      args: { domain, fields, limit: options.limit ?? LIMIT, order: options.order ?? 'id' },
      context: await this.context(),
    });
  }

  /** The bill, or undefined where it was deleted. */
  async move(reference: string): Promise<MoveRow | undefined> {
    const [row] = await this.search('account.move', MoveRow, [['id', '=', Number(reference)]], MOVE_FIELDS);
    return row;
  }

  /** Runs a method of bills whose answer says nothing. */
  async act(model: string, method: string, ids: readonly number[], args: Readonly<Record<string, unknown>> = {}): Promise<void> {
    await this.client.call(z.unknown(), { model, method, ids, args, context: await this.context() });
  }

  async create(model: string, values: Readonly<Record<string, unknown>>, context: Context = {}): Promise<number> {
    const ids = await this.client.call(z.array(z.int()).min(1), {
      model,
      method: 'create',
      args: { vals_list: [values] },
      context: await this.context(context),
    });
    return ids[0] ?? 0;
  }

  /** Accounts that can be posted to. */
  async accounts(codes?: readonly string[]) {
    const known = await this.#fields('account.account', ['deprecated', 'internal_group', 'code', 'name']);
    const domain = [
      ...(known.includes('deprecated') ? [['deprecated', '=', false]] : []),
      ...(codes === undefined ? [] : [['code', 'in', codes]]),
    ];
    const rows = await this.search('account.account', AccountRow, domain, ['code', 'name', 'internal_group']);
    return rows.filter((row) => row.code !== undefined);
  }

  /** Purchase taxes by the names that tax codes hold. */
  async taxes(): Promise<ReadonlyMap<string, Tax>> {
    const rows = await this.search('account.tax', TaxRow, [['type_tax_use', '=', 'purchase']], Object.keys(TaxRow.shape));
    return taxRefs(rows);
  }

  /** Id of an active currency. */
  async currency(code: string): Promise<number | undefined> {
    const [row] = await this.search('res.currency', CurrencyRow, [['name', '=', code]], ['name']);
    return row?.id;
  }

  /** The last day on or before which nothing may be written. */
  async lockedThrough(): Promise<LocalDate | undefined> {
    const { id } = await this.company();
    const fields = await this.#fields('res.company', LOCKS);
    const [row] = await this.search('res.company', z.record(z.string(), z.unknown()), [['id', '=', id]], fields);
    const days = fields.map((name) => LocalDate.safeParse(row?.[name])).filter((day) => day.success);
    return days
      .map(({ data }) => data)
      .reduce<LocalDate | undefined>((latest, day) => (latest === undefined || day > latest ? day : latest), undefined);
  }

  async #fields(model: string, names: readonly string[]): Promise<string[]> {
    const known = await this.client.call(Fields, {
      model,
      method: 'fields_get',
      args: { allfields: names, attributes: ['type'] },
      context: { lang: 'en_US' },
    });
    return names.filter((name) => Object.hasOwn(known, name));
  }

  async #findCompany(): Promise<Company> {
    const rows = await this.client.call(z.array(CompanyRow), {
      model: 'res.company',
      method: 'search_read',
      args: { domain: [], fields: ['name', 'currency_id'], limit: 200, order: 'id' },
      context: { lang: 'en_US' },
    });
    const wanted = this.#companyName;
    const found = wanted === undefined ? rows : rows.filter(({ name }) => name === wanted);
    const [first] = found;
    if (found.length === 1 && first !== undefined) return first;
    const names = rows.map(({ name }) => name).join(', ');
    throw new EngineError('invalid_input', {
      note: `Name the company whose books these are. This user sees: ${names}.`,
      details: { field: 'company' },
    });
  }
}
