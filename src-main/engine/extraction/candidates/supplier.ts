import type { Facts } from '../facts.ts';
import { plainUpper } from '../labels.ts';
import type { Cell } from '../rows.ts';
import { cellOf, spanOf, unionEvidence } from '../rows.ts';
import type { TaggedRun } from '../tagging/tagged-runs.ts';
import type { Candidate } from '../types.ts';
import { cleanName, POSTCODE, STREET_END } from './party-words.ts';
import { blockFeatures, flag, nameFeatures, placeFeatures } from './supplier-features.ts';
import { HEAD_ROWS, headLines, type Line, lineOf, overlap, type Page, pageOf } from './supplier-lines.ts';

/**
 * Cells of the first page that can hold the supplier's name, alone or with the cell below, for names on two rows; and what the field tagger
 * takes for a name.
 */
export function supplierCandidates(facts: Facts, tagged: readonly TaggedRun[][] = []): Candidate[] {
  const lines = headLines(facts);
  const page = pageOf(facts, lines);
  const candidates: Candidate[] = [];
  lines.forEach((line, i) => {
    candidates.push(candidate([line], page));
    const sender = senderOf(line.cell);
    if (sender) candidates.push(candidate([lineOf(line.row, sender, line.rank)], page, true));
    const next = lines.slice(i + 1, i + 4).find((l) => l.row.row.index === line.row.row.index + 1 && overlap(l.cell, line.cell));
    if (next && line.rank < HEAD_ROWS && !line.upper.includes(':') && !next.upper.includes(':'))
      candidates.push(candidate([line, next], page));
  });
  for (const block of tagged) candidates.push(candidate(taggedLines(facts, block, lines), page));
  return candidates.filter((c) => c.value.length >= 2);
}

/** The runs of a block as lines, ranked as the line of the head that they stand in. */
function taggedLines(facts: Facts, block: readonly TaggedRun[], lines: readonly Line[]): Line[] {
  return block.flatMap(({ span }) => {
    const row = facts.rows[span.row];
    if (!row) return [];
    const cell = cellOf(row.row, span);
    const rank = lines.find((line) => line.row === row)?.rank ?? HEAD_ROWS;
    return [lineOf(row, cell, rank)];
  });
}

/** The name in a line of name and address ("Muster GmbH · Hauptstr. 1 · 80331 München"), as letters carry it above the address window. */
function senderOf(cell: Cell): Cell | undefined {
  const match = /\s?[·•|,–]\s|\s-\s/.exec(cell.text);
  if (
    !match ||
    match.index < 3 ||
    STREET_END.test(plainUpper(cell.text.slice(0, match.index))) ||
    /\d\s*$/.test(cell.text.slice(0, match.index))
  )
    return undefined;
  if (!POSTCODE.test(plainUpper(cell.text.slice(match.index)).replace(/^[^A-Z\d]+/, ''))) return undefined;
  return { ...cell, end: cell.start + match.index, text: cell.text.slice(0, match.index) };
}

function candidate(parts: readonly Line[], page: Page, isSender = false): Candidate {
  const [first] = parts;
  const last = parts.at(-1);
  if (!first || !last) throw new RangeError('a candidate has a line');
  const text = parts
    .map((l) => l.cell.text)
    .join(' ')
    .replace(/^\s*(?:from|seller|supplier|vendor|verk.ufer|lieferant|issued by)\s*:\s*/i, '');
  const { name, hadRegister } = cleanName(text);
  const evidence = unionEvidence(parts.map((l) => l.evidence)) ?? first.evidence;
  return {
    value: name.slice(0, 120),
    evidence,
    span: spanOf(first.row.row, first.cell.start, first.cell.end),
    parts: parts.map((l) => spanOf(l.row.row, l.cell.start, l.cell.end)),
    features: {
      ...nameFeatures(name, hadRegister, parts, page.facts),
      ...placeFeatures(name, parts, page),
      ...blockFeatures(name, parts, page),
      sender: flag(isSender),
    },
  };
}
