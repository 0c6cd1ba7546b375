import { memo, type Ref, useMemo } from 'react';
import type { PageWord, Size } from './page-geometry.ts';
import { type MeasureText, textLines } from './text-lines.ts';

type TextLayerProps = { words: readonly PageWord[]; size: Size; ref: Ref<HTMLDivElement> };

/** A receipt's type is of one width, and digits are everywhere; a part of a word then lies where one points. */
const FONT = 'monospace';

/**
 * The words of a page as real text over its picture, invisible: selecting, copying, finding and reading aloud work as with any text.
 * It is as large as the page's raster; whoever shows it scales it, so that zooming lays nothing out again.
 */
export const TextLayer = memo(function TextLayer({ words, size, ref }: TextLayerProps) {
  const lines = useMemo(() => textLines(words, size, measureText()), [words, size]);
  return (
    <div
      ref={ref}
      data-text-layer=""
      className="text-layer absolute top-0 left-0 overflow-clip text-left text-transparent select-text"
      style={{ width: size.width, height: size.height, fontFamily: FONT }}
    >
      {lines.map(({ left, top, height, fontSize, words: run }) => (
        <div key={run[0]?.index} className="relative h-0 w-max whitespace-pre" style={{ left, top, fontSize, lineHeight: `${height}px` }}>
          {/* Only words that are off their line are positioned: each positioned one costs time whenever the page is zoomed. */}
          {run.map(({ index, text, marginLeft, letterSpacing, wordSpacing, shift }, place) => (
            <span
              key={index}
              style={{ marginLeft, letterSpacing, wordSpacing, ...(shift === 0 ? {} : { position: 'relative', top: shift }) }}
            >
              {place < run.length - 1 ? `${text} ` : text}
            </span>
          ))}
        </div>
      ))}
    </div>
  );
});

const MEASURED_AT_PX = 100;

function measureText(): MeasureText {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return (text) => text.length * 0.6;
  context.font = `${MEASURED_AT_PX}px ${FONT}`;
  context.fontKerning = 'none';
  return (text) => context.measureText(text).width / MEASURED_AT_PX;
}
