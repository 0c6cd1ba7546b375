import type { Facts, RowFacts } from '../facts.ts';
import { LABELS, plainUpper } from '../labels.ts';
import type { Cell } from '../rows.ts';
import { cellOf, evidenceOf, spanOf, unionEvidence } from '../rows.ts';
import type { TaggedRun } from '../tagging/tagged-runs.ts';
import type { Candidate, Evidence } from '../types.ts';
import { ADDRESS, BARE_PHONE, CONTACT, HEADING, LEGAL_FORM, POSTCODE, REGION, REGISTRATION, trimDust } from './party-words.ts';

/** Postal addresses have at most this many rows; on receipts they stand within the first rows. */
const MOST_LINES = 7;
const HEAD_ROWS = 18;

/** A row's cell with what its words look like, looked up once: candidates share their lines. */
type Line = {
  row: RowFacts;
  cell: Cell;
  text: string;
  upper: string;
  stop: boolean;
  hasAddress: boolean;
  hasPostcode: boolean;
  hasRegion: boolean;
  hasForm: boolean;
  evidence: Evidence;
};

function lineOf(row: RowFacts, cell: Cell, text: string, stop: (upper: string) => boolean): Line {
  const upper = plainUpper(text);
  return {
    row,
    cell,
    text,
    upper,
    stop: stop(upper),
    hasAddress: ADDRESS.test(upper),
    hasPostcode: POSTCODE.test(upper),
    hasRegion: REGION.test(upper),
    hasForm: LEGAL_FORM.test(upper),
    evidence: evidenceOf(row.row, cell.start, cell.end),
  };
}

/**
 * Runs of rows near the supplier's name as candidates for the address, and what the field tagger takes for one. `supplierRow` is where the name ends and `cell` the
 * column in which it stands, so that the buyer's block on the other side of an invoice is kept out.
 */
export function addressCandidates(facts: Facts, supplier: Candidate | undefined, tagged: readonly TaggedRun[][] = []): Candidate[] {
  const lines = columnLines(facts, supplier);
  const candidates: Candidate[] = [];
  for (let start = 0; start < lines.length; start++) {
    const first = lines[start];
    if (!first || first.stop) continue;
    for (let end = start + 1; end <= Math.min(lines.length, start + MOST_LINES); end++) {
      const last = lines[end - 1];
      if (!last || last.stop) break;
      candidates.push(candidate(lines, start, end, supplier));
    }
  }
  for (const block of tagged) {
    const found = taggedLines(facts, block);
    if (found.length > 0) candidates.push(candidate(found, 0, found.length, supplier));
  }
  return candidates.filter((c) => c.value.length >= 6);
}

/** The runs of a block that the field tagger takes for an address, as lines. */
function taggedLines(facts: Facts, block: readonly TaggedRun[]): Line[] {
  return block.flatMap(({ span }) => {
    const row = facts.rows[span.row];
    if (!row) return [];
    const cell = cellOf(row.row, span);
    const text = trimDust(cell.text) || cell.text;
    return [lineOf(row, cell, text, () => false)];
  });
}

function columnLines(facts: Facts, supplier: Candidate | undefined): Line[] {
  const anchor = supplier ? facts.rows[supplier.span.row] : undefined;
  const from = Math.max(0, (anchor?.row.index ?? 0) - 3);
  const box = supplier?.evidence.box;
  const lines: Line[] = [];
  for (const row of facts.rows.slice(from, from + HEAD_ROWS)) {
    if (row.row.page !== 1) break;
    const width = row.row.pageWidth;
    const cell =
      row.row.cells.length > 1 && box
        ? row.row.cells.find((c) => c.left < (box[0] + box[2]) * width && box[0] * width < c.right)
        : row.row.cells[0];
    if (!cell) continue;
    const whole =
      row.row.cells.length > 1 &&
      row.row.text.length < 60 &&
      !facts.rows.some((r) => r.row.cells.length > 4) &&
      row.row.pageWidth < row.row.pageHeight * 0.6;
    const raw = whole ? row.row.text : cell.text;
    const text =
      trimDust(
        raw.replace(/\s*\b(?:TEL|PHONE|FAX|H\/P)\b.*$/i, '').replace(/^\W*(?:HQ )?(?:ADD|ADDR|ADDRESS|ADRESSE|ANSCHRIFT)\b\W*/i, ''),
      ) || trimDust(raw);
    lines.push(lineOf(row, cell, text, (upper) => CONTACT.test(upper) || isOther(row, upper)));
  }
  return lines;
}

/** Rows that interrupt an address: numbers of registers, dates, prices, headings of the document. */
function isOther(row: RowFacts, upper: string): boolean {
  if (BARE_PHONE.test(upper) || (REGISTRATION.test(upper) && !ADDRESS.test(upper.replace(/\bNO\b/g, ' ')) && !REGION.test(upper)))
    return true;
  if (/^\(?\s?\d{4,8}\s?-\s?[A-Z]\b/.test(upper)) return true;
  if (row.dates.length > 0 || row.hasTime || (row.amounts.length > 0 && !ADDRESS.test(upper))) return true;
  return HEADING.test(upper) && !ADDRESS.test(upper);
}

function candidate(lines: readonly Line[], start: number, end: number, supplier: Candidate | undefined): Candidate {
  const part = lines.slice(start, end);
  const first = part[0] as Line;
  const value = part.map((l) => l.text).join(' ');
  const evidence = unionEvidence(part.map((l) => l.evidence)) ?? first.evidence;
  return {
    value: value.slice(0, 300),
    evidence,
    span: spanOf(first.row.row, first.cell.start, first.cell.end),
    parts: part.map((l) => spanOf(l.row.row, l.cell.start, l.cell.end)),
    features: features(part, lines[start - 1], lines[end], lines[end + 1], supplier),
  };
}

function features(
  part: readonly Line[],
  before: Line | undefined,
  after: Line | undefined,
  later: Line | undefined,
  supplier: Candidate | undefined,
): Record<string, number> {
  const flag = (condition: boolean) => (condition ? 1 : 0);
  const [first, last] = [part[0] as Line, part.at(-1) as Line];
  const whole = part.map((l) => l.upper).join(' ');
  const gap = supplier ? first.row.row.index - supplier.span.row : 1;
  const addressLike = (l: Line | undefined) => l !== undefined && !l.stop && (l.hasAddress || l.hasPostcode || l.hasRegion);
  const unlike = part.filter((l) => !addressLike(l)).length;
  return {
    lines: part.length,
    addressLines: part.filter((l) => l.hasAddress).length,
    unlikeLines: unlike,
    startsLikeAddress: flag(first.hasAddress || /^\W*(?:NO|LOT|\d)/.test(first.upper)),
    startsWithNumber: flag(/^\W*(?:NO\b|LOT\b|\d)/.test(first.upper)),
    postcode: flag(POSTCODE.test(whole)),
    region: flag(REGION.test(whole)),
    endsWithRegion: flag(last.hasRegion),
    endsWithPostcodeRow: flag(last.hasPostcode),
    endsLikeAddress: flag(addressLike(last)),
    bracketEnd: flag(part.length > 1 && /^\(.*\)?$/.test(last.text.trim())),
    rowAfterPostcode: flag(part.length > 1 && part.slice(0, -1).some((l) => l.hasPostcode && l.hasRegion)),
    nextLikeAddress: flag(addressLike(after)),
    nextStop: flag(after === undefined || after.stop),
    laterLikeAddress: flag(addressLike(after) || addressLike(later)),
    beforeLikeAddress: flag(addressLike(before) && (supplier === undefined || before?.row.row.index !== supplier.span.row)),
    legalForm: part.filter((l) => l.hasForm).length,
    adjacent: flag(gap === 1),
    nearGap: flag(gap === 2),
    gap: Math.min(8, Math.abs(gap - 1)),
    aboveName: flag(gap < 0),
    containsName: flag(supplier !== undefined && part.some((l) => l.row.row.index === supplier.span.row)),
    buyer: flag(LABELS.buyer.test(first.upper) || (before !== undefined && LABELS.buyer.test(before.upper))),
    commaBefore: flag(before !== undefined && /,$/.test(before.text)),
    endsWithComma: flag(/,$/.test(last.cell.text.trim())),
  };
}
