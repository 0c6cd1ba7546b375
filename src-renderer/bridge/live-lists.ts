import type { InfiniteData, Query, QueryClient } from '@tanstack/react-query';
import type { DocumentSummary } from '../../src-main/contract/document.ts';

type Listed = InfiniteData<{ rows: readonly DocumentSummary[]; total: number }>;

/** Lists up to this many pages are simply asked again when something changed. */
const SHALLOW_PAGES = 3;

/**
 * True for a list that was scrolled far down. Asking all of its pages again for each of a thousand arriving documents would
 * keep the engine busy with nothing else, so such a list is only marked as changed and says so.
 */
export function isDeepList(query: Pick<Query, 'state'>): boolean {
  const { data } = query.state;
  return isPages(data) && data.pages.length > SHALLOW_PAGES;
}

/** Puts the new state of a document into every list that shows it, at once and without asking. */
export function patchDocumentRows(client: QueryClient, document: DocumentSummary): void {
  for (const query of client.getQueryCache().findAll({ queryKey: ['documents'] })) {
    const { data, dataUpdatedAt, isInvalidated } = query.state;
    if (!isPages(data)) continue;
    const patched = withRow(data, document);
    if (patched === data) continue;
    client.setQueryData(query.queryKey, patched, { updatedAt: dataUpdatedAt });
    // Setting data says "fresh", which a patched row alone does not make it.
    if (isInvalidated) query.invalidate();
  }
}

function withRow(data: Listed, document: DocumentSummary): Listed {
  const at = data.pages.findIndex(({ rows }) => rows.some(({ id }) => id === document.id));
  if (at < 0) return data;
  const pages = data.pages.map((page, index) =>
    index === at ? { ...page, rows: page.rows.map((row) => (row.id === document.id ? document : row)) } : page,
  );
  return { ...data, pages };
}

function isPages(data: unknown): data is Listed {
  return typeof data === 'object' && data !== null && 'pages' in data && Array.isArray(data.pages);
}
