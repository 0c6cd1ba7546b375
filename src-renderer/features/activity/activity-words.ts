import type { DocumentSummary } from '../../../src-main/contract/document.ts';
import type { Activity, ArrivalRow } from '../../../src-main/contract/insight.ts';
import { formatCount, plural } from '../../format/amount.ts';
import { formatDuration } from '../../format/date.ts';

/** Something that came to an end: a document, or a file that became none. */
export type Result = { key: string; at: string } & ({ document: DocumentSummary } | { arrival: ArrivalRow });

const SHOWN = 40;

/** Documents and the files that were duplicates or no documents, in one list, newest first. */
export function mergeResults(recent: readonly DocumentSummary[], arrivals: readonly ArrivalRow[]): Result[] {
  const documents: Result[] = recent.map((document) => ({ key: document.id, at: document.changedAt, document }));
  const others: Result[] = arrivals
    .filter(({ outcome }) => outcome === 'duplicate' || outcome === 'ignored')
    .map((arrival) => ({ key: `${arrival.at} ${arrival.origin} ${arrival.name}`, at: arrival.at, arrival }));
  return [...documents, ...others].toSorted((a, b) => (a.at < b.at ? 1 : -1)).slice(0, SHOWN);
}

/** How far the pile is, in words: a heading and what follows from it. */
export function pileWords({ pile, queued, active, pausedBecause }: Activity): { title: string; note: string } {
  const left = Math.max(0, pile.total - pile.done);
  if (left === 0 && active.length === 0 && queued === 0) {
    return { title: 'Nothing is being read.', note: 'Everything that arrived has been dealt with. New files start by themselves.' };
  }
  const title = `${formatCount(pile.done)} of ${plural(pile.total, 'document')} done`;
  if (pausedBecause) return { title, note: `${plural(left, 'document')} left.` };
  return { title, note: `${formatCount(left)} to go, ${timeLeft(pile.secondsLeft)}.` };
}

function timeLeft(seconds: number | undefined): string {
  if (seconds === undefined) return 'the time left shows soon';
  return seconds < 10 ? 'a few seconds left' : `about ${formatDuration(seconds * 1000)} left`;
}

/** What is happening to a document, with the page it is at. */
export function stepWords(step: string, page: number | undefined, pages: number | undefined): string {
  const word = step === '' ? 'Reading' : step.charAt(0).toUpperCase() + step.slice(1);
  if (page === undefined || pages === undefined || pages < 2) return word;
  return `${word}, page ${page} of ${pages}`;
}
