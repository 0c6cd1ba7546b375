import { distance } from 'fastest-levenshtein';
import { LABELS } from '../../../src-main/engine/extraction/labels.ts';
import type { InvoiceTruth } from './invoice-truth.ts';
import { type DateMention, type Sheet, tag } from './sheet.ts';

const DUE = (label: string): boolean => LABELS.dueDate.test(label) || /\bBIS(?: ZUM)?\W*$|FALLIG|UNTIL|BEFORE\W*$/.test(label);
const OTHER = (label: string): boolean =>
  LABELS.otherDate.test(label) || /ZEITRAUM|LIEFER|VERSION|UBERGABE|RUCKGABE|BESTELL|DELIVERY|RAPPORT|SEIT|PAYMENT DATE|SEPA/.test(label);

export type DatesFound = { readonly date: boolean; readonly dueDate: boolean; readonly areOthersKnown: boolean };

/**
 * Labels the dates of an invoice. Often it was delivered on the day of issue: a mention that its own label gives to something else is the date
 * only if there is no other. Where the page asks for payment by a day that the data do not name, nobody can say which date that is.
 */
export function tagDates(sheet: Sheet, truth: InvoiceTruth): DatesFound {
  const date = truth.date === undefined ? [] : best(sheet, truth.date, ({ label }) => !DUE(label) && !OTHER(label));
  for (const { words } of date) tag(words, 'date');
  const due = truth.dueDate === undefined ? [] : best(sheet, truth.dueDate, ({ label, row }) => DUE(label) || DUE(row.upper));
  for (const { words } of due) tag(words, 'dueDate');
  const rest = sheet.dates.filter(({ words }) => words.every((word) => word.tag === 'other'));
  const areOthersKnown = truth.dueDate !== undefined || !rest.some(({ label }) => DUE(label));
  if (areOthersKnown) for (const { words, isEmbedded } of rest) if (!isEmbedded) tag(words, 'otherDate');
  return { date: date.length > 0, dueDate: due.length > 0, areOthersKnown };
}

/** Mentions of the day that are labelled as wanted, else all of that day; else one that was misread in a single digit. */
function best(sheet: Sheet, day: string, isWanted: (mention: DateMention) => boolean): DateMention[] {
  const free = sheet.dates.filter(({ words, isEmbedded }) => !isEmbedded && words.every((word) => word.tag === 'other'));
  const equal = free.filter(({ days }) => days.includes(day));
  const wanted = equal.filter(isWanted);
  if (equal.length > 0) return wanted.length > 0 ? wanted : equal;
  const close = free.filter((mention) => isWanted(mention) && mention.days.some((other) => distance(other, day) <= 1));
  return close.length === 1 ? close : [];
}
