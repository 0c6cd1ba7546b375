import { ChevronRight } from 'lucide-react';
import type { DocumentSummary, Posting } from '../../../src-main/contract/document.ts';
import { formatMoneyText } from '../../format/amount.ts';
import { formatDate, formatInstant } from '../../format/date.ts';
import { useCurrentClient } from '../../state/current-client.ts';
import { placeHref } from '../../state/router.ts';
import { PostingFacts } from '../../ui/posting-facts.tsx';
import { PostingStateChip } from '../../ui/state-chip.tsx';
import { useBaseCurrency } from '../../ui/use-base-currency.ts';
import type { Column } from '../../ui/virtual-row.tsx';
import { PostingActions } from './posting-actions.tsx';
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
    { id: 'state', title: 'State', width: '158px', cell: (row) => <PostingStateChip posting={row} /> },
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

/** What is open under a row: the entry, its way, the ledger's words, and what can be done. */
export function PostingDetail({ row }: { row: PostingRow }) {
  return (
    <div className="grid max-w-[1080px] grid-cols-[minmax(0,1fr)] gap-3 whitespace-normal">
      <PostingFacts posting={row} isWide />
      <PostingActions posting={row} name={row.document.supplier ?? row.document.name} />
      <div>
        <a href={placeHref('documents', row.documentId)} className="underline">
          Show the document
        </a>
      </div>
    </div>
  );
}
