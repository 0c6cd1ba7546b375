import { READING_LIMITS } from '../../../engine/reading/limits.ts';
import { previewSize } from '../page-image.ts';
import type { Raster } from '../raster.ts';
import { chain, type Homography, IDENTITY, ontoQuad, scaling, translation } from './homography.ts';
import { sides } from './hull.ts';
import type { Paper } from './paper.ts';
import type { Size, UprightPage } from './prepared-page.ts';
import { cut, warp } from './warp.ts';

/** A finer picture than the preview is decoded for the cut-out paper from this gain on. */
const WORTH_DECODING = 1.25;

/** The part of a page's picture that is looked at. `toPicture` leads from its px to those of the page's colour preview. */
export type View = { readonly colour: Raster; readonly toPicture: Homography; readonly isWhole: boolean };

/** The picture as it is. */
export function viewAll({ colour }: UprightPage): View {
  return { colour, toPicture: IDENTITY, isWhole: true };
}

/** The paper alone, its perspective undone, as fine as the preview limits allow. */
export async function viewPaper(page: UprightPage, paper: Paper): Promise<View> {
  const gain = finestGain(page, paper);
  const picture = gain < WORTH_DECODING || page.finer === undefined ? page.colour : await page.finer(scaled(page.colour, gain), 'colour');
  const scale = picture.width / page.colour.width;
  return paper.isBox ? cutBox(picture, paper, scale) : straighten(picture, paper, scale);
}

/** How many times finer than in the preview the paper can be shown. */
function finestGain({ colour, original }: UprightPage, paper: Paper): number {
  const { width, height } = paperSize(paper, 1);
  const limit = Math.sqrt(READING_LIMITS.renderPixels / (colour.width * colour.height));
  return Math.min(original.width / colour.width, READING_LIMITS.previewWidth / width, READING_LIMITS.previewHeight / height, limit);
}

function scaled({ width, height }: Size, factor: number): Size {
  return { width: Math.round(width * factor), height: Math.round(height * factor) };
}

function paperSize({ corners }: Paper, scale: number): Size {
  const [top, right, bottom, left] = sides(corners);
  return {
    width: Math.max(1, Math.round(Math.max(top, bottom) * scale)),
    height: Math.max(1, Math.round(Math.max(left, right) * scale)),
  };
}

function cutBox(picture: Raster, { corners }: Paper, scale: number): View {
  const left = Math.max(0, Math.floor(corners[0].x * scale));
  const top = Math.max(0, Math.floor(corners[0].y * scale));
  const width = Math.min(picture.width, Math.ceil(corners[2].x * scale)) - left;
  const height = Math.min(picture.height, Math.ceil(corners[2].y * scale)) - top;
  const colour = cut(picture, left, top, { width, height });
  return { colour, toPicture: chain(scaling(1 / scale, 1 / scale), translation(left, top)), isWhole: false };
}

function straighten(picture: Raster, paper: Paper, scale: number): View {
  const full = paperSize(paper, scale);
  const size = previewSize(full.width, full.height);
  const toPreview = ontoQuad(size.width, size.height, paper.corners);
  return { colour: warp(picture, chain(scaling(scale, scale), toPreview), size), toPicture: toPreview, isWhole: false };
}
