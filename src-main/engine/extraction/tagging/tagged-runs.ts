import type { Facts } from '../facts.ts';
import type { Span } from '../types.ts';
import type { Tag } from './tags.ts';
import type { WordTags } from './word-tags.ts';

/** Neighbouring words of a row that have a tag. `p` is the mean of their probabilities. */
export type TaggedRun = { readonly span: Span; readonly p: number; readonly left: number; readonly right: number };

/** A single word of lower probability between two others of the tag belongs to the run ("&", a misread letter). */
const BRIDGE = 0.1;

/** Runs of words whose probability of the tag is at least `least`, from top to bottom. A wide gap between cells ends a run. */
export function taggedRuns(facts: Facts, tags: WordTags, tag: Tag, least: number): TaggedRun[] {
  return facts.rows.flatMap(({ row }) => {
    const runs: { from: number; to: number; sum: number }[] = [];
    row.words.forEach((_, at) => {
      const p = tags.p(row.index, at, tag);
      const last = runs.at(-1);
      const joins = last !== undefined && (last.to === at - 1 || (last.to === at - 2 && tags.p(row.index, at - 1, tag) >= BRIDGE));
      if (p < least) return;
      if (joins && sameCell(row.cells, row.offsets[last.to] ?? 0, row.offsets[at] ?? 0)) {
        last.to = at;
        last.sum += p;
      } else runs.push({ from: at, to: at, sum: p });
    });
    return runs.map(({ from, to, sum }) => {
      const [first, last] = [row.words[from], row.words[to]];
      const end = (row.offsets[to] ?? 0) + (last?.text.length ?? 0);
      return {
        span: { row: row.index, start: row.offsets[from] ?? 0, end },
        p: sum / (to - from + 1),
        left: first?.box[0] ?? 0,
        right: (last?.box[0] ?? 0) + (last?.box[2] ?? 0),
      };
    });
  });
}

function sameCell(cells: readonly { readonly start: number; readonly end: number }[], a: number, b: number): boolean {
  return cells.findIndex((cell) => cell.start <= a && a < cell.end) === cells.findIndex((cell) => cell.start <= b && b < cell.end);
}

/**
 * Runs on consecutive rows of a page that stand over each other, as one value each, at most `most` rows a block. Where runs stand beside each
 * other, they are told both apart, as two columns, and as one row: a word that was not read leaves a gap in large print.
 */
export function taggedBlocks(facts: Facts, runs: readonly TaggedRun[], most: number): TaggedRun[][] {
  const columns = blocksOf(facts, runs, most, false);
  const rows = blocksOf(facts, runs, most, true).filter((block) => block.some(({ span }, i) => span.row === block[i + 1]?.span.row));
  return [...columns, ...rows];
}

function blocksOf(facts: Facts, runs: readonly TaggedRun[], most: number, isOneRow: boolean): TaggedRun[][] {
  const blocks: TaggedRun[][] = [];
  for (const run of runs) {
    const open = blocks.find((block) => {
      const rows = [...new Set(block.map(({ span }) => span.row))];
      const lowest = rows.at(-1);
      if (lowest === run.span.row) return isOneRow;
      return rows.length < most && block.some((own) => own.span.row === lowest && isBelow(facts, own, run));
    });
    if (open) open.push(run);
    else blocks.push([run]);
  }
  return blocks;
}

/** Whether a run goes on below in one of the next two rows. */
function isBelow(facts: Facts, before: TaggedRun, after: TaggedRun): boolean {
  const [a, b] = [facts.rows[before.span.row]?.row, facts.rows[after.span.row]?.row];
  if (!a || !b || a.page !== b.page) return false;
  const down = b.index - a.index;
  return (down === 1 || down === 2) && before.left < after.right && after.left < before.right;
}
