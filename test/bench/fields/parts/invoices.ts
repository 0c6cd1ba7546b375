import type { FieldName } from '../../../../src-main/contract/index.ts';
import type { Section } from '../../report.ts';
import type { Bench, PartResult } from '../bench.ts';
import { linesF1 } from '../lines.ts';
import type { Outcome } from '../outcome.ts';
import { right, shareOf } from '../shares.ts';
import { INVOICE_FIELDS } from '../targets.ts';
import { written } from './receipts.ts';

const OTHERS = ['dueDate', 'currency', 'supplierTaxId', 'address'] as const;

/** Fields and lines of e-invoices, from pictures of their pages; the data inside the files are the truth and are not looked at otherwise. */
export async function invoices(bench: Bench): Promise<PartResult | string> {
  const { pictures, text } = await bench.invoices();
  if (pictures.length === 0) return 'the e-invoices are not here';
  const figure = (field: FieldName): { id: string; n: string; own: number[] } => {
    const share = right(pictures, field, howOf(field));
    return { id: `invoice-${field}`, n: `${share.of} pictures`, own: [shareOf(share)] };
  };
  const lines = linesOf(pictures);
  const n = `${lines.reduce((sum, { wanted }) => sum + wanted, 0)} lines of ${lines.length} pictures`;
  return {
    figures: [
      ...INVOICE_FIELDS.map(figure),
      { id: 'lines', n, own: [linesF1(lines)] },
      { id: 'lines-strict', n, own: [linesF1(lines, 'strict')] },
      { id: 'lines-counted', n, own: [linesF1(lines, 'counted')] },
    ],
    sections: [section(pictures, text), missedSection(pictures)],
  };
}

const linesOf = (outcomes: readonly Outcome[]): NonNullable<Outcome['lines']>[] => outcomes.flatMap(({ lines }) => lines ?? []);
const howOf = (field: FieldName): 'near' | 'strict' => (field === 'supplier' || field === 'address' ? 'near' : 'strict');

function section(pictures: readonly Outcome[], text: readonly Outcome[]): Section {
  const isClean = ({ about }: Outcome): boolean => about.picture === 'rendered';
  const groups: (readonly [string, readonly Outcome[]])[] = [
    ['rendered', pictures.filter(isClean)],
    ['damaged', pictures.filter((one) => !isClean(one))],
    ['text layer', text],
  ];
  return {
    title: 'Pages of e-invoices',
    note: `Pages of ${text.length} e-invoices of suppliers that nothing was tuned on, as pictures of 200 dpi: as they are, and each once damaged (blur, noise, skew or a photo). The data inside the files say what is right; the reader sees pictures without them. Only values that stand on the pages count, and of IBANs those with right check digits: many samples have others. Total is the sum of the invoice, also where a part of it was paid before. Names and addresses: nearly right; the name of the country behind an address, which data keep as a code, counts neither way. A line is right if its description (nearly), quantity and amount are. Numbers of the article with their labels are no part of a description ("GTIN: 4012345001235 Unsere Art.-Nr.: TB100A4 Trennblätter A4" is "Trennblätter A4"): the extraction leaves them out, many samples have them in the name, and one rule takes them out of both before they are compared. Told as well: descriptions as the data have them, and lines by quantity and amount alone.`,
    columns: ['', ...groups.map(([name, outcomes]) => `${name} (${outcomes.length})`)],
    rows: [
      ...[...INVOICE_FIELDS, ...OTHERS].map((field) => [
        field,
        ...groups.map(([, outcomes]) => written(right(outcomes, field, howOf(field)))),
      ]),
      ['lines, F1', ...groups.map(([, outcomes]) => linesF1(linesOf(outcomes)).toFixed(3))],
      ['lines, descriptions as in the data, F1', ...groups.map(([, outcomes]) => linesF1(linesOf(outcomes), 'strict').toFixed(3))],
      ['lines by quantity and amount, F1', ...groups.map(([, outcomes]) => linesF1(linesOf(outcomes), 'counted').toFixed(3))],
    ],
  };
}

/** How often each field was wrong, by what was found instead. */
function missedSection(pictures: readonly Outcome[]): Section {
  const rows = INVOICE_FIELDS.flatMap((field) => {
    const wrong = pictures.flatMap(({ id, verdicts }) =>
      verdicts.filter((one) => one.field === field && !one.isNear).map((one) => ({ id, ...one })),
    );
    const some = wrong.slice(0, 3).map(({ id, got }) => `${id.replace(/^.*__/, '')}: ${got ?? 'nothing'}`);
    return wrong.length === 0 ? [] : [[field, String(wrong.length), some.join('; ')]];
  });
  return { title: 'What is wrong on pages of e-invoices', note: 'The first three of each.', columns: ['', 'wrong', 'found instead'], rows };
}
