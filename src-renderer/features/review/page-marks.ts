import { useEffect, useState } from 'react';
import type { DocumentDetail } from '../../../src-main/contract/document.ts';
import type { PageMark } from '../../viewer/page-viewer.tsx';
import type { FieldRow, Stop } from './field-rows.ts';
import { useReviewStore } from './review-store.ts';

/** The page that is shown: the one of the evidence when the cursor moves, or whatever the person turned to. */
export function usePageOf(detail: DocumentDetail, rows: readonly FieldRow[]): [number, (page: number) => void] {
  const cursor = useReviewStore((state) => state.cursor);
  const [page, setPage] = useState(1);
  const evidence =
    rows.find(({ name }) => name === cursor)?.page ??
    findingOf(detail, cursor)?.evidence.find((place) => place.documentId === undefined)?.page;
  useEffect(() => {
    if (evidence !== undefined) setPage(evidence);
  }, [evidence]);
  return [Math.min(page, Math.max(1, detail.pageSizes.length)), setPage];
}

function findingOf(detail: DocumentDetail, cursor: Stop['target'] | undefined) {
  return cursor?.startsWith('finding-') ? detail.findings[Number(cursor.slice('finding-'.length))] : undefined;
}

/** What is outlined on the page. */
export function useMarks(detail: DocumentDetail, rows: readonly FieldRow[]): PageMark[] {
  const cursor = useReviewStore((state) => state.cursor);
  const row = rows.find(({ name }) => name === cursor);
  const marked = findingOf(detail, cursor);
  const marks: PageMark[] = row?.box ? [{ page: row.page ?? 1, box: row.box, kind: 'focus', label: `${row.label} on the page` }] : [];
  for (const finding of detail.findings) {
    for (const { documentId, page = 1, box, label } of finding.evidence) {
      if (box && (documentId === undefined || documentId === detail.id))
        marks.push({ page, box, kind: finding === marked ? 'focus' : 'finding', label: label || finding.reason });
    }
  }
  const seen = new Set<string>();
  return marks.filter(({ page, box, kind }) => {
    const place = `${page} ${box.join()} ${kind}`;
    return !seen.has(place) && seen.add(place);
  });
}
