import type { Extraction, FieldName, Reading } from '../../../src-main/contract/index.ts';
import type { ExtractionContext } from '../../../src-main/engine/extraction/types.ts';
import { similarity, squash } from '../extraction/truth.ts';
import type { TrueLine } from '../labelled/document.ts';
import { withoutCountry } from './countries.ts';
import { documentP, fieldsOf } from './fields-of.ts';
import { type LineScore, scoreLines } from './lines.ts';

/** A document with what is known of it. `want` holds canonical values as the contract has them, credit notes' amounts negative. */
export type Case = {
  readonly id: string;
  readonly reading: Reading;
  readonly context: ExtractionContext;
  readonly want: Partial<Record<FieldName, string>>;
  readonly lines?: readonly TrueLine[];
  /** Where the data keep the address's country as a code, which pages print or not: its name counts neither way. */
  readonly codedCountry?: string;
  /** What the document is, for slices. */
  readonly about: About;
};

export type About = {
  readonly set: string;
  readonly language: string;
  readonly country: string;
  /** How the picture came about: scan, photo, rendered page. */
  readonly picture: string;
  readonly supplierKey: string;
  readonly isSupplierSeen: boolean;
};

/** What was found for a field against what stands there. `isNear` counts small differences of spelling in names and addresses as right. */
export type Verdict = {
  readonly field: FieldName;
  readonly want: string;
  readonly got: string | undefined;
  readonly p: number | undefined;
  readonly isRight: boolean;
  readonly isNear: boolean;
};

export type Outcome = {
  readonly id: string;
  readonly about: About;
  readonly words: number;
  readonly ms: number;
  readonly verdicts: readonly Verdict[];
  /** Whether date and total are both right, and how sure the product is of that; absent where one of them is not known. */
  readonly both: { readonly isRight: boolean; readonly p: number | undefined } | undefined;
  /** The same of all that the ledger needs (supplier, date, currency where it is known, total), by the probability of the document. */
  readonly document: { readonly isRight: boolean; readonly p: number } | undefined;
  readonly lines: LineScore | undefined;
};

/** Least likeness of names and addresses that count as nearly right, as in the corpus' own scorer. */
const NEAR: Partial<Record<FieldName, number>> = { supplier: 0.9, address: 0.85 };

export async function outcomeOf({ id, reading, context, want, lines, codedCountry, about }: Case): Promise<Outcome> {
  const { extraction, ms } = await fieldsOf(reading, context);
  const verdicts = (Object.keys(want) as FieldName[]).flatMap((field) => {
    const value = want[field];
    return value === undefined ? [] : verdictOf(field, value, extraction, codedCountry);
  });
  const [total, date] = [verdicts.find(({ field }) => field === 'total'), verdicts.find(({ field }) => field === 'date')];
  return {
    id,
    about,
    words: reading.pages.reduce((sum, page) => sum + page.words.length, 0),
    ms,
    verdicts,
    both: total === undefined || date === undefined ? undefined : { isRight: total.isRight && date.isRight, p: documentP(extraction) },
    document: wholeOf(verdicts, extraction),
    lines: lines === undefined ? undefined : scoreLines(extraction.lines, lines),
  };
}

/** Undefined where supplier, date or total are not known. */
function wholeOf(verdicts: readonly Verdict[], { p }: Extraction): Outcome['document'] {
  const needed = verdicts.filter(({ field }) => field === 'supplier' || field === 'date' || field === 'total' || field === 'currency');
  const known = needed.filter(({ field }) => field !== 'currency').length;
  return p === undefined || known < 3 ? undefined : { p, isRight: needed.every(({ isNear }) => isNear) };
}

function verdictOf(field: FieldName, want: string, { fields }: Extraction, codedCountry: string | undefined): Verdict {
  const [got, p] = [fields[field]?.value, fields[field]?.p];
  const isRight = got !== undefined && isSame(field, got, want);
  return { field, want, got, p, isRight, isNear: isRight || (got !== undefined && isNear(field, got, want, codedCountry)) };
}

function isNear(field: FieldName, got: string, want: string, codedCountry: string | undefined): boolean {
  const bare = (text: string) => (field === 'address' && codedCountry !== undefined ? withoutCountry(text, codedCountry) : text);
  const near = NEAR[field];
  return near !== undefined && similarity(bare(got), bare(want)) >= near;
}

/** Amounts and days by value, all else by letters and digits. */
function isSame(field: FieldName, got: string, want: string): boolean {
  if (field === 'total' || field === 'net' || field === 'tax') return Number(got) === Number(want);
  if (field === 'date' || field === 'dueDate') return got === want;
  return squash(got) !== '' && squash(got) === squash(want);
}
