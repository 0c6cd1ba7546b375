import sharp from 'sharp';

export type PlainReceipt = {
  readonly supplier: string;
  readonly number: string;
  readonly date: string;
  readonly net: number;
  readonly tax: number;
};

/** A clear receipt as JPEG: big plain letters, so that reading is quick and certain. Amounts are minor units of GBP. */
export async function drawReceipt({ supplier, number, date, net, tax }: PlainReceipt): Promise<Buffer> {
  const amount = (minor: number) => `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
  const [year, month, day] = date.split('-');
  const lines: [string, string][] = [
    [supplier, ''],
    ['12 Harbour Street', ''],
    ['Receipt No', number],
    ['Date', `${day}/${month}/${year}`],
    ['Net', amount(net)],
    ['VAT 20%', amount(tax)],
    ['TOTAL GBP', amount(net + tax)],
    ['Paid by card', amount(net + tax)],
  ];
  const text = lines
    .map(([left, right], index) => {
      const y = 70 + index * 56;
      return `<text x="40" y="${y}">${left}</text><text x="640" y="${y}" text-anchor="end">${right}</text>`;
    })
    .join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="680" height="540"><rect width="100%" height="100%" fill="#fff"/><g font-family="DejaVu Sans, Liberation Sans, Arial, sans-serif" font-size="30" fill="#111">${text}</g></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 90 }).toBuffer();
}

const NAMES = ['Harbour Bakery', 'Mill Lane Garage', 'Station Stationery', 'Dockside Hardware', 'Corner Coffee', 'Bridge Books'];

/** The n-th receipt of a series: all different, all adding up. */
export function receiptOf(n: number): PlainReceipt {
  const net = 1_000 + n * 35;
  const day = String(1 + (n % 20)).padStart(2, '0');
  return {
    supplier: NAMES[n % NAMES.length] ?? 'Harbour Bakery',
    number: `R-${4000 + n}`,
    date: `2026-11-${day}`,
    net,
    tax: Math.round(net / 5),
  };
}
