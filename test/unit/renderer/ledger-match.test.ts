import { describe, expect, test } from 'vitest';
import { type AccountRow, NEW_ACCOUNT } from '../../../src-renderer/features/clients/chart-draft.ts';
import {
  lacksAccount,
  lacksTaxCode,
  matchAccounts,
  matchTaxCodes,
  nameThere,
} from '../../../src-renderer/features/clients/ledger-match.ts';
import { linkedSuppliers, supplierKey } from '../../../src-renderer/features/clients/supplier-links.ts';
import { NEW_TAX, type TaxRow, taxCodesOf, taxRows } from '../../../src-renderer/features/clients/tax-draft.ts';

const account = (code: string, name: string, over: Partial<AccountRow> = {}): AccountRow => ({
  ...NEW_ACCOUNT,
  code,
  name,
  ledgerName: `expenses:${name.toLowerCase()}`,
  ...over,
});
const names = (rows: readonly AccountRow[]) => rows.map(({ ledgerName }) => ledgerName);

describe('accounts of the ledger', () => {
  test('the only account of the same name is certain, whatever its case, accents and signs', () => {
    const { rows, matched, left } = matchAccounts(
      [account('1', 'Rent and rates'), account('2', 'Café')],
      [
        { ref: '6300', name: 'RENT & RATES', kind: 'expense' },
        { ref: '6400', name: 'cafe' },
      ],
    );
    expect(names(rows)).toEqual(['6300', '6400']);
    expect({ matched, left }).toEqual({ matched: 2, left: 0 });
  });

  test('the last part of a path is a name, and a number before a name is none', () => {
    const found = matchAccounts([account('7', 'Travel')], [{ ref: '5100 Costs:5110 Travel', name: '5100 Costs:5110 Travel' }]);
    expect(names(found.rows)).toEqual(['5100 Costs:5110 Travel']);
  });

  test('the same number counts only where the names share a word', () => {
    const known = [
      { ref: '6110', name: 'Motor fuel' },
      { ref: '6200', name: 'Stationery' },
    ];
    const { rows, matched, left } = matchAccounts([account('6110', 'Fuel'), account('6200', 'Office supplies')], known);
    expect(names(rows)).toEqual(['6110', 'expenses:office supplies']);
    expect({ matched, left }).toEqual({ matched: 1, left: 1 });
  });

  test('nothing is filled in where it is not certain', () => {
    const unchanged = (rows: AccountRow[], known: Parameters<typeof matchAccounts>[1]) =>
      expect(names(matchAccounts(rows, known).rows)).toEqual(names(rows));
    // Two of the same name.
    unchanged(
      [account('1', 'Fuel')],
      [
        { ref: 'a', name: 'Fuel' },
        { ref: 'b', name: 'fuel' },
      ],
    );
    // Name and number point to two accounts.
    unchanged(
      [account('6110', 'Motor fuel')],
      [
        { ref: '7000', name: 'Motor fuel' },
        { ref: '6110', name: 'Fuel for heating' },
      ],
    );
    // Two rows point to one account.
    unchanged([account('1', 'Fuel'), account('2', 'fuel', { ledgerName: 'expenses:other' })], [{ ref: '6110', name: 'Fuel' }]);
    // Another kind.
    unchanged([account('1', 'Bank')], [{ ref: '1200', name: 'Bank', kind: 'asset' }]);
    // Taken by another row already.
    unchanged([account('1', 'Fuel'), account('2', 'Diesel', { ledgerName: '6110' })], [{ ref: '6110', name: 'Fuel' }]);
  });

  test('of two with the same name the number decides', () => {
    const known = [
      { ref: '6110', name: 'Fuel' },
      { ref: '9110', name: 'Fuel' },
    ];
    expect(names(matchAccounts([account('6110', 'Fuel')], known).rows)).toEqual(['6110']);
  });

  test('what the ledger knows stays as it is, and what is not active is never missing', () => {
    const known = [{ ref: 'expenses:fuel', name: 'expenses:fuel' }];
    expect(matchAccounts([account('1', 'Fuel')], known)).toMatchObject({ matched: 0, left: 0 });
    expect(lacksAccount(account('1', 'Fuel'), known)).toBe(false);
    expect(lacksAccount(account('2', 'Coal'), known)).toBe(true);
    expect(lacksAccount(account('2', 'Coal', { active: false }), known)).toBe(false);
    expect(nameThere('expenses:fuel', known)).toBeUndefined();
    expect(nameThere('6110', [{ ref: '6110', name: 'Fuel' }])).toBe('Fuel');
  });
});

describe('tax codes of the ledger', () => {
  const code = (over: Partial<TaxRow>): TaxRow => ({ ...NEW_TAX, code: 'S', name: 'Standard rate', rate: '20', ...over });
  const known = [
    { ref: 'IN20', name: 'Standard rate', rate: '20.0' },
    { ref: 'OUT20', name: 'Standard rate sales', rate: '20' },
    { ref: 'IN5', name: 'Reduced', rate: '5' },
  ];

  test('the only one of the rate is certain; of several, the one with the same name', () => {
    const { rows, matched, left } = matchTaxCodes([code({}), code({ code: 'R', name: 'Low', rate: '5' })], known);
    expect(rows.map(({ ledgerCode }) => ledgerCode)).toEqual(['IN20', 'IN5']);
    expect({ matched, left }).toEqual({ matched: 2, left: 0 });
    expect(matchTaxCodes([code({ name: 'VAT' })], known)).toMatchObject({ matched: 0, left: 1 });
  });

  test('only tax that is recovered needs a code, but a wrong one is always wrong', () => {
    expect(lacksTaxCode(code({}), known)).toBe(true);
    expect(lacksTaxCode(code({ recoverable: false }), known)).toBe(false);
    expect(lacksTaxCode(code({ recoverable: false, ledgerCode: 'X' }), known)).toBe(true);
  });

  test('the ledger’s code is kept with the tax code, and left out where it is empty', () => {
    const [kept, none] = taxCodesOf([code({ account: '2200', ledgerCode: ' IN20 ' }), code({ code: 'Z', account: '2200' })]);
    expect(kept?.ledgerCode).toBe('IN20');
    expect(none).not.toHaveProperty('ledgerCode');
    expect(kept && taxRows([kept])[0]?.ledgerCode).toBe('IN20');
  });
});

test('suppliers of the ledger are found by the supplier that they are linked to', () => {
  const links = linkedSuppliers([
    { id: '1', name: 'ANCHOR HARDWARE LTD', linkedTo: 'Anchor  Hardware' },
    { id: '2', name: 'Makro' },
  ]);
  expect(links.get(supplierKey('anchor hardware'))?.id).toBe('1');
  expect(links.size).toBe(1);
});
