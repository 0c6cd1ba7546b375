import type { Field } from '../../contract/index.ts';
import type { DateCandidate } from './candidates/date.ts';
import { fieldOf } from './decode.ts';

/**
 * The day by which to pay: only a date whose label says so, and not before the document's own date. Not fitted: receipts have
 * none; 0.9 is what a label beside a well-read date deserves until invoices have been measured.
 */
export function dueDateField(dates: readonly DateCandidate[], issued: DateCandidate | undefined): Field | undefined {
  const due = dates
    .filter((c) => c.isDue && (issued === undefined || issued.isDue || c.value >= issued.value))
    .sort((a, b) => b.orderP - a.orderP || (a.value < b.value ? 1 : -1));
  const [best, ...rest] = due;
  if (!best) return undefined;
  const p = 0.9 * best.orderP * (0.5 + 0.5 * best.evidence.wordP);
  return fieldOf(
    best.value,
    p,
    best.evidence,
    rest.map((c) => ({ value: c.value, p: Math.min(1 - p, 0.9 * c.orderP) * 0.5 })),
  );
}
