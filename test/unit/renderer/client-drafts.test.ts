import { describe, expect, test } from 'vitest';
import { Policy } from '../../../src-main/contract/client.ts';
import { accountsOf, chartProblems, NEW_ACCOUNT } from '../../../src-renderer/features/clients/chart-draft.ts';
import { type MailboxDraft, mailboxProblems, NEW_MAILBOX, withSecurity } from '../../../src-renderer/features/clients/mailbox-draft.ts';
import { policyProblems, policySummary, withName } from '../../../src-renderer/features/clients/policy-draft.ts';
import { isThisComputer, placeOf } from '../../../src-renderer/features/clients/source-words.ts';
import { NEW_TAX, type TaxRow, taxCodesOf, taxProblems } from '../../../src-renderer/features/clients/tax-draft.ts';

const FUEL = { ...NEW_ACCOUNT, code: '6110', name: 'Fuel', ledgerName: 'expenses:fuel' };

import { sourceName } from '../../../src-renderer/ui/source-name.ts';

describe('the chart of accounts', () => {
  test('a blank row is no mistake and is not saved', () => {
    expect(chartProblems([FUEL, NEW_ACCOUNT])).toEqual(new Map());
    expect(accountsOf([{ ...FUEL, name: ' Fuel ' }, NEW_ACCOUNT])).toEqual([FUEL]);
  });

  test('a code or ledger name that is there twice is marked in both rows', () => {
    const problems = chartProblems([FUEL, { ...FUEL, ledgerName: 'expenses:diesel' }]);
    expect([...problems.keys()]).toEqual([0, 1]);
    expect(problems.get(1)?.code).toBe('The code 6110 is there twice.');
    expect(chartProblems([FUEL, { ...FUEL, code: '6111' }]).get(0)?.ledgerName).toContain('twice');
  });

  test('each wrong value is named in words at its field', () => {
    const [problem] = chartProblems([{ ...FUEL, code: '61_10', ledgerName: 'expenses: fuel' }]).values();
    expect(Object.keys(problem ?? {})).toEqual(['code', 'ledgerName']);
    expect(problem?.ledgerName).toContain('for example expenses:travel');
  });
});

describe('tax codes', () => {
  const standard: TaxRow = { code: 'S', name: 'Standard', rate: '20', recoverable: true, account: '2200', ledgerCode: '' };

  test('recoverable tax needs an account, other tax has none', () => {
    expect(taxProblems([{ ...standard, account: '' }]).get(0)?.account).toContain('account');
    expect(taxProblems([{ ...standard, account: '', recoverable: false }])).toEqual(new Map());
    expect(taxCodesOf([{ ...standard, recoverable: false }])[0]).not.toHaveProperty('account');
  });

  test('a rate is kept as decimal text, with either mark; without one the code fits any rate', () => {
    expect(taxCodesOf([{ ...standard, rate: '5,5' }, { ...standard, code: 'N', rate: '' }, NEW_TAX])).toEqual([
      { code: 'S', name: 'Standard', rate: '5.5', recoverable: true, account: '2200' },
      { code: 'N', name: 'Standard', recoverable: true, account: '2200' },
    ]);
    expect(taxProblems([{ ...standard, rate: 'twenty' }]).get(0)?.rate).toContain('percentage');
  });
});

describe('the rules', () => {
  const policy = Policy.parse({});

  test('a limit must be an amount of the currency', () => {
    expect(policyProblems(policy, 'GBP')).toEqual({});
    expect(policyProblems({ ...policy, reviewAbove: 'a lot' }, 'GBP')).toHaveProperty('reviewAbove');
    expect(policyProblems({ ...policy, newSupplierLimit: '-5.00' }, 'GBP')).toHaveProperty('newSupplierLimit');
    expect(policyProblems({ ...policy, newSupplierLimit: '12.50' }, 'JPY')).toHaveProperty('newSupplierLimit');
  });

  test('a supplier stands on the list once, however it is written', () => {
    expect(withName(['Makro'], ' makro ')).toEqual(['Makro']);
    expect(withName(['Makro'], '  ')).toEqual(['Makro']);
    expect(withName(['Makro'], 'Shell')).toEqual(['Makro', 'Shell']);
  });

  test('checks that are off are mentioned', () => {
    expect(policySummary({ ...policy, disabledChecks: ['sums'] })).toContain('One check is switched off.');
    expect(policySummary({ ...policy, minimum: { ...policy.minimum, total: 0.2 } })).toContain('Loose');
  });
});

describe('a mailbox', () => {
  const filled: MailboxDraft = { ...NEW_MAILBOX, host: 'imap.example.com', user: 'bills', password: 'secret' };

  test('what is missing is named at its field', () => {
    expect(mailboxProblems(filled)).toEqual({});
    expect(Object.keys(mailboxProblems({ ...filled, user: ' ', port: 'x' }))).toEqual(['port', 'user']);
    expect(mailboxProblems({ ...filled, port: '70000' })).toHaveProperty('port');
  });

  test('the usual port follows the security, a chosen one stays', () => {
    expect(withSecurity(filled, 'starttls')).toEqual({ security: 'starttls', port: '143' });
    expect(withSecurity({ ...filled, port: '1993' }, 'starttls')).toEqual({ security: 'starttls' });
  });

  test('only this computer may be talked to without protection', () => {
    for (const host of ['localhost', '127.0.0.1', ' ::1 ']) expect(isThisComputer(host), host).toBe(true);
    for (const host of ['localhost.example.com', '127.example.com', '10.0.0.1', '']) expect(isThisComputer(host), host).toBe(false);
  });

  test('a source says its name and where it is', () => {
    const source = { id: '', clientId: '', title: 'inbox', arrived: 0 } as unknown as Parameters<typeof placeOf>[0];
    expect(sourceName({ ...source, kind: 'folder', settings: { path: 'C:\\books\\inbox\\' } })).toBe('inbox');
    expect(sourceName({ ...source, kind: 'mailbox', settings: { user: 'bills' } })).toBe('bills');
    expect(placeOf({ ...source, kind: 'folder', settings: { path: '/books/inbox' } })).toBe('/books/inbox');
    expect(placeOf({ ...source, kind: 'mailbox', settings: { host: 'imap.example.com', user: 'bills', folder: 'INBOX' } })).toBe(
      'bills at imap.example.com, INBOX',
    );
  });
});
