import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EngineError } from '../../../contract/index.ts';
import type { MailContent } from './mail-protocol.ts';
import { FromMailParser, MAIL_LIMITS } from './mail-protocol.ts';

/** A process takes this many messages before a fresh one replaces it, so that what one message left behind does not last. */
const MESSAGES_PER_PROCESS = 100;
/** An idle process costs 60 MB; it ends after this time. */
const IDLE_MS = 30_000;
/** Heap of the process. Message bodies lie outside the heap and are bounded by the size of the message. */
const HEAP_MB = 512;

export type StartMailParser = () => ChildProcess;

/** Reads messages in a process of its own, one at a time. */
export class MailParserProcess {
  readonly #start: StartMailParser;
  readonly #deadlineMs: number;
  #child: ChildProcess | undefined;
  #answered = 0;
  #serial = 0;
  #idle: NodeJS.Timeout | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(start: StartMailParser = forkMailParser, deadlineMs: number = MAIL_LIMITS.deadlineMs) {
    this.#start = start;
    this.#deadlineMs = deadlineMs;
  }

  /** Takes a message apart. Throws `reader_crashed` or `reader_timeout`; a string is the reason why it cannot be taken apart. */
  parse(raw: Uint8Array): Promise<MailContent | string> {
    const turn = this.#last.then(() => this.#parse(raw));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Ends the process; a message that it has in hand is answered by `reader_crashed`. The next one starts a fresh process. */
  stop(): void {
    clearTimeout(this.#idle);
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
    this.#answered = 0;
  }

  async #parse(raw: Uint8Array): Promise<MailContent | string> {
    clearTimeout(this.#idle);
    if (this.#answered >= MESSAGES_PER_PROCESS) this.stop();
    this.#child ??= this.#start();
    const id = ++this.#serial;
    try {
      const answer = await this.#ask(this.#child, id, raw);
      this.#answered += 1;
      this.#idle = setTimeout(() => this.stop(), IDLE_MS);
      this.#idle.unref();
      return answer.type === 'parsed' ? answer.content : answer.reason;
    } catch (error) {
      this.stop();
      throw error;
    }
  }

  #ask(child: ChildProcess, id: number, raw: Uint8Array): Promise<FromMailParser> {
    const { promise, resolve, reject } = Promise.withResolvers<FromMailParser>();
    const deadline = setTimeout(() => reject(new EngineError('reader_timeout')), this.#deadlineMs);
    const onExit = () => reject(new EngineError('reader_crashed'));
    const onError = (cause: unknown) => reject(new EngineError('reader_crashed', { cause }));
    const onMessage = (message: unknown) => {
      const parsed = FromMailParser.safeParse(message);
      // Nonsense means that the process is no longer ours.
      if (!parsed.success || parsed.data.id !== id) reject(new EngineError('reader_crashed'));
      else resolve(parsed.data);
    };
    child.once('exit', onExit).once('error', onError).on('message', onMessage);
    child.send({ id, raw }, (error) => {
      if (error !== null) onError(error);
    });
    return promise.finally(() => {
      clearTimeout(deadline);
      child.off('exit', onExit).off('error', onError).off('message', onMessage);
    });
  }
}

/** A forked Node process without environment, without network and with read access to the program's own folder only. */
export function forkMailParser(entry = fileURLToPath(new URL('../../../workers/mail-parser.ts', import.meta.url))): ChildProcess {
  const child = fork(entry, [], {
    execArgv: [
      `--max-old-space-size=${HEAP_MB}`,
      '--permission',
      `--allow-fs-read=${packageFolder(entry)}${sep}*`,
      '--disable-warning=SecurityWarning',
    ],
    env: { ELECTRON_RUN_AS_NODE: '1', ...(process.env['SystemRoot'] === undefined ? {} : { SystemRoot: process.env['SystemRoot'] }) },
    cwd: dirname(entry),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // The watch itself keeps the engine alive, not a process that waits for mail.
  child.unref();
  child.channel?.unref();
  return child;
}

function packageFolder(from: string): string {
  for (let folder = dirname(from); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'node_modules')) || dirname(folder) === folder) return folder;
  }
}
