import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useMemo, useRef } from 'react';
import type { DocumentSummary } from '../../../src-main/contract/document.ts';
import type { ClientId, DocumentId } from '../../../src-main/contract/ids.ts';
import { formatCount, formatMoneyText } from '../../format/amount.ts';
import { placeHref } from '../../state/router.ts';
import { classNames } from '../../ui/class-names.ts';
import { type QueueGroup, type QueueRow, queueRows } from './queue-order.ts';

const GROUP_PX = 34;
const ITEM_PX = 55;

type QueueListProps = { groups: readonly QueueGroup[]; current: DocumentId | undefined; currencies: ReadonlyMap<ClientId, string> };

/** What waits, under its reasons. Only the rows in view exist, so 10,000 scroll like 10. A client's own currency needs no naming. */
export function QueueList({ groups, current, currencies }: QueueListProps) {
  const scroller = useRef<HTMLElement>(null);
  const rows = useMemo(() => queueRows(groups), [groups]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === 'group' ? GROUP_PX : ITEM_PX),
    getItemKey: (index) => rowKey(rows[index], index),
    overscan: 12,
    // The heading that stays at the top edge must not cover the present document.
    scrollPaddingStart: GROUP_PX,
  });
  useFollow(rows, current, virtual.scrollToIndex);
  const items = virtual.getVirtualItems();
  return (
    <nav ref={scroller as RefObject<HTMLElement>} aria-label="What waits" className="relative h-full overflow-auto border-r bg-paper">
      <TopHeading rows={rows} first={items.find(({ end }) => end > (virtual.scrollOffset ?? 0))?.index ?? 0} />
      <ul className="relative -mt-[34px]" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const row = rows[index];
          if (!row) return null;
          return (
            <li key={key} className="absolute inset-x-0 top-0" style={{ transform: `translateY(${start}px)` }}>
              {row.kind === 'group' ? (
                <Heading row={row} />
              ) : (
                <Item document={row.document} isCurrent={row.document.id === current} base={currencies.get(row.document.clientId)} />
              )}
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

function rowKey(row: QueueRow | undefined, index: number): string | number {
  if (!row) return index;
  return row.kind === 'group' ? `group ${row.group}` : row.document.id;
}

/** Keeps the present document in view when the keyboard moves on. */
function useFollow(rows: readonly QueueRow[], current: DocumentId | undefined, scrollToIndex: (index: number) => void): void {
  const latest = useRef({ rows, scrollToIndex });
  useEffect(() => {
    latest.current = { rows, scrollToIndex };
  });
  useEffect(() => {
    const at = latest.current.rows.findIndex((row) => row.kind === 'document' && row.document.id === current);
    // The heading above stays visible too.
    if (at > 1) latest.current.scrollToIndex(at);
    else if (at >= 0) latest.current.scrollToIndex(0);
  }, [current]);
}

/** The heading of the rows at the top edge stays there while they scroll. */
function TopHeading({ rows, first }: { rows: readonly QueueRow[]; first: number }) {
  const row = rows.slice(0, first + 1).findLast((candidate) => candidate.kind === 'group');
  return (
    <div aria-hidden="true" className="sticky top-0 z-10 h-[34px]">
      {row?.kind === 'group' ? <Heading row={row} /> : null}
    </div>
  );
}

function Heading({ row: { group, count } }: { row: QueueRow & { kind: 'group' } }) {
  return (
    <div className="flex h-[34px] items-end justify-between bg-paper px-3.5 pb-1.5 text-s font-bold text-ink-2">
      <span className="truncate">{group}</span>
      <span className="num font-medium">{formatCount(count)}</span>
    </div>
  );
}

function Item({ document, isCurrent, base }: { document: DocumentSummary; isCurrent: boolean; base: string | undefined }) {
  return (
    <a
      href={placeHref('review', document.id)}
      aria-current={isCurrent ? 'true' : undefined}
      data-enter={isCurrent ? 'through' : undefined}
      draggable={false}
      className={classNames(
        'grid h-[55px] grid-cols-[minmax(0,1fr)_auto] content-center gap-x-2 border-l-3 px-3 pl-[11px] outline-offset-[-2px]',
        isCurrent
          ? 'border-l-accent bg-surface shadow-[inset_0_-1px_var(--line),inset_0_1px_var(--line)]'
          : 'border-l-transparent hover:bg-hover',
      )}
    >
      <span className="truncate font-strong">{document.supplier ?? document.name}</span>
      <span className="num">{document.total ? formatMoneyText(document.total, document.currency, { base }) : ''}</span>
      <span className="col-span-2 truncate text-s text-ink-2">{document.reason ?? document.name}</span>
    </a>
  );
}
