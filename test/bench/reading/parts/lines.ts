import { measureSpots } from '../../../../src-main/workers/reading/capital-height.ts';
import type { TextLine } from '../../../../src-main/workers/reading/own-reader/line.ts';
import { scaleLines } from '../../../../src-main/workers/reading/own-reader/line.ts';
import { loadOwnReader } from '../../../../src-main/workers/reading/own-reader/own-reader.ts';
import { percentile } from '../../machine.ts';
import { type Bench, MODELS, type PartResult } from '../bench.ts';
import { grayPage } from '../gray-page.ts';
import { written } from '../targets.ts';
import { hullOf, type Rectangle, truthLines } from '../truth-lines.ts';

const MATCH = 0.5;
const COVER = 0.7;

type Count = { lines: number; found: number; covered: number; detections: number; matched: number };

/** The detector alone: lines it finds on the page as it was scanned, against the labelled boxes. */
export async function lines(bench: Bench): Promise<PartResult | string> {
  if (bench.receipts.length === 0) return 'the SROIE corpus is not here';
  if (!bench.columns.includes('own')) return 'the detector is not here';
  const reader = await loadOwnReader(MODELS);
  const sum: Count = { lines: 0, found: 0, covered: 0, detections: 0, matched: 0 };
  const times: number[] = [];
  for (const { id } of bench.receipts) {
    const preview = await grayPage(id, 'preview');
    const { capitalHeight } = measureSpots(preview);
    const began = performance.now();
    const found = await reader.findLines(preview, capitalHeight);
    times.push(performance.now() - began);
    const original = await grayPage(id, 'original');
    add(sum, compare(truthLines(id).map(hullOf), scaleLines(found, original.width / preview.width).map(rectangleOf)));
  }
  const shares = [sum.found / sum.lines, sum.covered / sum.lines];
  return {
    figures: [{ id: 'lines', n: `${sum.lines} lines`, own: shares }],
    sections: [
      {
        title: 'Lines found',
        note: `${sum.lines} labelled lines of ${bench.receipts.length} receipts, ${sum.detections} found (upright hulls; the page as it was scanned, before it is straightened). A line is found if one found line has an IoU of at least 0.5 with it, and covered if found lines together cover 70 % of its box.`,
        rows: [
          ['found at IoU 0.5', written('share', [sum.found / sum.lines])],
          ['covered by 70 %', written('share', [sum.covered / sum.lines])],
          ['found lines that match a labelled one at IoU 0.5', written('share', [sum.matched / Math.max(1, sum.detections)])],
          ['detector, p50 / p95', written('ms', [percentile(times, 0.5), percentile(times, 0.95)])],
        ],
      },
    ],
  };
}

function add(sum: Count, one: Count): void {
  for (const name of Object.keys(sum) as (keyof Count)[]) sum[name] += one[name];
}

function rectangleOf(line: TextLine): Rectangle {
  const { knots } = line;
  return {
    left: knots[0]?.x ?? 0,
    right: knots.at(-1)?.x ?? 0,
    top: Math.min(...knots.map(({ top }) => top)),
    bottom: Math.max(...knots.map(({ bottom }) => bottom)),
  };
}

const area = (r: Rectangle): number => Math.max(0, r.right - r.left) * Math.max(0, r.bottom - r.top);

function common(a: Rectangle, b: Rectangle): Rectangle {
  return {
    left: Math.max(a.left, b.left),
    right: Math.min(a.right, b.right),
    top: Math.max(a.top, b.top),
    bottom: Math.min(a.bottom, b.bottom),
  };
}

/** Counts of one page, truth and found in the same px. */
export function compare(truth: readonly Rectangle[], found: readonly Rectangle[]): Count {
  const iou = (a: Rectangle, b: Rectangle): number => {
    const both = area(common(a, b));
    return both / Math.max(1e-9, area(a) + area(b) - both);
  };
  return {
    lines: truth.length,
    found: truth.filter((box) => found.some((one) => iou(box, one) >= MATCH)).length,
    covered: truth.filter((box) => coveredArea(box, found) >= COVER * area(box)).length,
    detections: found.length,
    matched: found.filter((one) => truth.some((box) => iou(box, one) >= MATCH)).length,
  };
}

/** Area of the box that lies in at least one of the rectangles: strips between all their left and right ends. */
function coveredArea(box: Rectangle, found: readonly Rectangle[]): number {
  const parts = found.map((one) => common(box, one)).filter((one) => area(one) > 0);
  const edges = [...new Set(parts.flatMap(({ left, right }) => [left, right]))].toSorted((a, b) => a - b);
  let sum = 0;
  for (let i = 1; i < edges.length; i++) {
    const [left, right] = [edges[i - 1] ?? 0, edges[i] ?? 0];
    const inside = parts.filter((one) => one.left <= left && one.right >= right).toSorted((a, b) => a.top - b.top);
    let reached = Number.NEGATIVE_INFINITY;
    let high = 0;
    for (const { top, bottom } of inside) {
      high += Math.max(0, bottom - Math.max(top, reached));
      reached = Math.max(reached, bottom);
    }
    sum += high * (right - left);
  }
  return sum;
}
