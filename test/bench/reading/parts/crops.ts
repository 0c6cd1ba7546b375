import { loadOwnReader, type OwnReader } from '../../../../src-main/workers/reading/own-reader/own-reader.ts';
import type { Raster } from '../../../../src-main/workers/reading/raster.ts';
import type { Bench, PartResult } from '../bench.ts';
import { CharacterError } from '../character-error.ts';
import { grayPage } from '../gray-page.ts';
import { startLineTesseract } from '../line-tesseract.ts';
import { type Figure, written } from '../targets.ts';
import { hullOf, type TruthLine, textLineOf, truthLines } from '../truth-lines.ts';

const upper = (text: string): string => text.toUpperCase();

/** Recognition alone: the labelled boxes are cut out and read, so that no line is missing and none is cut badly. */
export async function crops(bench: Bench): Promise<PartResult | string> {
  if (bench.receipts.length === 0) return 'the SROIE corpus is not here';
  const own = bench.columns.includes('own') ? await loadOwnReader(bench.models) : undefined;
  const tesseract = bench.columns.includes('tesseract') ? await startLineTesseract() : undefined;
  const errors = { own: new CharacterError(), plain: new CharacterError(), tesseract: new CharacterError() };
  try {
    for (const { id } of bench.receipts) {
      const page = await grayPage(id, 'original');
      const labelled = truthLines(id).filter(({ text }) => text !== '');
      if (own) await readOwn(own, page, labelled, errors);
      if (!tesseract) continue;
      for (const line of labelled) errors.tesseract.add(line.text, await tesseract.read(page, hullOf(line)), upper);
    }
  } finally {
    await tesseract?.close();
  }
  const n = `${Math.max(errors.own.lines, errors.tesseract.lines)} lines`;
  const rows = (
    [
      ['this reader', errors.own],
      ['this reader, grammar off', errors.plain],
      ['tesseract.js, line by line', errors.tesseract],
    ] as const
  ).filter(([, error]) => error.lines > 0);
  const figure: Figure = {
    id: 'crops',
    n,
    ...(tesseract ? { tesseract: [errors.tesseract.rate] } : {}),
    ...(own ? { own: [errors.own.rate] } : {}),
  };
  return {
    figures: [figure],
    sections: [
      {
        title: 'Labelled line crops',
        note: `${n} of ${bench.receipts.length} receipts, cut at their labelled boxes from the original picture. Edits over characters, upper-cased (the labels have no lower case), white space collapsed. tesseract.js reads the same boxes as single lines, 32 px high.`,
        columns: ['reader', 'CER', 'lines without a mistake'],
        rows: rows.map(([name, error]) => [name, error.rate.toFixed(4), written('share', [error.exactShare])]),
      },
    ],
  };
}

async function readOwn(
  own: OwnReader,
  page: Raster,
  labelled: readonly TruthLine[],
  errors: { readonly own: CharacterError; readonly plain: CharacterError },
): Promise<void> {
  const boxes = labelled.map(textLineOf);
  const [read, plain] = [await own.readLines(page, boxes), await own.readLines(page, boxes, { grammar: false })];
  labelled.forEach(({ text }, i) => {
    errors.own.add(text, (read[i]?.words ?? []).map((word) => word.text).join(' '), upper);
    errors.plain.add(text, (plain[i]?.words ?? []).map((word) => word.text).join(' '), upper);
  });
}
