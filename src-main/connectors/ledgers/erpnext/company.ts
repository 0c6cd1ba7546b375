/** The company whose books these are, and what it says about itself. */
import { EngineError, LocalDate } from '../../../contract/index.ts';
import type { ErpClient, Filter } from './client.ts';
import { AccountRow, ClosingRow, CompanyName, CompanyRow, SettingsRow } from './rows.ts';
import { readable } from './suppliers.ts';

export type Company = { readonly name: string; readonly currency: string | undefined; readonly costCenter: string | undefined };

export class ErpCompany {
  readonly #client: ErpClient;
  readonly #wanted: string | undefined;
  #found: Promise<string> | undefined;

  constructor(client: ErpClient, wanted: string | undefined) {
    this.#client = client;
    this.#wanted = wanted;
  }

  /** Its name, found once. @throws EngineError `invalid_input` where it has to be named */
  name(): Promise<string> {
    this.#found ??= this.#find().catch((error: unknown) => {
      this.#found = undefined;
      throw error;
    });
    return this.#found;
  }

  async read(): Promise<Company & { readonly frozen: string | undefined }> {
    const row = await this.#client.get('Company', await this.name(), CompanyRow);
    if (row === undefined) throw new EngineError('ledger_broken', { note: 'The company is no longer in ERPNext.' });
    return { name: row.name, currency: row.default_currency, costCenter: row.cost_center, frozen: row.accounts_frozen_till_date };
  }

  /** Accounts that can be posted to. */
  async accounts(names?: readonly string[]) {
    const filters: Filter[] = [
      ['company', '=', await this.name()],
      ['is_group', '=', 0],
      ['disabled', '=', 0],
      ...(names === undefined ? [] : [['name', 'in', names] as const]),
    ];
    return this.#client.list('Account', AccountRow, { fields: Object.keys(AccountRow.shape), filters });
  }

  /**
   * Days up to which nothing may be written: of the company (from 16), of the accounts settings (before), and of submitted period closing
   * vouchers. Closed "accounting periods" are told by the class of their exception alone.
   */
  async lockedThrough(): Promise<LocalDate | undefined> {
    const { name, frozen } = await this.read();
    const settings = await readable(this.#client.get('Accounts Settings', 'Accounts Settings', SettingsRow));
    const filters: Filter[] = [
      ['company', '=', name],
      ['docstatus', '=', 1],
    ];
    // The name of the field differs between versions, so that all are asked for.
    const closings = await readable(this.#client.list('Period Closing Voucher', ClosingRow, { fields: ['*'], filters }));
    const days = [frozen, settings?.acc_frozen_upto, ...(closings ?? []).map((row) => row.period_end_date ?? row.posting_date)];
    return days
      .map((day) => LocalDate.safeParse(day))
      .filter((day) => day.success)
      .map(({ data }) => data)
      .reduce<LocalDate | undefined>((latest, day) => (latest === undefined || day > latest ? day : latest), undefined);
  }

  async #find(): Promise<string> {
    const rows = await this.#client.list('Company', CompanyName, { fields: ['name'], limit: 200 });
    const found = this.#wanted === undefined ? rows : rows.filter(({ name }) => name === this.#wanted);
    const [first] = found;
    if (found.length === 1 && first !== undefined) return first.name;
    const names = rows.map(({ name }) => name).join(', ');
    throw new EngineError('invalid_input', {
      note: `Name the company whose books these are. This user sees: ${names}.`,
      details: { field: 'company' },
    });
  }
}
