import type { Pdfium } from './pdfium-module.ts';

/** PDFium's page object type for pictures (fpdf_edit.h), and how many objects of a page are looked at. */
const IMAGE_OBJECT = 3;
const OBJECTS = 2_000;
/** A picture that covers less than this share of the page's width or height is a logo or a stamp. */
const COVERS = 0.5;
const POINTS_PER_INCH = 72;

/**
 * Resolution of the picture that a scanned page consists of, in dots per inch of the page: rendering it finer than that shows nothing more.
 * 0 where no picture covers most of the page. `width` and `height` of the page in points, before its rotation.
 */
export function scanDpi({ call, heap }: Pdfium, page: number, width: number, height: number): number {
  const scratch = call.malloc(32);
  let dpi = 0;
  try {
    for (let i = 0; i < Math.min(OBJECTS, call.FPDFPage_CountObjects(page)); i++) {
      const object = call.FPDFPage_GetObject(page, i);
      if (call.FPDFPageObj_GetType(object) !== IMAGE_OBJECT) continue;
      if (call.FPDFPageObj_GetBounds(object, scratch, scratch + 4, scratch + 8, scratch + 12) === 0) continue;
      if (call.FPDFImageObj_GetImagePixelSize(object, scratch + 16, scratch + 20) === 0) continue;
      const view = heap();
      const across = view.getFloat32(scratch + 8, true) - view.getFloat32(scratch, true);
      const down = view.getFloat32(scratch + 12, true) - view.getFloat32(scratch + 4, true);
      // A page turned by a quarter is as wide as its pictures are high.
      const covers = (w: number, h: number): boolean => across >= COVERS * w && down >= COVERS * h;
      if (!(covers(width, height) || covers(height, width))) continue;
      const pixels = view.getUint32(scratch + 16, true) * view.getUint32(scratch + 20, true);
      dpi = Math.max(dpi, Math.sqrt(pixels / (across * down)) * POINTS_PER_INCH);
    }
  } finally {
    call.free(scratch);
  }
  return dpi;
}
