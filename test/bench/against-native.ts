import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createReaderPool } from '../../src-main/adapters/reader-pool/create-reader-pool.ts';
import { testReceipts } from './bulk.ts';
import { haveSroie, SROIE } from './extraction/corpus.ts';
import { percentile } from './machine.ts';
import { NATIVE_CALL, nativeMs, nativeTesseract } from './native-tesseract.ts';
import type { Section } from './report.ts';

const COUNT = 12;

/** One receipt after another: our reader (preparation, OCR and page picture) against the native program on the raw image, same images, same run. */
export async function againstNative(): Promise<Section | undefined> {
  const native = nativeTesseract();
  if (native === undefined || !haveSroie()) return undefined;
  const pool = createReaderPool({ size: 1 });
  try {
    const ours: number[] = [];
    const theirs: number[] = [];
    for (const [index, id] of ['', ...testReceipts(COUNT)].entries()) {
      const path = join(SROIE, 'img', `${id || testReceipts(1)[0]}.jpg`);
      const began = performance.now();
      await pool.read({ bytes: readFileSync(path), name: id });
      const ms = performance.now() - began;
      const their = nativeMs(path);
      // The first one pays for starting the reader.
      if (index === 0) continue;
      ours.push(ms);
      theirs.push(their);
    }
    const [our, their] = [percentile(ours, 0.5), percentile(theirs, 0.5)];
    return {
      title: 'One receipt, against native tesseract',
      note: `${COUNT} receipts, one after another, one thread each; ${native}: ${NATIVE_CALL}.`,
      rows: [
        ['Tickmark p50 / p95', `${Math.round(our)} / ${Math.round(percentile(ours, 0.95))} ms`],
        ['native p50 / p95', `${Math.round(their)} / ${Math.round(percentile(theirs, 0.95))} ms`],
        ['ratio of the p50', `${(our / their).toFixed(2)} (below 1 is faster than native)`],
      ],
    };
  } finally {
    await pool.close();
  }
}
