import { AdminRpc, day, decimal } from './admin-rpc.ts';

/** Who the administrator is, and who works with the rights that the documentation asks for. */
export const ADMIN = { user: 'admin', password: 'admin of the books' };
export const BOOKKEEPER = { user: 'bookkeeper', password: 'Quay7-lamp_brine' };

const YEARS = ['2025', '2026', '2027'];

/** Records that tests refer to. */
export type BooksIds = {
  readonly company: number;
  readonly gbp: number;
  readonly eur: number;
  readonly usd: number;
  readonly journal: number;
  readonly bookkeeper: number;
};

/**
 * A small company in pounds: the English chart with some more accounts, years with monthly periods, taxes of 20, 5 and 0 %, euros with a
 * rate and dollars without, and a user who may do what a connector needs and no more. Needs a new database with the invoice module.
 */
export async function setUpBooks(base: string, database: string): Promise<BooksIds> {
  const rpc = await new AdminRpc(base, database).login(ADMIN.user, ADMIN.password);
  const currency = (code: string, name: string, digits: number, rates: readonly (readonly [string, string])[]) =>
    rpc.create('currency.currency', {
      name,
      code,
      symbol: code,
      digits,
      rounding: decimal(digits === 0 ? '1' : `0.${'0'.repeat(digits - 1)}1`),
      rates: [['create', rates.map(([from, rate]) => ({ date: day(from), rate: decimal(rate) }))]],
    });
  const gbp = await currency('GBP', 'Pound Sterling', 2, [['2025-01-01', '1']]);
  const eur = await currency('EUR', 'Euro', 2, [['2025-01-01', '1.15']]);
  const usd = await currency('USD', 'Dollar', 2, []);
  await currency('JPY', 'Yen', 0, [['2025-01-01', '190']]);
  await currency('KWD', 'Kuwaiti Dinar', 3, [['2025-01-01', '0.39']]);
  const owner = await rpc.create('party.party', { name: 'Harbour Café Ltd', addresses: [['create', [{ street: '1 Quay' }]]] });
  const company = await rpc.create('company.company', { party: owner, currency: gbp });
  await rpc.call('model.res.user.write', [rpc.userId], { companies: [['add', [company]]], company });
  rpc.context = (await rpc.call('model.res.user.get_preferences', true)) as typeof rpc.context;
  const accounts = await chartOfAccounts(rpc, company);
  await years(rpc, company);
  for (const [name, description, rate] of [
    ['VAT 20% purchases', 'VAT 20%', '0.2'],
    ['VAT 5% purchases', 'VAT 5%', '0.05'],
    ['VAT 0% purchases', 'VAT 0%', '0'],
  ] as const) {
    const fields = { type: 'percentage', company, invoice_account: accounts.tax, credit_note_account: accounts.tax };
    await rpc.create('account.tax', { ...fields, name, description, rate: decimal(rate) });
  }
  await reverseCharge(rpc, company, accounts.tax);
  await rpc.create('account.invoice.payment_term', { name: 'Net', lines: [['create', [{ type: 'remainder' }]]] });
  const journal = await rpc.one('account.journal', [['type', '=', 'expense']]);
  return { company, gbp, eur, usd, journal, bookkeeper: await bookkeeper(rpc, company) };
}

/** The minimal chart by the server's own wizard, which also sets the default accounts of parties; then accounts with codes. */
async function chartOfAccounts(rpc: AdminRpc, company: number): Promise<{ readonly tax: number }> {
  const idOf = async (module: string, name: string) => {
    const [row] = await rpc.read(
      'ir.model.data',
      [
        await rpc.one('ir.model.data', [
          ['module', '=', module],
          ['fs_id', '=', name],
        ]),
      ],
      ['db_id'],
    );
    return Number(row?.['db_id']);
  };
  const template = await idOf('account', 'account_template_root_en');
  const [wizard] = (await rpc.call('wizard.account.create_chart.create')) as [string];
  const step = (values: Parameters<AdminRpc['call']>[1], state: string) =>
    rpc.call('wizard.account.create_chart.execute', wizard, values, state);
  await step({ account: { account_template: template, company } }, 'create_account');
  const named = (name: string) =>
    rpc.one('account.account', [
      ['name', '=', name],
      ['company', '=', company],
    ]);
  const [receivable, payable, expense, revenue] = await Promise.all(
    ['Main Receivable', 'Main Payable', 'Main Expense', 'Main Revenue'].map(named),
  );
  await step(
    {
      properties: {
        company,
        account_receivable: receivable,
        account_payable: payable,
        category_account_expense: expense,
        category_account_revenue: revenue,
      },
    },
    'create_properties',
  );
  await rpc.call('wizard.account.create_chart.delete', wizard);
  const [model] = await rpc.read('account.account', [expense ?? 0], ['type', 'parent']);
  for (const [code, name] of [
    ['5000', 'Food purchases'],
    ['6100', 'Stationery & print'],
  ] as const) {
    await rpc.create('account.account', { name, code, company, type: Number(model?.['type']), parent: Number(model?.['parent']) });
  }
  return { tax: await named('Main Tax') };
}

async function years(rpc: AdminRpc, company: number): Promise<void> {
  const typeOf = (name: string) => rpc.one('ir.sequence.type', [['name', '=', name]]);
  const [moves, invoices] = [await typeOf('Account Move'), await typeOf('Invoice')];
  for (const year of YEARS) {
    const series = await rpc.create('ir.sequence.strict', { name: `bills ${year}`, sequence_type: invoices, company, prefix: `${year}/` });
    const fiscalYear = await rpc.create('account.fiscalyear', {
      name: year,
      start_date: day(`${year}-01-01`),
      end_date: day(`${year}-12-31`),
      company,
      post_move_sequence: await rpc.create('ir.sequence', { name: `moves ${year}`, sequence_type: moves, company }),
      invoice_sequences: [
        [
          'create',
          [
            {
              company,
              out_invoice_sequence: series,
              in_invoice_sequence: series,
              out_credit_note_sequence: series,
              in_credit_note_sequence: series,
            },
          ],
        ],
      ],
    });
    await rpc.call('model.account.fiscalyear.create_period', [fiscalYear]);
  }
}

/** A tax of two that cancel each other out: what a buyer owes and claims back at once. */
async function reverseCharge(rpc: AdminRpc, company: number, account: number): Promise<void> {
  const common = { company, invoice_account: account, credit_note_account: account };
  const parent = await rpc.create('account.tax', { company, name: 'Reverse charge 20%', description: 'Reverse charge', type: 'none' });
  for (const [name, rate] of [
    ['Reverse charge owed', '-0.2'],
    ['Reverse charge claimed', '0.2'],
  ] as const) {
    await rpc.create('account.tax', { ...common, parent, name, description: name, type: 'percentage', rate: decimal(rate) });
  }
}

/** A user in the groups "Account" and nothing else, as the documentation of the connector asks. */
async function bookkeeper(rpc: AdminRpc, company: number): Promise<number> {
  const group = await rpc.one('res.group', [['name', '=', 'Account']]);
  return rpc.create('res.user', {
    name: 'Book Keeper',
    login: BOOKKEEPER.user,
    password: BOOKKEEPER.password,
    groups: [['add', [group]]],
    companies: [['add', [company]]],
    company,
  });
}
