import { Check, TriangleAlert } from 'lucide-react';
import type { CSSProperties } from 'react';
import type { IntakeBalance } from '../../src-main/contract/insight.ts';
import { formatCount } from '../format/amount.ts';
import { placeHref } from '../state/router.ts';
import { type BalancePart, balanceParts, balanceWords } from './balance-words.ts';
import { classNames } from './class-names.ts';

const STRIPES: CSSProperties = {
  backgroundImage: 'repeating-linear-gradient(135deg, var(--accent) 0 3px, var(--accent-soft) 3px 6px)',
};
const LOOKS: Record<BalancePart['id'], { className: string; style?: CSSProperties }> = {
  posted: { className: 'bg-accent' },
  posting: { className: 'bg-accent-strong opacity-60' },
  waiting: { className: 'bg-doubt-line' },
  inProgress: { className: '', style: STRIPES },
  rejected: { className: 'bg-ink-2' },
  duplicates: { className: 'bg-ink-3 opacity-60' },
  ignored: { className: 'bg-line-strong' },
};
const PLACES: Record<BalancePart['id'], string> = {
  posted: placeHref('documents', undefined, { states: 'posted' }),
  posting: placeHref('documents', undefined, { states: 'posting' }),
  waiting: placeHref('review'),
  inProgress: placeHref('activity'),
  rejected: placeHref('documents', undefined, { states: 'rejected' }),
  duplicates: placeHref('arrivals'),
  ignored: placeHref('arrivals'),
};

/** Whether the two sides are equal, as a sentence with a sign. */
export function BalanceStatement({ balance }: { balance: IntakeBalance }) {
  const Icon = balance.balances ? Check : TriangleAlert;
  return (
    <p className={classNames('flex items-start gap-2', balance.balances ? 'text-ink-2' : 'text-wrong')}>
      <Icon aria-hidden="true" className={classNames('mt-0.5 size-4 shrink-0', balance.balances && 'text-sure')} />
      <span>{balanceWords(balance)}</span>
    </p>
  );
}

/** Where everything that arrived is now: a bar in the order of the walk, and the same in words and figures below. */
export function BalanceBar({ balance }: { balance: IntakeBalance }) {
  const parts = balanceParts(balance).filter(({ count }) => count > 0);
  return (
    <div className="grid gap-3">
      <div aria-hidden="true" className="flex h-3.5 gap-0.5 overflow-hidden rounded-s bg-sunken">
        {parts.map(({ id, count }) => (
          <div
            key={id}
            className={classNames('min-w-[5px] transition-[flex-grow] duration-300', LOOKS[id].className)}
            style={{ flexGrow: count, flexBasis: 0, ...LOOKS[id].style }}
          />
        ))}
      </div>
      <ul className="flex flex-wrap gap-x-5 gap-y-1.5">
        {parts.map(({ id, label, count }) => (
          <li key={id}>
            <a href={PLACES[id]} className="flex items-center gap-1.5 rounded-[3px] text-ink-2 hover:text-ink hover:underline">
              <span aria-hidden="true" className={classNames('size-2.5 rounded-[2px]', LOOKS[id].className)} style={LOOKS[id].style} />
              <b className="font-strong text-ink tabular-nums">{formatCount(count)}</b> {label}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
