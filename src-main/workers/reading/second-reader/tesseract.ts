import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Worker as Thread } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import { createWorker, OEM, PSM, type RecognizeOptions, type Worker } from 'tesseract.js';
import type { Raster } from '../raster.ts';
import type { LanguageFile } from './language-data.ts';
import { type OcrWord, parseTsv } from './tsv.ts';

/**
 * How a raster is to be looked at. A page as one block of text reads receipts best, by 5 points of word recall; a strip of one row is
 * one line.
 */
export type Layout = 'page' | 'row';
const SEGMENTATION = { page: PSM.SINGLE_BLOCK, row: PSM.SINGLE_LINE } as const;

/** Inverted text is rare and looking for it costs 20 % of the time. */
const PARAMETERS = { tessedit_pageseg_mode: SEGMENTATION.page, tessedit_do_invert: '0' } as const;

/** Tesseract in a thread of this process. One raster at a time. */
export type Tesseract = {
  /** Name, version, languages and network for `Reading.reader`. */
  readonly name: string;
  /** Words with boxes in pixels of the given raster and confidences of 0 to 100, in Tesseract's own order. */
  recognise(gray: Raster, layout: Layout): Promise<readonly OcrWord[]>;
  /** Ends the thread at once, whatever it is doing. What it was asked for is never answered. */
  end(): void;
};

/** What is to be told when the thread breaks: an error that nobody listens to would end the whole process. */
export type OnBroken = (error: unknown) => void;

/** Starts Tesseract with at least one language; nothing is downloaded or cached. Takes about 0.3 s. `signal` ends a start that takes too long. */
export async function startTesseract(languages: readonly LanguageFile[], signal: AbortSignal, onBroken: OnBroken): Promise<Tesseract> {
  const [first, ...others] = languages;
  if (first === undefined) throw new Error('No language to start Tesseract with.');
  const thread = nextThread(onBroken);
  const end = (): void => void thread().then((it) => it.terminate());
  signal.addEventListener('abort', end);
  try {
    const worker = await startWith(first);
    if (others.length > 0) await addLanguages(worker, first, others);
    await worker.setParameters(PARAMETERS);
    return { name: nameOf(languages), recognise: (gray, layout) => recognise(worker, gray, layout), end };
  } catch (error) {
    end();
    throw error;
  } finally {
    signal.removeEventListener('abort', end);
  }
}

/** The thread that is started next. tesseract.js hands it out only once it is ready, which a broken one never is. */
function nextThread(onBroken: OnBroken): () => Promise<Thread> {
  const { promise, resolve } = Promise.withResolvers<Thread>();
  process.once('worker', (thread: Thread) => {
    thread.on('error', onBroken);
    thread.on('exit', () => onBroken(new Error('The thread of the second reader ended.')));
    resolve(thread);
  });
  return () => promise;
}

/** The codes that each worker was started with, to be amended: see `addLanguages`. */
const codesOf = new WeakMap<Worker, string[]>();

async function startWith({ code, folder, packed }: LanguageFile): Promise<Worker> {
  const codes = [code];
  const worker = await createWorker(codes, OEM.LSTM_ONLY, {
    langPath: folder,
    gzip: packed,
    cacheMethod: 'none',
    // Without a handler a failed page would be thrown where nobody can catch it; the promise is rejected as well.
    errorHandler: () => undefined,
  });
  codesOf.set(worker, codes);
  return worker;
}

/**
 * tesseract.js loads all languages from one folder, but each language is a package with a folder of its own. So the others are put
 * into the thread's file system here, and their codes into the list of what is loaded, which it keeps by reference (7.0.0).
 */
async function addLanguages(worker: Worker, first: LanguageFile, others: readonly LanguageFile[]): Promise<void> {
  for (const { code, folder, packed } of others) {
    const bytes = await readFile(join(folder, `${code}.traineddata${packed ? '.gz' : ''}`));
    await worker.FS('writeFile', [`./${code}.traineddata`, new Uint8Array(packed ? gunzipSync(bytes) : bytes)]);
    codesOf.get(worker)?.push(code);
  }
  await worker.reinitialize([first, ...others].map(({ code }) => code).join('+'));
}

async function recognise(worker: Worker, gray: Raster, layout: Layout): Promise<readonly OcrWord[]> {
  // A parameter given here holds for this call alone.
  const options: Partial<RecognizeOptions> & Record<'tessedit_pageseg_mode', string> = { tessedit_pageseg_mode: SEGMENTATION[layout] };
  const { data } = await worker.recognize(toPgm(gray), options, { text: false, tsv: true });
  return parseTsv(data.tsv ?? '');
}

function nameOf(languages: readonly LanguageFile[]): string {
  const codes = languages.map(({ code }) => code).join('+');
  const labels = [...new Set(languages.map(({ label }) => label))].join('/');
  return `tesseract.js ${packageVersion('tesseract.js')} ${codes} ${labels}`;
}

function packageVersion(name: string): string {
  const manifest: unknown = createRequire(import.meta.url)(`${name}/package.json`);
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : undefined;
  return typeof version === 'string' ? version : 'unknown';
}

/** Portable graymap: Tesseract's library reads it as it is, which saves packing and unpacking a PNG. */
function toPgm(gray: Raster): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${gray.width} ${gray.height}\n255\n`, 'latin1'), gray.data]);
}
