import { describe, expect, it } from 'vitest';
import type { DocumentSummary } from '../../../src-main/contract/document.ts';
import { afterDecision, neighbour, queueOrder, queueRows, withoutDocuments } from '../../../src-renderer/features/review/queue-order.ts';

const summary = (id: string) => ({ id }) as DocumentSummary;
const queue = {
  left: 4,
  arrivedToday: 9,
  groups: [
    { group: 'Payee changed', documents: [summary('a')] },
    { group: 'New supplier', documents: [summary('b'), summary('c'), summary('d')] },
  ],
};
const order = ['a', 'b', 'c', 'd'];

describe('the queue', () => {
  it('shows a heading with its count before the documents of a group', () => {
    expect(queueRows(queue.groups).map((row) => (row.kind === 'group' ? `${row.group} ${row.count}` : row.document.id))).toEqual([
      'Payee changed 1',
      'a',
      'New supplier 3',
      'b',
      'c',
      'd',
    ]);
    expect(queueOrder(queue.groups).map(({ id }) => id)).toEqual(order);
  });

  it('stops at its ends', () => {
    expect(neighbour(order, 'b', 1)).toBe('c');
    expect(neighbour(order, 'd', 1)).toBe('d');
    expect(neighbour(order, 'a', -1)).toBe('a');
  });

  it('begins at the first where the present document is not in it', () => {
    expect(neighbour(order, 'x', 1)).toBe('a');
    expect(neighbour([], undefined, 1)).toBeUndefined();
  });
});

describe('after a decision', () => {
  it('the next document follows', () => {
    expect(afterDecision(order, 'b', new Set(['b']))).toBe('c');
    expect(afterDecision(order, 'b', new Set(['b', 'c']))).toBe('d');
  });

  it('the one before follows where it was the last', () => {
    expect(afterDecision(order, 'd', new Set(['d']))).toBe('c');
    expect(afterDecision(['a'], 'a', new Set(['a']))).toBeUndefined();
  });

  it('the document, its empty group and its count are gone', () => {
    const rest = withoutDocuments(queue, new Set(['a']));
    expect(rest.groups.map(({ group }) => group)).toEqual(['New supplier']);
    expect(rest.left).toBe(3);
    expect(withoutDocuments(queue, new Set(['x'])).left).toBe(4);
  });
});
