import { type InfiniteData, QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { DocumentSummary } from '../../../src-main/contract/document.ts';
import { isDeepList, patchDocumentRows } from '../../../src-renderer/bridge/live-lists.ts';

type Pages = InfiniteData<{ rows: DocumentSummary[]; total: number }>;
const row = (id: string, state = 'reading') => ({ id, state }) as DocumentSummary;
const pages = (count: number): Pages => ({
  pages: Array.from({ length: count }, (_, page) => ({ rows: [row(`${page}a`), row(`${page}b`)], total: count * 2 })),
  pageParams: Array.from({ length: count }, () => undefined),
});
const KEY = ['documents', { text: 'dairy' }];

function cacheWith(data: unknown): QueryClient {
  const client = new QueryClient();
  client.setQueryData(KEY, data);
  return client;
}

test('a document that changed is new in every list that shows it, and nothing else is', () => {
  const client = cacheWith(pages(2));
  const before = client.getQueryData<Pages>(KEY);
  patchDocumentRows(client, row('1b', 'posted'));
  const after = client.getQueryData<Pages>(KEY);
  expect(after?.pages[1]?.rows.map(({ state }) => state)).toEqual(['reading', 'posted']);
  expect(after?.pages[0]).toBe(before?.pages[0]);
  patchDocumentRows(client, row('not there', 'posted'));
  expect(client.getQueryData(KEY)).toBe(after);
});

test('a list that is known to be old stays known to be old', async () => {
  const client = cacheWith(pages(5));
  await client.invalidateQueries({ queryKey: KEY, refetchType: 'none' });
  patchDocumentRows(client, row('4a', 'posted'));
  expect(client.getQueryState(KEY)?.isInvalidated).toBe(true);
});

test('answers that are no lists are left alone, and only long lists are deep', () => {
  const client = cacheWith({ rows: [row('0a')], total: 1 });
  patchDocumentRows(client, row('0a', 'posted'));
  expect(client.getQueryData(KEY)).toEqual({ rows: [row('0a')], total: 1 });
  const deep = (count: number) => isDeepList({ state: { data: pages(count) } } as Parameters<typeof isDeepList>[0]);
  expect([deep(1), deep(3), deep(4)]).toEqual([false, false, true]);
});
