import type { DocumentSummary } from '../../../src-main/contract/document.ts';

export type QueueGroup = { group: string; documents: DocumentSummary[] };
export type Queue = { left: number; arrivedToday: number; groups: QueueGroup[] };
export type QueueRow = { kind: 'group'; group: string; count: number } | { kind: 'document'; document: DocumentSummary };

/** Headings and documents as one list, the way they are shown. */
export function queueRows(groups: readonly QueueGroup[]): QueueRow[] {
  return groups.flatMap(({ group, documents }) => [
    { kind: 'group' as const, group, count: documents.length },
    ...documents.map((document) => ({ kind: 'document' as const, document })),
  ]);
}

/** The documents in the order in which a person walks them. */
export function queueOrder(groups: readonly QueueGroup[]): DocumentSummary[] {
  return groups.flatMap(({ documents }) => documents);
}

/** The id `step` places after `current`; the nearest end where there is none; the first where `current` is not in the list. */
export function neighbour<Id extends string>(order: readonly Id[], current: Id | undefined, step: 1 | -1): Id | undefined {
  const at = current === undefined ? -1 : order.indexOf(current);
  if (at < 0) return order[0];
  return order[Math.min(order.length - 1, Math.max(0, at + step))];
}

/** Where to go when `decided` leave the list: the next one that stays after the present one, else the last one before it. */
export function afterDecision<Id extends string>(order: readonly Id[], current: Id, decided: ReadonlySet<Id>): Id | undefined {
  const at = order.indexOf(current);
  const stays = (id: Id) => !decided.has(id);
  return order.slice(at + 1).find(stays) ?? order.slice(0, Math.max(0, at)).findLast(stays);
}

/** The queue as it will be without these documents, until the engine's own answer comes. */
export function withoutDocuments(queue: Queue, ids: ReadonlySet<string>): Queue {
  const groups = queue.groups
    .map(({ group, documents }) => ({ group, documents: documents.filter(({ id }) => !ids.has(id)) }))
    .filter(({ documents }) => documents.length > 0);
  const before = queueOrder(queue.groups).length;
  return { ...queue, groups, left: Math.max(0, queue.left - (before - queueOrder(groups).length)) };
}
