import sharp from 'sharp';
import { createWorker, OEM, PSM } from 'tesseract.js';
import type { Raster } from '../../../src-main/workers/reading/raster.ts';
import { findLanguageData } from '../../../src-main/workers/reading/second-reader/language-data.ts';
import type { Rectangle } from './truth-lines.ts';

/** tesseract.js on crops of single lines, at the settings that read them best: one line, no search for inverted text, the box 32 px high. */
export type LineTesseract = {
  readonly language: string;
  read(gray: Raster, box: Rectangle): Promise<string>;
  close(): Promise<void>;
};

/** Height of a line's box that tesseract reads best (200 lines: 32 px .058 CER, 24 px .061, 44 px .070). */
const HEIGHT = 32;
/** Room around the box, in heights; as the own reader has it. */
const MARGIN = { x: 0.15, y: 0.1 } as const;

/** Starts it with the data of the language where that is installed, else with the English one. */
export async function startLineTesseract(language = 'eng'): Promise<LineTesseract> {
  const [file] = findLanguageData('auto', [language, 'eng']).found;
  if (file === undefined) throw new Error('Tesseract has no data.');
  const options = { langPath: file.folder, gzip: file.packed, cacheMethod: 'none', errorHandler: () => undefined };
  const worker = await createWorker(file.code, OEM.LSTM_ONLY, options);
  await worker.setParameters({ tessedit_pageseg_mode: PSM.SINGLE_LINE, tessedit_do_invert: '0' });
  return {
    language: file.code,
    read: async (gray, box) => {
      const { data } = await worker.recognize(await cropOf(gray, box));
      return data.text.trim();
    },
    close: async () => {
      await worker.terminate();
    },
  };
}

async function cropOf(gray: Raster, box: Rectangle): Promise<Buffer> {
  const high = box.bottom - box.top;
  const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, Math.round(value)));
  const [left, top] = [clamp(box.left - MARGIN.x * high, gray.width - 1), clamp(box.top - MARGIN.y * high, gray.height - 1)];
  const width = Math.max(1, clamp(box.right + MARGIN.x * high, gray.width) - left);
  const height = Math.max(1, clamp(box.bottom + MARGIN.y * high, gray.height) - top);
  const scale = HEIGHT / high;
  const { data, info } = await sharp(gray.data, { raw: { width: gray.width, height: gray.height, channels: 1 } })
    .extract({ left, top, width, height })
    .resize(Math.max(8, Math.round(width * scale)), Math.max(8, Math.round(height * scale)), { fit: 'fill' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Buffer.concat([Buffer.from(`P5\n${info.width} ${info.height}\n255\n`, 'latin1'), data]);
}
