import type { ImapFlow } from 'imapflow';
import { EngineError } from '../../../contract/index.ts';
import type { Clock, Log, RunningSource, SourceSink } from '../../../engine/ports.ts';
import type { Announced, MailboxSettings } from './connection.ts';
import { announce, fetchRaw, imapClient, mailError, openFolder } from './connection.ts';
import type { MailParserProcess } from './mail-parser-process.ts';
import { MAIL_LIMITS } from './mail-protocol.ts';
import type { Cursor } from './map.ts';
import { cursorFor, itemsOf, messageItem, messageKey, shownText } from './map.ts';

export type MailTiming = {
  /** A look at least this often, whatever IDLE says. */
  readonly pollMs: number;
  /** First pause after a failure; it doubles up to `pauseMaxMs`, and up to half of it is added by chance, so that many clients do not return at once. */
  readonly pauseMs: number;
  readonly pauseMaxMs: number;
  /** Providers lock accounts after a few wrong passwords. */
  readonly loginPauseMs: number;
  /** Longest time that a server may say nothing to a question, or to the sign of life that IDLE is renewed by. */
  readonly silenceMs: number;
};

/** How often a live server may answer without the message before it is entered as not delivered and passed over. */
const DELIVERY_TRIES = 10;

/**
 * Reads one folder of a mailbox, oldest message first, one at a time: memory holds one message, and a stop at any moment leaves
 * the cursor at the last message that is safe in the store. Nothing on the server is changed.
 */
export class MailboxWatch implements RunningSource {
  readonly #settings: MailboxSettings;
  readonly #sink: SourceSink;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #timing: MailTiming;
  readonly #parser: MailParserProcess;
  #client: ImapFlow | undefined;
  #stopped: boolean = false;
  #hinted: boolean = false;
  #wake: () => void = () => undefined;
  #failures = 0;
  #notBeforeMs = 0;
  readonly #undelivered = new Map<number, number>();
  #passing: Promise<void> = Promise.resolve();
  readonly #loop: Promise<void>;

  constructor(
    settings: MailboxSettings,
    sink: SourceSink,
    ports: { clock: Clock; log: Log },
    timing: MailTiming,
    parser: MailParserProcess,
  ) {
    this.#settings = settings;
    this.#sink = sink;
    this.#clock = ports.clock;
    this.#log = ports.log;
    this.#timing = timing;
    this.#parser = parser;
    this.#loop = this.#run();
  }

  /** Looks now, unless a refused password forbids another try so soon. Problems are told as health. */
  rescan(): Promise<void> {
    return this.#pass();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#client?.close();
    this.#parser.stop();
    this.#wake();
    await this.#loop;
    await this.#passing;
    this.#client?.close();
    this.#parser.stop();
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      await this.#pass();
      const pause = this.#failures > 0 ? this.#notBeforeMs - this.#clock.monotonicMs() : this.#timing.pollMs;
      await this.#sleep(Math.max(0, pause));
    }
  }

  #pass(): Promise<void> {
    const turn = this.#passing.then(async () => {
      if (this.#stopped || (this.#isLoginRefused && this.#clock.monotonicMs() < this.#notBeforeMs)) return;
      this.#hinted = false;
      try {
        await this.#readNew(await this.#connected());
        this.#failures = 0;
        this.#isLoginRefused = false;
        this.#sink.health(undefined);
      } catch (error) {
        if (!this.#stopped) this.#failed(mailError(error, this.#settings));
      }
    });
    this.#passing = turn;
    return turn;
  }

  #isLoginRefused: boolean = false;

  #failed(problem: EngineError): void {
    this.#client?.close();
    this.#client = undefined;
    this.#failures += 1;
    this.#isLoginRefused = problem.code === 'mail_login_failed';
    const { pauseMs, pauseMaxMs, loginPauseMs } = this.#timing;
    const pause = this.#isLoginRefused ? loginPauseMs : Math.min(pauseMaxMs, pauseMs * 2 ** Math.min(20, this.#failures - 1));
    this.#notBeforeMs = this.#clock.monotonicMs() + pause * (1 + Math.random() / 2);
    this.#log.warn('mailbox.look_failed', { code: problem.code, reason: problem.details['code'], failures: this.#failures });
    this.#sink.health(problem.info());
  }

  async #connected(): Promise<ImapFlow> {
    if (this.#client?.usable) return this.#client;
    this.#client?.close();
    const client = imapClient(this.#settings, this.#timing.silenceMs);
    this.#client = client;
    const hint = () => {
      this.#hinted = true;
      this.#wake();
    };
    // The library reports a lost connection to the waiting command and here; the command's answer is enough.
    client.on('error', () => undefined);
    client.on('exists', hint);
    await client.connect();
    return client;
  }

  async #readNew(client: ImapFlow): Promise<void> {
    // Opened anew each time: a folder that was replaced under us shows its new UIDVALIDITY only then.
    const { uidValidity } = await openFolder(client, this.#settings);
    let cursor = cursorFor(await this.#sink.cursor(), this.#settings.folder, uidValidity);
    // "n:*" always names the last message, also where n lies beyond it.
    const found = await client.search({ uid: `${cursor.uid + 1}:*` }, { uid: true });
    if (found === false || found === undefined) throw new EngineError('mail_unreachable', { note: 'The server did not list the folder.' });
    const { uid: last } = cursor;
    for (const uid of found.filter((candidate) => candidate > last).sort((a, b) => a - b)) {
      if (this.#stopped) return;
      cursor = { ...cursor, uid };
      await this.#take(client, uid, cursor);
    }
  }

  /** Hands one message over; the cursor moves with it or not at all. */
  async #take(client: ImapFlow, uid: number, cursor: Cursor): Promise<void> {
    const announced = await announce(client, uid);
    if (announced === undefined) return this.#notDelivered(client, uid, cursor, undefined);
    if (announced.size > MAIL_LIMITS.bytes) return this.#passOver(uid, cursor, announced, 'The message is larger than 100 MB.');
    const raw = await fetchRaw(client, uid);
    if (raw === undefined) return this.#notDelivered(client, uid, cursor, announced);
    this.#undelivered.delete(uid);
    const key = messageKey(raw);
    if (await this.#sink.seen(key)) return this.#sink.offerAll([], JSON.stringify(cursor));
    const { items, ignored } = await this.#takeApart(key, raw, announced);
    for (const item of ignored) if (!(await this.#sink.seen(item.key))) await this.#sink.ignore(item);
    await this.#sink.offerAll(items, JSON.stringify(cursor));
  }

  /** A message that cannot be taken apart is kept whole and named; the next ones do not wait for it. */
  async #takeApart(key: string, raw: Uint8Array, announced: Announced): Promise<ReturnType<typeof itemsOf>> {
    let reason: string;
    try {
      const content = await this.#parser.parse(raw);
      if (typeof content !== 'string') return itemsOf(key, content, raw);
      reason = content;
    } catch (error) {
      // A parser that was killed by our own stop says nothing about the message.
      if (!(error instanceof EngineError) || this.#stopped) throw error;
      reason = error.message;
    }
    const why = `The message is kept but was not unpacked. ${reason}`;
    return { items: [messageItem(key, announced.subject, announced.from, raw, why)], ignored: [] };
  }

  /**
   * An answer without the message is no proof that there is none: a connection that is being lost looks the same. Only a message
   * that the server no longer lists is passed over at once (somebody moved it), one that it lists but does not give after ten looks.
   */
  async #notDelivered(client: ImapFlow, uid: number, cursor: Cursor, announced: Announced | undefined): Promise<void> {
    const listed = client.usable ? await client.search({ uid: String(uid) }, { uid: true }) : undefined;
    if (!Array.isArray(listed)) throw new EngineError('mail_unreachable', { note: 'The connection was lost while a message was read.' });
    if (!listed.includes(uid)) return this.#sink.offerAll([], JSON.stringify(cursor));
    const tries = (this.#undelivered.get(uid) ?? 0) + 1;
    this.#undelivered.set(uid, tries);
    if (tries < DELIVERY_TRIES) throw new EngineError('mail_unreachable', { note: 'The server lists a message but does not give it.' });
    await this.#passOver(uid, cursor, announced, 'The mail server lists this message but does not give it.');
  }

  async #passOver(uid: number, cursor: Cursor, announced: Announced | undefined, reason: string): Promise<void> {
    const key = `mail:${cursor.mailbox}:${cursor.uidValidity}:${uid}`;
    const name = `${shownText(announced?.subject ?? '') || 'no subject'}.eml`;
    if (!(await this.#sink.seen(key))) await this.#sink.ignore({ key, name, origin: shownText(announced?.from ?? ''), reason });
    await this.#sink.offerAll([], JSON.stringify(cursor));
  }

  /** A hint ends the sleep, but never a pause after a failure. */
  async #sleep(ms: number): Promise<void> {
    if (this.#stopped || (this.#hinted && this.#failures === 0)) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.min(ms, 2 ** 31 - 1));
      this.#wake = () => {
        if (this.#failures > 0 && !this.#stopped) return;
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
