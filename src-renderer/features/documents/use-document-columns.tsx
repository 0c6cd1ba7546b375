import { FileText } from 'lucide-react';
import type { DocumentSummary } from '../../../src-main/contract/document.ts';
import { formatMoneyText } from '../../format/amount.ts';
import { formatAgo, formatDate, formatInstant } from '../../format/date.ts';
import { useCurrentClient } from '../../state/current-client.ts';
import { DocumentStateChip } from '../../ui/state-chip.tsx';
import { useBaseCurrency } from '../../ui/use-base-currency.ts';
import { useNow } from '../../ui/use-now.ts';
import type { Column } from '../../ui/virtual-row.tsx';

/** Columns of the list of documents. The client shows only where all of them are looked at. */
export function useDocumentColumns(): readonly Column<DocumentSummary>[] {
  const { clientId, all } = useCurrentClient();
  const baseCurrency = useBaseCurrency();
  const now = useNow();
  const nameOf = (id: string) => all.find(({ client }) => client.id === id)?.client.name ?? '';
  const accountOf = ({ clientId: id, account }: DocumentSummary) => {
    if (account === undefined) return '';
    const known = all.find(({ client }) => client.id === id)?.client.accounts.find(({ code }) => code === account);
    return known ? `${account} ${known.name}` : account;
  };
  const columns: Column<DocumentSummary>[] = [
    { id: 'supplier', title: 'Supplier', cell: (row) => <Supplier row={row} /> },
    ...(clientId
      ? []
      : [{ id: 'client', title: 'Client', width: '14%', from: 1040, cell: (row: DocumentSummary) => nameOf(row.clientId) }]),
    { id: 'date', title: 'Date', width: '104px', cell: (row) => (row.date ? formatDate(row.date) : '') },
    { id: 'number', title: 'Number', width: '112px', from: 820, cell: (row) => row.number ?? '' },
    {
      id: 'total',
      title: 'Total',
      width: '118px',
      number: true,
      cell: (row) => (row.total === undefined ? '' : formatMoneyText(row.total, row.currency, { base: baseCurrency(row.clientId) })),
    },
    { id: 'account', title: 'Account', width: '17%', from: 900, cell: accountOf },
    { id: 'state', title: 'State', width: '118px', cell: (row) => <DocumentStateChip state={row.state} /> },
    {
      id: 'arrived',
      title: 'Arrived',
      width: '112px',
      from: 700,
      cell: ({ arrivedAt }) => (
        <time dateTime={arrivedAt} title={formatInstant(arrivedAt, now)} className="text-ink-2">
          {formatAgo(arrivedAt, now)}
        </time>
      ),
    },
  ];
  return columns;
}

/** The supplier; the file's name stands in while none was read. */
function Supplier({ row: { supplier, name } }: { row: DocumentSummary }) {
  if (supplier) return <span className="font-medium">{supplier}</span>;
  return (
    <span className="text-ink-2">
      <FileText aria-hidden="true" className="mr-1.5 mb-0.5 inline size-3.5 text-ink-3" />
      {name}
    </span>
  );
}
