/**
 * A labelled document (see README.md) as the application would see it, and its features. Imported by `features.ts`, and by the test that
 * compares the application with what training says of the golden documents.
 */
import { Currency, LocalDate, type PageReading, type Word } from '../../../src-main/contract/index.ts';
import { factsOf } from '../../../src-main/engine/extraction/facts.ts';
import { taggerInput } from '../../../src-main/engine/extraction/tagging/tagger-input.ts';

export type LabelledWord = Word & { readonly tag?: string; readonly item?: number };
export type Labelled = {
  readonly id: string;
  readonly source: string;
  readonly supplierKey: string;
  readonly split?: string;
  readonly type?: string;
  readonly language?: string;
  readonly currency: string;
  readonly known?: readonly string[];
  readonly pages: readonly (Omit<PageReading, 'words'> & { readonly words: readonly LabelledWord[] })[];
};

/** No document is of a later day; the features do not depend on it. */
const TODAY = LocalDate.parse('2030-12-31');
/** What a client's own currency may be instead of the document's: one document in seven comes from abroad. */
const OTHERS = ['EUR', 'USD', 'GBP', 'SEK', 'PLN', 'MYR', 'CHF'];

/** The features of a labelled document, with the client's currency that its name settles. */
export function featuresOf(labelled: Labelled): ReturnType<typeof taggerInput> {
  const number = [...labelled.id].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 9973, 7);
  const currency = number % 7 === 0 ? (OTHERS[number % OTHERS.length] as string) : labelled.currency;
  const reading = { source: 'ocr' as const, reader: 'training', pages: labelled.pages as unknown as PageReading[] };
  return taggerInput(factsOf(reading, { today: TODAY, currency: Currency.parse(currency) }));
}
