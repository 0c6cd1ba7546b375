import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Skeleton } from './skeleton.tsx';

export type Column<Row> = {
  id: string;
  title: string;
  /** `120px` or `30%`; columns without one share what is left. */
  width?: string;
  number?: boolean;
  /** The column is left out where the table is narrower than this many pixels. */
  from?: number;
  cell: (row: Row) => ReactNode;
};

type VirtualRowProps<Row> = {
  row: Row;
  /** Position in the list, from 0. */
  index: number;
  columns: readonly Column<Row>[];
  href: string | undefined;
  detail: { isOpen: boolean; onToggle: () => void; render: () => ReactNode } | undefined;
  onFocus: () => void;
};

const cellClass = 'h-[36px] truncate border-b px-2 first:pl-4 last:pr-4 wide:first:pl-6 wide:last:pr-6';
/** The first cell's link or button lies over its whole row. */
const overRowClass =
  'block w-full truncate text-left outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus';

/** A row of a virtual table, and what is open under it. */
export function VirtualRow<Row>({ row, index, columns, href, detail, onFocus }: VirtualRowProps<Row>) {
  const leads = href !== undefined || detail !== undefined;
  return (
    <>
      <tr
        aria-rowindex={index + 2}
        className={classNames('relative', leads && 'hover:bg-hover has-[:focus-visible]:bg-hover', detail?.isOpen && 'bg-hover')}
      >
        {columns.map((column, position) => (
          <td key={column.id} className={classNames(cellClass, column.number && 'num')}>
            {position > 0 ? (
              column.cell(row)
            ) : (
              <Main index={index} href={href} detail={detail} onFocus={onFocus}>
                {column.cell(row)}
              </Main>
            )}
          </td>
        ))}
      </tr>
      {detail?.isOpen ? (
        <tr>
          <td colSpan={columns.length} className="border-b bg-sunken px-4 py-4 wide:px-6">
            {detail.render()}
          </td>
        </tr>
      ) : null}
    </>
  );
}

function Main({
  index,
  href,
  detail,
  onFocus,
  children,
}: Pick<VirtualRowProps<unknown>, 'index' | 'href' | 'detail' | 'onFocus'> & { children: ReactNode }) {
  if (detail) {
    return (
      <button
        type="button"
        data-row={index}
        aria-expanded={detail.isOpen}
        onFocus={onFocus}
        onClick={detail.onToggle}
        className={overRowClass}
      >
        {children}
      </button>
    );
  }
  if (href === undefined) return children;
  return (
    <a href={href} data-row={index} onFocus={onFocus} className={overRowClass}>
      {children}
    </a>
  );
}

/** A row that is on its way. */
export function WaitingRow<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return (
    <tr>
      {columns.map(({ id, number }) => (
        <td key={id} className={cellClass}>
          <Skeleton className={classNames('h-3 w-3/5', number && 'ml-auto')} />
        </td>
      ))}
    </tr>
  );
}
