import type { PostingState } from '../../../src-main/contract/document.ts';

/** Groups of states that a person asks for. */
export const STATE_CHOICES = [
  { id: 'all', label: 'All', states: [] },
  { id: 'progress', label: 'On their way', states: ['queued', 'sent'] },
  { id: 'done', label: 'In the ledger', states: ['posted', 'verified'] },
  { id: 'person', label: 'Needs you', states: ['rejected', 'uncertain', 'asking', 'drifted'] },
  { id: 'undone', label: 'Taken back', states: ['undone', 'cancelled'] },
] as const satisfies readonly { id: string; label: string; states: readonly PostingState[] }[];
export type StateChoice = (typeof STATE_CHOICES)[number]['id'];

/** What an entry that needs a person can be waiting for. */
export const PERSON_CHOICES = [
  { id: 'any', label: 'Any reason', states: ['rejected', 'uncertain', 'asking', 'drifted'] },
  { id: 'rejected', label: 'Refused', states: ['rejected'] },
  { id: 'asking', label: 'Which supplier?', states: ['asking'] },
  { id: 'uncertain', label: 'Not certain', states: ['uncertain'] },
  { id: 'drifted', label: 'Changed there', states: ['drifted'] },
] as const satisfies readonly { id: string; label: string; states: readonly PostingState[] }[];
export type PersonChoice = (typeof PERSON_CHOICES)[number]['id'];

/** The choice that stands for these states; one state of a group counts as its group. */
export function choiceOf(states: readonly PostingState[]): StateChoice {
  const [first] = states;
  if (first === undefined) return 'all';
  return STATE_CHOICES.find((choice) => (choice.states as readonly PostingState[]).includes(first))?.id ?? 'all';
}

/** The same among the reasons why a person is needed; several states count as any. */
export function personChoiceOf(states: readonly PostingState[]): PersonChoice {
  const [first, second] = states;
  if (first === undefined || second !== undefined) return 'any';
  return PERSON_CHOICES.find(({ id }) => id === first)?.id ?? 'any';
}

/** The name of a ledger without its path: `hledger · harbour.journal`. */
export function ledgerWords(ledger: string): string {
  const [kind = '', ...rest] = ledger.split(':');
  const name = rest.join(':').split(/[/\\]/).filter(Boolean).at(-1) ?? '';
  return name ? `${kind} · ${name}` : kind;
}
