import { classNames } from './class-names.ts';

/** Text as a ledger writes it: an entry, or its own words about a problem. Columns stay aligned; long lines scroll. */
export function LedgerText({ label, text, tone = 'plain' }: { label: string; text: string; tone?: 'plain' | 'wrong' }) {
  return (
    <figure className="grid gap-1">
      <figcaption className="text-s font-medium text-ink-2">{label}</figcaption>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable to be scrolled with the keyboard
        tabIndex={0}
        className={classNames(
          'max-h-80 overflow-auto rounded-s border px-3 py-2.5 font-mono text-s leading-5 select-text',
          tone === 'wrong' ? 'border-wrong-line bg-wrong-soft' : 'border-line bg-paper',
        )}
      >
        {text}
      </pre>
    </figure>
  );
}
