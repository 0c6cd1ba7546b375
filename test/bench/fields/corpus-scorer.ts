import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SROIE } from '../extraction/corpus.ts';
import type { Outcome } from './outcome.ts';

const SCORER = join(SROIE, '..', '..', 'tools', 'score-extraction.mjs');

type Report = { readonly fields: Readonly<Record<string, { readonly right: number }>> };

/** How many values of each field the scorer that lies beside the corpora counts as right; undefined where it is absent. */
export function scoreWithTool(outcomes: readonly Outcome[]): Readonly<Record<string, number>> | undefined {
  if (!existsSync(SCORER)) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'tickmark-fields-'));
  try {
    for (const { id } of outcomes) copyFileSync(join(SROIE, 'key', `${id}.json`), join(folder, `${id}.json`));
    const predictions = outcomes.map(({ id, verdicts }) =>
      JSON.stringify({ id, ...Object.fromEntries(verdicts.map(({ field, got }) => [field, got])) }),
    );
    const file = join(folder, 'predictions.jsonl');
    writeFileSync(file, predictions.join('\n'));
    const output = execFileSync(process.execPath, [SCORER, '--truth', folder, '--pred', file, '--json'], { encoding: 'utf8' });
    const { fields } = JSON.parse(output) as Report;
    return Object.fromEntries(Object.entries(fields).map(([name, { right }]) => [name, right]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
