import { READING_LIMITS } from '../../engine/reading/limits.ts';
import type { PageChar } from './pdf-words.ts';
import type { Pdfium } from './pdfium-module.ts';

/** What a page's text layer holds. */
export type TextLayer = {
  /** Visible characters in the order of the file. */
  readonly chars: readonly PageChar[];
  /** Visible characters that stand for nothing readable (no Unicode value, private use, control). */
  readonly unreadable: number;
  /** Characters that nobody can see: another program's recognition under a scan, or text hidden from the reader. */
  readonly invisible: number;
  /** Share of the page that pictures cover, 0 to 1 (overlaps counted twice, capped). */
  readonly imageShare: number;
};

/** Fewer visible characters than this are a stamp, a page number or a scanner's banner, not the document. */
const MIN_CHARS = 24;
/** On a page that is mostly picture the picture is the document, unless there is at least this much text over it. */
const MIN_CHARS_OVER_PICTURE = 200;
const MOSTLY_PICTURE = 0.5;
/** A layer with more unreadable characters than this share comes from a font without a character map. */
const MAX_UNREADABLE = 0.15;

/** True where the layer can be trusted to be what a person sees on the page; else the page is rendered and recognised. */
export function isUsable(layer: TextLayer): boolean {
  const readable = layer.chars.filter((char) => /[\p{L}\p{N}]/u.test(char.text)).length;
  if (readable < MIN_CHARS) return false;
  if (layer.unreadable > (layer.chars.length + layer.unreadable) * MAX_UNREADABLE) return false;
  return layer.imageShare < MOSTLY_PICTURE || readable >= MIN_CHARS_OVER_PICTURE;
}

/** Reads the text layer of a loaded page (`page` is PDFium's handle). */
export function readTextLayer(pdfium: Pdfium, page: number): TextLayer {
  const { call } = pdfium;
  const scratch = call.malloc(64);
  const textPage = call.FPDFText_LoadPage(page);
  try {
    const place = pagePlacement(pdfium, page, scratch);
    const imageShare = measureImages(pdfium, page, scratch, place);
    if (textPage === 0) return { chars: [], unreadable: 0, invisible: 0, imageShare };
    return { ...readChars(pdfium, textPage, scratch, place), imageShare };
  } finally {
    if (textPage !== 0) call.FPDFText_ClosePage(textPage);
    call.free(scratch);
  }
}

type Rect = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
/** `map` turns a rectangle in PDF points (y upwards, page not rotated) into fractions of the upright page; `rotation` counts quarter turns clockwise. */
type Placement = { readonly map: (rect: Rect) => Rect; readonly rotation: number };

/** Order of the fields in PDFium's FS_RECTF: left, top, right, bottom as 32-bit floats. */
function readRect(view: DataView, at: number): Rect {
  const [left, top, right, bottom] = [0, 4, 8, 12].map((offset) => view.getFloat32(at + offset, true)) as [number, number, number, number];
  return { left, top, right, bottom };
}

function pagePlacement(pdfium: Pdfium, page: number, scratch: number): Placement {
  pdfium.call.FPDF_GetPageBoundingBox(page, scratch);
  const area = readRect(pdfium.heap(), scratch);
  const width = Math.max(1e-6, area.right - area.left);
  const height = Math.max(1e-6, area.top - area.bottom);
  const rotation = pdfium.call.FPDFPage_GetRotation(page);
  const point = (x: number, y: number): readonly [number, number] => turn((x - area.left) / width, (area.top - y) / height, rotation);
  const map = (rect: Rect): Rect => {
    const [x1, y1] = point(rect.left, rect.top);
    const [x2, y2] = point(rect.right, rect.bottom);
    return { left: Math.min(x1, x2), top: Math.min(y1, y2), right: Math.max(x1, x2), bottom: Math.max(y1, y2) };
  };
  return { map, rotation };
}

/** Turns a point of the unit square by quarter turns clockwise (y downwards). */
function turn(u: number, v: number, rotation: number): readonly [number, number] {
  if (rotation === 1) return [1 - v, u];
  if (rotation === 2) return [1 - u, 1 - v];
  return rotation === 3 ? [v, 1 - u] : [u, v];
}

const IMAGE_OBJECT = 3;
/** Objects looked at for the share of pictures; scans have one to a few dozen. */
const OBJECTS = 2_000;

function measureImages(pdfium: Pdfium, page: number, scratch: number, place: Placement): number {
  const { call } = pdfium;
  let share = 0;
  for (let i = 0; i < Math.min(OBJECTS, call.FPDFPage_CountObjects(page)); i++) {
    const object = call.FPDFPage_GetObject(page, i);
    if (call.FPDFPageObj_GetType(object) !== IMAGE_OBJECT) continue;
    if (call.FPDFPageObj_GetBounds(object, scratch, scratch + 4, scratch + 8, scratch + 12) === 0) continue;
    const view = pdfium.heap();
    const [left, bottom, right, top] = [0, 4, 8, 12].map((offset) => view.getFloat32(scratch + offset, true)) as [
      number,
      number,
      number,
      number,
    ];
    const rect = clamp(place.map({ left, top, right, bottom }));
    share += (rect.right - rect.left) * (rect.bottom - rect.top);
  }
  return Math.min(1, share);
}

function clamp(rect: Rect): Rect {
  const inside = (value: number): number => (Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0);
  return { left: inside(rect.left), top: inside(rect.top), right: inside(rect.right), bottom: inside(rect.bottom) };
}

/** Text render mode 3 draws nothing (PDF 1.7, table 106); 7 only clips. */
const INVISIBLE_MODES = new Set([3, 7]);
/** Radians from level within which text counts as running across the page. */
const LEVEL = 0.2;

function readChars(pdfium: Pdfium, textPage: number, scratch: number, place: Placement): Omit<TextLayer, 'imageShare'> {
  const { call } = pdfium;
  const chars: PageChar[] = [];
  let unreadable = 0;
  let invisible = 0;
  const count = Math.min(READING_LIMITS.charsPerPage, call.FPDFText_CountChars(textPage));
  for (let i = 0; i < count; i++) {
    const code = call.FPDFText_GetUnicode(textPage, i);
    const text = toText(code);
    if (text !== undefined && /\s/u.test(text)) {
      chars.push(SPACE);
      continue;
    }
    const object = call.FPDFText_GetTextObject(textPage, i);
    if (object !== 0 && INVISIBLE_MODES.has(call.FPDFTextObj_GetTextRenderMode(object))) {
      invisible++;
      continue;
    }
    if (text === undefined || call.FPDFText_HasUnicodeMapError(textPage, i) === 1) {
      unreadable++;
      continue;
    }
    const char = readChar(pdfium, { textPage, index: i, text, scratch, place });
    // Outside the visible page: printers' marks, or text that nobody is meant to see.
    if (char === undefined) invisible++;
    else chars.push(char);
  }
  return { chars, unreadable, invisible };
}

const SPACE: PageChar = { text: ' ', left: 0, top: 0, right: 0, bottom: 0, bandTop: 0, bandBottom: 0, isLevel: true };

/** The character of a code point, or undefined where it stands for nothing readable. PDFium marks soft hyphens with U+0002. */
function toText(code: number): string | undefined {
  if (code === 2) return '-';
  if (code === 0 || code === 0xfffd || code === 0xfffe || code === 0xffff || code > 0x10ffff) return undefined;
  const text = String.fromCodePoint(code);
  if (/\s/u.test(text)) return text;
  return /[\p{Co}\p{Cn}\p{Cc}\p{Cs}]/u.test(text) ? undefined : text;
}

type CharPlace = { textPage: number; index: number; text: string; scratch: number; place: Placement };

function readChar(pdfium: Pdfium, { textPage, index, text, scratch, place }: CharPlace): PageChar | undefined {
  const { call } = pdfium;
  if (call.FPDFText_GetCharBox(textPage, index, scratch, scratch + 8, scratch + 16, scratch + 24) === 0) return undefined;
  const view = pdfium.heap();
  const [left, right, bottom, top] = [0, 8, 16, 24].map((offset) => view.getFloat64(scratch + offset, true)) as [
    number,
    number,
    number,
    number,
  ];
  const box = place.map({ left, top, right, bottom });
  if (![box.left, box.top, box.right, box.bottom].every(Number.isFinite)) return undefined;
  if (box.right <= 0 || box.left >= 1 || box.bottom <= 0 || box.top >= 1) return undefined;
  const hasBand = call.FPDFText_GetLooseCharBox(textPage, index, scratch) !== 0;
  const band = hasBand ? place.map(readRect(pdfium.heap(), scratch)) : box;
  const isUsableBand = band.bottom > band.top && band.top <= box.top + 1e-3 && band.bottom >= box.bottom - 1e-3;
  const inside = clamp(box);
  return {
    text,
    ...inside,
    bandTop: isUsableBand ? band.top : box.top,
    bandBottom: isUsableBand ? band.bottom : box.bottom,
    isLevel: isLevel(call.FPDFText_GetCharAngle(textPage, index), place.rotation),
  };
}

/** PDFium's angle is counter-clockwise on the page as stored; a page turned by a quarter holds its level text at a quarter. */
function isLevel(angle: number, rotation: number): boolean {
  const turned = angle - (rotation * Math.PI) / 2;
  return Math.abs(Math.atan2(Math.sin(turned), Math.cos(turned))) < LEVEL;
}
