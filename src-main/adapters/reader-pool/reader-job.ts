import type { PageReading } from '../../contract/index.ts';
import type { CategoryGuess, PageImage, ReadOptions, ReadRequest, ReadResult, TaggerInput, TaggerOutput } from '../../engine/ports.ts';
import type { CascadeOptions, FromReader } from '../../workers/reader-protocol.ts';

type Settle<T> = { readonly resolve: (value: T) => void; readonly reject: (reason: unknown) => void };

/** A file waiting for a reader or being read; pages gather here until the reader says that it is done. */
export type ReadJob = {
  readonly kind: 'read';
  readonly request: ReadRequest;
  readonly options: CascadeOptions;
  readonly settle: Settle<ReadResult>;
  mediaType: string;
  pages: number;
  readonly readings: PageReading[];
  readonly images: PageImage[];
};

export type ClassifyJob = {
  readonly kind: 'classify';
  readonly texts: readonly string[];
  readonly settle: Settle<readonly (readonly CategoryGuess[])[]>;
};

export type TagJob = { readonly kind: 'tag'; readonly input: TaggerInput; readonly settle: Settle<TaggerOutput> };

export type Job = ReadJob | ClassifyJob | TagJob;

export function readJob(request: ReadRequest, settle: Settle<ReadResult>): ReadJob {
  return { kind: 'read', request, options: cascadeOptions(request.options), settle, mediaType: '', pages: 0, readings: [], images: [] };
}

/** What a request leaves open: the own reader, and a second look at few rows in English. */
const DEFAULTS: CascadeOptions = { reader: 'own', secondReader: 'doubtful', maxSecondRows: 12, secondMs: 5_000, languages: ['eng'] };

function cascadeOptions(wanted: ReadOptions = {}): CascadeOptions {
  const { languages = DEFAULTS.languages, ...rest } = wanted;
  return { ...DEFAULTS, ...rest, languages: [...languages] };
}

/** What an answer of the reader means for its job. */
export type Outcome =
  | { readonly kind: 'progress' }
  | { readonly kind: 'done'; readonly settle: () => void; readonly resident: number }
  | { readonly kind: 'nonsense' };

export type Answer = Exclude<FromReader, { type: 'ready' | 'failed' | 'warning' }>;

const NONSENSE: Outcome = { kind: 'nonsense' };
const PROGRESS: Outcome = { kind: 'progress' };

/** Adds an answer to the job. Pages have to come in order and be as many as announced; anything else is nonsense. */
export function takeAnswer(job: Job, message: Answer): Outcome {
  if (job.kind === 'classify') {
    if (message.type !== 'classified' || message.guesses.length !== job.texts.length) return NONSENSE;
    return { kind: 'done', settle: () => job.settle.resolve(message.guesses), resident: 0 };
  }
  if (job.kind === 'tag') {
    if (message.type !== 'tagged' || message.begins.length !== job.input.count) return NONSENSE;
    const { type: _type, id: _id, ...output } = message;
    return { kind: 'done', settle: () => job.settle.resolve(output), resident: 0 };
  }
  switch (message.type) {
    case 'opened':
      if (job.pages !== 0) return NONSENSE;
      job.mediaType = message.mediaType;
      job.pages = message.pages;
      return PROGRESS;
    case 'page': {
      const page = job.readings.length + 1;
      if (page > job.pages || message.reading.page !== page || message.image.page !== page) return NONSENSE;
      job.readings.push(message.reading);
      job.images.push(message.image);
      return PROGRESS;
    }
    case 'read': {
      if (job.pages === 0 || job.readings.length !== job.pages) return NONSENSE;
      const { source, reader, eInvoice, ms, resident } = message;
      const reading = { source, reader, pages: job.readings, ...eInvoice };
      return { kind: 'done', settle: () => job.settle.resolve({ mediaType: job.mediaType, reading, images: job.images, ms }), resident };
    }
    case 'classified':
    case 'tagged':
      return NONSENSE;
  }
}
