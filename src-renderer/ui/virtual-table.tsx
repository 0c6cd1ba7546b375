import { useVirtualizer } from '@tanstack/react-virtual';
import { RotateCw } from 'lucide-react';
import { type ReactNode, type Ref, useEffect, useRef } from 'react';
import type { PagedList } from '../bridge/paged-list.ts';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import { QueryFailure } from './notice.tsx';
import { ROW_HEIGHT, useRowKeys } from './use-row-keys.ts';
import { useWidth } from './use-width.ts';
import { type Column, VirtualRow, WaitingRow } from './virtual-row.tsx';

type VirtualTableProps<Row> = {
  label: string;
  list: PagedList<Row>;
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  /** Where a row leads. The first cell holds the link; the whole row takes the click. */
  href?: (row: Row) => string | undefined;
  /** What opens under a row, in place of a link. */
  detail?: { open: ReadonlySet<string>; onToggle: (key: string) => void; render: (row: Row) => ReactNode };
  /** How far it was scrolled is remembered under this name. */
  restoreKey: string;
  empty: ReactNode;
};

const WAITING_ROWS = 14;
const offsets = new Map<string, number>();

/** A table of any length: only the rows in sight exist, and pages are asked for as they come near. */
export function VirtualTable<Row>({ label, list, columns: all, rowKey, href, detail, restoreKey, empty }: VirtualTableProps<Row>) {
  const scroller = useRef<HTMLElement>(null);
  const width = useWidth(scroller) ?? 1200;
  const columns = all.filter(({ from }) => from === undefined || width >= from);
  const virtual = useVirtualizer({
    count: list.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    initialOffset: () => offsets.get(restoreKey) ?? 0,
    getItemKey: (index) => {
      const row = list.rows[index];
      return row === undefined ? index : rowKey(row);
    },
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const { need } = list;
  useEffect(() => need(last), [need, last]);
  useEffect(() => {
    const element = scroller.current;
    return () => {
      if (element) offsets.set(restoreKey, element.scrollTop);
    };
  }, [restoreKey]);
  const { onFocusRow } = useRowKeys(list.rows.length, scroller, virtual);
  if (list.error) return <QueryFailure error={list.error} onRetry={list.retry} />;
  if (!list.isLoading && list.total === 0) return <div className="flex h-full">{empty}</div>;
  return (
    <div className="relative h-full">
      {list.isChanged ? <ChangedNote onRefresh={() => startAgain(list, scroller.current)} /> : null}
      {/* Without a link in its rows, the table itself must be reachable to be scrolled with the keyboard. */}
      <section
        ref={scroller}
        aria-label={label}
        {...(href || detail ? {} : { tabIndex: 0 })}
        className="h-full overflow-auto outline-offset-[-2px]"
      >
        <table
          aria-label={label}
          aria-busy={list.isLoading}
          aria-rowcount={list.isLoading ? -1 : list.total + 1}
          className="w-full min-w-[540px] table-fixed border-separate border-spacing-0"
        >
          <colgroup>
            {columns.map(({ id, width: track }) => (
              <col key={id} style={track === undefined ? {} : { width: track }} />
            ))}
          </colgroup>
          <Head columns={columns} />
          {list.isLoading ? <WaitingRows columns={columns} /> : null}
          <Space height={items[0]?.start ?? 0} />
          {items.map(({ index, key }) => {
            const row = list.rows[index];
            const ref: Ref<HTMLTableSectionElement> | undefined = detail ? virtual.measureElement : undefined;
            return (
              <tbody key={key} ref={ref} data-index={index}>
                {row === undefined ? (
                  <WaitingRow columns={columns} />
                ) : (
                  <VirtualRow
                    row={row}
                    index={index}
                    columns={columns}
                    href={href?.(row)}
                    detail={
                      detail
                        ? {
                            isOpen: detail.open.has(rowKey(row)),
                            onToggle: () => detail.onToggle(rowKey(row)),
                            render: () => detail.render(row),
                          }
                        : undefined
                    }
                    onFocus={() => onFocusRow(index)}
                  />
                )}
              </tbody>
            );
          })}
          <Space height={virtual.getTotalSize() - (items.at(-1)?.end ?? 0)} />
        </table>
      </section>
    </div>
  );
}

function startAgain<Row>(list: PagedList<Row>, scroller: HTMLElement | null): void {
  scroller?.scrollTo({ top: 0 });
  list.refresh();
}

function ChangedNote({ onRefresh }: { onRefresh: () => void }) {
  return (
    <div role="status" className="fade-in absolute top-9 left-1/2 z-20 -translate-x-1/2 rounded-full shadow-overlay">
      <Button size="s" icon={<RotateCw />} onPress={onRefresh} className="rounded-full">
        The list has changed: show it from the start
      </Button>
    </div>
  );
}

function Head<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map(({ id, title, number }) => (
          <th
            key={id}
            scope="col"
            className={classNames(
              'sticky top-0 z-10 truncate border-b border-line-strong bg-paper px-2 py-1.5 text-s font-strong text-ink-2 first:pl-4 last:pr-4 wide:first:pl-6 wide:last:pr-6',
              number ? 'num' : 'text-left',
            )}
          >
            {title}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** Stands for the rows above and below, which do not exist. */
function Space({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tbody aria-hidden="true">
      <tr>
        <td style={{ height, padding: 0 }} />
      </tr>
    </tbody>
  );
}

function WaitingRows<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return (
    <tbody>
      {Array.from({ length: WAITING_ROWS }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
        <WaitingRow key={row} columns={columns} />
      ))}
    </tbody>
  );
}
