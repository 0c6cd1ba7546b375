import type { PostingPlan } from '../../../src-main/contract/ledger.ts';
import { plural } from '../../format/amount.ts';

/** What a dry run says in one sentence. */
export function planWords({ changes, problems, finish }: Pick<PostingPlan, 'changes' | 'problems' | 'finish'>): string {
  if (problems.length > 0) {
    return `Nothing would be written as it stands.${changes.length > 0 ? ' Below the reasons is what the entry would be.' : ''}`;
  }
  if (changes.length === 0) return 'This ledger shows beforehand only that it would take the entry.';
  const where = plural(changes.length, 'place', 'places');
  return finish === 'draft'
    ? `A draft would be left in the ledger, which changes ${where}. Nothing is written yet.`
    : `The entry would be posted for good, which changes ${where}. Nothing is written yet.`;
}
