import type { PostingState } from '../../../src-main/contract/document.ts';

/** Groups of states that a person asks for. */
export const STATE_CHOICES = [
  { id: 'all', label: 'All', states: [] },
  { id: 'progress', label: 'On their way', states: ['queued', 'sent'] },
  { id: 'done', label: 'In the ledger', states: ['posted', 'verified'] },
  { id: 'refused', label: 'Refused', states: ['rejected'] },
  { id: 'uncertain', label: 'Not certain', states: ['uncertain'] },
  { id: 'cancelled', label: 'Taken back', states: ['cancelled'] },
] as const satisfies readonly { id: string; label: string; states: readonly PostingState[] }[];
export type StateChoice = (typeof STATE_CHOICES)[number]['id'];

/** The choice that stands for these states; one state of a group counts as its group. */
export function choiceOf(states: readonly PostingState[]): StateChoice {
  const [first] = states;
  if (first === undefined) return 'all';
  return STATE_CHOICES.find((choice) => (choice.states as readonly PostingState[]).includes(first))?.id ?? 'all';
}

/** The name of a ledger without its path: `hledger · harbour.journal`. */
export function ledgerWords(ledger: string): string {
  const [kind = '', ...rest] = ledger.split(':');
  const name = rest.join(':').split(/[/\\]/).filter(Boolean).at(-1) ?? '';
  return name ? `${kind} · ${name}` : kind;
}
