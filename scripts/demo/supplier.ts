/** A supplier of the demo's café. All are invented; tax numbers and IBANs carry right check digits. */
export type Supplier = {
  readonly name: string;
  readonly address: readonly [string, string];
  readonly phone: string;
  readonly vat: string;
  readonly iban?: string;
  readonly category: string;
};

/** GB VAT number of nine digits from its first seven: weights 8 to 2, check = 97 - (sum mod 97). */
export function gbVat(seven: string): string {
  const sum = [...seven].reduce((total, digit, index) => total + Number(digit) * (8 - index), 0);
  return `GB${seven}${String(97 - (sum % 97)).padStart(2, '0')}`;
}

/** GB IBAN from bank code, sort code and account number (ISO 13616: mod 97 over the rearranged text). */
export function gbIban(bank: string, sortCode: string, account: string): string {
  const bban = `${bank}${sortCode}${account}`;
  const digits = [...`${bban}GB00`].map((char) => String(Number.parseInt(char, 36))).join('');
  return `GB${String(98n - (BigInt(digits) % 97n)).padStart(2, '0')}${bban}`;
}

export const CLIENT = { name: 'Harbour Café Ltd', address: ['4 Harbour Parade', 'Whitcombe WB1 2HC'] } as const;

export const SUPPLIERS = {
  beans: {
    name: 'Bright Bean Roasters',
    address: ['18 Mill Lane', 'Whitcombe WB2 4RS'],
    phone: '01632 960114',
    vat: gbVat('4129735'),
    category: 'groceries',
  },
  fuel: {
    name: 'Fairway Fuels',
    address: ['A38 Northbound', 'Whitcombe WB7 1AA'],
    phone: '01632 960177',
    vat: gbVat('5083164'),
    category: 'fuel',
  },
  paper: {
    name: 'Quill & Paper Ltd',
    address: ['52 High Street', 'Whitcombe WB1 3QP'],
    phone: '01632 960132',
    vat: gbVat('6641208'),
    category: 'office-supplies',
  },
  parking: {
    name: 'Quayside Car Park',
    address: ['Harbour Parade', 'Whitcombe WB1 2HP'],
    phone: '01632 960155',
    vat: gbVat('3370912'),
    category: 'parking',
  },
  hardware: {
    name: 'Anchor Hardware',
    address: ['7 Dock Street', 'Whitcombe WB1 5DS'],
    phone: '01632 960148',
    vat: gbVat('7215540'),
    category: 'hardware-and-repairs',
  },
  rail: {
    name: 'Northline Rail',
    address: ['Station Approach', 'Whitcombe WB3 6NR'],
    phone: '01632 960101',
    vat: gbVat('2908437'),
    category: 'travel',
  },
  bakery: {
    name: 'Dock Street Bakery',
    address: ['21 Dock Street', 'Whitcombe WB1 5DB'],
    phone: '01632 960123',
    vat: gbVat('8351276'),
    category: 'groceries',
  },
  linen: {
    name: 'Saltmarsh Linen Services Ltd',
    address: ['Unit 9, Marsh Road', 'Whitcombe WB8 8LN'],
    phone: '01632 960190',
    vat: gbVat('9102653'),
    iban: gbIban('HARB', '204512', '61882903'),
    category: 'household',
  },
  sundry: {
    name: 'Marlin & Daughters',
    address: ['9 Rope Walk', 'Whitcombe WB1 4MD'],
    phone: '01632 960119',
    vat: gbVat('5529046'),
    category: 'other',
  },
  kitchen: {
    name: 'Tidewater Catering Equipment Ltd',
    address: ['Unit 3, Lock Estate', 'Whitcombe WB9 2TW'],
    phone: '01632 960166',
    vat: gbVat('1846029'),
    iban: gbIban('MOOR', '608371', '30045518'),
    category: 'hardware-and-repairs',
  },
} as const satisfies Record<string, Supplier>;
