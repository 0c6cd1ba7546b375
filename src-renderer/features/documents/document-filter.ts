import { DocumentState } from '../../../src-main/contract/document.ts';
import type { DocumentFilter } from '../../bridge/queries.ts';

/** What the list shows, as the address keeps it: so that back, a bookmark and a link from Home all lead to the same list. */
export type ListPlace = { text: string; states: DocumentState[]; from: string; to: string };

/** Groups of states that a person asks for. */
export const STATE_CHOICES = [
  { id: 'all', label: 'All', states: [] },
  { id: 'review', label: 'Needs you', states: ['review'] },
  { id: 'progress', label: 'In progress', states: ['queued', 'reading', 'checking', 'posting'] },
  { id: 'posted', label: 'Posted', states: ['posted'] },
  { id: 'rejected', label: 'Rejected', states: ['rejected'] },
] as const satisfies readonly { id: string; label: string; states: readonly DocumentState[] }[];
export type StateChoice = (typeof STATE_CHOICES)[number]['id'];

const KNOWN: readonly string[] = DocumentState.options;

export function placeFromSearch(search: URLSearchParams): ListPlace {
  const states = (search.get('states') ?? '').split(',').filter((state): state is DocumentState => KNOWN.includes(state));
  return { text: search.get('text') ?? '', states, from: day(search.get('from')), to: day(search.get('to')) };
}

export function searchFromPlace({ text, states, from, to }: ListPlace): Record<string, string> {
  return {
    ...(text ? { text } : {}),
    ...(states.length > 0 ? { states: states.join(',') } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  };
}

/** The question for the engine; what is not asked for is absent. */
export function filterFromPlace({ text, states, from, to }: ListPlace): Omit<DocumentFilter, 'clientId'> {
  const words = text.trim();
  return {
    ...(words ? { text: words } : {}),
    ...(states.length > 0 ? { states } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  };
}

/** The choice that stands for these states; a single state of a group, as links give it, counts as its group. */
export function choiceOf(states: readonly DocumentState[]): StateChoice {
  const [first] = states;
  if (first === undefined) return 'all';
  return STATE_CHOICES.find((choice) => (choice.states as readonly DocumentState[]).includes(first))?.id ?? 'all';
}

export function isFiltered({ text, states, from, to }: ListPlace): boolean {
  return text.trim() !== '' || states.length > 0 || from !== '' || to !== '';
}

function day(text: string | null): string {
  return text && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : '';
}
