import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadOwnReader } from '../../../../src-main/workers/reading/own-reader/own-reader.ts';
import type { Raster } from '../../../../src-main/workers/reading/raster.ts';
import type { Bench, PartResult } from '../bench.ts';
import { CharacterError } from '../character-error.ts';
import { startLineTesseract } from '../line-tesseract.ts';
import { type Figure, written } from '../targets.ts';
import type { Rectangle } from '../truth-lines.ts';

const RENDERER = join(import.meta.dirname, '..', '..', '..', '..', 'models', 'training', 'reader', 'render_lines.py');
const PYTHON = '/usr/bin/python3';
/** Not the seed of any training or validation set. */
const SEED = 2026;
/** Lines a language. */
const LINES = { whole: 200, quick: 25 } as const;
const LANGUAGES = 12;
/** How the renderer keeps a crop: the line's box is 32 px high in 51 rows, with 0.4 of its height at both ends. */
const KEPT = { rows: 51, top: 9.6, height: 32, end: 12.8 } as const;

/** Tesseract's codes of the renderer's. */
const CODES: Readonly<Record<string, string>> = {
  en: 'eng',
  de: 'deu',
  fr: 'fra',
  es: 'spa',
  it: 'ita',
  nl: 'nld',
  pt: 'por',
  pl: 'pol',
  cs: 'ces',
  sv: 'swe',
  da: 'dan',
  fi: 'fin',
};

type Line = { readonly language: string; readonly text: string; readonly raster: Raster; readonly box: Rectangle };

/** Lines of twelve languages, rendered with fonts and words that no training saw; case, accents and signs count. */
export async function languages(bench: Bench): Promise<PartResult | string> {
  const lines = rendered(bench.options.isQuick ? LINES.quick : LINES.whole);
  if (typeof lines === 'string') return lines;
  const own = bench.columns.includes('own') ? await loadOwnReader(bench.models) : undefined;
  const names = [...new Set(lines.map(({ language }) => language))].toSorted();
  const table: { name: string; own: CharacterError; tesseract: CharacterError; data: string }[] = [];
  for (const name of names) {
    const some = lines.filter(({ language }) => language === name);
    const row = { name, own: new CharacterError(), tesseract: new CharacterError(), data: '–' };
    for (const { text, raster, box } of own ? some : []) {
      const knots = [box.left, box.right].map((x) => ({ x, top: box.top, bottom: box.bottom }));
      const [read] = (await own?.readLines(raster, [{ knots, height: box.bottom - box.top, p: 1 }])) ?? [];
      row.own.add(text, (read?.words ?? []).map((word) => word.text).join(' '));
    }
    if (bench.columns.includes('tesseract')) row.data = await readByTesseract(name, some, row.tesseract);
    table.push(row);
  }
  return resultOf(table, lines.length / names.length, bench);
}

async function readByTesseract(name: string, lines: readonly Line[], error: CharacterError): Promise<string> {
  const tesseract = await startLineTesseract(CODES[name] ?? 'eng');
  try {
    for (const { text, raster, box } of lines) error.add(text, await tesseract.read(raster, box));
    return tesseract.language;
  } finally {
    await tesseract.close();
  }
}

function resultOf(
  table: readonly { name: string; own: CharacterError; tesseract: CharacterError; data: string }[],
  each: number,
  bench: Bench,
): PartResult {
  const rate = (column: 'own' | 'tesseract'): number =>
    table.reduce((sum, row) => sum + row[column].edits, 0) /
    Math.max(
      1,
      table.reduce((sum, row) => sum + row[column].characters, 0),
    );
  const n = `${Math.round(each)} lines each`;
  const figure: Figure = { id: 'languages', n, ...Object.fromEntries(bench.columns.map((column) => [column, [rate(column)]])) };
  return {
    figures: [figure],
    sections: [
      {
        title: 'Rendered lines of twelve languages',
        note: `${n}: names, goods, amounts, dates, codes, addresses and random signs, rendered by \`models/training/reader/render_lines.py --held-out --seed ${SEED}\` with fonts and words that no training saw and with the wear of paper. Edits over characters; case, accents and currency signs count.`,
        columns: ['language', 'this reader: CER', 'without a mistake', 'tesseract.js: CER', 'its data'],
        rows: table.map((row) => [
          row.name,
          row.own.lines > 0 ? row.own.rate.toFixed(4) : '–',
          row.own.lines > 0 ? written('share', [row.own.exactShare]) : '–',
          row.tesseract.lines > 0 ? row.tesseract.rate.toFixed(4) : '–',
          row.data,
        ]),
      },
    ],
  };
}

/** Renders the lines, `each` a language; words where that cannot be done here. */
function rendered(each: number): Line[] | string {
  if (!existsSync(PYTHON) || !existsSync(RENDERER)) return `${PYTHON} or the renderer is not here`;
  const folder = mkdtempSync(join(tmpdir(), 'tickmark-lines-'));
  try {
    execFileSync(PYTHON, [RENDERER, '--held-out', '--lines', String(each * LANGUAGES), '--seed', String(SEED), '--cache', folder], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    return linesOf(folder);
  } catch (error) {
    const words = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    return `the renderer failed: ${words.trim().split('\n').at(-1)}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The renderer's sets: texts and widths in JSON, pixels of all crops one after the other in a NumPy file of bytes. */
function linesOf(folder: string): Line[] {
  const lines: Line[] = [];
  for (let set = 0; existsSync(join(folder, `heldout-${String(set).padStart(3, '0')}.json`)); set++) {
    const stem = join(folder, `heldout-${String(set).padStart(3, '0')}`);
    const meta = JSON.parse(readFileSync(`${stem}.json`, 'utf8')) as { widths: number[]; texts: string[]; groups: string[] };
    const file = readFileSync(`${stem}.npy`);
    // Version 1 of the format: 8 bytes of magic and version, the header's length in 2, the header.
    let at = 10 + file.readUInt16LE(8);
    meta.widths.forEach((width, i) => {
      const data = new Uint8Array(file.subarray(at, at + KEPT.rows * width));
      at += KEPT.rows * width;
      const box = { left: KEPT.end, right: width - KEPT.end, top: KEPT.top, bottom: KEPT.top + KEPT.height };
      lines.push({
        language: meta.groups[i] ?? '',
        text: meta.texts[i] ?? '',
        raster: { data, width, height: KEPT.rows, channels: 1 },
        box,
      });
    });
  }
  return lines;
}
