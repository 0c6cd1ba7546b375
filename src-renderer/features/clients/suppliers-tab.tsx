import { useQuery } from '@tanstack/react-query';
import { Store } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Client, SupplierInfo } from '../../../src-main/contract/client.ts';
import { wholeList } from '../../bridge/paged-list.ts';
import { queries } from '../../bridge/queries.ts';
import { formatCount } from '../../format/amount.ts';
import { formatDate } from '../../format/date.ts';
import { placeHref } from '../../state/router.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListPage } from '../../ui/list-page.tsx';
import { SearchInput } from '../../ui/search-input.tsx';
import type { Column } from '../../ui/virtual-row.tsx';
import { VirtualTable } from '../../ui/virtual-table.tsx';
import type { LedgerSupplierInfo } from '../ledgers/book-rows.ts';
import { useKnownBooks } from './ledger-options.ts';
import { linkedSuppliers, supplierKey } from './supplier-links.ts';

/** The ledger's record that a supplier is linked to. Before its first entry there is none. */
function Linked({ there }: { there: LedgerSupplierInfo | undefined }) {
  if (!there) return <span className="text-ink-3">not linked yet</span>;
  return (
    <span title={there.taxNumber ? `Tax number ${there.taxNumber}` : undefined}>
      {there.name}
      {there.taxNumber ? <span className="text-ink-2"> · {there.taxNumber}</span> : null}
    </span>
  );
}

/** Suppliers as the history knows them; each leads to its documents. */
export function SuppliersTab({ client }: { client: Client }) {
  const query = useQuery(queries.suppliers(client.id));
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const data = query.data?.filter(({ name }) => name.toLowerCase().includes(wanted));
  const accountName = (code: string | undefined) => {
    const known = client.accounts.find((account) => account.code === code);
    return known ? `${known.code} ${known.name}` : (code ?? '');
  };
  const books = useKnownBooks(client);
  const links = useMemo(() => (books?.keepsSuppliers ? linkedSuppliers(books.suppliers) : undefined), [books]);
  const columns: readonly Column<SupplierInfo>[] = [
    { id: 'name', title: 'Supplier', cell: ({ name }) => <span className="font-medium">{name}</span> },
    { id: 'documents', title: 'Documents', width: '110px', number: true, cell: ({ documents }) => formatCount(documents) },
    { id: 'last', title: 'Last one', width: '130px', cell: ({ lastDate }) => (lastDate ? formatDate(lastDate) : '') },
    { id: 'account', title: 'Usually goes to', width: '26%', cell: ({ account }) => accountName(account) },
    ...(links
      ? [
          {
            id: 'ledger',
            title: 'In the ledger',
            width: '28%',
            from: 720,
            cell: ({ name }: SupplierInfo) => <Linked there={links.get(supplierKey(name))} />,
          },
        ]
      : []),
  ];
  return (
    <ListPage
      head={
        query.data && query.data.length > 0 ? (
          <div className="border-b bg-surface px-4 py-2.5 wide:px-6">
            <SearchInput label="Search suppliers" placeholder="Name" value={text} onChange={setText} />
          </div>
        ) : null
      }
    >
      <VirtualTable<SupplierInfo>
        label="Suppliers"
        list={wholeList({ data, error: query.error, refetch: query.refetch })}
        columns={columns}
        rowKey={({ name }) => name}
        href={({ name }) => placeHref('documents', undefined, { text: name })}
        restoreKey={`suppliers ${client.id}`}
        empty={
          wanted ? (
            <EmptyState title="No supplier fits">Try a shorter part of the name.</EmptyState>
          ) : (
            <EmptyState icon={<Store />} title="No suppliers yet">
              They are learned from the documents: which account they go to, what they usually charge, and which bank account they ask to be
              paid to.
            </EmptyState>
          )
        }
      />
    </ListPage>
  );
}
