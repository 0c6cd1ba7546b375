import { Check, CircleAlert, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { create } from 'zustand';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import { IconButton } from './icon-button.tsx';

export type ToastAction = { label: string; keys?: string; run: () => void };
export type Toast = {
  id: number;
  tone: 'done' | 'wrong';
  title: string;
  text?: string | undefined;
  action?: ToastAction | undefined;
  /** Epoch milliseconds when it goes by itself; the time left is shown where the action ends with it. */
  until: number;
  counts: boolean;
  /** A newer one about the same takes its place. */
  topic: string | undefined;
};

const STAY_MS = 5_000;
const STAY_WRONG_MS = 12_000;
const AT_MOST = 4;

let lastId = 0;
export const useToasts = create<{ toasts: readonly Toast[] }>(() => ({ toasts: [] }));

/** Says something at the edge of the window. `until` makes the action's time visible ("Undo (6 s)"); `replaces` names what it is about, of which only the latest is shown. Returns its id. */
export function toast(options: {
  title: string;
  text?: string;
  tone?: Toast['tone'];
  action?: ToastAction;
  until?: number;
  replaces?: string;
}): number {
  lastId += 1;
  const tone = options.tone ?? 'done';
  const until = options.until ?? Date.now() + (tone === 'wrong' ? STAY_WRONG_MS : STAY_MS);
  const made: Toast = {
    id: lastId,
    tone,
    title: options.title,
    text: options.text,
    action: options.action,
    until,
    counts: options.until !== undefined,
    topic: options.replaces,
  };
  useToasts.setState(({ toasts }) => {
    const kept = toasts.filter(({ topic }) => topic === undefined || topic !== made.topic);
    return { toasts: [...kept, made].slice(-AT_MOST) };
  });
  return made.id;
}

export function dismissToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((shown) => shown.id !== id) }));
}

/** Takes away what was said about a topic (`replaces`). */
export function dismissAbout(topic: string): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((shown) => shown.topic !== topic) }));
}

function ToastCard({ toast: shown }: { toast: Toast }) {
  const { id, tone, title, text, action, until, counts } = shown;
  const [left, setLeft] = useState(() => Math.max(0, until - Date.now()));
  const [held, setHeld] = useState(false);
  useEffect(() => {
    const timer = setInterval(() => {
      const now = Date.now();
      setLeft(Math.max(0, until - now));
      // Reading takes time: a toast under the pointer or with focus stays, unless its action is over.
      if (now >= until && (counts || !held)) dismissToast(id);
    }, 200);
    return () => clearInterval(timer);
  }, [id, until, counts, held]);
  const Icon = tone === 'done' ? Check : CircleAlert;
  return (
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      className="toast-in pointer-events-auto flex w-full items-center gap-3 rounded-m bg-raised py-2 pr-2 pl-3 shadow-overlay"
    >
      <Icon aria-hidden="true" className={classNames('size-4 shrink-0', tone === 'done' ? 'text-sure' : 'text-wrong')} />
      <div className="min-w-0 flex-1">
        <div className="font-medium">{title}</div>
        {text ? <div className="text-s text-ink-2">{text}</div> : null}
      </div>
      {action ? (
        <Button
          size="s"
          {...(action.keys ? { keys: action.keys } : {})}
          onPress={() => {
            dismissToast(id);
            action.run();
          }}
        >
          <span className="tabular-nums">{counts ? `${action.label} (${Math.ceil(left / 1000)} s)` : action.label}</span>
        </Button>
      ) : null}
      <IconButton label="Dismiss" icon={<X />} onPress={() => dismissToast(id)} />
    </div>
  );
}

/** The place where toasts appear; one in the window. Their words are announced once, without the running seconds. */
export function ToastRegion() {
  const toasts = useToasts((state) => state.toasts);
  const latest = toasts.at(-1);
  return (
    <>
      <div role="status" aria-live="polite" className="sr-only">
        {latest ? [latest.title, latest.text].filter(Boolean).join(' ') : ''}
      </div>
      <section
        aria-label="Messages"
        className="pointer-events-none fixed bottom-[68px] left-1/2 z-30 grid w-[min(420px,calc(100vw-32px))] -translate-x-1/2 gap-2"
      >
        {toasts.map((shown) => (
          <ToastCard key={shown.id} toast={shown} />
        ))}
      </section>
    </>
  );
}
