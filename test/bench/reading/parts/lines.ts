import { measureSpots } from '../../../../src-main/workers/reading/capital-height.ts';
import { scaleLines } from '../../../../src-main/workers/reading/own-reader/line.ts';
import { loadOwnReader } from '../../../../src-main/workers/reading/own-reader/own-reader.ts';
import { percentile } from '../../machine.ts';
import type { Bench, PartResult } from '../bench.ts';
import { compareLines, type LineCount } from '../compare-lines.ts';
import { grayPage } from '../gray-page.ts';
import { written } from '../targets.ts';
import { textLineOf, truthLines } from '../truth-lines.ts';

/** The detector alone: lines it finds on the page as it was scanned, against the labelled boxes. */
export async function lines(bench: Bench): Promise<PartResult | string> {
  if (bench.receipts.length === 0) return 'the SROIE corpus is not here';
  if (!bench.columns.includes('own')) return 'the detector is not here';
  const reader = await loadOwnReader(bench.models);
  const sum: LineCount = { lines: 0, found: 0, covered: 0, seen: 0, detections: 0, matched: 0 };
  const times: number[] = [];
  for (const { id } of bench.receipts) {
    const preview = await grayPage(id, 'preview');
    const { capitalHeight } = measureSpots(preview);
    const began = performance.now();
    const found = await reader.findLines(preview, capitalHeight);
    times.push(performance.now() - began);
    const original = await grayPage(id, 'original');
    const count = compareLines(truthLines(id).map(textLineOf), scaleLines(found, original.width / preview.width));
    for (const name of Object.keys(sum) as (keyof LineCount)[]) sum[name] += count[name];
  }
  return {
    figures: [{ id: 'lines', n: `${sum.lines} lines`, own: [sum.found / sum.lines, sum.covered / sum.lines] }],
    sections: [
      {
        title: 'Lines found',
        note: `${sum.lines} labelled lines of ${bench.receipts.length} receipts, ${sum.detections} found on the page as it was scanned, before it is straightened. A line is found if one found line, as it lies, has an IoU of at least 0.5 with its box, and covered if found lines together cover 70 % of its box. Boxes in the corpus are upright also where the text is not.`,
        rows: [
          ['found at IoU 0.5', written('share', [sum.found / sum.lines])],
          ['covered by 70 %', written('share', [sum.covered / sum.lines])],
          ['covered by 70 % by the crops that are read, which take in a margin', written('share', [sum.seen / sum.lines])],
          ['found lines that match a labelled one at IoU 0.5', written('share', [sum.matched / Math.max(1, sum.detections)])],
          ['detector, p50 / p95', written('ms', [percentile(times, 0.5), percentile(times, 0.95)])],
        ],
      },
    ],
  };
}
