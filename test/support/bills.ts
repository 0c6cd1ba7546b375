/** Text of documents for `preparedReaders`, laid out as tills and offices print them. */
export type Bill = {
  readonly supplier?: string;
  readonly number?: string;
  /** `dd/mm/yyyy`. */
  readonly date?: string;
  readonly net?: string;
  readonly tax?: string;
  readonly total?: string;
  /** Nine digits behind "GB"; each supplier has its own. */
  readonly vat?: string;
  /** Lines at the end, such as `picture: a`. */
  readonly extra?: readonly string[];
};

const padded = (label: string, amount: string) => `${label.padEnd(40)}${amount.padStart(10)}`;

/** A card receipt that adds up; it passes every control as the first one of its supplier. */
export function receipt(bill: Bill = {}): Uint8Array {
  const { supplier = 'Dock Street Bakery Ltd', number = '10234', date = today(), net = '10.00', tax = '2.00', total = '12.00' } = bill;
  const lines = [
    supplier,
    '12 Dock Street',
    'Bristol BS1 6TY',
    `VAT No GB ${bill.vat ?? vatOf(supplier)}`,
    '',
    'RECEIPT',
    `Receipt No: ${number}`,
    `Date: ${date}`,
    '',
    padded('Bread rolls', net),
    '',
    padded('Net', `£${net}`),
    padded('VAT 20%', `£${tax}`),
    padded('TOTAL', `£${total}`),
    padded('VISA', `£${total}`),
    'CARD PAYMENT APPROVED',
    'Thank you',
    ...(bill.extra ?? []),
  ];
  return Buffer.from(lines.join('\n'));
}

/** A number of nine digits that follows from the name, as a supplier has one of its own. */
function vatOf(supplier: string): string {
  const sum = [...supplier.toUpperCase()].reduce((total, sign) => (total * 31 + sign.charCodeAt(0)) % 100_000_007, 7);
  const digits = String(100_000_000 + sum);
  return `${digits.slice(0, 3)} ${digits.slice(3, 7)} ${digits.slice(7, 9)}`;
}

/** Today as a British till prints it. */
export function today(): string {
  const [year, month, day] = new Date().toISOString().slice(0, 10).split('-');
  return `${day}/${month}/${year}`;
}
