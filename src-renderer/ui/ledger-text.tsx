import { classNames } from './class-names.ts';

const TONES = {
  plain: 'border-line bg-paper',
  words: 'border-line bg-paper',
  doubt: 'border-doubt-line bg-doubt-soft',
  wrong: 'border-wrong-line bg-wrong-soft',
} as const;

/** Text as a ledger writes it: an entry, or its own words about a problem. Columns stay aligned; long lines scroll. */
export function LedgerText({ label, text, tone = 'plain' }: { label: string; text: string; tone?: keyof typeof TONES }) {
  return (
    <figure className="grid grid-cols-[minmax(0,1fr)] content-start gap-1">
      <figcaption className="text-s font-medium text-ink-2">{label}</figcaption>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable to be scrolled with the keyboard
        tabIndex={0}
        className={classNames(
          'max-h-80 overflow-auto rounded-s border px-3 py-2.5 font-mono text-s leading-5 select-text',
          // An entry has columns; words about a problem are read as words.
          tone !== 'plain' && 'whitespace-pre-wrap wrap-anywhere',
          TONES[tone],
        )}
      >
        {text}
      </pre>
    </figure>
  );
}
