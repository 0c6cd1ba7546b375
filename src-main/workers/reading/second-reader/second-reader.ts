import { EngineError } from '../../../contract/index.ts';
import { READING_LIMITS } from '../../../engine/reading/limits.ts';
import { findLanguageData } from './language-data.ts';
import { startTesseract, type Tesseract } from './tesseract.ts';

/**
 * The second, independent reader: Tesseract in a thread that is started when it is first needed (0.3 s, about 100 MB), and ended when
 * nobody needed it for a while, when it takes too long, or when other languages are asked for. Whatever happens to it costs its own
 * answer only.
 */
export type SecondReader = {
  /** Lets `work` use Tesseract for at most `ms`, its start not counted. Undefined where it took longer, broke, or cannot be started. */
  use<T>(languages: readonly string[], ms: number, work: (tesseract: Tesseract) => Promise<T>): Promise<T | undefined>;
  /** Ends the thread. */
  end(): void;
};

export type SecondReaderOptions = {
  /** Where the language data lie, see `languageFolders`. */
  readonly tessdata: string;
  /** Something that a person should know: a language without data, a thread that broke. In whole sentences. */
  readonly warn: (note: string) => void;
};

/** English comes along, so that there always is a language to read with. */
const ALWAYS_THERE = 'eng';

export function createSecondReader(options: SecondReaderOptions): SecondReader {
  return new LazySecondReader(options);
}

class LazySecondReader implements SecondReader {
  readonly #options: SecondReaderOptions;
  readonly #told = new Set<string>();
  #running: { readonly key: string; readonly tesseract: Tesseract; readonly broken: Promise<never> } | undefined;
  #idle: NodeJS.Timeout | undefined;
  #failedStarts = 0;

  constructor(options: SecondReaderOptions) {
    this.#options = options;
  }

  async use<T>(languages: readonly string[], ms: number, work: (tesseract: Tesseract) => Promise<T>): Promise<T | undefined> {
    clearTimeout(this.#idle);
    const running = await this.#start(languages);
    if (running === undefined) return undefined;
    const overdue = Promise.withResolvers<never>();
    const timer = setTimeout(() => overdue.reject(new Error(`It took longer than ${Math.round(ms)} ms.`)), ms);
    try {
      return await Promise.race([work(running.tesseract), running.broken, overdue.promise]);
    } catch (error) {
      this.end();
      this.#warn(`The second reader was stopped: ${describe(error)}`);
      return undefined;
    } finally {
      clearTimeout(timer);
      this.#idle = setTimeout(() => this.end(), READING_LIMITS.secondIdleMs);
      this.#idle.unref();
    }
  }

  end(): void {
    clearTimeout(this.#idle);
    this.#running?.tesseract.end();
    this.#running = undefined;
  }

  async #start(languages: readonly string[]) {
    const key = languages.join('+');
    if (this.#running?.key === key) return this.#running;
    this.end();
    if (this.#failedStarts >= READING_LIMITS.failedStarts) return undefined;
    const broken = Promise.withResolvers<never>();
    // Nobody may be waiting when the thread ends, as it does whenever it is ended here.
    broken.promise.catch(() => undefined);
    const start = new AbortController();
    const timer = setTimeout(() => start.abort(), READING_LIMITS.startMs / 2);
    try {
      const files = this.#languageFiles(languages);
      const tesseract = await Promise.race([startTesseract(files, start.signal, broken.reject), broken.promise]);
      this.#failedStarts = 0;
      this.#running = { key, tesseract, broken: broken.promise };
      return this.#running;
    } catch (error) {
      start.abort();
      this.#failedStarts++;
      this.#warn(`The second reader cannot be started: ${describe(error)}`);
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  #languageFiles(languages: readonly string[]) {
    const { found, missing } = findLanguageData(this.#options.tessdata, languages);
    for (const code of missing) this.#warn(languageMissing(code));
    const files = found.length > 0 ? found : findLanguageData(this.#options.tessdata, [ALWAYS_THERE]).found;
    if (files.length === 0) throw new EngineError('model_unavailable', { note: 'There are no language data for it.' });
    return files;
  }

  /** Each thing is said once: a folder of a thousand receipts would say it a thousand times. */
  #warn(note: string): void {
    if (this.#told.has(note)) return;
    this.#told.add(note);
    this.#options.warn(note);
  }
}

/** What is wrong and what helps. */
export function languageMissing(code: string): string {
  return `The second reader has no data for the language "${code}" and reads without it. Install the package @tesseract.js-data/${code}, or take the language out of the settings.`;
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
