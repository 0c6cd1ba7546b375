import { percentile } from '../../machine.ts';
import { written } from '../../reading/targets.ts';
import type { Bench, PartResult } from '../bench.ts';

/** Milliseconds from the words of a document to its fields. */
export async function time(bench: Bench): Promise<PartResult | string> {
  const all = await bench.all();
  if (all.length === 0) return 'none of the corpora is here';
  const sets = [...new Set(all.map(({ about }) => about.set))];
  const groups = [all, ...sets.map((set) => all.filter(({ about }) => about.set === set))];
  const ms = groups.map((group) => group.map((one) => one.ms));
  const n = `${all.length} documents`;
  return {
    figures: [
      { id: 'time-p50', n, own: [percentile(ms[0] ?? [], 0.5)] },
      { id: 'time', n, own: [percentile(ms[0] ?? [], 0.95)] },
    ],
    sections: [
      {
        title: 'Time of extraction',
        note: 'One document after another in one process that has extracted some before; reading is not in it.',
        columns: ['documents', 'n', 'p50', 'p95', 'slowest'],
        rows: ['all', ...sets].map((name, i) => [
          name,
          String(groups[i]?.length ?? 0),
          ...[percentile(ms[i] ?? [], 0.5), percentile(ms[i] ?? [], 0.95), Math.max(...(ms[i] ?? []))].map((value) =>
            written('ms', [value]),
          ),
        ]),
      },
    ],
  };
}
