import { useQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { DocumentDetail, FieldName } from '../../../src-main/contract/document.ts';
import type { DocumentId } from '../../../src-main/contract/ids.ts';
import { failureOf } from '../../bridge/failure.ts';
import { queries } from '../../bridge/queries.ts';
import { ScreenBar } from '../../shell/screen-bar.tsx';
import { useKeys } from '../../state/keys.ts';
import { go, placeHref } from '../../state/router.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { QueryFailure } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { DocumentStateChip } from '../../ui/state-chip.tsx';
import { type PageMark, PageViewer } from '../../viewer/page-viewer.tsx';
import type { PageOverlay } from '../../viewer/viewer-tools.tsx';
import { DocumentFacts } from './document-facts.tsx';
import { fieldWord } from './fact-words.ts';

/** Back to the list as it was, where this window came from it. */
function leave(): void {
  if (window.history.length > 1) window.history.back();
  else go(placeHref('documents'));
}

/** One document: its page, and everything that is known about it. */
export function DocumentPage({ id }: { id: DocumentId }) {
  const { data, error, refetch } = useQuery(queries.document(id));
  useKeys('Document', [{ keys: ['Escape'], label: 'Back to the list', run: leave }]);
  if (!data) {
    if (!error) return <Loading />;
    return failureOf(error).code === 'not_found' ? <Gone /> : <QueryFailure error={error} onRetry={refetch} />;
  }
  return (
    <>
      <ScreenBar>
        <Button variant="quiet" size="s" icon={<ArrowLeft />} onPress={leave}>
          Back
        </Button>
        <span className="min-w-0 truncate font-medium">{data.supplier ?? data.name}</span>
        <DocumentStateChip state={data.state} />
      </ScreenBar>
      <Body detail={data} />
    </>
  );
}

/** Page and facts. Choosing a value outlines on the page where it was read. */
function Body({ detail }: { detail: DocumentDetail }) {
  const [page, setPage] = useState(1);
  const [shown, setShown] = useState<FieldName>();
  const show = (name: FieldName) => {
    setShown(name === shown ? undefined : name);
    setPage(detail.extraction?.fields[name]?.page ?? page);
  };
  return (
    <div className="grid h-full min-h-0 grid-cols-[minmax(0,1fr)_minmax(320px,460px)] max-desk:block max-desk:overflow-auto">
      <Viewer detail={detail} page={page} onPage={setPage} shown={shown} />
      <div className="min-h-0 overflow-auto border-l bg-surface max-desk:border-t max-desk:border-l-0">
        <DocumentFacts detail={detail} shown={shown} onShow={show} />
      </div>
    </div>
  );
}

type ViewerProps = { detail: DocumentDetail; page: number; onPage: (page: number) => void; shown: FieldName | undefined };

function Viewer({ detail, page, onPage, shown }: ViewerProps) {
  const [overlay, setOverlay] = useState<PageOverlay>();
  const marks = useMemo(() => marksOf(detail, shown), [detail, shown]);
  if (detail.pageSizes.length === 0) {
    return (
      <div className="flex h-full min-h-60 bg-sunken">
        <EmptyState title={detail.problem ? 'There is no page to show' : 'The pages are not ready yet'}>
          {detail.problem ? detail.problem.message : 'They show here once the document has been opened.'}
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="h-full min-h-0 max-desk:h-[60dvh]">
      <PageViewer
        documentId={detail.id}
        name={detail.name}
        pageSizes={detail.pageSizes}
        page={page}
        onPage={onPage}
        marks={marks}
        overlay={overlay}
        onOverlay={setOverlay}
        hasKeys
      />
    </div>
  );
}

/** Where the chosen value was read and where the findings point to. */
function marksOf({ extraction, findings }: DocumentDetail, shown: FieldName | undefined): PageMark[] {
  const field = shown ? extraction?.fields[shown] : undefined;
  const marks: PageMark[] = [];
  if (shown && field?.page && field.box) marks.push({ page: field.page, box: field.box, kind: 'focus', label: fieldWord(shown) });
  for (const { evidence } of findings) {
    for (const { documentId, page, box, label } of evidence) {
      if (!documentId && page && box) marks.push({ page, box, kind: 'finding', label });
    }
  }
  return marks;
}

function Gone() {
  return (
    <div className="flex h-full">
      <EmptyState
        title="There is no such document"
        actions={<Button onPress={() => go(placeHref('documents'))}>Show all documents</Button>}
      >
        The address names a document that is not here.
      </EmptyState>
    </div>
  );
}

function Loading() {
  return (
    <div role="status" aria-label="Loading" className="grid h-full grid-cols-[minmax(0,1fr)_minmax(320px,460px)]">
      <div className="flex items-center justify-center bg-sunken">
        <Skeleton className="h-[70%] w-[min(420px,60%)]" />
      </div>
      <div className="grid content-start gap-3 border-l bg-surface p-5">
        <Skeleton className="h-7 w-2/3" />
        <Skeleton className="h-48" />
        <Skeleton className="h-32" />
      </div>
    </div>
  );
}
