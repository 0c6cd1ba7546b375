import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createReaderPool } from '../../src-main/adapters/reader-pool/create-reader-pool.ts';
import type { Reading } from '../../src-main/contract/index.ts';
import type { ReadResult } from '../../src-main/engine/ports.ts';
import { testReceipts } from './bulk.ts';
import { SROIE, SROIE_CONTEXT } from './extraction/corpus.ts';
import { fieldsOf } from './fields/fields-of.ts';
import type { Section } from './report.ts';

const SCORER = join(SROIE, '..', '..', 'tools', 'score-extraction.mjs');
const COUNT = 60;

type Score = {
  right: number;
  documents: number;
  precision: number;
  recall: number;
  f1: number;
  near?: number;
  ece?: number;
  coverageAt99?: number;
};

type Report = { readonly macroF1: number; readonly fields: Record<string, Score> };

/** Fields of a fixed 60 receipts against the truth, scored by the corpus' own scorer: from the words of the product's readers, and of tesseract.js alone. */
export async function accuracy(): Promise<Section | undefined> {
  if (!existsSync(SCORER)) return undefined;
  const ids = testReceipts(COUNT);
  const pool = createReaderPool();
  try {
    const own = await reportOf(ids, (id) => pool.read({ bytes: bytesOf(id), name: id }));
    const tesseract = await reportOf(ids, (id) => pool.read({ bytes: bytesOf(id), name: id, options: { reader: 'tesseract' } }));
    const names = [...new Set([...Object.keys(own.fields), ...Object.keys(tesseract.fields)])];
    return {
      title: 'Fields read from receipts',
      note: `${COUNT} receipts of the SROIE corpus, of companies that no network, weight or probability was made from (the reader's test split, which lies in the extraction's test half), through the readers and the extraction of this release; and the same with tesseract.js reading alone. Scored by the corpus' scorer; "near" allows small differences of spelling.`,
      columns: ['', 'as the product reads', 'tesseract.js alone'],
      rows: [
        ['macro F1 of the four fields', own.macroF1.toFixed(3), tesseract.macroF1.toFixed(3)],
        ...names.map((name) => [name, describe(own.fields[name]), describe(tesseract.fields[name])]),
      ],
    };
  } finally {
    await pool.close();
  }
}

/** Extracts from what `read` gives and scores it. */
async function reportOf(ids: readonly string[], read: (id: string) => Promise<ReadResult>): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'tickmark-bench-'));
  try {
    const lines = await Promise.all(ids.map(async (id) => predictionOf(id, (await read(id)).reading)));
    for (const id of ids) copyFileSync(join(SROIE, 'key', `${id}.json`), join(folder, `${id}.json`));
    const predictions = join(folder, 'predictions.jsonl');
    writeFileSync(predictions, lines.map((line) => JSON.stringify(line)).join('\n'));
    return JSON.parse(
      execFileSync(process.execPath, [SCORER, '--truth', folder, '--pred', predictions, '--json'], { encoding: 'utf8' }),
    ) as Report;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function bytesOf(id: string): Uint8Array {
  return readFileSync(join(SROIE, 'img', `${id}.jpg`));
}

async function predictionOf(id: string, reading: Reading) {
  const { fields } = (await fieldsOf(reading, SROIE_CONTEXT)).extraction;
  const names = ['supplier', 'date', 'address', 'total'] as const;
  return {
    id,
    ...Object.fromEntries(names.map((name) => [name, fields[name]?.value ?? null])),
    p: Object.fromEntries(names.map((name) => [name, fields[name]?.p ?? 0])),
  };
}

function describe(score: Score | undefined): string {
  if (score === undefined) return '–';
  const near = score.near === undefined ? '' : `, near ${score.near.toFixed(3)}`;
  const ece = score.ece === undefined ? '' : `, ECE ${score.ece.toFixed(3)}`;
  const coverage = score.coverageAt99 === undefined ? '' : `, coverage at 99 % ${score.coverageAt99.toFixed(2)}`;
  return `${score.right} of ${score.documents} right (P ${score.precision.toFixed(3)}, R ${score.recall.toFixed(3)})${near}${ece}${coverage}`;
}
