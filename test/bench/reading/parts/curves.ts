import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PartResult } from '../bench.ts';
import { type Curve, drawCurves } from '../drawings.ts';

const LOGS = join(import.meta.dirname, '..', '..', '..', '..', 'models', 'training', 'reader', 'logs');

type Entry = Readonly<Record<string, number>>;

/** How the two networks learned, from the logs that their trainings left. Nothing is measured here. */
export function curves(): Promise<PartResult | string> {
  const recogniser = rowsOfCsv(join(LOGS, 'recogniser', 'curve.csv'));
  const detector = rowsOfJson(join(LOGS, 'detector', 'log.jsonl'));
  const drawings = {
    ...drawn('recogniser-curve.svg', recogniser, { 'receipts: CER': 'val_cer_ema', 'rendered lines: CER': 'rendered_cer_ema' }, 'CER'),
    ...drawn('detector-curve.svg', detector, { 'found at IoU 0.5': 'recall50', 'covered by 70 %': 'covered70' }, 'share of lines'),
  };
  const names = Object.keys(drawings);
  if (names.length === 0) return Promise.resolve('the trainings left no logs');
  const pictures = names.map((name) => `![${name.replace('-curve.svg', '')} in training](benchmarks/${name})`).join('\n');
  const note = `${pictures}\n\nOn the validation split, over the minutes of training (two processor cores, shared): the recogniser's character errors, case of receipts folded, and the detector's lines.`;
  return Promise.resolve({ figures: [], sections: [{ title: 'Curves of the trainings', note, rows: [] }], drawings });
}

function drawn(file: string, rows: readonly Entry[], columns: Readonly<Record<string, string>>, yName: string): Record<string, string> {
  const some: Curve[] = Object.entries(columns).map(([name, column]) => ({
    name,
    points: rows.flatMap((row) => {
      const [x, y] = [row['minutes'], row[column]];
      return x === undefined || y === undefined || Number.isNaN(y) ? [] : [{ x, y }];
    }),
  }));
  const points = some.flatMap((curve) => curve.points);
  if (points.length < 2) return {};
  const [low, high] = [Math.min(...points.map(({ y }) => y)), Math.max(...points.map(({ y }) => y))];
  // Errors fall towards 0; shares rise towards 1.
  const y = high > 0.5 ? { name: yName, from: Math.floor(low * 20) / 20, to: 1 } : { name: yName, from: 0, to: Math.ceil(high * 50) / 50 };
  return { [file]: drawCurves(some, { name: 'minutes', from: 0, to: Math.ceil(Math.max(...points.map(({ x }) => x))) }, y) };
}

function rowsOfCsv(file: string): Entry[] {
  if (!existsSync(file)) return [];
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i] ?? '', Number(cell)])));
}

/** One JSON object a line; what lies in `val` counts like the rest. */
function rowsOfJson(file: string): Entry[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const { val, ...entry } = JSON.parse(line) as Record<string, number> & { val?: Record<string, number> };
      return { ...entry, ...val } as Entry;
    });
}
