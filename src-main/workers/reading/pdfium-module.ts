/**
 * The part of PDFium's C interface that the typed package does not wrap: positions of characters and their visibility, attachments.
 * Signatures are those of fpdf_text.h, fpdfview.h and fpdf_attachment.h; a pointer is an offset into the WebAssembly heap.
 */
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { z } from 'zod';

const fn = <T>() => z.custom<T>((value) => typeof value === 'function');
type Call = (...args: number[]) => number;

const Exports = z.object({
  malloc: fn<Call>(),
  free: fn<(pointer: number) => void>(),
  FPDFText_LoadPage: fn<Call>(),
  FPDFText_ClosePage: fn<(textPage: number) => void>(),
  FPDFText_CountChars: fn<Call>(),
  FPDFText_GetUnicode: fn<Call>(),
  FPDFText_GetCharBox: fn<Call>(),
  FPDFText_GetLooseCharBox: fn<Call>(),
  FPDFText_GetCharAngle: fn<Call>(),
  FPDFText_GetTextObject: fn<Call>(),
  FPDFTextObj_GetTextRenderMode: fn<Call>(),
  FPDFText_HasUnicodeMapError: fn<Call>(),
  FPDFPage_GetRotation: fn<Call>(),
  FPDF_GetPageBoundingBox: fn<Call>(),
  FPDFPage_CountObjects: fn<Call>(),
  FPDFPage_GetObject: fn<Call>(),
  FPDFPageObj_GetType: fn<Call>(),
  FPDFPageObj_GetBounds: fn<Call>(),
  FPDFImageObj_GetImagePixelSize: fn<Call>(),
  FPDFDoc_GetAttachmentCount: fn<Call>(),
  FPDFDoc_GetAttachment: fn<Call>(),
  FPDFAttachment_GetName: fn<Call>(),
  FPDFAttachment_GetFile: fn<Call>(),
});

/** Name and version for `Reading.reader`; the package does not export its manifest. */
export const PDFIUM_NAME = 'pdfium 2.1.13';

/** PDFium with its raw calls. `heap` has to be asked for after every call that may allocate: the heap moves when it grows. */
export type Pdfium = {
  readonly library: PDFiumLibrary;
  readonly call: z.infer<typeof Exports>;
  heap(): DataView;
};

const Wrapped = z.object({ module: z.object({ wasmExports: Exports, HEAPU8: z.instanceof(Uint8Array) }) });

let loaded: Promise<Pdfium> | undefined;

/** Loads PDFium once (4 MB of WebAssembly, about 60 ms). */
export function loadPdfium(): Promise<Pdfium> {
  loaded ??= PDFiumLibrary.init().then((library) => {
    const raw: unknown = library;
    const { wasmExports } = Wrapped.parse(raw).module;
    return {
      library,
      call: wasmExports,
      heap: () => {
        const bytes: Uint8Array = Reflect.get(Reflect.get(library, 'module'), 'HEAPU8');
        return new DataView(bytes.buffer);
      },
    };
  });
  return loaded;
}
