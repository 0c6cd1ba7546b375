import { join } from 'node:path';
import { SROIE } from '../../extraction/corpus.ts';
import { percentile } from '../../machine.ts';
import { NATIVE_CALL, nativeMs, nativeTesseract } from '../../native-tesseract.ts';
import type { Figure } from '../../reading/targets.ts';
import { written } from '../../reading/targets.ts';
import type { Bench, PartResult } from '../bench.ts';
import type { Outcome } from '../outcome.ts';

/** Receipts that the native program reads: enough for a median. */
const NATIVE_COUNT = 12;

/** Milliseconds from the words of a document to its fields. */
export async function time(bench: Bench): Promise<PartResult | string> {
  const all = await bench.all();
  if (all.length === 0) return 'none of the corpora is here';
  const sets = [...new Set(all.map(({ about }) => about.set))];
  const groups = [all, ...sets.map((set) => all.filter(({ about }) => about.set === set))];
  const ms = groups.map((group) => group.map((one) => one.ms));
  const n = `${all.length} documents`;
  const against = againstNative(all.filter(({ about }) => about.set === 'sroie'));
  return {
    figures: [
      { id: 'time-p50', n, own: [percentile(ms[0] ?? [], 0.5)] },
      { id: 'time', n, own: [percentile(ms[0] ?? [], 0.95)] },
      ...(against === undefined ? [] : [against.figure]),
    ],
    sections: [
      {
        title: 'Time of extraction',
        note: `One document after another in one process that has extracted some before; reading is not in it.${against === undefined ? '' : ` ${against.note}`}`,
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

/** The extraction of receipts as a share of the time in which the native program reads such receipts, on the same machine in the same minutes. */
function againstNative(receipts: readonly Outcome[]): { readonly figure: Figure; readonly note: string } | undefined {
  const native = nativeTesseract();
  if (native === undefined || receipts.length === 0) return undefined;
  const some = receipts.slice(0, NATIVE_COUNT);
  const their = percentile(
    some.map(({ id }) => nativeMs(join(SROIE, 'img', `${id}.jpg`))),
    0.5,
  );
  const ours = receipts.map(({ ms }) => ms);
  const note = `${native} reads ${some.length} of the receipts in ${Math.round(their)} ms (p50; ${NATIVE_CALL}), measured right after: what both take changes with the machine's speed of the day, their ratio much less.`;
  return {
    figure: {
      id: 'time-ratio',
      n: `${receipts.length} receipts`,
      own: [percentile(ours, 0.5) / their, percentile(ours, 0.95) / their],
    },
    note,
  };
}
