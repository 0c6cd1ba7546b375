import type { Tag } from './document.ts';
import type { InvoiceTruth } from './invoice-truth.ts';
import type { AmountMention, Sheet } from './sheet.ts';
import { tag } from './sheet.ts';

/** Whether a value was found: `named` by its own label, or only by its amount. */
export type SumFound = 'named' | 'unnamed' | 'missing';

/**
 * What the labels of sums say, in upper case without accents, the closest reading first: "Rechnungssumme ohne USt." is the net although it
 * says sum, and "Steuerbasisbetrag" no tax. Amounts of the rows named by the others are no sum of the document.
 */
const ROLES: readonly (readonly [Tag | 'due', RegExp])[] = [
  ['prepaid', /ANZAHLUNG|PREPAID|ACOMPTE|ADVANCE|OFFENE ZAHLUNG|ALREADY PAID/],
  ['discount', /ABSCHL|RABATT|REMISE|\bDISC|ZUSCHL|ALLOWANCE|CHARGE/],
  ['subtotal', /POSITIONSSUMME|ZWISCHENSUMME|SUB ?-?TOTAL|WARENWERT/],
  ['net', /OHNE US|OHNE MWST|OHNE STEUER|\bNETTO(?:SUMME|BETRAG)\b|\bNETTO\b|NET TOTAL|TOTAL NET|TOTAL HT|MONTANT HT/],
  ['tax', /STEUERBETRAG|TAX TOTAL|VAT TOTAL|TOTAL (?:DE )?(?:LA )?(?:TVA|TAX|VAT)|MONTANT (?:DE LA )?TVA|\bUMSATZSTEUER\b|\bMWST\b/],
  ['due', /ZAHLBETRAG|RESIDUAL|DUE PAYABLE|ZU ZAHLEN|NET A PAYER|AMOUNT DUE|\bSOLDE\b|RESTE/],
  ['total', /BRUTTOSUMME|GESAMT(?:BETRAG|SUMME)|\bBRUTTO\b|TOTAL TTC|\bTOTAL\b|RECHNUNGSBETRAG|RECHNUNGSSUMME/],
];

export function roleOf({ label }: AmountMention): Tag | 'due' | undefined {
  // Some text layers part words ("Br uttosumme").
  const closed = label.replace(/\s+/g, '');
  return ROLES.find(([, words]) => words.test(label) || words.test(closed))?.[0];
}

/**
 * Labels net, tax, total, the sums beside them and the tax table. A sum whose own label is not found is taken, of the amounts equal to it that
 * nothing else claims, from the last one on the pages: sums stand at the end.
 */
export function tagSums(sheet: Sheet, truth: InvoiceTruth): Record<'net' | 'tax' | 'total', SumFound> {
  tagTaxTable(sheet, truth);
  const found = { net: 'missing', tax: 'missing', total: 'missing' } as Record<'net' | 'tax' | 'total', SumFound>;
  for (const name of ['net', 'tax', 'total'] as const) {
    const minor = minorOf(truth[name]);
    if (minor === undefined) continue;
    const equal = sheet.amounts.filter((amount) => Math.abs(amount.minor) === minor && isFree(amount));
    const isOwn = (amount: AmountMention): boolean => {
      const role = roleOf(amount);
      return role === name || (name === 'total' && role === 'due');
    };
    const own = equal.filter(isOwn);
    // An amount of zero says nothing without a label, and neither does one in a row of text.
    const other = minor === 0 ? [] : equal.filter((amount) => roleOf(amount) === undefined && amount.label.length < 24);
    const chosen = own.length > 0 ? own : other.slice(-1);
    for (const { words } of chosen) tag(words, name);
    if (chosen.length > 0) found[name] = own.length > 0 ? 'named' : 'unnamed';
  }
  for (const amount of sheet.amounts.filter(isFree)) {
    const role = roleOf(amount);
    if (role === 'prepaid' && Math.abs(amount.minor) === minorOf(truth.prepaid)) tag(amount.words, 'prepaid');
    if (role === 'subtotal') tag(amount.words, 'subtotal');
  }
  return found;
}

/** Rows that hold base and tax of a rate, without the label of a sum. */
function tagTaxTable(sheet: Sheet, { taxes }: InvoiceTruth): void {
  for (const { rate, net, tax } of taxes) {
    const [base, amount] = [minorOf(net), minorOf(tax)];
    for (const row of new Set(sheet.amounts.map((mention) => mention.row))) {
      const mentions = sheet.amounts.filter((mention) => mention.row === row && isFree(mention) && roleOf(mention) === undefined);
      const bases = mentions.filter(({ minor }) => Math.abs(minor) === base);
      const taxes_ = mentions.filter(({ minor }) => Math.abs(minor) === amount);
      const [first, second] = [bases[0], taxes_.at(-1)];
      if (first === undefined || second === undefined || first === second) continue;
      tag(first.words, 'taxBase');
      tag(second.words, 'taxAmount');
      const isRate = (text: string): boolean => Number(text.replace('%', '').replace(',', '.')) === Number(rate) && /\d/.test(text);
      tag(
        sheet.wordsOf(row.row).filter((word) => isRate(word.text)),
        'taxRate',
      );
    }
  }
}

const isFree = ({ words }: AmountMention): boolean => words.length > 0 && words.every((word) => word.tag === 'other');

function minorOf(amount: string | undefined): number | undefined {
  return amount === undefined ? undefined : Math.round(Number(amount) * 100);
}
