import { Check, CircleHelp, CircleX, Minus, TriangleAlert } from 'lucide-react';
import { Button } from 'react-aria-components';
import { formatShare } from '../../format/amount.ts';
import { classNames } from '../../ui/class-names.ts';
import { Hint } from '../../ui/hint.tsx';
import type { FieldRow, Mark } from './field-rows.ts';

const SIGNS = {
  sure: { Icon: Check, tone: 'text-sure', words: 'sure' },
  doubt: { Icon: CircleHelp, tone: 'text-doubt', words: 'doubtful' },
  wrong: { Icon: CircleX, tone: 'text-wrong', words: 'contradicted' },
  missing: { Icon: TriangleAlert, tone: 'text-doubt', words: 'missing, but needed' },
  empty: { Icon: Minus, tone: 'text-ink-3 opacity-50', words: 'not found' },
} as const satisfies Record<Mark, unknown>;

/** How a value stands, in words. */
export function markWords({ mark, p, box, reason }: FieldRow): string {
  const { words } = SIGNS[mark];
  if (mark === 'missing' || mark === 'empty' || p === undefined) return words;
  const source = p === 1 && box === undefined ? 'given by a person' : p < 0.005 ? 'only a guess' : `${formatShare(p)} likely to be right`;
  return [words, source, reason].filter(Boolean).join(': ');
}

/** The mark beside a value. It stays out of the way of Tab, because the row itself says the same. */
export function FieldMark({ row }: { row: FieldRow }) {
  const { Icon, tone } = SIGNS[row.mark];
  const words = markWords(row);
  return (
    <Hint words={words.charAt(0).toUpperCase() + words.slice(1)}>
      <Button
        excludeFromTabOrder
        aria-label={`${row.label}: ${words}`}
        className="flex h-[34px] w-5 cursor-default items-center justify-center"
      >
        <Icon aria-hidden="true" className={classNames('size-4', tone)} />
      </Button>
    </Hint>
  );
}
