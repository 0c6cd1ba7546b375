import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SROIE } from '../extraction/corpus.ts';

const SCORER = join(SROIE, '..', '..', 'tools', 'score-words.mjs');

/** Shares of words over all pages together; `pages` holds the share of its words that were found for each page, worst first. */
export type WordScore = {
  readonly recall: number;
  readonly precision: number;
  readonly digitRecall: number;
  readonly digitPrecision: number;
  readonly pageP10: number;
  readonly pageMedian: number;
  readonly pages: readonly { readonly id: string; readonly recall: number }[];
};

export function haveWordScorer(): boolean {
  return existsSync(SCORER);
}

/** Scores the words of receipts (no order) with the corpus' own scorer: bags of words, upper-cased, without punctuation at the ends. */
export function scoreWords(pages: readonly { readonly id: string; readonly words: readonly string[] }[]): WordScore {
  const folder = mkdtempSync(join(tmpdir(), 'tickmark-words-'));
  try {
    for (const { id } of pages) symlinkSync(join(SROIE, 'box', `${id}.csv`), join(folder, `${id}.csv`));
    const predictions = join(folder, 'words.jsonl');
    writeFileSync(predictions, pages.map((page) => JSON.stringify(page)).join('\n'));
    const run = (...options: string[]): string =>
      execFileSync(process.execPath, [SCORER, '--truth', folder, '--pred', predictions, ...options], { encoding: 'utf8' });
    const totals = JSON.parse(run('--json')) as Omit<WordScore, 'pages'>;
    const each = run('--worst', String(pages.length))
      .split('\n')
      .slice(1)
      .flatMap((line) => {
        const [id, recall] = line.trim().split(' ');
        return id === undefined || recall === undefined ? [] : [{ id, recall: Number(recall) }];
      });
    return { ...totals, pages: each };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
