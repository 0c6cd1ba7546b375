import type { TierUse, Word } from '../../../contract/index.ts';
import { READING_LIMITS } from '../../../engine/reading/limits.ts';
import type { CascadeOptions } from '../../reader-protocol.ts';
import { measureSpots } from '../capital-height.ts';
import type { RecognisedPage } from '../document-reader.ts';
import type { OwnReader, ReadLine, ReadWord } from '../own-reader/own-reader.ts';
import { preparePage } from '../page/prepare-page.ts';
import type { PreparedPage, UprightPage } from '../page/prepared-page.ts';
import { turnedIfUpsideDown } from '../page/turn.ts';
import { type Raster, scaleGray } from '../raster.ts';
import { rasterForTesseract, readWholePage, scaleForTesseract } from '../second-reader/read-whole-page.ts';
import type { SecondReader } from '../second-reader/second-reader.ts';
import { contractWords, pageRows } from './page-row.ts';
import { wordsOfTesseract } from './page-words.ts';
import { askSecondReader } from './second-opinion.ts';

/** Reads a page by Tesseract alone: the fallback switch. Throws where Tesseract cannot be started or breaks. */
export async function recogniseByTesseract(page: UprightPage, second: SecondReader, languages: readonly string[]): Promise<RecognisedPage> {
  const started = performance.now();
  const prepared = await rasterForTesseract(page);
  const blank = { words: [], shown: page.colour, quality: undefined, tiers: {}, readers: [] };
  if (prepared === undefined) return { ...blank, ms: 0 };
  const read = await readBySecond(prepared.raster, second, languages, READING_LIMITS.pageMs);
  if (read === undefined) throw new Error('The second reader does not work.');
  const ms = performance.now() - started;
  return { ...blank, words: read.words, readers: [read.name], tiers: { second: { count: 1, ms } }, ms };
}

type Readers = { readonly own: OwnReader; readonly second: SecondReader };

/** Reads a page by the own reader, and by the second one what the own reader is unsure of. */
export async function recogniseByOwn(page: UprightPage, { own, second }: Readers, options: CascadeOptions): Promise<RecognisedPage> {
  const started = performance.now();
  const { prepared, lines } = await readByOwn(page, own);
  const rows = pageRows(lines);
  const ownMs = performance.now() - started;
  const { gray } = prepared;
  let words = contractWords(rows, gray);
  const tiers: TierUse = { own: { count: 1, ms: ownMs } };
  const readers = [own.name];
  if (options.secondReader === 'doubtful') {
    const whole =
      options.secondMs > 0 && isNextToNothing(lines.flatMap((line) => line.words)) ? await otherWords(gray, second, options) : undefined;
    if (whole !== undefined) {
      tiers.second = { count: 1, ms: whole.ms };
      readers.push(whole.name);
      if (sureLetters(whole.words) > sureLetters(words)) words = whole.words;
    } else {
      const opinion = await askSecondReader(gray, rows, second, options);
      if (opinion.count > 0) tiers.second = { count: opinion.count, ms: opinion.ms };
      if (opinion.name !== undefined) readers.push(opinion.name);
      words = contractWords(opinion.rows, gray);
    }
  }
  return { words, shown: prepared.colour, quality: prepared.quality, tiers, readers, ms: performance.now() - started };
}

async function readByOwn(page: UprightPage, own: OwnReader): Promise<{ prepared: PreparedPage; lines: readonly ReadLine[] }> {
  const prepared = await preparePage(page, own);
  const lines = await own.readLines(prepared.gray, prepared.lines);
  const turned = await turnedIfUpsideDown(prepared, lines, own);
  return turned === undefined ? { prepared, lines } : { prepared: turned, lines: await own.readLines(turned.gray, turned.lines) };
}

/** A word counts as sure from this probability on. */
const SURE = 0.5;
/**
 * A page with fewer sure letters than this, or of which less than this share is sure, is in a script that the own reader does not know, or
 * one it fails on: of 32 receipts (validation) the worst had 253 sure letters and a share of .69.
 */
const LEAST = { letters: 25, share: 0.3 } as const;

function isNextToNothing(words: readonly ReadWord[]): boolean {
  const sure = sureLetters(words);
  return sure < LEAST.letters || sure < LEAST.share * lettersOf(words);
}

function sureLetters(words: readonly Pick<Word, 'text' | 'p'>[]): number {
  return lettersOf(words.filter(({ p }) => p >= SURE));
}

function lettersOf(words: readonly Pick<Word, 'text'>[]): number {
  return words.reduce((sum, { text }) => sum + (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0), 0);
}

/** What the second reader makes of the whole page; undefined where there is nothing like text on it, or it fails. */
async function otherWords(gray: Raster, second: SecondReader, { languages }: CascadeOptions) {
  const started = performance.now();
  const spots = measureSpots(gray);
  if (spots.capitalHeight === undefined || spots.blobs > READING_LIMITS.blobs) return undefined;
  const raster = await scaleGray(gray, scaleForTesseract(gray, spots));
  const read = await readBySecond(raster, second, languages, READING_LIMITS.secondPageMs);
  return read === undefined ? undefined : { ...read, ms: performance.now() - started };
}

function readBySecond(raster: Raster, second: SecondReader, languages: readonly string[], ms: number) {
  return second.use(languages, ms, async (tesseract) => ({
    name: tesseract.name,
    words: wordsOfTesseract(await readWholePage(raster, tesseract)),
  }));
}
