import type { Word } from '../../../contract/index.ts';
import type { Facts, RowFacts } from '../facts.ts';

/** Longest documents lose their middle: parties stand in front, sums at the end. Some 2,000 tokens are six full pages. */
const MOST_TOKENS = { front: 1_300, back: 700 } as const;

/** How far up a column its heading is looked for: the longest tables of one page have some 60 rows. */
const HEADING_ROWS = 80;

/** A word in its place. `cell` counts the cells of the row from 0; edges are fractions of the page's width. */
export type Token = {
  readonly word: Word;
  readonly facts: RowFacts;
  /** Index of the word in its row, and where its text begins and ends in the row's text. */
  readonly at: number;
  readonly start: number;
  readonly end: number;
  readonly cell: number;
  readonly left: number;
  readonly right: number;
};

/** Words of the document in the order of its rows, at most `MOST_TOKENS`. */
export function tokensOf(facts: Facts): Token[] {
  const all = facts.rows.flatMap(rowTokens);
  const { front, back } = MOST_TOKENS;
  return all.length <= front + back ? all : [...all.slice(0, front), ...all.slice(-back)];
}

function rowTokens(facts: RowFacts): Token[] {
  const { words, offsets, cells } = facts.row;
  return words.map((word, at) => {
    const start = offsets[at] ?? 0;
    const cell = Math.max(
      0,
      cells.findIndex((c) => c.start <= start && start < c.end),
    );
    return { word, facts, at, start, end: start + word.text.length, cell, left: word.box[0], right: word.box[0] + word.box[2] };
  });
}

/** Index of a token's neighbours among the tokens, its own index where there is none. */
export type Neighbours = {
  /** The word of the nearest row above, or below, that lies over or under it. */
  readonly above: number;
  readonly below: number;
  /** The heading of its column: the nearest word above it in a row of several cells without amounts. */
  readonly heading: number;
  /** First word of its row, where labels stand. */
  readonly first: number;
};

type TokenRow = { readonly from: number; readonly tokens: readonly Token[]; readonly page: number; readonly isHeading: boolean };

/** Neighbours of each token. Work is bounded by rows × `HEADING_ROWS`. */
export function neighboursOf(tokens: readonly Token[]): Neighbours[] {
  const rows = groupRows(tokens);
  return rows.flatMap((row, r) => {
    const [up, down] = [rows[r - 1], rows[r + 1]];
    const headings = headingsAbove(rows, r);
    return row.tokens.map((token, i) => {
      const own = row.from + i;
      let heading = own;
      for (const candidate of headings) {
        const found = overlapping(candidate, token);
        if (found !== undefined) {
          heading = found;
          break;
        }
      }
      return {
        above: up && up.page === row.page ? (overlapping(up, token) ?? own) : own,
        below: down && down.page === row.page ? (overlapping(down, token) ?? own) : own,
        heading,
        first: row.from,
      };
    });
  });
}

function groupRows(tokens: readonly Token[]): TokenRow[] {
  const rows: { from: number; tokens: Token[]; page: number; isHeading: boolean }[] = [];
  for (const [i, token] of tokens.entries()) {
    const last = rows.at(-1);
    if (last && last.tokens[0]?.facts === token.facts) last.tokens.push(token);
    else rows.push({ from: i, tokens: [token], page: token.facts.row.page, isHeading: looksLikeHeading(token.facts) });
  }
  return rows;
}

/** The head of a table: at least two cells, most of them words, no amounts. */
function looksLikeHeading({ row, amounts, letters }: RowFacts): boolean {
  return row.cells.length >= 2 && amounts.length === 0 && letters > 0.6;
}

/** Rows above that look like headings, nearest first: two are enough, since a table may have a second row of headings. */
function headingsAbove(rows: readonly TokenRow[], at: number): TokenRow[] {
  const found: TokenRow[] = [];
  const page = rows[at]?.page;
  for (let r = at - 1; r >= Math.max(0, at - HEADING_ROWS) && found.length < 2; r--) {
    const row = rows[r];
    if (!row || row.page !== page) break;
    if (row.isHeading) found.push(row);
  }
  return found;
}

/** The word of a row that shares most of its width with the token. */
function overlapping(row: TokenRow, token: Token): number | undefined {
  let [best, most] = [-1, 0];
  for (const [i, other] of row.tokens.entries()) {
    const shared = Math.min(other.right, token.right) - Math.max(other.left, token.left);
    if (shared > most) [best, most] = [i, shared];
  }
  return best < 0 ? undefined : row.from + best;
}
