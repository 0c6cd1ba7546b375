import type { LocalDate } from '../../../contract/index.ts';
import { dayNumber } from '../../../contract/index.ts';
import type { Facts, RowFacts } from '../facts.ts';
import { says } from '../facts.ts';
import type { DateMention, DateReading } from '../grammar/date.ts';
import { notInFuture } from '../grammar/date-repair.ts';
import { LABELS, labelText } from '../labels.ts';
import { evidenceOf, spanOf } from '../rows.ts';
import type { Candidate, DateOrder, ExtractionContext } from '../types.ts';

/**
 * A date that is read, with the probability of this order of its numbers among the possible ones. A mended one is not printed as it
 * stands: it is offered beside the printed one, which a control may doubt, and never takes its place.
 */
export type DateCandidate = Candidate & { readonly orderP: number; readonly isDue: boolean; readonly isMended: boolean };

type Sighting = { row: RowFacts; mention: DateMention; context: Context; reading: DateReading; p: number; yearGuessed: boolean };

/** Payment terms beyond this many days are unheard of: a day further ahead has a misread year. */
const FAR_AHEAD = 400;

/** Currencies of countries that write the month first, in everyday use (Unicode CLDR short date patterns of en-US, es-PR, fil-PH). */
const MONTH_FIRST = new Set(['USD', 'PHP']);
/** Countries where both orders are in use beside each other, or the year comes first. */
const MIXED = new Set(['CAD', 'CNY', 'JPY', 'KRW', 'TWD', 'HUF', 'SEK', 'ZAR']);

/**
 * Probability of day-before-month for a document that does not show it. The habit of the client or supplier is strong
 * evidence where the document's currency agrees with it and weak where it does not; without a habit the currency leans only.
 */
export function dayFirstP(context: ExtractionContext, currency: string, evidence: { dayFirst: number; monthFirst: number }): number {
  if (evidence.dayFirst > evidence.monthFirst) return 0.995;
  if (evidence.monthFirst > evidence.dayFirst) return 0.005;
  const leaning = MONTH_FIRST.has(currency) ? 0.25 : MIXED.has(currency) ? 0.5 : 0.8;
  if (context.dateOrder === undefined) return leaning;
  if (context.dateOrder === 'mdy') return leaning <= 0.25 ? 0.01 : leaning >= 0.8 ? 0.35 : 0.06;
  return leaning >= 0.8 ? 0.99 : leaning <= 0.25 ? 0.6 : 0.93;
}

/** Every distinct day as a candidate. A date in numbers with both parts up to 12 gives two candidates that share its weight. */
export function dateCandidates(facts: Facts): DateCandidate[] {
  const seen = orderEvidence(facts);
  const base = dayFirstP(facts.context, facts.currency.code, seen);
  const byDay = new Map<LocalDate, Sighting[]>();
  for (const row of facts.rows) {
    for (const mention of row.dates) {
      const context = contextOf(row, mention, facts);
      for (const { reading, p } of weighReadings(mention, base, context.dueDate ? undefined : facts.context.today)) {
        const group = byDay.get(reading.date) ?? [];
        group.push({ row, mention, context, reading, p, yearGuessed: false });
        const mended =
          dayNumber(reading.date) > dayNumber(facts.context.today) + FAR_AHEAD ? notInFuture(reading.date, facts.context.today) : undefined;
        if (mended !== undefined)
          byDay.set(mended, [...(byDay.get(mended) ?? []), { row, mention, context, reading, p, yearGuessed: true }]);
        if (byDay.size < 80 || byDay.has(reading.date)) byDay.set(reading.date, group);
      }
    }
  }
  return [...byDay].map(([day, group]) => {
    const best = group.reduce((a, b) => (strength(b) > strength(a) ? b : a));
    const { row, mention } = best;
    return {
      value: day,
      evidence: evidenceOf(row.row, mention.start, mention.end),
      span: spanOf(row.row, mention.start, mention.end),
      orderP: Math.max(...group.map((g) => g.p)),
      isMended: group.every((g) => g.yearGuessed),
      isDue: group.some((g) => g.context.dueDate),
      features: featuresOf(day, group, facts),
    };
  });
}

function orderEvidence(facts: Facts): { dayFirst: number; monthFirst: number } {
  const certain = facts.rows.flatMap((row) => row.dates).filter((d) => d.form === 'separated' && !d.repaired && d.readings.length === 1);
  const count = (order: DateOrder) => certain.filter((d) => d.readings[0]?.order === order).length;
  return { dayFirst: count('dmy'), monthFirst: count('mdy') };
}

/** Readings with their share. A day after tomorrow is improbable, unless it is one to pay by (`today` absent); a dot between the parts means day first (CLDR: no month-first locale uses it). */
function weighReadings(mention: DateMention, dayFirst: number, today: LocalDate | undefined): { reading: DateReading; p: number }[] {
  const weights = mention.readings.map((reading) => {
    const order = reading.order === 'ymd' ? (mention.readings.length > 1 ? 0.05 : 1) : reading.order === 'dmy' ? dayFirst : 1 - dayFirst;
    const dotted = mention.separator === '.' && reading.order === 'mdy' ? 0.05 : 1;
    const future = today !== undefined && dayNumber(reading.date) > dayNumber(today) + 1 ? 0.02 : 1;
    return mention.readings.length === 1 ? 1 : order * dotted * future;
  });
  const total = weights.reduce((a, b) => a + b, 0) || 1;
  return mention.readings.map((reading, i) => ({ reading, p: (weights[i] ?? 0) / total }));
}

type Context = { issue: boolean; date: boolean; dueDate: boolean; other: boolean; above: boolean };

/** What the words left of a date, or in the row or cell above it, call it. */
function contextOf(row: RowFacts, mention: DateMention, facts: Facts): Context {
  const previous = row.dates.filter((d) => d.end <= mention.start).at(-1)?.end ?? 0;
  const left = labelText(row.row.text.slice(previous, mention.start));
  const own = {
    issue: LABELS.issueDate.test(left),
    date: LABELS.date.test(left),
    dueDate: LABELS.dueDate.test(left),
    other: LABELS.otherDate.test(left),
    above: false,
  };
  if (own.issue || own.date || own.dueDate || own.other || /[A-Z]{4}/.test(left.slice(-24))) return own;
  const up = headingAbove(row, mention, facts);
  return {
    issue: LABELS.issueDate.test(up),
    date: LABELS.date.test(up),
    dueDate: LABELS.dueDate.test(up),
    other: LABELS.otherDate.test(up),
    above: up !== '',
  };
}

/** The cell above a date in the two rows before it, where headings of a table or form stand. */
function headingAbove(row: RowFacts, mention: DateMention, facts: Facts): string {
  const { box } = evidenceOf(row.row, mention.start, mention.end);
  const [left, right] = [box[0] * row.row.pageWidth, (box[0] + box[2]) * row.row.pageWidth];
  for (const back of [1, 2]) {
    const above = facts.rows[row.row.index - back];
    if (!above || above.row.page !== row.row.page) return '';
    const cell = above.row.cells.find((c) => c.left < right && left < c.right);
    if (cell && /\p{L}{3}/u.test(cell.text)) return labelText(cell.text);
  }
  return '';
}

function strength(g: Sighting): number {
  const c = g.context;
  return (
    (c.issue ? 4 : 0) + (c.date ? 2 : 0) - (c.dueDate || c.other ? 4 : 0) + (g.mention.repaired ? -1 : 0) + g.p - g.row.row.index * 0.001
  );
}

function featuresOf(day: LocalDate, group: readonly Sighting[], facts: Facts): Record<string, number> {
  const contexts = group.map((g) => g.context);
  const flag = (condition: boolean) => (condition ? 1 : 0);
  const good = contexts.filter((c) => !c.dueDate && !c.other);
  const age = dayNumber(facts.context.today) - dayNumber(day);
  const all = (test: (m: DateMention) => boolean) => flag(group.every((g) => test(g.mention)));
  const first = Math.min(...group.map((g) => g.row.row.index));
  return {
    issueLabel: flag(good.some((c) => c.issue)),
    dateLabel: flag(good.some((c) => c.date)),
    dueLabel: flag(contexts.every((c) => c.dueDate)),
    otherLabel: flag(good.length === 0 && !contexts.every((c) => c.dueDate)),
    time: flag(group.some((g) => g.row.hasTime)),
    nearTime: flag(group.some((g) => [-1, 1].some((d) => facts.rows[g.row.row.index + d]?.hasTime))),
    invoiceRow: flag(group.some((g) => says(g.row.label, 'invoiceWord') || says(g.row.label, 'receiptWord'))),
    // The day of delivery is often named again without its label.
    alsoOther: flag(good.length > 0 && good.length < contexts.length),
    repeats: Math.log1p(Math.max(0, good.length - 1)),
    future: flag(age < -1),
    old: flag(age > 3 * 366),
    veryOld: flag(age > 12 * 366),
    compact: all((m) => m.form === 'compact'),
    embedded: all((m) => m.form === 'embedded'),
    guessed: all((m) => m.guessed),
    yearGuessed: flag(group.every((g) => g.yearGuessed)),
    loose: all((m) => m.form === 'loose'),
    repaired: all((m) => m.repaired),
    named: flag(group.some((g) => g.mention.form === 'named')),
    position: first / Math.max(1, facts.rows.length),
    order: Math.log(Math.max(0.001, ...group.map((g) => g.p))),
  };
}
