import { useQuery, useQueryClient } from '@tanstack/react-query';
import { FileQuestion } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { DocumentDetail } from '../../../src-main/contract/document.ts';
import type { DocumentId } from '../../../src-main/contract/ids.ts';
import type { Failure } from '../../bridge/failure.ts';
import { queries } from '../../bridge/queries.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { QueryFailure } from '../../ui/notice.tsx';
import { Skeleton, SkeletonRows } from '../../ui/skeleton.tsx';
import { ActionBar } from './action-bar.tsx';
import { CompareView } from './compare-view.tsx';
import { saveValue, savingSettled } from './corrections.ts';
import { approve, reject } from './decisions.ts';
import { type FieldRow, fieldRows, type Stop, stopsOf } from './field-rows.ts';
import { editField, focusStop } from './focus.ts';
import { type PageWord, textOf } from './page-geometry.ts';
import { type PageMark, PageViewer } from './page-viewer.tsx';
import { Panel } from './panel.tsx';
import { neighbour } from './queue-order.ts';
import { RejectDialog } from './reject-dialog.tsx';
import { openStop, type Review, ReviewContext, useRows } from './review-context.ts';
import { markLooked, useReviewStore } from './review-store.ts';
import { useReviewKeys } from './use-review-keys.ts';

type DeskProps = { id: DocumentId; order: readonly DocumentId[]; step: (by: 1 | -1) => void };

/** Page and fields of one document. */
export function ReviewDesk({ id, order, step }: DeskProps) {
  const { data: detail, error, refetch } = useQuery(queries.document(id));
  usePreload(neighbour(order, id, 1), id);
  if (error && !detail) return <QueryFailure error={error} onRetry={refetch} />;
  if (!detail) return <DeskSkeleton />;
  return <Desk key={id} detail={detail} order={order} step={step} />;
}

/** Keeps the desk's shape while the document is on its way. */
function DeskSkeleton() {
  return (
    <div className="grid h-full grid-rows-[minmax(0,1fr)_56px]">
      <div className="grid min-h-0 desk:grid-cols-[minmax(0,1fr)_356px] wide:grid-cols-[minmax(0,1fr)_428px]">
        <div className="flex items-center justify-center bg-sunken">
          <Skeleton className="h-3/5 w-[300px]" />
        </div>
        <div className="border-l bg-surface p-4">
          <SkeletonRows rows={8} className="h-7" />
        </div>
      </div>
      <div className="border-t bg-surface" />
    </div>
  );
}

/** Loads the next document, its first picture and its words, so that going there takes no time. */
function usePreload(next: DocumentId | undefined, current: DocumentId): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!next || next === current) return;
    const load = async () => {
      const detail = await client.fetchQuery({ ...queries.document(next), staleTime: 30_000 });
      if (detail.pageSizes.length === 0) return;
      await client.prefetchQuery(queries.pageImage(next, 1));
      await client.prefetchQuery(queries.words(next, 1));
    };
    // Whatever goes wrong here is shown when the person gets there.
    void load().catch(() => undefined);
  }, [client, next, current]);
}

function Desk({ detail, order, step }: { detail: DocumentDetail; order: readonly DocumentId[]; step: (by: 1 | -1) => void }) {
  const { client, rows } = useRows(detail);
  const { decide, failure, isDeciding } = useDeciding(detail, order);
  const [page, setPage] = usePageOf(detail, rows);
  const marks = useMarks(detail, rows);
  const showWords = useReviewStore((state) => state.showWords);
  const canEdit = detail.state === 'review';
  const review: Review = {
    detail,
    client,
    rows,
    canEdit,
    order,
    approve: () => void decide(),
    walk: () => walkOn(detail, rows, canEdit, () => void decide()),
  };
  useReviewKeys(review, step);
  useEffect(() => useReviewStore.setState({ cursor: undefined }), []);
  const fill = (words: readonly PageWord[]) => {
    const row = rows.find(({ name }) => name === useReviewStore.getState().cursor);
    if (row) void saveValue(detail.id, row.name, textOf(words));
  };
  const setAside = (reason: string) => void decide(reason);
  return (
    <ReviewContext value={review}>
      <div className="grid h-full grid-rows-[minmax(0,1fr)_56px]">
        <div className="grid min-h-0 overflow-auto max-desk:grid-rows-[minmax(320px,60dvh)_auto] desk:grid-cols-[minmax(0,1fr)_356px] desk:grid-rows-[minmax(0,1fr)] desk:overflow-visible wide:grid-cols-[minmax(0,1fr)_428px]">
          {detail.pageSizes.length > 0 ? (
            <PageViewer
              documentId={detail.id}
              name={detail.name}
              pageSizes={detail.pageSizes}
              page={page}
              onPage={setPage}
              marks={marks}
              showWords={showWords}
              onShowWords={(on) => useReviewStore.setState({ showWords: on })}
              hasKeys
              {...(canEdit ? { onPick: fill } : {})}
            />
          ) : (
            <div className="flex bg-sunken">
              <EmptyState icon={<FileQuestion />} title="There is no picture of it">
                The original is kept as it arrived.
              </EmptyState>
            </div>
          )}
          <Panel page={page} failure={failure} />
        </div>
        <ActionBar step={step} isDeciding={isDeciding} />
      </div>
      <RejectDialog name={detail.supplier ?? detail.name} onReject={setAside} />
      <CompareView onReject={setAside} />
    </ReviewContext>
  );
}

/** Enter: to the next doubtful place, and when none is left, approve. */
function walkOn(detail: DocumentDetail, rows: readonly FieldRow[], canEdit: boolean, approveNow: () => void): void {
  if (!canEdit) return;
  const { cursor } = useReviewStore.getState();
  const here = stopsOf(rows, detail.findings).find(({ target }) => target === cursor);
  if (here) markLooked(detail.id, [here.key]);
  const next = openStop(detail, rows, cursor);
  if (next) goTo(next, rows);
  else approveNow();
}

function goTo({ target }: Stop, rows: readonly FieldRow[]): void {
  const row = rows.find(({ name }) => name === target);
  // A missing value has nothing to look at: the caret goes in at once.
  if (row?.mark === 'missing') editField(row.name);
  else focusStop(target);
}

/** Approves, or rejects with a reason; keeps what went wrong until the document changes. */
function useDeciding(detail: DocumentDetail, order: readonly DocumentId[]) {
  const client = useQueryClient();
  const { data: clients } = useQuery(queries.clients());
  const { data: rules } = useQuery(queries.policy(detail.clientId));
  const [failed, setFailed] = useState<{ version: number; failure: Failure }>();
  const [isDeciding, setDeciding] = useState(false);
  const decide = async (reason?: string) => {
    if (detail.state !== 'review') return;
    setDeciding(true);
    await savingSettled();
    const fresh = client.getQueryData(queries.document(detail.id).queryKey) ?? detail;
    const context = { client: clients?.find((known) => known.client.id === fresh.clientId)?.client, minimum: rules?.policy.minimum };
    const freshRows = fieldRows(fresh, context);
    // A correction may have been refused, or have brought up something new.
    const open = reason === undefined && fresh.version !== detail.version ? openStop(fresh, freshRows, undefined) : undefined;
    const failure = open
      ? undefined
      : await (reason === undefined ? approve({ document: fresh, order }) : reject({ document: fresh, order }, reason));
    setDeciding(false);
    if (open) goTo(open, freshRows);
    setFailed(failure && { version: fresh.version, failure });
    if (failure?.code === 'fields_missing') {
      const missing = freshRows.find(({ mark }) => mark === 'missing');
      if (missing) editField(missing.name);
    }
  };
  return { decide, isDeciding, failure: failed && failed.version === detail.version ? failed.failure : undefined };
}

/** The page that is shown: the one of the evidence when the cursor moves, or whatever the person turned to. */
function usePageOf(detail: DocumentDetail, rows: readonly FieldRow[]): [number, (page: number) => void] {
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
function useMarks(detail: DocumentDetail, rows: readonly FieldRow[]): PageMark[] {
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
  return marks;
}
