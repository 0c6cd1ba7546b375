/**
 * Date and total of the German receipts, whose file names hold both (merchant_ddmmyyyy_items_cents).
 *
 *   node test/bench/extraction/score-receipts-de.ts --words DIR
 *
 * DIR holds OCR words, one Reading in JSON a receipt. No weight was fitted on them; they chose between pulls of the fit and showed
 * that two rows of a tax table can add up by chance.
 */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { Currency, LocalDate } from '../../../src-main/contract/index.ts';
import { extract } from '../../../src-main/engine/extraction/extract.ts';
import { readingFrom } from './corpus.ts';

const { values: args } = parseArgs({ options: { words: { type: 'string' } } });
if (args.words === undefined || !existsSync(args.words)) {
  console.log('Skipped: --words must name a folder of OCR words.');
  process.exit(0);
}
const tally = { receipts: 0, date: 0, total: 0, net_and_tax_prove_total: 0 };
for (const file of readdirSync(args.words)
  .filter((f) => f.endsWith('.json'))
  .sort()) {
  const [, day = '', , cents = ''] = basename(file, '.json').split('_');
  const found = extract(readingFrom(join(args.words, file)), {
    today: LocalDate.parse('2020-06-01'),
    currency: Currency.parse('EUR'),
    dateOrder: 'dmy',
  });
  const [date, total] = [`${day.slice(4)}-${day.slice(2, 4)}-${day.slice(0, 2)}`, (Number(cents) / 100).toFixed(2)];
  tally.receipts++;
  if (found.fields.date?.value === date) tally.date++;
  if (found.fields.total?.value === total) tally.total++;
  if (found.sums.some((s) => s.rule === 'net+tax=total' && s.holds)) tally.net_and_tax_prove_total++;
}
console.log(JSON.stringify(tally));
