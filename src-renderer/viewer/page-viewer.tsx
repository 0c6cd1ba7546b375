import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useDeferredValue, useEffect, useRef } from 'react';
import type { DocumentId } from '../../src-main/contract/ids.ts';
import type { Box } from '../../src-main/contract/reading.ts';
import { queries } from '../bridge/queries.ts';
import { classNames } from '../ui/class-names.ts';
import { QueryFailure } from '../ui/notice.tsx';
import { DoubtfulWords } from './doubtful-words.tsx';
import { boxStyle, type PageWord, type Size, wordsIn } from './page-geometry.ts';
import { usePageImage } from './page-image.ts';
import { TextLayer } from './text-layer.tsx';
import { selectText, wholeWord } from './text-selection.ts';
import { useHeldSpace } from './use-held-space.ts';
import { type Pick, usePagePointer } from './use-page-pointer.ts';
import { useView, useWheelZoom } from './use-view.ts';
import { type PageOverlay, ViewerTools } from './viewer-tools.tsx';

/** Something outlined on the page: `focus` belongs to the field under the cursor, `finding` to a finding. */
export type PageMark = { page: number; box: Box; kind: 'focus' | 'finding'; label: string };

type PageViewerProps = {
  documentId: DocumentId;
  name: string;
  pageSizes: readonly { page: number; width: number; height: number }[];
  page: number;
  onPage: (page: number) => void;
  marks: readonly PageMark[];
  overlay: PageOverlay;
  onOverlay: (overlay: PageOverlay) => void;
  /** Takes text that was clicked or selected, true where a field took it. Where it is absent, text can only be selected and copied. */
  onPick?: (pick: Pick) => boolean;
  /** A click on empty paper. */
  onPaper?: () => void;
  /** True in the one viewer of a screen that listens to keys. */
  hasKeys?: boolean;
};

const NO_WORDS: readonly PageWord[] = [];
const UNKNOWN_SIZE: Size = { width: 800, height: 1130 };

/** A page as a picture with its words as text over it, evidence outlined, zoom and pages. */
export function PageViewer(props: PageViewerProps) {
  const { documentId, name, pageSizes, page, marks, hasKeys = false } = props;
  const scroller = useRef<HTMLElement>(null);
  const size: Size = pageSizes.find((known) => known.page === page) ?? UNKNOWN_SIZE;
  const view = useView(scroller, size);
  const { url, error, retry } = usePageImage(documentId, page, pageSizes.length > 0);
  const { data: words = NO_WORDS } = useQuery({ ...queries.words(documentId, page), enabled: pageSizes.length > 0 });
  useWheelZoom(scroller, view);
  const here = marks.filter((mark) => mark.page === page);
  useShowFocus(here, `${documentId} ${page}`);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== scroller.current || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'a') return;
    const layer = scroller.current?.querySelector('[data-text-layer]');
    if (!(layer instanceof HTMLElement) || words.length === 0) return;
    event.preventDefault();
    selectText(layer, { start: wholeWord(words, 0).start, end: wholeWord(words, words.length - 1).end });
  };
  return (
    <div className="relative h-full min-h-0 min-w-0 bg-sunken">
      <ViewerTools
        view={view}
        page={page}
        pages={pageSizes.length}
        onPage={props.onPage}
        overlay={props.overlay}
        onOverlay={props.onOverlay}
        hasKeys={hasKeys}
      />
      <section
        ref={scroller}
        aria-label={`Page ${page} of ${name}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable to be scrolled with the keyboard
        tabIndex={0}
        onKeyDown={onKeyDown}
        className="h-full overflow-auto outline-offset-[-2px]"
      >
        <div className="flex min-h-full w-max min-w-full items-center justify-center px-7 pt-14 pb-6">
          {error ? (
            <QueryFailure error={error} onRetry={retry} />
          ) : (
            <Sheet {...props} scroller={scroller} size={size} view={view} url={url} words={words} here={here} />
          )}
        </div>
      </section>
    </div>
  );
}

type SheetProps = PageViewerProps & {
  scroller: { current: HTMLElement | null };
  size: Size;
  view: ReturnType<typeof useView>;
  url: string | undefined;
  words: readonly PageWord[];
  here: readonly PageMark[];
};

/** The page itself: picture, invisible text, and what is drawn over them. */
function Sheet({ scroller, size, view, url, words, here, name, page, overlay, onPick, onPaper }: SheetProps) {
  const layer = useRef<HTMLDivElement>(null);
  const { isSpaceHeld, hoverHandlers } = useHeldSpace();
  const { area, handlers } = usePagePointer({ scroller, layer, words, size, scale: view.scale, isSpaceHeld, onPick, onPaper });
  // A page of 2,000 words takes some milliseconds to lay out; the picture is not kept waiting for them.
  const laidOut = useDeferredValue(words, NO_WORDS);
  const covered = area ? wordsIn(words, area) : NO_WORDS;
  const canMove = isSpaceHeld || !view.isWhole;
  return (
    <div
      {...handlers}
      {...hoverHandlers}
      className={classNames(
        'relative touch-none bg-[#fffefb] shadow-page select-none',
        canMove ? 'cursor-grab active:cursor-grabbing' : onPick ? 'cursor-crosshair' : 'cursor-default',
      )}
      style={{ width: size.width * view.scale, height: size.height * view.scale }}
    >
      {url ? (
        <img src={url} alt={`Page ${page} of ${name}`} draggable={false} className="fade-in size-full" />
      ) : (
        <div className="skeleton size-full" />
      )}
      {overlay === 'words' ? words.map((word) => <WordOutline key={word.box.join()} word={word} size={size} />) : null}
      {here.map((mark) => (
        <Outline key={`${mark.kind}${mark.box.join()}`} mark={mark} size={size} />
      ))}
      {covered.map(({ box }) => (
        <div key={box.join()} className="pointer-events-none absolute bg-evidence" style={boxStyle(box, size, 1)} />
      ))}
      {area ? <div className="pointer-events-none absolute border border-evidence-line" style={boxStyle(area, size, 0)} /> : null}
      <div className="absolute top-0 left-0 origin-top-left" style={{ transform: `scale(${view.scale})` }}>
        <TextLayer ref={layer} words={laidOut} size={size} />
      </div>
      {isSpaceHeld ? <div className="absolute inset-0" /> : null}
      {overlay === 'doubtful' ? <DoubtfulWords words={words} size={size} onPick={onPick} /> : null}
    </div>
  );
}

function WordOutline({ word, size }: { word: PageWord; size: Size }) {
  return <div className="pointer-events-none absolute rounded-[2px] border border-evidence-line/45" style={boxStyle(word.box, size, 1)} />;
}

function Outline({ mark: { kind, label, box }, size }: { mark: PageMark; size: Size }) {
  const isFocus = kind === 'focus';
  return (
    <div
      {...(isFocus ? { 'data-evidence': 'focus' } : {})}
      role="img"
      aria-label={label}
      className={classNames(
        'pointer-events-none absolute rounded-[3px]',
        isFocus
          ? 'fade-in bg-evidence outline-[1.5px] outline-evidence-line'
          : 'border-[1.5px] border-dashed border-evidence-doubt-line bg-evidence-doubt',
      )}
      style={boxStyle(box, size)}
    />
  );
}

/** Scrolls to the evidence of the field under the cursor where the page is larger than the view. */
function useShowFocus(marks: readonly PageMark[], place: string): void {
  const key = `${place} ${marks.find(({ kind }) => kind === 'focus')?.box.join() ?? ''}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the outlined box
  useEffect(() => {
    document.querySelector('[data-evidence=focus]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [key]);
}
