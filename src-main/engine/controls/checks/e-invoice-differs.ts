import { Currency, ERRORS, type ErrorCode, type Finding, type InvoiceDifference, parseMoney } from '../../../contract/index.ts';
import { type Check, type CheckInput, finding, sayDate, sayMoney } from '../check.ts';

const GROUP = 'E-invoice differs';
const NAMES: Readonly<Record<InvoiceDifference['field'], string>> = {
  total: 'total',
  date: 'date',
  number: 'number',
  iban: 'bank account',
};

/** A bill that says one thing to the eye and another to the machine is a mistake or a trap; only a person can tell which. */
export const eInvoiceDiffers: Check = {
  id: 'e-invoice-differs',
  title: 'Page and e-invoice differ',
  explanation: 'The page shows another total, date, number or bank account than the e-invoice data inside the file.',
  run(input) {
    const { differences = [], problem } = input.extraction.eInvoice ?? {};
    if (problem !== undefined) return [unread(input, problem)];
    return differences
      .filter(({ field }) => !input.typed.has(field))
      .map((difference) =>
        finding('e-invoice-differs', input, {
          severity: difference.shown === undefined ? 'doubt' : 'wrong',
          group: GROUP,
          reason: reasonOf(input, difference),
          field: difference.field,
        }),
      );
  },
};

function reasonOf(input: CheckInput, { field, data, shown }: InvoiceDifference): string {
  const [name, sent] = [NAMES[field], say(input, field, data)];
  if (shown === undefined) return `The e-invoice data inside the file say the ${name} ${sent}, which the page does not show.`;
  return `The page shows the ${name} ${say(input, field, shown)}, but the e-invoice data inside the file say ${sent}.`;
}

/** The fields come from the page then, as if there were no data; nothing is wrong with them for that. */
function unread(input: CheckInput, problem: ErrorCode): Finding {
  const reason = `The e-invoice data inside the file cannot be used: ${ERRORS[problem].what} The values were read from the page.`;
  return finding('e-invoice-differs', input, { severity: 'note', group: GROUP, reason });
}

function say(input: CheckInput, field: InvoiceDifference['field'], value: string): string {
  if (field === 'date') return sayDate(value);
  const currency = Currency.safeParse(input.currency);
  const amount = field === 'total' && currency.success ? parseMoney(value, currency.data) : undefined;
  return amount === undefined ? value : sayMoney(amount);
}
