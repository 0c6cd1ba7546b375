import { endsInLegalForm } from '../../domain/index.ts';
import { type Facts, perText, type RowFacts } from '../facts.ts';
import { LABELS, plainUpper } from '../labels.ts';
import {
  ADDRESS,
  ADDRESS_NO_NAME,
  BARE_PHONE,
  CONTACT,
  HEADING,
  hasLegalForm,
  LEGAL_FORM,
  nameSimilarity,
  POSTCODE,
  REGISTRATION,
  STREET_END,
  squash,
  TRADE_WORD,
} from './party-words.ts';
import { HEAD_ROWS, type Line, overlap, type Page } from './supplier-lines.ts';

const EVERY_LEGAL_FORM = new RegExp(LEGAL_FORM.source, 'gi');
const EVERY_TRADE_WORD = new RegExp(TRADE_WORD.source, 'g');

const isRegistration = perText(({ upper }) => REGISTRATION.test(upper));
const isAddress = perText(({ upper }) => ADDRESS.test(upper));

export const flag = (condition: boolean): number => (condition ? 1 : 0);

/** Letters of a name from which on it is a long one. */
const LONG = 42;
/** Rows that are as alike as this say the same, read twice: the sender's row above the window, and the name below it. */
const ALIKE = 0.7;

/** Whether the second row says what the first one does. */
function isDoubled(parts: readonly Line[]): boolean {
  if (parts.length < 2) return false;
  const [first, last] = [parts[0]?.cell.text ?? '', parts.at(-1)?.cell.text ?? ''];
  const [a, b] = [squash(first), squash(last)];
  return a.length > 2 && b.length > 2 && (a.includes(b) || b.includes(a) || nameSimilarity(first, last) >= ALIKE);
}

/** What the words themselves say. */
export function nameFeatures(name: string, hadRegister: boolean, parts: readonly Line[], facts: Facts): Record<string, number> {
  const upper = plainUpper(name);
  const first = parts[0] as Line;
  const last = parts.at(-1) as Line;
  const letters = (name.match(/\p{L}/gu) ?? []).length;
  const confidence = parts.flatMap((l) => l.row.row.words.map((w) => w.p));
  return {
    legalForm: flag(hasLegalForm(upper)),
    legalFormAtEnd: flag(endsInLegalForm(upper)),
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
    long: flag(letters > LONG),
    // A name that long is broken: on one row it is a sentence.
    longRow: flag(letters > LONG && parts.length === 1),
    oneWord: flag(!/\s/.test(name)),
    twoRows: flag(parts.length > 1),
    firstRowComplete: flag(parts.length > 1 && first.hasForm),
    secondRowForm: flag(parts.length > 1 && last.hasForm && !first.hasForm),
    doubled: flag(isDoubled(parts)),
    secondRowShort: flag(parts.length > 1 && last.cell.text.length < 14),
    client: facts.context.clientName === undefined ? 0 : Math.max(0, nameSimilarity(name, facts.context.clientName) - 0.6) * 2.5,
    confidence: confidence.reduce((a, b) => a + b, 0) / Math.max(1, confidence.length) - 0.85,
  };
}

/** What the place on the page and the neighbours say. */
export function placeFeatures(name: string, parts: readonly Line[], { facts, lines, squashed }: Page): Record<string, number> {
  const upper = plainUpper(name);
  const first = parts[0] as Line;
  const last = parts.at(-1) as Line;
  const below = [1, 2].map((d) => facts.rows[last.row.row.index + d]).filter((r) => r !== undefined);
  const earlier = lines.filter((l) => l.rank < first.rank);
  const above = earlier.filter((l) => first.row.row.index - l.row.row.index <= 2 && overlap(l.cell, first.cell));
  const key = squash(name);
  const isRepeated = key.length >= 5 && squashed.indexOf(key) !== squashed.lastIndexOf(key);
  return {
    rank: Math.min(first.rank, HEAD_ROWS),
    top: flag(first.rank === 0),
    second: flag(first.rank === 1),
    far: flag(first.rank >= HEAD_ROWS),
    hasAmount: flag(parts.some((l) => l.row.amounts.length > 0)),
    hasDate: flag(parts.some((l) => l.row.dates.length > 0 || l.row.hasTime)),
    nextRegister: flag(below.slice(0, 1).some(isRegistration)),
    nextAddress: flag(below.some(isAddress)),
    buyer: flag(LABELS.buyer.test(upper) || above.some((l) => l.isBuyer)),
    seller: flag(first.isSeller || above.some((l) => l.upper.length < 24 && l.isSeller)),
    afterHeading: flag(earlier.some((l) => l.isHeading || l.isContact)),
    afterForm: flag(earlier.some((l) => l.hasForm)),
    repeated: flag(isRepeated),
    rowsRepeated: flag(isRepeated && parts.length > 1 && !isDoubled(parts)),
    left: flag(first.cell.left < first.row.row.pageWidth * 0.5),
  };
}

/** Print is larger where it is at least this much larger: estimates of one size scatter by a tenth. */
const LARGER = 1.12;

/** Size of the print, and where the lines stand in a block of lines that ends in a postcode, a telephone or a tax number. */
export function blockFeatures(name: string, parts: readonly Line[], page: Page): Record<string, number> {
  const { facts, domains, readable, largest, lookOf } = page;
  const first = parts[0] as Line;
  const last = parts.at(-1) as Line;
  const size = Math.max(...parts.map((l) => l.row.row.size));
  const column = (row: RowFacts | undefined) =>
    row === undefined || row.row.page !== 1 ? undefined : row.row.cells.find((c) => overlap(c, last.cell));
  const below = [1, 2, 3, 4, 5].map((d) => {
    const cell = column(facts.rows[last.row.row.index + d]);
    return cell && lookOf(cell);
  });
  const next = facts.rows[last.row.row.index + 1];
  const above = readable.find((l) => l.row.row.index === first.row.row.index - 1 && overlap(l.cell, first.cell));
  const within = above !== undefined && first.row.row.top - above.row.row.bottom < 1.2 * facts.textSize && !above.isHeading;
  const postcodeAt = below.findIndex((look) => look?.hasPostcode);
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
    contactSoon: flag(below.some((look) => look?.isContact)),
    domain: flag(namesDomain(name, domains)),
  };
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
