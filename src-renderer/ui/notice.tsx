import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { type Failure, failureOf } from '../bridge/failure.ts';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';

const TONES = {
  note: { box: 'border-line bg-paper', icon: 'text-ink-2', Icon: Info },
  doubt: { box: 'border-doubt-line bg-doubt-soft', icon: 'text-doubt', Icon: TriangleAlert },
  wrong: { box: 'border-wrong-line bg-wrong-soft', icon: 'text-wrong', Icon: CircleAlert },
} as const;

type NoticeProps = {
  tone: keyof typeof TONES;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  live?: boolean;
  className?: string;
};

/** Something to know, in words, where it matters. */
export function Notice({ tone, title, children, actions, live = false, className }: NoticeProps) {
  const { box, icon, Icon } = TONES[tone];
  return (
    <div {...(live ? { role: 'alert' } : {})} className={classNames('flex gap-2.5 rounded-m border px-3 py-2.5', box, className)}>
      <Icon aria-hidden="true" className={classNames('mt-0.5 size-4 shrink-0', icon)} />
      <div className="grid min-w-0 flex-1 gap-1.5">
        <div className="font-medium">{title}</div>
        {children ? <div className="text-s text-ink-2">{children}</div> : null}
        {actions ? <div className="mt-0.5 flex flex-wrap gap-1.5">{actions}</div> : null}
      </div>
    </div>
  );
}

/** A failure as what happened and what to do. */
export function FailureNotice({ failure, onRetry, className }: { failure: Failure; onRetry?: () => void; className?: string }) {
  return (
    <Notice
      tone="wrong"
      live
      title={failure.what}
      {...(className ? { className } : {})}
      {...(onRetry
        ? {
            actions: (
              <Button size="s" onPress={onRetry}>
                Try again
              </Button>
            ),
          }
        : {})}
    >
      {failure.todo}
      {failure.reference ? ` Reference: ${failure.reference}` : ''}
    </Notice>
  );
}

/** The same for a question that failed. */
export function QueryFailure({ error, onRetry }: { error: unknown; onRetry: () => unknown }) {
  return (
    <div className="m-auto w-full max-w-[480px] p-6">
      <FailureNotice failure={failureOf(error)} onRetry={() => void onRetry()} />
    </div>
  );
}
