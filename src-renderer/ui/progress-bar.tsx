import { ProgressBar as AriaProgressBar } from 'react-aria-components';
import { classNames } from './class-names.ts';

/** How far something is, 0 to 1. */
export function ProgressBar({ label, share, className }: { label: string; share: number; className?: string }) {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <AriaProgressBar aria-label={label} value={percent} className={classNames('h-1 overflow-hidden rounded-full bg-line', className)}>
      <div className="h-full rounded-full bg-accent transition-[width] duration-300" style={{ width: `${percent}%` }} />
    </AriaProgressBar>
  );
}
