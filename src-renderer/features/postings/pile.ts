/** Entries by where they stand, as the engine counted them. `stopped` are those that wait for a person or were taken back. */
export type PostingCounts = { onWay: number; inLedger: number; stopped: number };

/** The pile that is being posted: what was finished before it began. */
export type Pile = { inLedger: number; stopped: number };

export type PileProgress = { posted: number; stopped: number; left: number; total: number };

/**
 * Follows what is finished before a pile begins: as long as nothing is on its way, that is all there is. What is finished can also become
 * less (taken back, changed there, tried again); the pile then begins lower, so that its total never counts more than there is.
 */
export function followPile(pile: Pile | undefined, { onWay, inLedger, stopped }: PostingCounts): Pile {
  if (onWay === 0 || !pile) return { inLedger, stopped };
  return { inLedger: Math.min(pile.inLedger, inLedger), stopped: Math.min(pile.stopped, stopped) };
}

export function pileProgress(pile: Pile, { onWay, inLedger, stopped }: PostingCounts): PileProgress {
  const posted = Math.max(0, inLedger - pile.inLedger);
  const halted = Math.max(0, stopped - pile.stopped);
  return { posted, stopped: halted, left: onWay, total: onWay + posted + halted };
}

/** Fewer are gone before a bar could be read. */
export const PILE_FROM = 5;
