import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { addMonths, Currency, LocalDate, type Reading } from '../../../src-main/contract/index.ts';
import type { DateOrder, ExtractionContext } from '../../../src-main/engine/extraction/types.ts';

/** A labelled document as `models/training/extractor/README.md` describes it, as far as fitting needs it. */
export type Labelled = {
  readonly id: string;
  readonly source: string;
  readonly supplierKey: string;
  readonly split?: string;
  readonly country?: string;
  readonly currency: string;
  readonly known?: readonly string[];
  readonly type?: string;
  readonly truth: Readonly<Record<string, unknown>>;
  readonly reading: Reading;
  readonly context: ExtractionContext;
};

const MONTH_FIRST = new Set(['US', 'PH']);
/** Currencies of the books where a document comes from abroad: one in four does. */
const OTHERS = ['EUR', 'USD', 'GBP', 'SEK', 'PLN', 'MYR', 'CHF'];

/** Documents of the files, at most `most` of each, as readings with what their client would know of them. */
export async function* labelledDocuments(files: readonly string[], most = Number.POSITIVE_INFINITY): AsyncGenerator<Labelled> {
  for (const file of files) {
    let count = 0;
    for await (const line of createInterface({ input: createReadStream(file) })) {
      if (line === '' || count >= most) continue;
      count++;
      yield labelledIn(line);
    }
  }
}

/** The document of one line of such a file. */
export function labelledIn(line: string): Labelled {
  const raw = JSON.parse(line) as Labelled & { pages: Reading['pages'] };
  const reading: Reading = { source: raw.pages[0]?.source ?? 'ocr', reader: 'labelled', pages: raw.pages };
  return { ...raw, reading, context: contextOf(raw) };
}

/** Its books are in the document's currency, or for one in four in another, and it comes to them within two months. Half of the clients have a habit of dates. */
function contextOf({ id, country, currency, truth }: Labelled): ExtractionContext {
  const number = [...id].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 9973, 7);
  const date = LocalDate.safeParse(truth['date']);
  const habit: DateOrder = MONTH_FIRST.has(country ?? '') ? 'mdy' : 'dmy';
  return {
    today: date.success ? addMonths(date.data, 2) : LocalDate.parse('2026-06-30'),
    currency: Currency.parse(number % 4 === 0 ? OTHERS[number % OTHERS.length] : currency),
    ...(id.charCodeAt(id.length - 1) % 2 === 0 ? { dateOrder: habit } : {}),
  };
}
