import { TaxCode } from '../../../src-main/contract/client.ts';

/** A tax code as it is typed; an empty text stands for what is absent. */
export type TaxRow = { code: string; name: string; rate: string; recoverable: boolean; account: string; ledgerCode: string };

export const NEW_TAX: TaxRow = { code: '', name: '', rate: '', recoverable: true, account: '', ledgerCode: '' };

export type TaxProblem = Partial<Record<'code' | 'name' | 'rate' | 'account' | 'ledgerCode', string>>;

export function taxRows(codes: readonly TaxCode[]): TaxRow[] {
  return codes.map(({ code, name, rate, recoverable, account, ledgerCode }) => ({
    code,
    name,
    rate: rate ?? '',
    recoverable,
    account: account ?? '',
    ledgerCode: ledgerCode ?? '',
  }));
}

export function isBlankTax({ code, name, rate }: TaxRow): boolean {
  return code.trim() === '' && name.trim() === '' && rate.trim() === '';
}

/** As the contract takes it (`TaxCode.ledgerCode`). */
const LONGEST_CODE = 80;

/** What is wrong with each row, by position. */
export function taxProblems(rows: readonly TaxRow[]): ReadonlyMap<number, TaxProblem> {
  const problems = new Map<number, TaxProblem>();
  rows.forEach((row, index) => {
    if (isBlankTax(row)) return;
    const problem: TaxProblem = {};
    const code = row.code.trim();
    if (!/^[0-9A-Za-z.-]{1,12}$/.test(code)) problem.code = 'A code has letters, digits, dots and dashes, 12 at most.';
    else if (rows.some((other, at) => at !== index && other.code.trim() === code)) problem.code = `The code ${code} is there twice.`;
    if (row.name.trim() === '') problem.name = 'Give the tax code a name.';
    if (row.rate.trim() !== '' && rateText(row.rate) === undefined) problem.rate = 'Write the rate as a percentage, for example 20 or 5.5.';
    if (row.recoverable && row.account === '') problem.account = 'Recoverable tax needs the account that it is posted to.';
    if (row.ledgerCode.trim().length > LONGEST_CODE)
      problem.ledgerCode = `Write what the ledger calls it in ${LONGEST_CODE} letters at most.`;
    if (Object.keys(problem).length > 0) problems.set(index, problem);
  });
  return problems;
}

/** The rows as they are saved. */
export function taxCodesOf(rows: readonly TaxRow[]): TaxCode[] {
  return rows
    .filter((row) => !isBlankTax(row))
    .map(({ code, name, rate, recoverable, account, ledgerCode }) => {
      const percentage = rateText(rate);
      return TaxCode.parse({
        code: code.trim(),
        name: name.trim(),
        ...(percentage === undefined ? {} : { rate: percentage }),
        recoverable,
        ...(account && recoverable ? { account } : {}),
        ...(ledgerCode.trim() ? { ledgerCode: ledgerCode.trim() } : {}),
      });
    });
}

/** A percentage as decimal text, by its digits; undefined where it is none. */
function rateText(text: string): string | undefined {
  const digits = text.replace('%', '').trim().replace(',', '.');
  return /^\d{1,3}(\.\d{1,4})?$/.test(digits) ? digits : undefined;
}
