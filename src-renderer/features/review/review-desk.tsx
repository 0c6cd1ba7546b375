import { useQuery, useQueryClient } from '@tanstack/react-query';
import { FileQuestion } from 'lucide-react';
import { useEffect } from 'react';
import type { DocumentDetail } from '../../../src-main/contract/document.ts';
import type { DocumentId } from '../../../src-main/contract/ids.ts';
import { queries } from '../../bridge/queries.ts';
import { go, placeHref } from '../../state/router.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { QueryFailure } from '../../ui/notice.tsx';
import { Skeleton, SkeletonRows } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { PageViewer } from '../../viewer/page-viewer.tsx';
import type { Pick } from '../../viewer/use-page-pointer.ts';
import { PlanDialog } from '../postings/plan-dialog.tsx';
import { ActionBar } from './action-bar.tsx';
import { CompareView } from './compare-view.tsx';
import { saveValue } from './corrections.ts';
import { focusStop } from './focus.ts';
import { useMarks, usePageOf } from './page-marks.ts';
import { Panel, useFocusTitle } from './panel.tsx';
import { neighbour } from './queue-order.ts';
import { RejectDialog } from './reject-dialog.tsx';
import { type Review, ReviewContext, useRows } from './review-context.ts';
import { useReviewStore } from './review-store.ts';
import { useDeciding } from './use-deciding.ts';
import { useReviewKeys } from './use-review-keys.ts';
import { walkOn } from './walk.ts';

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
    <>
      <div className="flex items-center justify-center bg-sunken">
        <Skeleton className="h-3/5 w-[300px]" />
      </div>
      <div className="border-l bg-surface p-4">
        <SkeletonRows rows={8} className="h-7" />
      </div>
      <div className="col-span-full border-t bg-surface" />
    </>
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

/** The dry run of the document at hand. */
function WrittenDialog({ id }: { id: DocumentId }) {
  const isOpen = useReviewStore((state) => state.dialog === 'plan');
  return <PlanDialog id={id} isOpen={isOpen} onClose={() => useReviewStore.setState({ dialog: undefined })} />;
}

function Desk({ detail, order, step }: { detail: DocumentDetail; order: readonly DocumentId[]; step: (by: 1 | -1) => void }) {
  const { client, rows } = useRows(detail);
  const { decide, failure, isDeciding } = useDeciding(detail, order);
  const [page, setPage] = usePageOf(detail, rows);
  const marks = useMarks(detail, rows);
  const overlay = useReviewStore((state) => state.overlay);
  const canEdit = detail.state === 'review';
  // What is decided already, here or by somebody else, leaves nothing to do but to go on.
  const goOn = () => go(placeHref('review', neighbour(order, detail.id, 1)), { replace: true });
  const review: Review = {
    detail,
    client,
    rows,
    canEdit,
    order,
    goOn,
    approve: () => void decide(),
    walk: canEdit ? () => walkOn(detail, rows, () => void decide()) : goOn,
  };
  useReviewKeys(review, step);
  useEffect(() => useReviewStore.setState({ cursor: undefined }), []);
  useFocusTitle();
  const fill = ({ text, how }: Pick) => {
    const row = rows.find(({ name }) => name === useReviewStore.getState().cursor);
    if (!row) {
      // Whoever selects without a field may want to copy; whoever clicks wants to fill.
      if (how !== 'selection') toast({ title: 'Choose a field first', text: 'Then click its value on the page.', replaces: 'pick' });
      return false;
    }
    // Out of the editor, so that the value shows as it was taken and the keys work.
    focusStop(row.name);
    void saveValue(detail.id, row.name, text);
    return true;
  };
  const setAside = (reason: string) => void decide(reason);
  return (
    <ReviewContext value={review}>
      <div className="min-h-0 max-desk:grid max-desk:grid-rows-[minmax(300px,100%)_auto] max-desk:overflow-auto desk:contents">
        {detail.pageSizes.length > 0 ? (
          <PageViewer
            documentId={detail.id}
            name={detail.name}
            pageSizes={detail.pageSizes}
            page={page}
            onPage={setPage}
            marks={marks}
            overlay={overlay}
            onOverlay={(next) => useReviewStore.setState({ overlay: next })}
            onPaper={() => useReviewStore.setState({ cursor: undefined })}
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
      <RejectDialog name={detail.supplier ?? detail.name} onReject={setAside} />
      <CompareView onReject={setAside} />
      <WrittenDialog id={detail.id} />
    </ReviewContext>
  );
}
