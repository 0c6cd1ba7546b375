import type { Finding } from '../../../src-main/contract/document.ts';
import { type FieldRow, fieldLabel } from './field-rows.ts';

/** A finding as it is shown. `index` is its place among the document's findings. */
export type ShownFinding = { finding: Finding; index: number; words: string };

const WEIGHT = { wrong: 0, doubt: 1, note: 2 } as const;
const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** Most serious first. Several values that were not found make one card: each of their rows says so too, and room is for the values. */
export function shownFindings(findings: readonly Finding[], rows: readonly FieldRow[]): ShownFinding[] {
  const isMissing = ({ check, field }: Finding) =>
    check === 'unsure-value' && rows.some(({ name, mark }) => name === field && mark === 'missing');
  const [firstMissing, ...others] = findings.filter(isMissing);
  return findings
    .map((finding, index) => ({ finding, index, words: finding === firstMissing ? missingWords(finding, others) : finding.reason }))
    .filter(({ finding }) => !others.includes(finding))
    .toSorted((a, b) => WEIGHT[a.finding.severity] - WEIGHT[b.finding.severity]);
}

function missingWords({ reason }: Finding, others: readonly Finding[]): string {
  const names = others.flatMap(({ field }) => (field ? [fieldLabel(field).toLowerCase()] : []));
  if (names.length === 0) return reason;
  return `${reason} ${list.format(names).replace(/^./, (letter) => letter.toUpperCase())} ${names.length === 1 ? 'was' : 'were'} not found either.`;
}
