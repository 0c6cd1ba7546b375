import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { findLanguageData } from '../../../../src-main/workers/reading/second-reader/language-data.ts';
import { percentile } from '../../machine.ts';
import type { Section } from '../../report.ts';
import type { Bench, PartResult } from '../bench.ts';
import type { Column, PageRead, Pile } from '../read-pages.ts';
import { type Figure, written } from '../targets.ts';

/** A receipt on one reader, from its bytes to the answer; and how large the models are. */
export async function time(bench: Bench): Promise<PartResult | string> {
  if (bench.receipts.length === 0) return 'the SROIE corpus is not here';
  const piles = new Map<Column, Pile>();
  for (const column of bench.columns) piles.set(column, await bench.oneByOne(column));
  const wall = (pages: readonly PageRead[]): number[] => pages.map(({ wallMs }) => wallMs);
  const figures: Figure[] = [
    {
      id: 'time',
      n: `${bench.receipts.length} receipts`,
      ...Object.fromEntries(
        [...piles].map(([column, { pages }]) => [column, [percentile(wall(pages), 0.5), percentile(wall(pages), 0.95)]]),
      ),
    },
    {
      id: 'disk',
      n: '–',
      ...Object.fromEntries(
        bench.columns.map((column) => [column, [column === 'own' ? ownMegabytes(bench.models) : tesseractMegabytes()]]),
      ),
    },
  ];
  return { figures, sections: [section(bench, piles)] };
}

function section(bench: Bench, piles: ReadonlyMap<Column, Pile>): Section {
  const range = (values: readonly number[]): string => written('ms', [percentile(values, 0.5), percentile(values, 0.95)]);
  return {
    title: 'Time of a receipt',
    note: `${bench.receipts.length} receipts one after another through a pool of one reader, which is warm. From the hand-over of the bytes to the answer, so that decoding, preparation, the reviewer's picture and the way between the processes are in it. p50 / p95.`,
    columns: ['reader', 'whole', 'slowest', 'recognition', 'everything else in the reader', 'processor time, mean'],
    rows: [...piles].map(([column, { pages, processorMs }]) => [
      column,
      range(pages.map(({ wallMs }) => wallMs)),
      written('ms', [Math.max(...pages.map(({ wallMs }) => wallMs))]),
      range(pages.map(({ ms }) => ms.ocr)),
      range(pages.map(({ ms }) => ms.decode)),
      written('ms', [processorMs / pages.length]),
    ]),
  };
}

const MEGABYTE = 1e6;

function ownMegabytes(models: string): number {
  const files = readdirSync(models).filter((name) => /\.(onnx|json)$/.test(name));
  return files.reduce((sum, name) => sum + statSync(join(models, name)).size, 0) / MEGABYTE;
}

/** The language data as it lies on disk (packed). */
function tesseractMegabytes(): number {
  const [file] = findLanguageData('auto', ['eng']).found;
  return file === undefined ? Number.NaN : statSync(join(file.folder, `eng.traineddata${file.packed ? '.gz' : ''}`)).size / MEGABYTE;
}
