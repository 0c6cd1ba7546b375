import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { DocumentId } from '../../../src-main/contract/ids.ts';
import type { Box } from '../../../src-main/contract/reading.ts';
import { queries } from '../../bridge/queries.ts';
import { classNames } from '../../ui/class-names.ts';
import { QueryFailure } from '../../ui/notice.tsx';
import { boxStyle, type PageWord, type Size, wordsIn } from './page-geometry.ts';
import { usePageImage } from './page-image.ts';
import { usePagePointer } from './use-page-pointer.ts';
import { useView, useWheelZoom } from './use-view.ts';
import { ViewerTools } from './viewer-tools.tsx';

/** Something outlined on the page: `focus` belongs to the field under the cursor, `finding` to a finding. */
export type PageMark = { page: number; box: Box; kind: 'focus' | 'finding'; label: string };

type PageViewerProps = {
  documentId: DocumentId;
  name: string;
  pageSizes: readonly { page: number; width: number; height: number }[];
  page: number;
  onPage: (page: number) => void;
  marks: readonly PageMark[];
  showWords: boolean;
  onShowWords: (on: boolean) => void;
  /** Where it is absent, words cannot be picked and a drag always moves the page. */
  onPick?: (words: readonly PageWord[]) => void;
  /** True in the one viewer of a screen that listens to keys. */
  hasKeys?: boolean;
};

const NO_WORDS: readonly PageWord[] = [];

/** A page as a picture, with evidence outlined, its words pickable, zoom and pages. */
export function PageViewer({
  documentId,
  name,
  pageSizes,
  page,
  onPage,
  marks,
  showWords,
  onShowWords,
  onPick,
  hasKeys = false,
}: PageViewerProps) {
  const scroller = useRef<HTMLElement>(null);
  const size: Size = pageSizes.find((known) => known.page === page) ?? { width: 800, height: 1130 };
  const view = useView(scroller, size);
  const { url, error, retry } = usePageImage(documentId, page, pageSizes.length > 0);
  const { data: words = NO_WORDS } = useQuery({ ...queries.words(documentId, page), enabled: pageSizes.length > 0 });
  const { area, handlers } = usePagePointer(scroller, words, onPick);
  useWheelZoom(scroller, view);
  const here = marks.filter((mark) => mark.page === page);
  useShowFocus(here, `${documentId} ${page}`);
  const covered = area ? wordsIn(words, area) : NO_WORDS;
  return (
    <div className="relative h-full min-h-0 min-w-0 bg-sunken">
      <ViewerTools
        view={view}
        page={page}
        pages={pageSizes.length}
        onPage={onPage}
        showWords={showWords}
        onShowWords={onShowWords}
        hasKeys={hasKeys}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable to be scrolled with the keyboard */}
      <section ref={scroller} aria-label={`Page ${page} of ${name}`} tabIndex={0} className="h-full overflow-auto outline-offset-[-2px]">
        <div className="flex min-h-full w-max min-w-full items-center justify-center px-7 pt-14 pb-6">
          {error ? (
            <QueryFailure error={error} onRetry={retry} />
          ) : (
            <div
              {...handlers}
              className={classNames(
                'relative touch-none bg-[#fffefb] shadow-page select-none',
                onPick ? 'cursor-crosshair' : 'cursor-grab',
              )}
              style={{ width: size.width * view.scale, height: size.height * view.scale }}
            >
              {url ? (
                <img src={url} alt={`Page ${page} of ${name}`} draggable={false} className="fade-in size-full" />
              ) : (
                <div className="skeleton size-full" />
              )}
              {showWords ? words.map((word) => <WordOutline key={word.box.join()} word={word} size={size} />) : null}
              {here.map((mark) => (
                <Outline key={`${mark.kind}${mark.box.join()}`} mark={mark} size={size} />
              ))}
              {covered.map(({ box }) => (
                <div key={box.join()} className="pointer-events-none absolute bg-evidence" style={boxStyle(box, size, 1)} />
              ))}
              {area ? <div className="pointer-events-none absolute border border-evidence-line" style={boxStyle(area, size, 0)} /> : null}
            </div>
          )}
        </div>
      </section>
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
