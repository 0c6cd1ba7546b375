import type { PageQuality } from '../../../contract/index.ts';
import type { TextLine } from '../own-reader/line.ts';
import type { Raster } from '../raster.ts';

export type Size = { readonly width: number; readonly height: number };

/** A page as it comes out of its file: turned by its EXIF orientation, on white, otherwise untouched. */
export type UprightPage = {
  /** The page in colour, within the preview limits. */
  readonly colour: Raster;
  /** Pixels of the page in its file, or of a scanned PDF page as it was rendered. */
  readonly original: Size;
  /** The page at the given size (at most the original's), gray unless asked for in colour; undefined where the preview is as large as the original. */
  readonly finer: ((size: Size, kind?: 'gray' | 'colour') => Promise<Raster>) | undefined;
};

/** A page that is ready to be read. All three views show the same cut of it. */
export type PreparedPage = {
  /** Cropped to the paper, deskewed and within the preview limits: what a reviewer sees. Word boxes are fractions of it. */
  readonly colour: Raster;
  /** The same page to read from, evenly lit, letters about as high as the recogniser likes them; same shape as `colour`. */
  readonly gray: Raster;
  /** The lines of text in px of `gray`, unordered. None where the page is blank or noise. */
  readonly lines: readonly TextLine[];
  readonly quality: PageQuality;
  /**
   * Share of the lines that a border of the picture cuts, among those of `lines` (by place) that turned out to be text; absent where the page
   * was turned by a quarter, so that nothing can be asked again.
   */
  readonly cutOffAmong?: (isText: (at: number) => boolean) => number;
  /** Wall milliseconds of the preparation, the search for lines included. */
  readonly ms: number;
};
