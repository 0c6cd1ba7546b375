import type { Facts, RowFacts } from '../facts.ts';
import { perText } from '../facts.ts';
import { LABELS, plainUpper } from '../labels.ts';
import type { Cell } from '../rows.ts';
import { cellOf, evidenceOf, spanOf, unionEvidence } from '../rows.ts';
import type { TaggedRun } from '../tagging/tagged-runs.ts';
import type { Candidate } from '../types.ts';
import {
  ADDRESS,
  ADDRESS_NO_NAME,
  BARE_PHONE,
  CONTACT,
  cleanName,
  HEADING,
  LEGAL_FORM,
  nameSimilarity,
  POSTCODE,
  REGISTRATION,
  STREET_END,
  squash,
  TRADE_WORD,
} from './party-words.ts';

/** The name stands at the head, in a footer, or behind a label; further down only rows with a legal form are looked at. */
const HEAD_ROWS = 14;
const MOST_FAR_CANDIDATES = 20;

const EVERY_LEGAL_FORM = new RegExp(LEGAL_FORM.source, 'gi');
const EVERY_TRADE_WORD = new RegExp(TRADE_WORD.source, 'g');

type Line = { row: RowFacts; cell: Cell; upper: string; rank: number };
/** What all candidates of a page are compared with. `readable` are the lines of the head that were read well, `largest` the size of their largest print. */
type Page = {
  facts: Facts;
  lines: readonly Line[];
  domains: readonly string[];
  readable: readonly Line[];
  largest: number;
  upperOf: (cell: Cell) => string;
};

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
    if (sender) candidates.push(candidate([{ ...line, cell: sender, upper: plainUpper(sender.text) }], page, true));
    const next = lines.slice(i + 1, i + 4).find((l) => l.row.row.index === line.row.row.index + 1 && overlap(l.cell, line.cell));
    if (next && line.rank < HEAD_ROWS && !line.upper.includes(':') && !next.upper.includes(':'))
      candidates.push(candidate([line, next], page));
  });
  for (const block of tagged) candidates.push(candidate(taggedLines(facts, block, lines), page));
  return candidates.filter((c) => c.value.length >= 2);
}

function pageOf(facts: Facts, lines: readonly Line[]): Page {
  const readable = lines.filter((l) => l.rank < HEAD_ROWS && l.row.row.confidence >= 0.6);
  const uppers = new Map<Cell, string>();
  const upperOf = (cell: Cell): string => {
    const known = uppers.get(cell) ?? plainUpper(cell.text);
    uppers.set(cell, known);
    return known;
  };
  return { facts, lines, domains: domainsOf(facts), readable, largest: Math.max(1, ...readable.map((l) => l.row.row.size)), upperOf };
}

/** The runs of a block as lines, ranked as the line of the head that they stand in. */
function taggedLines(facts: Facts, block: readonly TaggedRun[], lines: readonly Line[]): Line[] {
  return block.flatMap(({ span }) => {
    const row = facts.rows[span.row];
    if (!row) return [];
    const cell = cellOf(row.row, span);
    const rank = lines.find((line) => line.row === row)?.rank ?? HEAD_ROWS;
    return [{ row, cell, upper: plainUpper(cell.text), rank }];
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

function overlap(a: Cell, b: Cell): boolean {
  return a.left < b.right && b.left < a.right;
}

function headLines(facts: Facts): Line[] {
  const lines: Line[] = [];
  let rank = 0;
  let far = 0;
  for (const row of facts.rows) {
    if (row.row.page !== 1) break;
    const readable = row.row.cells.filter((cell) => (cell.text.match(/\p{L}/gu) ?? []).length >= 3);
    for (const cell of readable) {
      const upper = plainUpper(cell.text);
      const legal = LEGAL_FORM.test(upper) || LABELS.seller.test(upper);
      if (rank < HEAD_ROWS) lines.push({ row, cell, upper, rank });
      else if (legal && far < MOST_FAR_CANDIDATES) {
        far++;
        lines.push({ row, cell, upper, rank });
      }
    }
    if (readable.length > 0) rank++;
  }
  return lines;
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
  const evidence = unionEvidence(parts.map((l) => evidenceOf(l.row.row, l.cell.start, l.cell.end))) ?? evidenceOf(first.row.row, 0, 1);
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

const flag = (condition: boolean): number => (condition ? 1 : 0);

/** What the words themselves say. */
function nameFeatures(name: string, hadRegister: boolean, parts: readonly Line[], facts: Facts): Record<string, number> {
  const upper = plainUpper(name);
  const first = parts[0] as Line;
  const last = parts.at(-1) as Line;
  const letters = (name.match(/\p{L}/gu) ?? []).length;
  const confidence = parts.flatMap((l) => l.row.row.words.map((w) => w.p));
  return {
    legalForm: flag(LEGAL_FORM.test(upper)),
    legalFormAtEnd: flag(/(?:BHD|S\/B|LTD|LIMITED|INC|LLC|GMBH|AG|KG|SARL|SAS|SRL|B\.?V|PLC|PLT)\.?$/.test(upper)),
    tradeWord: flag(TRADE_WORD.test(upper)),
    contact: flag(CONTACT.test(upper)),
    registration: flag(REGISTRATION.test(upper)),
    heading: flag(HEADING.test(upper)),
    address: flag(ADDRESS_NO_NAME.test(upper)),
    streetEnd: flag(STREET_END.test(upper)),
    postcode: flag(POSTCODE.test(upper)),
    startsWithNumber: flag(/^\W*\d/.test(name)),
    hadRegister: flag(hadRegister),
    letters: letters / (name.replace(/\s/g, '').length || 1),
    onlyGeneric: flag(isGeneric(upper)),
    secondGeneric: flag(parts.length > 1 && isGeneric(last.upper)),
    endsOpen: flag(/(?:&|\bAND|\bUND|\bET|-|,)$/.test(upper)),
    colon: flag(name.includes(':')),
    phone: flag(BARE_PHONE.test(upper)),
    short: flag(letters < 5),
    long: flag(letters > 42),
    oneWord: flag(!/\s/.test(name)),
    twoRows: flag(parts.length > 1),
    firstRowComplete: flag(parts.length > 1 && LEGAL_FORM.test(plainUpper(first.cell.text))),
    secondRowForm: flag(parts.length > 1 && LEGAL_FORM.test(last.upper) && !LEGAL_FORM.test(first.upper)),
    secondRowShort: flag(parts.length > 1 && last.cell.text.length < 14),
    client: facts.context.clientName === undefined ? 0 : Math.max(0, nameSimilarity(name, facts.context.clientName) - 0.6) * 2.5,
    confidence: confidence.reduce((a, b) => a + b, 0) / Math.max(1, confidence.length) - 0.85,
  };
}

/** What the place on the page and the neighbours say. */
function placeFeatures(name: string, parts: readonly Line[], { facts, lines }: Page): Record<string, number> {
  const upper = plainUpper(name);
  const first = parts[0] as Line;
  const last = parts.at(-1) as Line;
  const below = [1, 2].map((d) => facts.rows[last.row.row.index + d]).filter((r) => r !== undefined);
  const earlier = lines.filter((l) => l.rank < first.rank);
  const above = earlier.filter((l) => first.row.row.index - l.row.row.index <= 2 && overlap(l.cell, first.cell));
  const key = squash(name);
  return {
    rank: Math.min(first.rank, HEAD_ROWS),
    top: flag(first.rank === 0),
    second: flag(first.rank === 1),
    far: flag(first.rank >= HEAD_ROWS),
    hasAmount: flag(parts.some((l) => l.row.amounts.length > 0)),
    hasDate: flag(parts.some((l) => l.row.dates.length > 0 || l.row.hasTime)),
    nextRegister: flag(below.slice(0, 1).some((r) => REGISTRATION.test(r.upper))),
    nextAddress: flag(below.some((r) => ADDRESS.test(r.upper))),
    buyer: flag(LABELS.buyer.test(upper) || above.some((l) => LABELS.buyer.test(l.upper))),
    seller: flag(LABELS.seller.test(first.upper) || above.some((l) => l.upper.length < 24 && LABELS.seller.test(l.upper))),
    afterHeading: flag(earlier.some((l) => HEADING.test(l.upper) || CONTACT.test(l.upper))),
    afterForm: flag(earlier.some((l) => LEGAL_FORM.test(l.upper))),
    repeated: flag(key.length >= 5 && facts.rows.filter((r) => squashedRow(r).includes(key)).length > 1),
    left: flag(first.cell.left < first.row.row.pageWidth * 0.5),
  };
}

/** Print is larger where it is at least this much larger: estimates of one size scatter by a tenth. */
const LARGER = 1.12;

/** A row's letters and digits. */
const squashedRow = perText(({ upper }) => squash(upper));

/** Size of the print, and where the lines stand in a block of lines that ends in a postcode, a telephone or a tax number. */
function blockFeatures(name: string, parts: readonly Line[], page: Page): Record<string, number> {
  const { facts, domains, readable, largest, upperOf } = page;
  const first = parts[0] as Line;
  const last = parts.at(-1) as Line;
  const size = Math.max(...parts.map((l) => l.row.row.size));
  const column = (row: RowFacts | undefined) =>
    row === undefined || row.row.page !== 1 ? undefined : row.row.cells.find((c) => overlap(c, last.cell));
  const below = [1, 2, 3, 4, 5].map((d) => {
    const cell = column(facts.rows[last.row.row.index + d]);
    return cell === undefined ? '' : upperOf(cell);
  });
  const next = facts.rows[last.row.row.index + 1];
  const above = readable.find((l) => l.row.row.index === first.row.row.index - 1 && overlap(l.cell, first.cell));
  const within = above !== undefined && first.row.row.top - above.row.row.bottom < 1.2 * facts.textSize && !HEADING.test(above.upper);
  const postcodeAt = below.findIndex((text) => POSTCODE.test(text));
  const larger = size > LARGER * facts.textSize;
  return {
    size: Math.max(-1, Math.min(1.5, Math.log2(size / Math.max(1, facts.textSize)))),
    largest: flag(larger && size > 0.95 * largest),
    largerThanNext: flag(next !== undefined && size > LARGER * next.row.size),
    sizeBreak: flag(parts.length > 1 && Math.abs(Math.log2(first.row.row.size / Math.max(1, last.row.row.size))) > 0.2),
    withinBlock: flag(within),
    startsBlock: flag(!within && postcodeAt >= 0),
    postcodeNext: flag(postcodeAt === 0),
    postcodeSoon: flag(postcodeAt > 0),
    contactSoon: flag(below.some((text) => CONTACT.test(text) || REGISTRATION.test(text) || BARE_PHONE.test(text))),
    domain: flag(namesDomain(name, domains)),
  };
}

/** Web and mail addresses of the page without their endings, letters and digits only. */
function domainsOf(facts: Facts): string[] {
  return facts.rows
    .flatMap((row) =>
      /[@.]/.test(row.row.text) ? [...row.row.text.matchAll(/(?:@|www\.|https?:\/\/)([a-z0-9.-]{4,60})\.[a-z]{2,}/gi)] : [],
    )
    .map((match) => squash((match[1] ?? '').replace(/^www\./i, '')))
    .filter((domain) => domain.length >= 5);
}

/** True where one of the domains is made from the name. */
function namesDomain(name: string, domains: readonly string[]): boolean {
  if (domains.length === 0) return false;
  const key = squash(name.replace(EVERY_LEGAL_FORM, ' ').replace(/&/g, ''));
  return key.length >= 5 && domains.some((domain) => key.startsWith(domain) || domain.startsWith(key));
}

/** True where nothing is left of a name without its legal form and trade words: `RESTAURANT SDN BHD` is half a name. */
function isGeneric(upper: string): boolean {
  const rest = upper
    .replace(EVERY_LEGAL_FORM, ' ')
    .replace(EVERY_TRADE_WORD, ' ')
    .replace(/\(M\)|[^A-Z]/g, '');
  return rest.length < 3;
}
