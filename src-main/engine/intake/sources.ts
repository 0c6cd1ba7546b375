import type { Selectable } from 'kysely';
import { z } from 'zod';
import { ClientId, EngineError, type ErrorInfo, Instant, type Source, SourceId } from '../../contract/index.ts';
import { getClient } from '../clients/index.ts';
import { type EngineContext, record } from '../context.ts';
import type { RunningSource, SourceSink } from '../ports.ts';
import type { SourcesTable } from '../storage/index.ts';
import { createSink } from './sink.ts';

const Settings = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
type Settings = z.infer<typeof Settings>;

type SourceRow = Selectable<SourcesTable>;

/** Settings of these names are secrets: kept apart and never given out. */
const SECRETS = new Set(['password']);

/** All watched folders and mailboxes of this engine: rows in the store, and the running connectors behind them. */
export type Sources = {
  list(clientId: string | undefined): Promise<Source[]>;
  add(input: { clientId: string; kind: string; title: string; config: Settings; actor: string }): Promise<Source>;
  remove(id: string, actor: string): Promise<void>;
  rescan(id: string): Promise<void>;
  /** Starts every source that is not running yet. */
  startAll(): Promise<void>;
  stopAll(): Promise<void>;
};

export function createSources(context: EngineContext): Sources {
  return new SourceKeeper(context);
}

class SourceKeeper implements Sources {
  readonly #context: EngineContext;
  readonly #running = new Map<string, RunningSource>();
  readonly #problems = new Map<string, ErrorInfo>();
  #watching = false;

  constructor(context: EngineContext) {
    this.#context = context;
  }

  async list(clientId: string | undefined): Promise<Source[]> {
    const rows = await this.#context.store.db.selectFrom('sources').selectAll().where('removed_at', 'is', null).orderBy('id').execute();
    const wanted = rows.filter((row) => clientId === undefined || row.client_id === clientId);
    return Promise.all(wanted.map((row) => this.#describe(row)));
  }

  async add(input: { clientId: string; kind: string; title: string; config: Settings; actor: string }): Promise<Source> {
    const context = this.#context;
    const connector = this.#connector(input.kind);
    const config = connector.config.safeParse(input.config);
    if (!config.success) throw new EngineError('invalid_input', { note: z.prettifyError(config.error) });
    const open = Object.entries(input.config).filter(([name]) => !SECRETS.has(name));
    const secret = Object.entries(input.config).filter(([name]) => SECRETS.has(name));
    const row: SourceRow = {
      id: context.ids.next(),
      client_id: input.clientId,
      kind: input.kind,
      title: input.title,
      settings_json: JSON.stringify(Object.fromEntries(open)),
      secret_json: secret.length > 0 ? JSON.stringify(Object.fromEntries(secret)) : null,
      cursor: null,
      removed_at: null,
      created_at: context.clock.now(),
    };
    const existing = await context.store.write(async (work) => {
      await getClient(work.tx, input.clientId);
      const same = await work.tx
        .selectFrom('sources')
        .selectAll()
        .where('client_id', '=', input.clientId)
        .where('kind', '=', input.kind)
        .where('title', '=', input.title)
        .where('removed_at', 'is', null)
        .executeTakeFirst();
      if (same) return same;
      await work.tx.insertInto('sources').values(row).execute();
      await record(context, work, {
        actor: input.actor,
        event: 'source.added',
        subject: row.client_id,
        words: `${connector.title} ${input.title} is watched.`,
      });
      work.emit({ kind: 'client', clientId: ClientId.parse(row.client_id) });
      return undefined;
    });
    if (existing) return this.#describe(existing);
    if (this.#watching) this.#start(row);
    return this.#describe(row);
  }

  async remove(id: string, actor: string): Promise<void> {
    const row = await this.#row(id);
    await this.#running.get(id)?.stop();
    this.#running.delete(id);
    this.#problems.delete(id);
    await this.#context.store.write(async (work) => {
      await work.tx.updateTable('sources').set({ removed_at: this.#context.clock.now(), secret_json: null }).where('id', '=', id).execute();
      await record(this.#context, work, {
        actor,
        event: 'source.removed',
        subject: row.client_id,
        words: `${row.title} is no longer watched.`,
      });
      work.emit({ kind: 'source', problem: false });
    });
  }

  async rescan(id: string): Promise<void> {
    const running = this.#running.get(id) ?? this.#start(await this.#row(id));
    await running.rescan();
    if (!this.#watching) {
      this.#running.delete(id);
      await running.stop();
    }
  }

  async startAll(): Promise<void> {
    this.#watching = true;
    const rows = await this.#context.store.db.selectFrom('sources').selectAll().where('removed_at', 'is', null).execute();
    for (const row of rows) {
      try {
        if (!this.#running.has(row.id)) this.#start(row);
      } catch (cause) {
        // Settings that an older release kept may no longer be valid; the other sources and the program start all the same.
        const error = cause instanceof EngineError ? cause : new EngineError('internal', { cause });
        this.#context.log.error('source not started', { source: row.id, reason: String(cause) });
        this.#health(row.id, error.info());
      }
    }
  }

  async stopAll(): Promise<void> {
    this.#watching = false;
    await Promise.allSettled([...this.#running.values()].map((source) => source.stop()));
    this.#running.clear();
  }

  #start(row: SourceRow): RunningSource {
    const connector = this.#connector(row.kind);
    const secret = row.secret_json === null ? {} : Settings.parse(JSON.parse(row.secret_json));
    const config = connector.config.parse({ ...Settings.parse(JSON.parse(row.settings_json)), ...secret });
    const running = connector.start(config, this.#sink(row), { clock: this.#context.clock, log: this.#context.log });
    this.#running.set(row.id, running);
    return running;
  }

  #sink(row: SourceRow): SourceSink {
    return createSink(this.#context, { sourceId: row.id, clientId: row.client_id, kind: row.kind }, (problem) =>
      this.#health(row.id, problem),
    );
  }

  #health(id: string, problem: ErrorInfo | undefined): void {
    const before = this.#problems.get(id)?.code;
    if (problem) this.#problems.set(id, problem);
    else this.#problems.delete(id);
    if (before !== problem?.code) {
      void this.#context.store.write(async (work) => work.emit({ kind: 'source', problem: problem !== undefined })).catch(() => undefined);
    }
  }

  #connector(kind: string) {
    const connector = this.#context.sources.get(kind);
    if (!connector) throw new EngineError('invalid_input', { note: `There is no kind of source named "${kind}".` });
    return connector;
  }

  async #row(id: string): Promise<SourceRow> {
    const row = await this.#context.store.db
      .selectFrom('sources')
      .selectAll()
      .where('id', '=', id)
      .where('removed_at', 'is', null)
      .executeTakeFirst();
    if (!row) throw new EngineError('not_found', { details: { source: id } });
    return row;
  }

  async #describe(row: SourceRow): Promise<Source> {
    const { count, last } = await this.#context.store.db
      .selectFrom('arrivals')
      .select(({ fn }) => [fn.countAll<number>().as('count'), fn.max('at').as('last')])
      .where('source_id', '=', row.id)
      .executeTakeFirstOrThrow();
    const problem = this.#problems.get(row.id);
    return {
      id: SourceId.parse(row.id),
      clientId: ClientId.parse(row.client_id),
      kind: row.kind,
      title: row.title,
      settings: Settings.parse(JSON.parse(row.settings_json)),
      arrived: count,
      ...(problem ? { problem } : {}),
      ...(last ? { lastSeenAt: Instant.parse(last) } : {}),
    };
  }
}
