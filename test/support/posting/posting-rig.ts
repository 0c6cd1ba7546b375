/**
 * The posting room on its own: a real store, real clients, suppliers, reviews and pipeline, the saga and a real connector, without readers.
 * Documents are entered as if they had been read and checked, and approved like any other.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { createIds } from '../../../src-main/adapters/ids.ts';
import {
  type Account,
  Currency,
  type Extraction,
  type LocalDate,
  type Posting,
  type PostingPlan,
} from '../../../src-main/contract/index.ts';
import { changeClient, createClient, getClient, listClients } from '../../../src-main/engine/clients/index.ts';
import { saveCoding } from '../../../src-main/engine/coding/index.ts';
import type { EngineContext } from '../../../src-main/engine/context.ts';
import { insertDocument } from '../../../src-main/engine/documents/index.ts';
import { supplierKey } from '../../../src-main/engine/domain/index.ts';
import { saveExtraction } from '../../../src-main/engine/extraction/index.ts';
import { closeConnections, connectionFor, connectLedger, placesFor, SignIns } from '../../../src-main/engine/ledgers/index.ts';
import { createPipeline, type Pipeline } from '../../../src-main/engine/pipeline/index.ts';
import type { Clock, LedgerConnection, LedgerConnector, Log } from '../../../src-main/engine/ports.ts';
import {
  acceptDrift,
  chooseSupplier,
  compareClient,
  planPosting,
  postingOf,
  postStep,
  retryPosting,
  undoPosting,
} from '../../../src-main/engine/posting/index.ts';
import { approve } from '../../../src-main/engine/review/index.ts';
import { openStore, registerBlob } from '../../../src-main/engine/storage/index.ts';
import { quietLog, TEST_KEY } from '../test-ports.ts';
import { fastClock } from './fast-clock.ts';

export type RigBooks = {
  readonly config: unknown;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly names: {
    readonly expense: string;
    readonly tax: string;
    readonly payable: string;
    readonly paid: string;
    readonly taxCode?: string;
  };
};

/** What a document says; a bill of 120.00 with 20 % tax where nothing else is told. Amounts are decimal text. */
export type RigDocument = {
  readonly supplier?: string;
  readonly taxNumber?: string;
  readonly iban?: string;
  readonly number?: string;
  readonly date?: string;
  readonly dueDate?: string;
  readonly currency?: string;
  readonly total?: string;
  readonly tax?: string;
  readonly type?: Extraction['type']['value'];
  readonly taxes?: Extraction['taxes'];
  readonly name?: string;
  readonly bytes?: Uint8Array;
};

export type Rig = {
  readonly context: EngineContext;
  readonly clientId: string;
  /** Enters and approves a document; resolves to the key of its posting. */
  post(document?: RigDocument): Promise<string>;
  /** What posting such a document would write. */
  plan(document?: RigDocument): Promise<PostingPlan>;
  /** Works until no job is due within `horizonMs` of the rig's clock (waits for settle windows included), at most `limitMs` of real time. */
  settle(limitMs?: number): Promise<void>;
  posting(key: string): Promise<Posting>;
  keys(): Promise<string[]>;
  connection(): Promise<LedgerConnection>;
  /** Approves the document of a posting again, as a person does with one that came back. */
  approveAgain(key: string): Promise<string>;
  retry(key: string): Promise<void>;
  undo(key: string): Promise<void>;
  acceptDrift(key: string): Promise<void>;
  choose(key: string, supplier: string | undefined): Promise<void>;
  compare(): ReturnType<typeof compareClient>;
  close(): Promise<void>;
};

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

export async function openRig(options: {
  folder: string;
  connector: LedgerConnector;
  books: RigBooks;
  clock?: Clock;
  log?: Log;
  finish?: 'draft' | 'final';
  currency?: string;
  /** `false` enters and approves, and leaves the work to another process. */
  start?: boolean;
}): Promise<Rig> {
  const clock = options.clock ?? fastClock(50);
  const data = join(options.folder, 'data');
  const store = await openStore(data, TEST_KEY);
  const context = contextOf({ clock, data, store, connector: options.connector, log: options.log ?? quietLog });
  const clientId = await clientOf(context, options);
  const pipeline = createPipeline(context, [postStep(context)], { read: 1, think: 1, post: 64 }, (ledger) => placesFor(context, ledger));
  const wake = setInterval(() => pipeline.wake(), 20);
  if (options.start !== false) await pipeline.start();
  return rigOf(context, clientId, pipeline, async () => {
    clearInterval(wake);
    await pipeline.stop();
    await closeConnections(context);
    await store.close();
  });
}

function rigOf(context: EngineContext, clientId: string, pipeline: Pipeline, close: () => Promise<void>): Rig {
  const { db } = context.store;
  const rowOf = (key: string) => db.selectFrom('postings').selectAll().where('key', '=', key).executeTakeFirstOrThrow();
  const approveDocument = async (id: string): Promise<string> => {
    const { version } = await db.selectFrom('documents').select('version').where('id', '=', id).executeTakeFirstOrThrow();
    await approve(context, [{ id: id as never, version }], { actor: 'tester', undoSeconds: 0 });
    pipeline.wake();
    const newest = await db
      .selectFrom('postings')
      .select('key')
      .where('document_id', '=', id)
      .orderBy('generation', 'desc')
      .executeTakeFirstOrThrow();
    return newest.key;
  };
  return {
    context,
    clientId,
    post: async (document = {}) => approveDocument(await enter(context, clientId, document)),
    plan: async (document = {}) => planPosting(context, await enter(context, clientId, document)),
    async settle(limitMs = 60_000) {
      const until = performance.now() + limitMs;
      for (;;) {
        const open = await db.selectFrom('jobs').select('id').where('state', 'in', ['due', 'running']).execute();
        if (open.length === 0) return;
        if (performance.now() > until) throw new Error(`${open.length} jobs are still open after ${limitMs} ms`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    async posting(key) {
      const posting = await postingOf(context, (await rowOf(key)).document_id);
      if (posting?.key !== key) throw new Error(`no posting ${key}`);
      return posting;
    },
    keys: async () => (await db.selectFrom('postings').select('key').orderBy('key').execute()).map(({ key }) => key),
    connection: async () => connectionFor(context, clientId, (await getClient(db, clientId)).ledger),
    approveAgain: async (key) => approveDocument((await rowOf(key)).document_id),
    async retry(key) {
      await retryPosting(context, key, 'tester');
      pipeline.wake();
    },
    async undo(key) {
      await undoPosting(context, key, 'the wrong bill', 'tester');
      pipeline.wake();
    },
    acceptDrift: async (key) => void (await acceptDrift(context, key, 'it is right so', 'tester')),
    async choose(key, supplier) {
      await chooseSupplier(context, key, supplier, 'tester');
      pipeline.wake();
    },
    compare: async () => compareClient(context, clientId, (await getClient(db, clientId)).ledger),
    close,
  };
}

function contextOf(parts: {
  clock: Clock;
  data: string;
  store: EngineContext['store'];
  connector: LedgerConnector;
  log: Log;
}): EngineContext {
  const { clock, data, store, connector, log } = parts;
  return {
    clock,
    log,
    store,
    ids: createIds(clock),
    readers: undefined as never,
    notifier: { waiting: () => undefined },
    ledgers: new Map([[connector.id, connector]]),
    sources: new Map(),
    installedLanguages: () => [],
    tools: async () => [],
    config: { dataFolder: data, host: 'command', version: 'test', masterKey: TEST_KEY, demoFolder: data, suggestedFolder: data },
    progress: () => undefined,
    stuck: async () => undefined,
  };
}

/** The one client of the rig, its chart holding the ledger's own names, its ledger connected as the window does. */
async function clientOf(
  context: EngineContext,
  options: { connector: LedgerConnector; books: RigBooks; finish?: 'draft' | 'final'; currency?: string },
): Promise<string> {
  const [existing] = await listClients(context.store.db);
  if (existing) return existing.id;
  const { connector, books } = options;
  const { names } = books;
  const account = (code: string, ledgerName: string, kind: Account['kind']): Account => ({
    code,
    name: ledgerName,
    ledgerName,
    kind,
    categories: [],
    active: true,
  });
  const client = await context.store.write(async (work) => {
    const made = await createClient(context, work, 'tester', {
      name: 'Harbour Café',
      currency: Currency.parse(options.currency ?? 'GBP'),
      ledger: `${connector.id}:none`,
      taxRegistered: true,
      dateOrder: 'dmy',
      demo: false,
      finish: 'final',
    });
    const accounts = [
      account('5000', names.expense, 'expense'),
      account('1400', names.tax, 'asset'),
      account('2100', names.payable, 'liability'),
      ...(names.paid === names.payable || names.paid === names.tax ? [] : [account('1200', names.paid, 'asset')]),
    ];
    const paidAccount = accounts.find(({ ledgerName }) => ledgerName === names.paid)?.code ?? '2100';
    const ledgerCode = names.taxCode === undefined ? {} : { ledgerCode: names.taxCode };
    return changeClient(context, work, 'tester', made.id, {
      accounts,
      paidAccount,
      payableAccount: '2100',
      taxCodes: [
        { code: 'in', name: 'Tax recovered', recoverable: true, account: '1400', rate: '20', ...ledgerCode },
        { code: 'none', name: 'No tax recovered', recoverable: false },
      ],
    });
  });
  await connectLedger(
    context,
    new SignIns(context),
    {
      clientId: client.id,
      kind: connector.id,
      settings: { ...(books.config as Record<string, string>), ...books.secrets },
      finish: options.finish ?? 'final',
    },
    'tester',
  );
  await keepVault(context, client.id, books.secrets ?? {});
  return client.id;
}

/** Secrets that are no settings (tokens) come from a sign-in; the rig has no browser and puts them into the vault itself. */
async function keepVault(context: EngineContext, clientId: string, secrets: Readonly<Record<string, string>>): Promise<void> {
  const row = await context.store.db
    .selectFrom('ledger_connections')
    .selectAll()
    .where('client_id', '=', clientId)
    .executeTakeFirstOrThrow();
  const merged = { ...secrets, ...(JSON.parse(row.secret_json) as Record<string, string>) };
  await context.store.write(async ({ tx }) => {
    await tx
      .updateTable('ledger_connections')
      .set({ secret_json: JSON.stringify(merged) })
      .where('client_id', '=', clientId)
      .execute();
  });
}

let serial = 0;

async function enter(context: EngineContext, clientId: string, document: RigDocument): Promise<string> {
  serial += 1;
  const unique = `${process.pid}-${serial}`;
  const bytes = document.bytes ?? Buffer.concat([PDF, Buffer.from(`% ${unique}\n`)]);
  const blob = await context.store.blobs.write(bytes);
  const extraction = extractionOf(document, unique);
  const id = context.ids.next();
  const now = context.clock.now();
  const total = extraction.fields.total?.value ?? '0';
  await context.store.write(async (work) => {
    await registerBlob(work, blob, 'original', now);
    await insertDocument(work, {
      id,
      client_id: clientId,
      version: 1,
      state: 'review',
      sha256: createHash('sha256').update(bytes).digest('hex'),
      name: document.name ?? 'bill.pdf',
      size: bytes.byteLength,
      media_type: 'application/pdf',
      pages: 1,
      type: extraction.type.value,
      supplier: extraction.fields.supplier?.value ?? null,
      supplier_key: supplierKey(extraction.fields.supplier?.value ?? ''),
      date: extraction.fields.date?.value ?? null,
      number: extraction.fields.number?.value ?? null,
      total_minor: Math.round(Number(total) * 100),
      currency: extraction.fields.currency?.value ?? 'GBP',
      iban: null,
      account: '5000',
      route: 'review',
      reason: null,
      group_name: null,
      severity: null,
      touchless: 0,
      priority: 10,
      search_text: '',
      problem_json: null,
      undo_until: null,
      arrived_at: now,
      changed_at: now,
      wanted_reader: null,
    });
    await saveExtraction(work, id, { extraction, typed: {}, extractMs: 0 });
    const coding = { account: '5000', taxCode: extraction.fields.tax ? 'in' : 'none', p: 1, why: 'a test', alternatives: [] };
    await saveCoding(work, id, { coding, typed: true });
  });
  return id;
}

function extractionOf(document: RigDocument, unique: string): Extraction {
  const field = (value: string | undefined) => (value === undefined ? undefined : { value, p: 1, alternatives: [] });
  const fields = {
    supplier: field(document.supplier ?? 'Northern Dairy Supplies Ltd'),
    date: field(document.date ?? ('2026-11-12' as LocalDate)),
    dueDate: field(document.dueDate ?? '2026-12-12'),
    number: field(document.number ?? `NDS-${unique}`),
    currency: field(document.currency ?? 'GBP'),
    total: field(document.total ?? '120.00'),
    tax: field(document.tax === '' ? undefined : (document.tax ?? '20.00')),
    supplierTaxId: field(document.taxNumber),
    iban: field(document.iban),
  };
  return {
    type: { value: document.type ?? 'invoice', p: 1 },
    fields: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
    taxes: document.taxes ?? [],
    lines: [],
    sums: [],
    paid: document.type === 'receipt',
  };
}
