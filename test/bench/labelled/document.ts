import type { PageReading, Reading, Word } from '../../../src-main/contract/index.ts';
import type { Tag } from '../../../src-main/engine/extraction/tagging/tags.ts';
import type { Split } from '../reading/split.ts';

export type { Tag };
export type LabelledWord = Word & { tag: Tag; item?: number };
export type LabelledPage = Omit<PageReading, 'words'> & { readonly words: LabelledWord[] };

export type TrueLine = {
  readonly description: string;
  readonly quantity?: string;
  readonly unitPrice?: string;
  readonly taxRate?: string;
  readonly amount: string;
};

/** Canonical values as in the contract; amounts of credit notes are positive. A value that does not stand on the page is absent. */
export type Truth = {
  supplier?: string;
  address?: string;
  supplierTaxId?: string;
  buyer?: string;
  number?: string;
  orderNumber?: string;
  date?: string;
  dueDate?: string;
  currency?: string;
  net?: string;
  tax?: string;
  total?: string;
  /** What is left to pay where a part was paid before. */
  due?: string;
  iban?: string;
  lines?: readonly TrueLine[];
};

export type LabelledDocument = {
  readonly id: string;
  readonly source: 'sroie' | 'receipts-de' | 'e-invoice';
  readonly supplierKey: string;
  readonly type: 'receipt' | 'invoice' | 'credit-note';
  readonly language: string;
  readonly country: string;
  readonly currency: string;
  /** On `test` nothing may be trained or tuned. */
  readonly split: Split;
  /** What was done to the picture before it was read; absent where nothing was. */
  readonly variant?: string;
  readonly known: readonly Tag[];
  readonly truth: Truth;
  readonly pages: readonly LabelledPage[];
};

/** The pages of a reading with no word labelled yet. */
export function unlabelled(reading: Reading): LabelledPage[] {
  return reading.pages.map((page) => ({ ...page, words: page.words.map((word) => ({ ...word, tag: 'other' })) }));
}
