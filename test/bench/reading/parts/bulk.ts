import type { Bench, PartResult } from '../bench.ts';
import type { Column, Pile } from '../read-pages.ts';
import { written } from '../targets.ts';

const MEGABYTE = 2 ** 20;

/** All receipts through two readers at once: time for each, and what the readers hold at most. */
export async function bulk(bench: Bench): Promise<PartResult | string> {
  if (bench.receipts.length === 0) return 'the SROIE corpus is not here';
  const piles = new Map<Column, Pile>();
  for (const column of bench.columns) piles.set(column, await bench.inBulk(column));
  const n = `${bench.receipts.length} receipts`;
  const each = (pile: Pile): number => pile.wallMs / bench.receipts.length;
  const by = (of: (pile: Pile) => number) => Object.fromEntries([...piles].map(([column, pile]) => [column, [of(pile)]]));
  return {
    figures: [
      { id: 'bulk', n, ...by(each) },
      { id: 'memory', n, ...by(({ peak }) => peak.resident / MEGABYTE) },
    ],
    sections: [
      {
        title: 'A pile of receipts through two readers',
        note: `${n}; the clock runs from the first hand-over to the last answer, with warm readers. Memory is the highest sum over the reader processes, looked at every 150 ms: resident counts pages that both share twice, proportional once.`,
        columns: ['reader', 'per receipt', 'processor time', 'resident', 'proportional'],
        rows: [...piles].map(([column, pile]) => [
          column,
          written('ms', [each(pile)]),
          written('ms', [pile.processorMs / bench.receipts.length]),
          written('MB', [pile.peak.resident / MEGABYTE]),
          written('MB', [pile.peak.proportional / MEGABYTE]),
        ]),
      },
    ],
  };
}
