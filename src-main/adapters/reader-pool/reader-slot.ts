import { EngineError } from '../../contract/index.ts';
import { READING_LIMITS } from '../../engine/reading/limits.ts';
import { FromReader, type ToReader } from '../../workers/reader-protocol.ts';
import { type Answer, type Job, type ReadJob, takeAnswer } from './reader-job.ts';
import type { ReaderProcess, StartReader } from './reader-process.ts';

/** What a slot needs from its pool. */
export type SlotOptions = {
  readonly start: StartReader;
  readonly tessdata: string;
  readonly modelDir: string;
  readonly readerModelDir: string;
  readonly taggerModelDir: string;
  /** Shorter limits for tests; never longer than the table. */
  readonly limits: SlotLimits;
  /** Called whenever the slot may have become free, ready or empty. */
  readonly onChange: () => void;
  readonly onFailedStart: (how: string) => void;
  readonly onReady: () => void;
  /** Something went wrong in the process without costing a document. */
  readonly onWarning: (note: string) => void;
};

export type SlotLimits = {
  readonly startMs: number;
  readonly pageMs: number;
  readonly fileMs: number;
  readonly classifyMs: number;
  readonly pagesPerProcess: number;
  readonly residentBytes: number;
};

type Running = {
  readonly job: Job;
  readonly id: number;
  readonly fileDeadline: NodeJS.Timeout;
  pageDeadline: NodeJS.Timeout;
  onAbort?: () => void;
};

/**
 * One reader process at a time, and the one job it works on. Whatever goes wrong in the process - crash, silence, nonsense - costs
 * this job and the process; the slot starts a fresh one when it is needed.
 */
export class ReaderSlot {
  readonly #options: SlotOptions;
  #process: ReaderProcess | undefined;
  #isReady = false as boolean;
  #running: Running | undefined;
  #startDeadline: NodeJS.Timeout | undefined;
  #pages = 0;
  #ids = 0;
  #exited: Promise<void> = Promise.resolve();
  idleSince: number | undefined;

  constructor(options: SlotOptions) {
    this.#options = options;
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  get isStarted(): boolean {
    return this.#process !== undefined;
  }

  get isFree(): boolean {
    return this.#process !== undefined && this.#isReady && this.#running === undefined;
  }

  get job(): Job | undefined {
    return this.#running?.job;
  }

  /** Starts the process; `onReady` follows, or `onFailedStart`. */
  start(): void {
    if (this.#process !== undefined) return;
    const process = this.#options.start();
    this.#process = process;
    this.#isReady = false;
    this.#pages = 0;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#exited = Promise.all([this.#exited, promise]).then(() => undefined);
    process.onMessage((message) => {
      if (this.#process === process) this.#receive(message);
    });
    process.onExit((how) => {
      resolve();
      if (this.#process === process) this.#lost(new EngineError('reader_crashed', { note: `It ended with ${how}.` }), how);
    });
    this.#startDeadline = setTimeout(
      () => this.#abandon(new EngineError('reader_timeout'), 'no sign of life'),
      this.#options.limits.startMs,
    );
    const { tessdata, modelDir, readerModelDir, taggerModelDir } = this.#options;
    // A process that is gone already reports its exit; there is nothing to add here.
    this.#post(process, { type: 'configure', tessdata, modelDir, readerModelDir, taggerModelDir }).catch(() => undefined);
  }

  /** Takes a job up. Only while `isFree`. */
  run(job: Job): void {
    const process = this.#process;
    if (process === undefined || !this.isFree) throw new Error('The reader is not free.');
    const id = ++this.#ids;
    const { limits } = this.#options;
    const whole = job.kind === 'read' ? limits.fileMs : limits.classifyMs;
    const running: Running = {
      job,
      id,
      fileDeadline: setTimeout(() => this.#overdue(), whole),
      pageDeadline: setTimeout(() => this.#overdue(), Math.min(whole, limits.pageMs)),
    };
    this.#running = running;
    this.idleSince = undefined;
    if (job.kind === 'read') this.#watchAbort(running, job.request.signal);
    const sent = job.kind === 'read' ? this.#sendFile(process, id, job) : this.#post(process, question(job, id));
    // Sending fails only when the process ended, and its exit settles the job.
    sent.catch(() => undefined);
  }

  /** Gives the memory of an idle process back. */
  retire(): void {
    if (this.isFree) this.#drop();
  }

  /** Ends the process; resolves when it is gone. A running job is rejected with `reason`. */
  async stop(reason: unknown): Promise<void> {
    this.#abandon(reason, 'stopped');
    await this.#exited;
  }

  async #sendFile(process: ReaderProcess, id: number, { request, options }: ReadJob): Promise<void> {
    const { bytes } = request;
    await this.#post(process, { type: 'open', id, size: bytes.byteLength, options });
    for (let at = 0; at < bytes.byteLength; at += READING_LIMITS.messageBytes) {
      // A copy, because the serialiser would send the whole buffer that a view lies in; in pieces, so that the thread stays free.
      await this.#post(process, { type: 'bytes', id, chunk: bytes.slice(at, at + READING_LIMITS.messageBytes) });
    }
  }

  #post(process: ReaderProcess, message: ToReader): Promise<void> {
    return process.send(message);
  }

  #watchAbort(running: Running, signal: AbortSignal | undefined): void {
    if (signal === undefined) return;
    const onAbort = (): void => this.#abandon(signal.reason, 'aborted');
    signal.addEventListener('abort', onAbort, { once: true });
    running.onAbort = () => signal.removeEventListener('abort', onAbort);
  }

  #receive(raw: unknown): void {
    const parsed = FromReader.safeParse(raw);
    if (!parsed.success) {
      this.#nonsense();
      return;
    }
    const message = parsed.data;
    if (message.type === 'ready') {
      this.#becomeReady();
      return;
    }
    if (message.type === 'warning') {
      this.#options.onWarning(message.note);
      return;
    }
    const running = this.#running;
    // A late answer to a job that is over.
    if (running === undefined || running.id !== message.id) return;
    if (message.type === 'failed') this.#failed(running.job, message);
    else this.#answered(running, message);
  }

  #becomeReady(): void {
    clearTimeout(this.#startDeadline);
    this.#isReady = true;
    this.#options.onReady();
    this.#options.onChange();
  }

  #failed(job: Job, { code, note, details, broken, resident }: Extract<FromReader, { type: 'failed' }>): void {
    const error = new EngineError(code, { ...(note === undefined ? {} : { note }), ...(details === undefined ? {} : { details }) });
    if (broken) this.#abandon(error, 'broken');
    else this.#finish(() => job.settle.reject(error), resident);
  }

  #answered(running: Running, message: Answer): void {
    const { job } = running;
    const outcome = takeAnswer(job, message);
    if (outcome.kind === 'nonsense') this.#nonsense();
    else if (outcome.kind === 'done') this.#finish(outcome.settle, outcome.resident);
    else if (job.kind === 'read') this.#progress(running, job);
  }

  #nonsense(): void {
    this.#abandon(new EngineError('reader_crashed', { note: 'Its answer made no sense.' }), 'nonsense');
  }

  #progress(running: Running, job: ReadJob): void {
    if (job.readings.length > 0) this.#pages++;
    clearTimeout(running.pageDeadline);
    running.pageDeadline = setTimeout(() => this.#overdue(), this.#options.limits.pageMs);
    job.request.onProgress?.({ page: job.readings.length, pages: job.pages });
  }

  #overdue(): void {
    this.#abandon(new EngineError('reader_timeout'), 'overdue');
  }

  #finish(settle: () => void, resident: number): void {
    this.#release();
    const { limits } = this.#options;
    if (this.#pages >= limits.pagesPerProcess || resident > limits.residentBytes) this.#drop();
    settle();
    this.#options.onChange();
  }

  /** Kills the process and rejects its job. */
  #abandon(reason: unknown, how: string): void {
    if (this.#process === undefined) return;
    const process = this.#process;
    this.#lost(reason, how);
    process.kill();
  }

  #lost(reason: unknown, how: string): void {
    const job = this.#running?.job;
    const wasReady = this.#isReady;
    clearTimeout(this.#startDeadline);
    this.#release();
    this.#process = undefined;
    this.#isReady = false;
    if (!wasReady) this.#options.onFailedStart(how);
    job?.settle.reject(reason);
    this.#options.onChange();
  }

  /** Lets a healthy process go, to be replaced by a fresh one. */
  #drop(): void {
    const process = this.#process;
    this.#process = undefined;
    this.#isReady = false;
    process?.kill();
  }

  #release(): void {
    const running = this.#running;
    if (running === undefined) return;
    clearTimeout(running.fileDeadline);
    clearTimeout(running.pageDeadline);
    running.onAbort?.();
    this.#running = undefined;
  }
}

function question(job: Exclude<Job, ReadJob>, id: number): ToReader {
  return job.kind === 'classify' ? { type: 'classify', id, texts: [...job.texts] } : { type: 'tag', id, ...job.input };
}
