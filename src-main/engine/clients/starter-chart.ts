import type { Account, TaxCode } from '../../contract/index.ts';

/**
 * The chart that a new client starts with: short, in the words small businesses use, editable afterwards. `categories` are the
 * categories of the text classifier that lead to the account (models/coding).
 */
const EXPENSES: readonly (readonly [code: string, name: string, ledgerName: string, categories: readonly string[]])[] = [
  ['5010', 'Food and drink for resale', 'expenses:food purchases', ['groceries']],
  ['5020', 'Materials and goods', 'expenses:materials', []],
  ['6100', 'Rent and premises', 'expenses:premises', ['rent', 'household']],
  ['6110', 'Electricity, gas and water', 'expenses:utilities', ['utilities']],
  ['6200', 'Hardware, repairs and maintenance', 'expenses:repairs', ['hardware-and-repairs']],
  ['6300', 'Fuel', 'expenses:fuel', ['fuel']],
  ['6310', 'Parking and tolls', 'expenses:parking', ['parking']],
  ['6320', 'Travel and hotels', 'expenses:travel', ['travel']],
  ['6330', 'Vehicle running costs', 'expenses:vehicle', ['vehicle']],
  ['6400', 'Meals and entertainment', 'expenses:meals', ['meals', 'entertainment']],
  ['6420', 'Office supplies', 'expenses:office supplies', ['office-supplies']],
  ['6425', 'Postage and delivery', 'expenses:postage', ['postage']],
  ['6430', 'Telephone and internet', 'expenses:telecom', ['telecom']],
  ['6440', 'Software and subscriptions', 'expenses:software', ['software']],
  ['6500', 'Professional services', 'expenses:professional services', ['professional-services']],
  ['6510', 'Insurance and bank charges', 'expenses:insurance and bank', ['finance-and-insurance']],
  ['6600', 'Equipment and clothing', 'expenses:equipment', ['equipment', 'clothing']],
  ['6610', 'Health and safety', 'expenses:health and safety', ['health']],
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
