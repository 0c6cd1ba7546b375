import { useRef, useState } from 'react';
import { Button, Dialog } from 'react-aria-components';
import { flushSync } from 'react-dom';
import { formatShare } from '../format/amount.ts';
import { Popover } from '../ui/popover.tsx';
import { readerWord } from '../ui/reader-words.ts';
import { boxStyle, type PageWord, type Size } from './page-geometry.ts';
import type { Pick } from './use-page-pointer.ts';

/** Below this probability a word is underlined: one in five such words is wrong, or more. */
export const DOUBTFUL_BELOW = 0.8;

type DoubtfulWordsProps = { words: readonly PageWord[]; size: Size; onPick: ((pick: Pick) => boolean) | undefined };

/** Underlines the words that may be wrong. Where the readers differ, the underline opens what each of them read. */
export function DoubtfulWords({ words, size, onPick }: DoubtfulWordsProps) {
  return words
    .filter(isDoubtful)
    .map((word) =>
      word.alternatives?.length ? (
        <Differing key={word.box.join()} word={word} size={size} onPick={onPick} />
      ) : (
        <div key={word.box.join()} className={`${underline} pointer-events-none border-dotted`} style={boxStyle(word.box, size, 2)} />
      ),
    );
}

/** A word that is likely enough wrong to be looked at, or that two readers read differently. */
export function isDoubtful({ p, alternatives }: PageWord): boolean {
  return p < DOUBTFUL_BELOW || (alternatives?.length ?? 0) > 0;
}

const underline = 'absolute border-b-2 border-evidence-doubt-line';

function Differing({ word, size, onPick }: { word: PageWord; size: Size; onPick: DoubtfulWordsProps['onPick'] }) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const others = word.alternatives ?? [];
  const mine = others.some(({ reader }) => reader === 'own') ? 'second' : 'own';
  const readings = [{ text: word.text, p: word.p, reader: mine } as const, ...others];
  const take = (text: string) => {
    // The field that takes it gets the focus, which the popover would keep to itself for as long as it is there.
    flushSync(() => setOpen(false));
    onPick?.({ text, how: 'click' });
  };
  return (
    <>
      <Button
        ref={trigger}
        onPress={() => setOpen(true)}
        aria-label={`${word.text}, read differently: ${others.map(({ text }) => text).join(', ')}`}
        className={`${underline} cursor-default border-solid bg-evidence-doubt outline-offset-1`}
        style={boxStyle(word.box, size, 2)}
      />
      {isOpen ? (
        <Popover triggerRef={trigger} isOpen onOpenChange={setOpen} isNonModal className="min-w-44">
          <Dialog aria-label="What the readers saw" className="grid gap-0.5 outline-none">
            {readings.map(({ text, p, reader }) => (
              <Reading
                key={`${reader} ${text}`}
                text={text}
                note={`${readerWord(reader)} · ${formatShare(p)}`}
                onTake={onPick ? () => take(text) : undefined}
              />
            ))}
          </Dialog>
        </Popover>
      ) : null}
    </>
  );
}

const readingClass = 'flex items-baseline justify-between gap-4 rounded-s px-2.5 py-1.5 text-left';

function Reading({ text, note, onTake }: { text: string; note: string; onTake: (() => void) | undefined }) {
  const content = (
    <>
      <span className="font-medium tabular-nums select-text">{text}</span>
      <span className="text-s text-ink-3">{note}</span>
    </>
  );
  if (!onTake) return <div className={readingClass}>{content}</div>;
  return (
    <Button onPress={onTake} className={`${readingClass} cursor-default outline-none data-focus-visible:bg-hover data-hovered:bg-hover`}>
      {content}
    </Button>
  );
}
