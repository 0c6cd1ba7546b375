import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ArrowRight, ChevronRight, RotateCw } from 'lucide-react';
import type { DocumentSummary, Posting } from '../../../src-main/contract/document.ts';
import { api } from '../../bridge/api.ts';
import { failureOf } from '../../bridge/failure.ts';
import { formatMoneyText } from '../../format/amount.ts';
import { formatDate, formatInstant } from '../../format/date.ts';
import { useCurrentClient } from '../../state/current-client.ts';
import { go, placeHref } from '../../state/router.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNotice } from '../../ui/notice.tsx';
import { PostingFacts } from '../../ui/posting-facts.tsx';
import { PostingStateChip } from '../../ui/state-chip.tsx';
import { toast } from '../../ui/toast.tsx';
import { useBaseCurrency } from '../../ui/use-base-currency.ts';
import type { Column } from '../../ui/virtual-row.tsx';
import { ledgerWords } from './posting-filter.ts';

export type PostingRow = Posting & { document: DocumentSummary };

export function usePostingColumns(): readonly Column<PostingRow>[] {
  const { clientId, all } = useCurrentClient();
  const baseCurrency = useBaseCurrency();
  const now = new Date();
  const nameOf = (id: string) => all.find(({ client }) => client.id === id)?.client.name ?? '';
  const columns: Column<PostingRow>[] = [
    {
      id: 'supplier',
      title: 'Entry',
      cell: ({ document }) => (
        <>
          <ChevronRight
            aria-hidden="true"
            className="mr-1.5 -ml-1 inline size-3.5 text-ink-3 transition-transform [[aria-expanded=true]_&]:rotate-90"
          />
          <span className="font-medium">{document.supplier ?? document.name}</span>
        </>
      ),
    },
    ...(clientId ? [] : [{ id: 'client', title: 'Client', width: '16%', from: 980, cell: (row: PostingRow) => nameOf(row.clientId) }]),
    { id: 'date', title: 'Date', width: '110px', from: 720, cell: ({ document }) => (document.date ? formatDate(document.date) : '') },
    {
      id: 'total',
      title: 'Total',
      width: '124px',
      number: true,
      cell: ({ clientId: id, document: { total, currency } }) =>
        total === undefined ? '' : formatMoneyText(total, currency, { base: baseCurrency(id) }),
    },
    {
      id: 'ledger',
      title: 'Ledger',
      width: '20%',
      from: 860,
      cell: ({ ledger }) => <span className="text-ink-2">{ledgerWords(ledger)}</span>,
    },
    { id: 'state', title: 'State', width: '128px', cell: ({ state }) => <PostingStateChip state={state} /> },
    {
      id: 'at',
      title: 'When',
      width: '132px',
      from: 640,
      cell: ({ postedAt, createdAt }) => (
        <time dateTime={postedAt ?? createdAt} className="text-ink-2">
          {formatInstant(postedAt ?? createdAt, now)}
        </time>
      ),
    },
  ];
  return columns;
}

/** What is open under a row: the entry, the ledger's words, and what can be done. */
export function PostingDetail({ row }: { row: PostingRow }) {
  const client = useQueryClient();
  const again = useMutation({
    mutationFn: () => api.postings.retry({ key: row.key }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['postings'] });
      toast({ title: 'The ledger is asked again', text: row.document.supplier ?? row.document.name });
    },
  });
  return (
    <div className="grid max-w-[860px] gap-3 whitespace-normal">
      <PostingFacts posting={row} />
      {again.error ? <FailureNotice failure={failureOf(again.error)} /> : null}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {row.state === 'uncertain' ? (
          <>
            <Button size="s" variant="primary" icon={<RotateCw />} isPending={again.isPending} onPress={() => again.mutate()}>
              Look in the ledger again
            </Button>
            <span className="text-ink-2">If it is there, nothing is written; if it is not, it is written now.</span>
          </>
        ) : null}
        {row.state === 'rejected' ? (
          <>
            <Button size="s" variant="primary" icon={<ArrowRight />} onPress={() => go(placeHref('review', row.documentId))}>
              Correct and approve again
            </Button>
            <span className="text-ink-2">The document waits under Review with the ledger's words.</span>
          </>
        ) : null}
        <a href={placeHref('documents', row.documentId)} className="underline">
          Show the document
        </a>
      </div>
    </div>
  );
}
