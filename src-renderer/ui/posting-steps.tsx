import { Check, Circle, type LucideIcon, Send, TriangleAlert, Undo2, X } from 'lucide-react';
import type { PostingStage, PostingState, PostingStep } from '../../src-main/contract/document.ts';
import { formatStepTime } from '../format/date.ts';
import { classNames } from './class-names.ts';

type Look = 'sent' | 'done' | 'final' | 'undone' | 'doubt' | 'wrong';

const LOOKS: Record<PostingStage, Look> = {
  queued: 'done',
  checked: 'done',
  supplier_sent: 'sent',
  supplier_known: 'done',
  create_sent: 'sent',
  created: 'done',
  attach_sent: 'sent',
  attached: 'done',
  finalise_sent: 'sent',
  posted: 'final',
  verified: 'final',
  undo_sent: 'sent',
  undone: 'undone',
};
const ICONS: Record<Look, { Icon: LucideIcon; className: string }> = {
  sent: { Icon: Send, className: 'border-line-strong bg-surface text-ink-2' },
  done: { Icon: Circle, className: 'border-line-strong bg-surface text-ink-2' },
  final: { Icon: Check, className: 'border-accent bg-accent text-accent-ink' },
  doubt: { Icon: TriangleAlert, className: 'border-doubt-line bg-doubt-soft text-doubt' },
  wrong: { Icon: X, className: 'border-wrong-line bg-wrong-soft text-wrong' },
  undone: { Icon: Undo2, className: 'border-line-strong bg-surface text-ink-2' },
};

const ENDS: Partial<Record<PostingState, Look>> = { rejected: 'wrong', uncertain: 'doubt', asking: 'doubt', drifted: 'doubt' };

/** How a step looks. What is noted later under a stage that was reached before is no second success; the last step shows where it halted. */
export function stepLook(steps: readonly Pick<PostingStep, 'stage'>[], index: number, state: PostingState): Look {
  const stage = steps[index]?.stage ?? 'queued';
  const end = index === steps.length - 1 ? ENDS[state] : undefined;
  const isRepeated = steps.findIndex((step) => step.stage === stage) < index;
  return end ?? (isRepeated && LOOKS[stage] === 'final' ? 'done' : LOOKS[stage]);
}

/** The way of an entry, oldest first: what was done, and when. */
export function PostingSteps({ steps, state }: { steps: readonly PostingStep[]; state: PostingState }) {
  if (steps.length === 0) return null;
  const days = new Set(steps.map(({ at }) => new Date(at).toDateString()));
  return (
    <section aria-label="Its way" className="grid gap-1.5">
      <h3 className="text-s font-medium text-ink-2">Its way</h3>
      <ol>
        {steps.map(({ at, words }, index) => {
          const { Icon, className } = ICONS[stepLook(steps, index, state)];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: steps are only added at the end, and may be alike
            <li key={index} className="relative flex gap-2.5 pb-2 last:pb-0">
              {index < steps.length - 1 ? (
                <span aria-hidden="true" className="absolute top-4 bottom-0 left-[8.5px] w-px bg-line-strong" />
              ) : null}
              <span
                aria-hidden="true"
                className={classNames(
                  'relative mt-px flex size-[18px] shrink-0 items-center justify-center rounded-full border [&_svg]:size-2.5',
                  className,
                )}
              >
                <Icon />
              </span>
              <span className="min-w-0 flex-1 wrap-anywhere">{words}</span>
              <time dateTime={at} className="text-s whitespace-nowrap text-ink-2 tabular-nums">
                {formatStepTime(at, days.size > 1)}
              </time>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
