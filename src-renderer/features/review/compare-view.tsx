import { useQuery } from '@tanstack/react-query';
import { Equal, EqualNot } from 'lucide-react';
import { useState } from 'react';
import type { DocumentDetail } from '../../../src-main/contract/document.ts';
import type { DocumentId } from '../../../src-main/contract/ids.ts';
import { queries } from '../../bridge/queries.ts';
import { formatInstant } from '../../format/date.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { QueryFailure } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { Table, Td, Th } from '../../ui/table.tsx';
import { PageViewer } from '../../viewer/page-viewer.tsx';
import type { PageOverlay } from '../../viewer/viewer-tools.tsx';
import type { FieldRow } from './field-rows.ts';
import { useReview, useRows } from './review-context.ts';
import { useReviewStore } from './review-store.ts';

/** The document that a finding compares this one with. */
export function otherDocument(detail: DocumentDetail): DocumentId | undefined {
  return detail.findings.flatMap(({ evidence }) => evidence).find(({ documentId }) => documentId !== undefined && documentId !== detail.id)
    ?.documentId;
}

/** Two documents side by side, with what differs between them. */
export function CompareView({ onReject }: { onReject: (reason: string) => void }) {
  const { detail, canEdit } = useReview();
  const isOpen = useReviewStore((state) => state.dialog === 'compare');
  const other = otherDocument(detail);
  const close = () => useReviewStore.setState({ dialog: undefined });
  const reject = () => {
    close();
    onReject('Duplicate');
  };
  return (
    <Dialog
      title="Are these the same?"
      isOpen={isOpen && other !== undefined}
      onClose={close}
      width="full"
      aside={
        <>
          <Button variant="danger" isDisabled={!canEdit} onPress={reject}>
            The same: reject this one
          </Button>
          <Button onPress={close}>They differ: back to it</Button>
        </>
      }
    >
      {other ? <Pair otherId={other} /> : null}
    </Dialog>
  );
}

function Pair({ otherId }: { otherId: DocumentId }) {
  const { detail, rows } = useReview();
  const { data: other, error, refetch } = useQuery(queries.document(otherId));
  const { rows: otherRows } = useRows(other);
  if (error) return <QueryFailure error={error} onRetry={refetch} />;
  if (!other) return <SkeletonRows rows={8} />;
  return (
    <div className="grid h-full min-h-[480px] gap-4 desk:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_minmax(300px,380px)]">
      <Side title="This one" detail={detail} />
      <Side title="The other" detail={other} />
      <Differences rows={rows} otherRows={otherRows} />
    </div>
  );
}

function Side({ title, detail }: { title: string; detail: DocumentDetail }) {
  const [page, setPage] = useState(1);
  const [overlay, setOverlay] = useState<PageOverlay>();
  return (
    <section aria-label={title} className="flex min-h-[320px] min-w-0 flex-col overflow-hidden rounded-m border">
      <header className="flex items-baseline gap-2 border-b px-3 py-2">
        <h3 className="font-bold whitespace-nowrap">{title}</h3>
        <span className="truncate text-s text-ink-2">
          {detail.name} · {detail.state === 'posted' ? 'posted' : 'arrived'}{' '}
          {formatInstant(detail.state === 'posted' ? detail.changedAt : detail.arrivedAt, new Date())}
        </span>
      </header>
      <div className="min-h-0 flex-1">
        <PageViewer
          documentId={detail.id}
          name={detail.name}
          pageSizes={detail.pageSizes}
          page={page}
          onPage={setPage}
          marks={[]}
          overlay={overlay}
          onOverlay={setOverlay}
        />
      </div>
    </section>
  );
}

function Differences({ rows, otherRows }: { rows: readonly FieldRow[]; otherRows: readonly FieldRow[] }) {
  const pairs = rows
    .map((row) => ({ row, other: otherRows.find(({ name }) => name === row.name) }))
    .filter(({ row, other }) => row.raw !== '' || (other?.raw ?? '') !== '');
  return (
    <div className="overflow-auto">
      <Table label="Values of both">
        <thead>
          <tr>
            <Th>
              <span className="sr-only">Same or not</span>
            </Th>
            <Th>Field</Th>
            <Th>This one</Th>
            <Th>The other</Th>
          </tr>
        </thead>
        <tbody>
          {pairs.map(({ row, other }) => {
            const same = row.raw === other?.raw;
            return (
              <tr key={row.name} className={classNames(!same && 'bg-doubt-soft')}>
                <Td>
                  {same ? (
                    <Equal aria-label="same" className="size-3.5 text-ink-3" />
                  ) : (
                    <EqualNot aria-label="differs" className="size-3.5 text-doubt" />
                  )}
                </Td>
                <Td className="text-ink-2">{row.label}</Td>
                <Td className="font-medium break-words">{row.shown || '–'}</Td>
                <Td className="break-words">{other?.shown || '–'}</Td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </div>
  );
}
