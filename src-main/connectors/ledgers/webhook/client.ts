import type { LocalDate } from '../../../contract/index.ts';
import { EngineError } from '../../../contract/index.ts';
import type {
  LedgerConnection,
  LedgerEntry,
  LedgerFile,
  LedgerLogLine,
  LedgerPlan,
  LedgerPorts,
  LedgerReference,
  PostingKey,
  UndoOutcome,
} from '../../../engine/ports.ts';
import { entryHash, keptEntry, unsound } from '../batch-files/entry-record.ts';
import { inTurn } from '../batch-files/turns.ts';
import { fileError } from '../plain-text/durable-file.ts';
import { Deliveries } from './deliveries.ts';
import type { CloudEvent } from './map.ts';
import { clearedEvent, failureOf, retryAfterMs, signatureHeaders, testEvent, withdrawalId, withdrawnEvent } from './map.ts';
import { post } from './send.ts';

/** Larger originals are left out of the event; receivers reject large bodies anyway. */
const MAX_INLINE = 10 * 1024 * 1024;

export type WebhookSettings = {
  readonly url: URL;
  readonly key: Buffer;
  readonly source: string;
  readonly contentType: string;
  readonly sendsDocument: boolean;
  readonly allowsPrivate: boolean;
  readonly timeoutMs: number;
};

type Ports = Pick<LedgerPorts, 'clock' | 'log' | 'folder'>;

/**
 * A receiver of events. It is told each cleared document at least once, always under the same id; what was told is remembered here, since
 * a receiver cannot be asked.
 */
export class WebhookReceiver implements LedgerConnection {
  readonly capabilities = { settleMs: 0, undo: 'void', drafts: false, foreignCurrency: true } as const;
  readonly #settings: WebhookSettings;
  readonly #ports: Ports;
  readonly #deliveries: Deliveries;
  readonly #closing = new AbortController();

  constructor(settings: WebhookSettings, ports: Ports) {
    this.#settings = settings;
    this.#ports = ports;
    this.#deliveries = new Deliveries(ports.folder);
  }

  test(): Promise<string> {
    return this.#inTurn(async () => {
      const status = await this.#deliver(testEvent(this.#settings.source, this.#ports.clock.now()));
      return `${this.#settings.url.host} took a test event (${status})`;
    });
  }

  findByKey(key: PostingKey): Promise<readonly LedgerReference[]> {
    return this.#inTurn(async () => ((await this.#stands(key)) ? [this.#reference(key)] : []));
  }

  create(entry: LedgerEntry, parts: { readonly file?: LedgerFile } = {}): Promise<LedgerReference> {
    return this.#inTurn(async () => {
      const problem = unsound(entry);
      if (problem !== undefined) throw new EngineError('ledger_rejected', { note: problem });
      if ((await this.#deliveries.of(withdrawalId(entry.key)))?.isTaken) {
        throw new EngineError('ledger_rejected', { note: 'This event was withdrawn.' });
      }
      if ((await this.#deliveries.of(entry.key))?.isTaken) return this.#reference(entry.key);
      const content = await this.#content(parts.file);
      await this.#tell(entry.key, entry.key, hashOf(entry), (since) => clearedEvent(entry, this.#settings.source, since, content));
      return this.#reference(entry.key);
    });
  }

  undo(_reference: LedgerReference, { key }: LedgerEntry, how: { reason: string; today: LocalDate }): Promise<UndoOutcome> {
    return this.#inTurn(async () => {
      const [told, taken] = [await this.#deliveries.of(key), (await this.#deliveries.of(withdrawalId(key)))?.isTaken];
      // One that was begun and never acknowledged may have arrived all the same, so that it is withdrawn as well.
      if (told === undefined || taken) return 'already-gone';
      await this.#tell(withdrawalId(key), key, told.hash, (since) => withdrawnEvent(key, this.#settings.source, since, how));
      return 'voided';
    });
  }

  verify(_reference: LedgerReference, entry: LedgerEntry): Promise<readonly string[]> {
    return this.#inTurn(async () => {
      if (!(await this.#stands(entry.key))) return ['The record of deliveries has no delivery of it that still holds.'];
      const hash = (await this.#deliveries.of(entry.key))?.hash;
      return hash === hashOf(entry) ? [] : ['The entry that was delivered is not the one that is here.'];
    });
  }

  preview(entry: LedgerEntry): string {
    return JSON.stringify(clearedEvent(entry, this.#settings.source, this.#ports.clock.now()), undefined, 2);
  }

  async plan(entry: LedgerEntry): Promise<LedgerPlan> {
    return { changes: [{ target: `POST ${this.#settings.url.host}`, after: this.preview(entry) }] };
  }

  log(): Promise<readonly LedgerLogLine[]> {
    return this.#inTurn(() => this.#deliveries.log());
  }

  async close(): Promise<void> {
    this.#closing.abort();
  }

  async #stands(key: PostingKey): Promise<boolean> {
    const [told, withdrawn] = [await this.#deliveries.of(key), await this.#deliveries.of(withdrawalId(key))];
    return told?.isTaken === true && !withdrawn?.isTaken;
  }

  async #tell(event: string, key: PostingKey, hash: string, make: (since: string) => CloudEvent): Promise<void> {
    const begun = await this.#deliveries.of(event);
    const since = begun?.since ?? this.#ports.clock.now();
    if (begun?.hash !== hash) await this.#deliveries.begin(event, since, hash);
    await this.#deliver(make(since), key);
    await this.#deliveries.finish(event, this.#ports.clock.now());
  }

  /** One attempt, noted in the log however it ends. Resolves to the status where it was taken. */
  async #deliver(event: CloudEvent, key?: PostingKey): Promise<number> {
    const { url, contentType, allowsPrivate, timeoutMs } = this.#settings;
    const at = this.#ports.clock.now();
    const body = Buffer.from(JSON.stringify(event), 'utf8');
    const headers = {
      'content-type': contentType,
      'user-agent': 'Tickmark',
      ...signatureHeaders(this.#settings.key, event.id, Math.floor(Date.parse(at) / 1000), body),
    };
    const note = (ok: boolean, words: string) => this.#deliveries.note({ at, ok, words, ...(key === undefined ? {} : { key }) });
    const answer = await post(url, headers, body, { allowsPrivate, timeoutMs, signal: this.#closing.signal }).catch(
      async (error: unknown) => {
        await note(false, `${event.type}: ${error instanceof EngineError ? error.message : 'failed'}`);
        throw error;
      },
    );
    const isTaken = answer.status >= 200 && answer.status < 300;
    await note(isTaken, `${event.type}: ${answer.status}`);
    if (!isTaken) throw failureOf(answer.status, answer.words, retryAfterMs(answer.retryAfter, at));
    return answer.status;
  }

  async #content(file: LedgerFile | undefined): Promise<string | undefined> {
    if (!this.#settings.sendsDocument || file === undefined || file.size > MAX_INLINE) return undefined;
    return Buffer.from(await file.bytes()).toString('base64');
  }

  #reference(key: PostingKey): LedgerReference {
    return { reference: key, name: this.#settings.url.host, state: 'posted' };
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    return inTurn(this.#ports.folder, () =>
      work().catch((error: unknown) => {
        throw fileError(error, this.#ports.folder);
      }),
    );
  }
}

function hashOf(entry: LedgerEntry): string {
  return entryHash(keptEntry(entry));
}
