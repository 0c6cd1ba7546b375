import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Raster } from '../../../src-main/workers/reading/raster.ts';
import { createSecondReader, type SecondReader } from '../../../src-main/workers/reading/second-reader/second-reader.ts';
import { picture } from './documents.ts';

let page: Raster;
let row: Raster;
beforeAll(async () => {
  page = await gray(['TOTAL GBP 33.48', 'Receipt 14/03/2024']);
  row = firstRow(page);
});

const warnings: string[] = [];
const readers: SecondReader[] = [];
function open(tessdata = 'auto'): SecondReader {
  const reader = createSecondReader({ tessdata, warn: (note) => warnings.push(note) });
  readers.push(reader);
  return reader;
}
const folders: string[] = [];
afterEach(() => {
  for (const reader of readers.splice(0)) reader.end();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  warnings.length = 0;
});

async function gray(lines: readonly string[]): Promise<Raster> {
  const { data, info } = await (await picture(lines)).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: 1 };
}

/** The first row of the page: its text stands 75 points below the top edge, 14 points high. */
function firstRow({ data, width }: Raster): Raster {
  const [top, height] = [155, 70];
  return { data: data.subarray(top * width, (top + height) * width), width, height, channels: 1 };
}

const textOf = (words: readonly { text: string }[] | undefined): string | undefined => words?.map(({ text }) => text).join(' ');
const never = (): Promise<never> => new Promise(() => undefined);

describe('the second reader', () => {
  it('reads pages and rows in turn without starting anew', async () => {
    const reader = open();
    const read = await reader.use(['eng'], 60_000, async (tesseract) => [
      textOf(await tesseract.recognise(page, 'page')),
      textOf(await tesseract.recognise(row, 'row')),
      textOf(await tesseract.recognise(page, 'page')),
    ]);
    expect(read).toEqual(['TOTAL GBP 33.48 Receipt 14/03/2024', 'TOTAL GBP 33.48', 'TOTAL GBP 33.48 Receipt 14/03/2024']);
  });

  it('is the same one for the next page in the same language', async () => {
    const reader = open();
    const first = await reader.use(['eng'], 60_000, async (tesseract) => tesseract);
    expect(first).toBeDefined();
    expect(await reader.use(['eng'], 60_000, async (tesseract) => tesseract)).toBe(first);
  });

  it('reads several languages, each from its own folder', async () => {
    const folder = mkdtempSync(join(os.tmpdir(), 'languages-'));
    folders.push(folder);
    const english = dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/eng/package.json'));
    // Two copies of English under other names show that both are loaded and used, without another language's data.
    for (const code of ['deu', 'fra']) {
      copyFileSync(join(english, '4.0.0_best_int', 'eng.traineddata.gz'), join(folder, `${code}.traineddata.gz`));
    }
    const read = await open(folder).use(['deu', 'fra'], 60_000, async (tesseract) => ({
      name: tesseract.name,
      text: textOf(await tesseract.recognise(row, 'row')),
    }));
    expect(read).toEqual({ name: expect.stringMatching(/^tesseract\.js [\d.]+ deu\+fra custom$/), text: 'TOTAL GBP 33.48' });
  });

  it('says which language is missing, what to do, and reads with the others', async () => {
    const reader = open();
    for (let i = 0; i < 2; i++) {
      const name = await reader.use(['xyz', 'eng'], 60_000, async (tesseract) => tesseract.name);
      expect(name).toMatch(/ eng best_int$/);
    }
    expect(warnings).toEqual([expect.stringContaining('Install the package @tesseract.js-data/xyz')]);
  });

  it('reads English where no wanted language is there', async () => {
    expect(await open().use(['xyz'], 60_000, async (tesseract) => tesseract.name)).toMatch(/ eng best_int$/);
  });

  it('that hangs is stopped after its time, and starts again for the next', async () => {
    const reader = open();
    expect(await reader.use(['eng'], 50, never)).toBeUndefined();
    expect(warnings).toEqual([expect.stringContaining('longer than 50 ms')]);
    expect(await reader.use(['eng'], 60_000, async (tesseract) => textOf(await tesseract.recognise(row, 'row')))).toBe('TOTAL GBP 33.48');
  });

  it('that breaks costs its own answer only', async () => {
    const reader = open();
    const broken = await reader.use(['eng'], 60_000, async (tesseract) => {
      tesseract.end();
      return tesseract.recognise(row, 'row');
    });
    expect(broken).toBeUndefined();
    expect(await reader.use(['eng'], 60_000, async (tesseract) => textOf(await tesseract.recognise(row, 'row')))).toBe('TOTAL GBP 33.48');
  });

  it('that cannot be started is given up, in words', async () => {
    const folder = mkdtempSync(join(os.tmpdir(), 'languages-'));
    folders.push(folder);
    const reader = open(folder);
    for (let i = 0; i < 5; i++) expect(await reader.use(['eng'], 60_000, async (tesseract) => tesseract.name)).toBeUndefined();
    expect(warnings).toContainEqual(expect.stringContaining('cannot be started'));
  });
});
