import { ClientId, EngineError, type PostingStage } from '../../../contract/index.ts';
import { type EngineContext, record } from '../../context.ts';
import { changeDocument, getDocument } from '../../documents/index.ts';
import { noteProgress } from '../../pipeline/index.ts';
import type { LedgerConnection, LedgerEntry, LedgerReference } from '../../ports.ts';
import type { PostingsTable, Work } from '../../storage/index.ts';
import type { PostingRow } from '../postings.ts';

/** Columns that a stage may change beside its own. */
export type RowChange = Partial<Omit<PostingsTable, 'key' | 'document_id' | 'client_id' | 'stage'>>;

/** States that people see, by stage, while an entry is under way. */
const STATE_OF: Partial<Record<PostingStage, PostingRow['state']>> = {
  create_sent: 'sent',
  created: 'sent',
  attach_sent: 'sent',
  attached: 'sent',
  finalise_sent: 'sent',
  posted: 'posted',
};

/** Waits shorter than this are waited for on the spot; a longer one gives the place in the lane to others. */
const SHORT_WAIT_MS = 2_000;

/** When requests went out, or when this process first saw that one had: by the monotonic clock, which nobody can put forward. */
const sentAt = new WeakMap<EngineContext, Map<string, number>>();

/**
 * One posting on its way: what is known of it, and the only hand that changes it. `pass` notes a stage that needs no commit of its own;
 * `commit` makes all that was noted durable, and must be called before each request that changes the ledger.
 */
export class SagaRun {
  readonly context: EngineContext;
  readonly connection: LedgerConnection;
  readonly entry: LedgerEntry;
  readonly signal: AbortSignal;
  #row: PostingRow;
  #change: RowChange = {};
  #steps: { stage: PostingStage; words: string; at: string }[] = [];

  constructor(parts: { context: EngineContext; connection: LedgerConnection; entry: LedgerEntry; row: PostingRow; signal: AbortSignal }) {
    this.context = parts.context;
    this.connection = parts.connection;
    this.entry = parts.entry;
    this.signal = parts.signal;
    this.#row = parts.row;
  }

  get row(): PostingRow {
    return this.#row;
  }

  /** @throws Error where no entry is known in the ledger: a bug of the saga */
  reference(): LedgerReference {
    const { reference, reference_name: name } = this.#row;
    if (reference === null) throw new Error(`posting ${this.#row.key} has no reference in stage ${this.#row.stage}`);
    return { reference, ...(name === null ? {} : { name }) };
  }

  /** Goes on to a stage; durable with the next commit. */
  pass(stage: PostingStage, words: string, change: RowChange = {}): void {
    const next = { ...(STATE_OF[stage] && { state: STATE_OF[stage] }), ...change };
    this.#row = { ...this.#row, ...next, stage };
    this.#change = { ...this.#change, ...next };
    this.#steps.push({ stage, words, at: this.context.clock.now() });
  }

  /** Goes on to a stage and makes everything so far durable. `also` joins the same transaction. */
  async commit(stage: PostingStage, words: string, change: RowChange = {}, also?: (work: Work) => Promise<void>): Promise<void> {
    this.pass(stage, words, change);
    await this.context.store.write(async (work) => {
      await this.write(work);
      await also?.(work);
    });
    this.written();
  }

  /** Writes what was noted in a transaction of the caller's; `written` follows after its commit. */
  async write(work: Work): Promise<void> {
    await work.tx
      .updateTable('postings')
      .set({ ...this.#change, stage: this.#row.stage })
      .where('key', '=', this.#row.key)
      .execute();
    await addSteps(work, this.#row.key, this.#steps);
    await noteProgress(work, this.#row.key, 'post');
    work.emit({ kind: 'posting', key: this.#row.key, clientId: ClientId.parse(this.#row.client_id), state: this.#row.state });
    for (const [index, step] of this.#steps.entries()) {
      // Only the last stage is the one that the row's state tells of.
      const event = index === this.#steps.length - 1 ? eventOf(step.stage, this.#row.state) : EVENTS[step.stage];
      if (event === undefined) continue;
      await record(this.context, work, {
        actor: 'engine',
        event,
        subject: this.#row.document_id,
        words: step.words,
        data: { key: this.#row.key },
      });
    }
    if (this.#steps.some(({ stage }) => stage === 'posted')) {
      const document = await getDocument(work.tx, this.#row.document_id);
      if (document.state === 'posting') await changeDocument(this.context, work, document, { state: 'posted', undo_until: null });
    }
  }

  /** Makes durable what was noted, where something else failed. */
  async flush(): Promise<void> {
    if (this.#steps.length === 0) return;
    await this.context.store.write((work) => this.write(work));
    this.written();
  }

  written(): void {
    this.#change = {};
    this.#steps = [];
  }

  /** Notes that a request goes out now, for the settle window. */
  sending(): void {
    times(this.context).set(this.#row.key, this.context.clock.monotonicMs());
  }

  /**
   * Returns when a request that was lost must have ended in the ledger. The window is measured from the sending in this process, or from
   * when this process first saw it: after a restart the wall clock may have been put forward, and looking too early makes doubles.
   * @throws EngineError `ledger_settling` where the wait is long
   */
  async settled(): Promise<void> {
    const { settleMs, indexMs = 0 } = this.connection.capabilities;
    const now = this.context.clock.monotonicMs();
    const known = times(this.context);
    const since = known.get(this.#row.key) ?? now;
    known.set(this.#row.key, since);
    const wait = since + settleMs + indexMs - now;
    if (wait <= 0) return;
    if (wait > SHORT_WAIT_MS) throw new EngineError('ledger_settling', { retryAfterMs: Math.ceil(wait) });
    await pause(wait, this.signal);
  }
}

/** What the audit tells of a stage: those in which something was sent, or became certain. */
function eventOf(stage: PostingStage, state: PostingRow['state']): string | undefined {
  if (state === 'uncertain' || state === 'drifted' || state === 'rejected' || state === 'undone') return `posting.${state}`;
  return EVENTS[stage];
}

const EVENTS: Partial<Record<PostingStage, string>> = {
  supplier_sent: 'posting.supplier-sent',
  create_sent: 'posting.sent',
  attach_sent: 'posting.document-sent',
  finalise_sent: 'posting.finalise-sent',
  posted: 'posting.posted',
  verified: 'posting.verified',
  undo_sent: 'posting.undo-sent',
};

function times(context: EngineContext): Map<string, number> {
  const known = sentAt.get(context) ?? new Map<string, number>();
  sentAt.set(context, known);
  return known;
}

/** Adds to the way of an entry. */
export async function addSteps(
  work: Work,
  key: string,
  steps: readonly { readonly stage: PostingStage; readonly words: string; readonly at: string }[],
): Promise<void> {
  if (steps.length === 0) return;
  const newest = await work.tx
    .selectFrom('posting_steps')
    .select('sequence')
    .where('posting_key', '=', key)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  const last = newest?.sequence ?? 0;
  const rows = steps.map((step, index) => ({ posting_key: key, sequence: last + index + 1, ...step }));
  await work.tx.insertInto('posting_steps').values(rows).execute();
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new EngineError('ledger_settling', { note: 'Tickmark is closing.' }));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
