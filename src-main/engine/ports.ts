/**
 * What the engine needs from outside. Connectors and adapters see only this file and the contract.
 * Every port has one real implementation under `adapters/` or `connectors/`, and tests use that one wherever it can run.
 */
import type { z } from 'zod';
import type { Instant, LocalDate, Reading, TierUse } from '../contract/index.ts';

/** Time, injected so that tests can move it. `now` is UTC wall time; `monotonicMs` only ever grows and serves for durations. */
export interface Clock {
  now(): Instant;
  today(): LocalDate;
  monotonicMs(): number;
}

/** Fresh UUIDv7 text for rows made by the engine. */
export interface Ids {
  next(): string;
}

/** Structured log on stderr or a file. Implementations redact; callers pass no amounts, IBANs, passwords or document text. */
export interface Log {
  debug(event: string, data?: LogData): void;
  info(event: string, data?: LogData): void;
  warn(event: string, data?: LogData): void;
  error(event: string, data?: LogData): void;
}
export type LogData = Readonly<Record<string, string | number | boolean | null | undefined>>;

// ---------------------------------------------------------------------------------------------- reading

/** A page as a picture for the reviewer: upright, at most 1600 pixels wide, re-encoded by the reader process (never the original bytes). */
export type PageImage = {
  readonly page: number;
  readonly mediaType: 'image/webp';
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Difference hash of 256 bits, 64 hexadecimal digits. Distance of at most 12 bits means "the same picture, sent again" (intake measurements). */
  readonly dhash: string;
  /** Sharpness: variance of the Laplacian on the page scaled to 1000 px width, 0 is uniform. Low values are blurred. */
  readonly sharpness: number;
};

/** The outcome of reading one file. `ms` are wall milliseconds. */
export type ReadResult = {
  /** Media type found from the bytes, never from the file's name. */
  readonly mediaType: string;
  readonly reading: Reading;
  readonly images: readonly PageImage[];
  readonly ms: { readonly decode: number; readonly ocr: number; readonly tiers: TierUse };
};

/** How a file is to be read; what is absent follows the pool's own settings. */
export type ReadOptions = {
  /** `own`: the project's network first; `tesseract`: every page by the second reader alone. */
  readonly reader?: 'own' | 'tesseract';
  readonly secondReader?: 'doubtful' | 'never';
  /** Rows of a page that the second reader may look at, and the milliseconds it may take for them. */
  readonly maxSecondRows?: number;
  readonly secondMs?: number;
  /** Languages of the second reader by Tesseract's codes ("eng", "deu"). */
  readonly languages?: readonly string[];
};

/** One guess of the text classifier: a category of the model and its probability. */
export type CategoryGuess = { readonly category: string; readonly p: number };

/**
 * Words of one document as the field tagger sees them (`engine/extraction/tagging`): `count` words in reading order, for each 16 indices
 * of pieces of text, its numbers, and the indices of four neighbours.
 */
export type TaggerInput = {
  readonly count: number;
  readonly pieces: Int32Array;
  readonly numbers: Float32Array;
  readonly neighbours: Int32Array;
};

/** Probabilities: of each tag for each word (`count` × tags), that an item begins with the word, of each kind and language for the document. */
export type TaggerOutput = {
  readonly model: string;
  readonly tags: Float32Array;
  readonly begins: Float32Array;
  readonly types: Float32Array;
  readonly languages: Float32Array;
};

export type ReadRequest = {
  readonly bytes: Uint8Array;
  /** For messages only; the type is taken from the bytes. */
  readonly name: string;
  readonly options?: ReadOptions;
  /** Aborting kills the reader process that works on it. */
  readonly signal?: AbortSignal;
  /** Called when a process has really taken the file up, and after each page. */
  readonly onProgress?: (progress: { readonly page: number; readonly pages: number }) => void;
};

/** Processes in which untrusted bytes live and die. Throws EngineError with a file or reader code. */
export interface ReaderPool {
  read(request: ReadRequest): Promise<ReadResult>;
  /** For each text the five most probable categories, best first. Throws `model_unavailable`. */
  classify(texts: readonly string[]): Promise<readonly (readonly CategoryGuess[])[]>;
  /** What each word of a document is, by the field tagger. Throws `model_unavailable`. */
  tag(input: TaggerInput): Promise<TaggerOutput>;
  /** How many files can be read at the same time. */
  readonly size: number;
  close(): Promise<void>;
}

// ---------------------------------------------------------------------------------------------- sources

/** One thing that arrived: bytes, and where they came from. `key` names it for good within its source (path+mtime+size, or mailbox/validity/uid). */
export type Arriving = {
  readonly key: string;
  readonly name: string;
  readonly origin: string;
  readonly bytes: Uint8Array;
  /** A `message` is kept and stands in the intake ledger, but makes no document of its own; its attachments do. Absent means `document`. */
  readonly kind?: 'document' | 'message';
  /** For a message: why it brought no document ("no attachment"), absent where it brought some. */
  readonly reason?: string;
};

/**
 * How a source hands over what it found. `offer` resolves when the bytes are safe in the store; only then may the source move on.
 * `seen` tells whether a key was handed over before, so that a rescan is cheap.
 */
export interface SourceSink {
  seen(key: string): Promise<boolean>;
  offer(arriving: Arriving): Promise<void>;
  /** A thing that is here but is no document or cannot be opened: entered in the intake ledger with its reason. */
  ignore(item: { key: string; name: string; origin: string; reason: string }): Promise<void>;
  /** Several offers and the new cursor in one transaction: the cursor moves only when the bytes are safe. */
  offerAll(items: readonly Arriving[], cursor: string): Promise<void>;
  cursor(): Promise<string | undefined>;
  /** Health in words for the sidebar: undefined means all is well. */
  health(problem: import('../contract/index.ts').ErrorInfo | undefined): void;
}

export interface RunningSource {
  /** Looks at everything again, now. Resolves when it has been handed over. */
  rescan(): Promise<void>;
  stop(): Promise<void>;
}

/** A kind of source. The settings form and the command line flags follow from `config`. */
export interface SourceConnector<Config = unknown> {
  readonly id: string;
  readonly title: string;
  readonly config: z.ZodType<Config>;
  /** Tries the settings without keeping anything. Resolves to a line for the user; throws EngineError. */
  test(config: Config, signal: AbortSignal): Promise<string>;
  start(config: Config, sink: SourceSink, ports: { clock: Clock; log: Log }): RunningSource;
}

// ---------------------------------------------------------------------------------------------- ledgers

export * from './ledger-port.ts';

// ---------------------------------------------------------------------------------------------- people

/** Tells the person at the screen. The engine groups; the host shows. */
export interface Notifier {
  /** "3 documents need you": `count` waiting in all, `added` since the last call, `first` to open on a click. */
  waiting(notice: { count: number; added: number; first: string | undefined }): void;
}
