import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

const TONES = {
  plain: 'border-line text-ink-2',
  sure: 'border-transparent bg-accent-soft text-sure',
  doubt: 'border-doubt-line bg-doubt-soft text-doubt',
  wrong: 'border-wrong-line bg-wrong-soft text-wrong',
} as const;

export type Tone = keyof typeof TONES;

/** A small word about a thing. The tone never stands alone: the words or an icon say the same. */
export function Chip({ tone = 'plain', icon, children }: { tone?: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-1 rounded-[4px] border px-[7px] py-px text-s whitespace-nowrap tabular-nums [&_svg]:size-3',
        TONES[tone],
      )}
    >
      {icon}
      {children}
    </span>
  );
}
