import { ChevronLeft, ChevronRight, Minus, Plus, ScanText, SpellCheck2 } from 'lucide-react';
import { Toolbar } from 'react-aria-components';
import { formatShare } from '../format/amount.ts';
import { useKeys } from '../state/keys.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import type { View } from './use-view.ts';

/** What is drawn over the page on demand: a frame around every word, or a line under those that may be wrong. */
export type PageOverlay = 'words' | 'doubtful' | undefined;

type ViewerToolsProps = {
  view: View;
  page: number;
  pages: number;
  onPage: (page: number) => void;
  overlay: PageOverlay;
  onOverlay: (overlay: PageOverlay) => void;
  hasKeys: boolean;
};

/** Zoom, words and pages, floating over the page. */
export function ViewerTools({ view, page, pages, onPage, overlay, onOverlay, hasKeys }: ViewerToolsProps) {
  const turn = (step: number) => onPage(Math.min(pages, Math.max(1, page + step)));
  const toggle = (wanted: PageOverlay) => onOverlay(overlay === wanted ? undefined : wanted);
  const keys = [
    { keys: ['f'], label: 'Fit the page', run: view.fit },
    { keys: ['+', '='], label: 'Zoom in', run: () => view.zoomBy(1) },
    { keys: ['-'], label: 'Zoom out', run: () => view.zoomBy(-1) },
    { keys: ['w'], label: 'Show the words that were read', run: () => toggle('words') },
    { keys: ['d'], label: 'Show doubtful words', run: () => toggle('doubtful') },
    { keys: ['PageDown', ']'], label: 'Next page', run: () => turn(1) },
    { keys: ['PageUp', '['], label: 'Previous page', run: () => turn(-1) },
  ];
  useKeys('Page', hasKeys ? keys : []);
  return (
    <Toolbar
      aria-label="View"
      className="absolute top-3 left-1/2 z-10 flex max-w-[calc(100%-16px)] -translate-x-1/2 items-center gap-0.5 rounded-m border bg-surface p-[3px] shadow-raised"
    >
      <Button variant="quiet" size="s" isOn={view.isFit} onPress={view.fit}>
        Fit
      </Button>
      <Button variant="quiet" size="s" onPress={() => view.zoomTo(1)}>
        <span className="min-w-9 text-center tabular-nums">{formatShare(Math.round(view.scale * 100) / 100)}</span>
      </Button>
      <IconButton label="Zoom out" keys="-" icon={<Minus />} onPress={() => view.zoomBy(-1)} />
      <IconButton label="Zoom in" keys="+" icon={<Plus />} onPress={() => view.zoomBy(1)} />
      <IconButton
        label={overlay === 'words' ? 'Hide the words' : 'Show the words that were read'}
        keys="W"
        icon={<ScanText />}
        isOn={overlay === 'words'}
        onPress={() => toggle('words')}
      />
      <IconButton
        label={overlay === 'doubtful' ? 'Hide doubtful words' : 'Show doubtful words'}
        keys="D"
        icon={<SpellCheck2 />}
        isOn={overlay === 'doubtful'}
        onPress={() => toggle('doubtful')}
      />
      {pages > 1 ? (
        <>
          <span aria-hidden="true" className="mx-1 h-4 w-px bg-line" />
          <IconButton label="Previous page" keys="[" icon={<ChevronLeft />} isDisabled={page <= 1} onPress={() => turn(-1)} />
          <span className="px-1 text-s whitespace-nowrap text-ink-2 tabular-nums">
            {page} / {pages}
          </span>
          <IconButton label="Next page" keys="]" icon={<ChevronRight />} isDisabled={page >= pages} onPress={() => turn(1)} />
        </>
      ) : null}
    </Toolbar>
  );
}
