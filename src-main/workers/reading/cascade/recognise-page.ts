import type { TierUse, Word } from '../../../contract/index.ts';
import { READING_LIMITS } from '../../../engine/reading/limits.ts';
import type { CascadeOptions } from '../../reader-protocol.ts';
import { measureSpots } from '../capital-height.ts';
import type { RecognisedPage } from '../document-reader.ts';
import type { OwnReader, ReadLine } from '../own-reader/own-reader.ts';
import { preparePage } from '../page/prepare-page.ts';
import type { PreparedPage, UprightPage } from '../page/prepared-page.ts';
import { withoutFalseCutOff } from '../page/quality.ts';
import { turnedIfUpsideDown } from '../page/turn.ts';
import { type Raster, scaleGray } from '../raster.ts';
import { rasterForTesseract, readWholePage, scaleForTesseract } from '../second-reader/read-whole-page.ts';
import type { SecondReader } from '../second-reader/second-reader.ts';
import { isBeyondOwn, saysMore } from './beyond-own.ts';
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
  const tiers: TierUse = { own: { count: 1, ms: performance.now() - started } };
  const look = options.secondReader === 'never' ? undefined : await lookAgain(prepared.gray, lines, second, options);
  if (look?.tier !== undefined) tiers.second = look.tier;
  return {
    words: look?.words ?? contractWords(pageRows(lines), prepared.gray),
    shown: prepared.colour,
    quality: prepared.quality,
    tiers,
    readers: look?.name === undefined ? [own.name] : [own.name, look.name],
    ms: performance.now() - started,
  };
}

/** The words after the second reader looked at them, and what that took; `tier` and `name` are undefined where there was no need to look. */
type Look = { readonly words: Word[]; readonly tier: TierUse['second']; readonly name: string | undefined };

async function lookAgain(gray: Raster, lines: readonly ReadLine[], second: SecondReader, options: CascadeOptions): Promise<Look> {
  const rows = pageRows(lines);
  const words = lines.flatMap((line) => line.words);
  if (options.secondMs > 0 && isBeyondOwn(words, options.languages)) {
    const whole = await otherWords(gray, second, options);
    const own = contractWords(rows, gray);
    if (whole !== undefined) {
      return { words: saysMore(whole.words, own) ? whole.words : own, tier: { count: 1, ms: whole.ms }, name: whole.name };
    }
  }
  const { rows: weighed, count, ms, name } = await askSecondReader(gray, rows, second, options);
  return { words: contractWords(weighed, gray), tier: count === 0 ? undefined : { count, ms }, name };
}

async function readByOwn(page: UprightPage, own: OwnReader): Promise<{ prepared: PreparedPage; lines: readonly ReadLine[] }> {
  const prepared = await preparePage(page, own);
  const lines = await own.readLines(prepared.gray, prepared.lines);
  const turned = await turnedIfUpsideDown(prepared, lines, own);
  return judgedByText(
    turned === undefined ? { prepared, lines } : { prepared: turned, lines: await own.readLines(turned.gray, turned.lines) },
  );
}

/** Legibility of a line from which on it is text, not what shines through from the back. */
const TEXT = 0.9;

/** The page with its picture judged again by what turned out to be text. */
function judgedByText<T extends { readonly prepared: PreparedPage; readonly lines: readonly ReadLine[] }>(read: T): T {
  const { prepared, lines } = read;
  const { quality, cutOffAmong } = prepared;
  if (cutOffAmong === undefined || !quality.problems.includes('cut-off')) return read;
  const cutOff = cutOffAmong((at) => (lines[at]?.p ?? 0) >= TEXT);
  return { ...read, prepared: { ...prepared, quality: withoutFalseCutOff(quality, cutOff) } };
}

/** What the second reader makes of the whole page; undefined where there is nothing like text on it, or it fails. */
async function otherWords(gray: Raster, second: SecondReader, { languages }: CascadeOptions) {
  const started = performance.now();
  const spots = measureSpots(gray);
  if (spots.capitalHeight === undefined || spots.blobs > READING_LIMITS.smoothedBlobs) return undefined;
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
