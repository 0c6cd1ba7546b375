import type { Reading } from '../../../src-main/contract/index.ts';
import { squash } from '../extraction/truth.ts';
import { type Tag, type Truth, unlabelled } from './document.ts';
import { matchAll } from './match-text.ts';
import { type Finding, type Labelling, tagDay, tagTotal } from './receipt-labels.ts';
import { Sheet, tag } from './sheet.ts';

/** Date, total and shop as a file's name says them: merchant_ddmmyyyy[_items]_cents. */
export function namedValues(name: string): { merchant: string; date: string; total: string } {
  const parts = name.replace(/\.jpg$/, '').split('_');
  const [merchant = '', day = '', cents = ''] = [parts[0], parts[1], parts.at(-1)];
  return { merchant, date: `${day.slice(4)}-${day.slice(2, 4)}-${day.slice(0, 2)}`, total: (Number(cents) / 100).toFixed(2) };
}

/** A German receipt; all of them are for measuring. The shop's name is known only by its one word, wherever that stands. */
export function labelGerman(id: string, reading: Reading): Labelling {
  const pages = unlabelled(reading);
  const sheet = new Sheet(pages, 'EUR');
  const { merchant, date, total } = namedValues(id);
  const truth: Truth = { supplier: merchant, date, total };
  const found: Record<string, Finding> = { total: tagTotal(sheet, Math.round(Number(total) * 100)), date: tagDay(sheet, date) };
  const names = matchAll([sheet.inRows], merchant, 0.8, 2).filter(({ words }) => words.length === 1);
  for (const { words } of names) tag(words, 'supplier');
  found['supplier'] = names.length === 0 ? 'missing' : 'exact';
  const known = (['total', 'date', 'supplier'] as const).filter((name): name is typeof name & Tag => found[name] !== 'missing');
  const document = {
    id: `receipts-de-${id}`,
    source: 'receipts-de' as const,
    supplierKey: squash(merchant),
    type: 'receipt' as const,
    language: 'de',
    country: 'DE',
    currency: 'EUR',
    split: 'test' as const,
    known,
    truth,
    pages,
  };
  return { document, found };
}
