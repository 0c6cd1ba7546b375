import type { Account, TaxCode } from '../../contract/index.ts';

/**
 * The chart that a new client starts with: short, in the words small businesses use, editable afterwards. `categories` are the
 * categories of the text classifier that lead to the account (models/coding).
 */
const EXPENSES: readonly (readonly [code: string, name: string, ledgerName: string, categories: readonly string[]])[] = [
  ['5010', 'Food and drink for resale', 'expenses:food purchases', ['food-purchases', 'groceries']],
  ['5020', 'Materials and goods', 'expenses:materials', ['materials', 'hardware-and-repairs']],
  ['6100', 'Rent and premises', 'expenses:premises', ['rent', 'household']],
  ['6110', 'Electricity, gas and water', 'expenses:utilities', ['utilities']],
  ['6200', 'Repairs and maintenance', 'expenses:repairs', ['repairs', 'electronics']],
  ['6300', 'Fuel', 'expenses:fuel', ['fuel']],
  ['6310', 'Parking and tolls', 'expenses:parking', ['parking']],
  ['6320', 'Travel and hotels', 'expenses:travel', ['travel', 'transport', 'lodging']],
  ['6400', 'Meals and entertainment', 'expenses:meals', ['meals', 'entertainment']],
  ['6420', 'Office supplies', 'expenses:office supplies', ['office-supplies']],
  ['6430', 'Telephone and internet', 'expenses:telecom', ['telecom']],
  ['6440', 'Software and subscriptions', 'expenses:software', ['software']],
  ['6500', 'Professional services', 'expenses:professional services', ['professional-services', 'services']],
  ['6510', 'Insurance and bank charges', 'expenses:insurance and bank', ['insurance', 'bank']],
  ['6600', 'Clothing and equipment', 'expenses:equipment', ['clothing', 'retail']],
  ['6610', 'Health and safety', 'expenses:health and safety', ['health', 'health-and-beauty']],
  ['6900', 'Other expenses', 'expenses:other', ['other']],
];

export const FALLBACK_ACCOUNT = '6900';
export const PAID_ACCOUNT = '1200';
export const PAYABLE_ACCOUNT = '2100';
export const INPUT_TAX_ACCOUNT = '1400';

export function starterAccounts(): Account[] {
  const expenses = EXPENSES.map(
    ([code, name, ledgerName, categories]): Account => ({
      code,
      name,
      ledgerName,
      kind: 'expense',
      categories: [...categories],
      active: true,
    }),
  );
  const others: Account[] = [
    { code: PAID_ACCOUNT, name: 'Paid from bank, card or cash', ledgerName: 'assets:bank', kind: 'asset', categories: [], active: true },
    { code: INPUT_TAX_ACCOUNT, name: 'Tax to be recovered', ledgerName: 'assets:input tax', kind: 'asset', categories: [], active: true },
    { code: PAYABLE_ACCOUNT, name: 'Bills to be paid', ledgerName: 'liabilities:payable', kind: 'liability', categories: [], active: true },
  ];
  return [...expenses, ...others];
}

/** `in`: tax on the bill is recovered; `none`: it stays in the expense. */
export function starterTaxCodes(): TaxCode[] {
  return [
    { code: 'in', name: 'Tax recovered', recoverable: true, account: INPUT_TAX_ACCOUNT },
    { code: 'none', name: 'No tax recovered', recoverable: false },
  ];
}
