import { DocumentId, EngineError, type ErrorCode, Instant } from '../contract/index.ts';
import { createRouter } from './api/index.ts';
import { saveCheckpoint } from './audit/index.ts';
import { codeStep } from './coding/index.ts';
import { type EngineContext, record } from './context.ts';
import { checkStep } from './controls/index.ts';
import { changeDocument, countByState, type DocumentRow } from './documents/index.ts';
import type { Engine, EngineConfig, EnginePorts } from './engine.ts';
import { extractStep } from './extraction/index.ts';
import { createActivityKeeper, createNotices } from './insight/index.ts';
import { createSources } from './intake/index.ts';
import { closeConnections, placesFor, SignIns } from './ledgers/index.ts';
import { createLiveFeed } from './live-feed.ts';
import { createPipeline } from './pipeline/index.ts';
import { compareDue, postStep } from './posting/index.ts';
import { readStep } from './reading/index.ts';
import { readOptions } from './settings/index.ts';
import { openStore, type Store, type Work } from './storage/index.ts';

/** Jobs due within this time still count for `untilIdle`: an undo window, a first back-off. */
const IDLE_HORIZON_MS = 15_000;
/** How often the head of the audit chain is saved outside the database. */
const CHECKPOINT_MS = 60 * 60_000;

/** Entries that are on their way at once, over all ledgers; `placesFor` limits those of one. */
const POST_PLACES = 64;
/** How often it is looked whether the comparison of a ledger is due; it is once a day. */
const COMPARE_MS = 60 * 60_000;

/** Headings of the queue for what a step cannot do by itself. */
const STUCK_GROUPS: Partial<Record<ErrorCode, string>> = { fields_missing: 'Not sure what it says', invalid_input: 'Which account?' };

/**
 * The one place where everything is wired. Opens the store (and with it finishes or undoes what a kill left half done) but starts nothing:
 * `start` does.
 * @throws EngineError `store_newer`, `store_key_wrong`, `disk_full`
 */
export async function createEngine(ports: EnginePorts, config: EngineConfig): Promise<Engine> {
  const store = await openStore(config.dataFolder, config.masterKey);
  const feed = createLiveFeed();
  const context: EngineContext = {
    ...ports,
    config,
    store,
    progress: ({ documentId, ...at }) => feed.push({ kind: 'progress', documentId: DocumentId.parse(documentId), ...at }),
    stuck: (work, document, error) => hold(context, work, document, error),
  };
  const steps = [
    readStep(context, (document) => readOptions(context, document)),
    extractStep(context),
    codeStep(context),
    checkStep(context),
    postStep(context),
  ];
  const pipeline = createPipeline(context, steps, { read: ports.readers.size, think: 1, post: POST_PLACES }, (ledger) =>
    placesFor(context, ledger),
  );
  const signIns = new SignIns(context);
  const sources = createSources(context);
  const activity = createActivityKeeper(context);
  const notices = createNotices(context, feed.push);
  const unsubscribe = feed.listen((event) => {
    activity.see(event);
    notices.see(event);
    // A document that moved may have made the next job due.
    if (event.kind === 'document') pipeline.wake();
  });
  store.onEvent(feed.push);
  const checkpoints = setInterval(() => void checkpoint(store, context), CHECKPOINT_MS);
  checkpoints.unref();
  const comparing = compareRegularly(context);

  return {
    router: createRouter({ context, pipeline, sources, activity, signIns, subscribe: feed.subscribe }),
    async start({ watch }) {
      await pipeline.start();
      if (watch) await sources.startAll();
    },
    async untilIdle() {
      await pipeline.untilIdle(IDLE_HORIZON_MS);
      return countByState(store.db, undefined);
    },
    async close() {
      clearInterval(checkpoints);
      signIns.stop();
      await sources.stopAll();
      await pipeline.stop();
      await comparing.stop();
      await closeConnections(context);
      notices.stop();
      unsubscribe();
      feed.end();
      await ports.readers.close();
      await checkpoint(store, context);
      await store.close();
    },
  };
}

/** Puts a document whose step failed for good before a person. */
async function hold(context: EngineContext, work: Work, document: DocumentRow, error: EngineError): Promise<void> {
  await changeDocument(context, work, document, {
    state: 'review',
    route: 'review',
    reason: error.message,
    group_name: STUCK_GROUPS[error.code] ?? 'Could not be read',
    severity: 'wrong',
    problem_json: JSON.stringify(error.info()),
  });
  await record(context, work, {
    actor: 'engine',
    event: 'document.held',
    subject: document.id,
    words: `Waits for a person: ${error.message}`,
    data: { code: error.code },
  });
}

/** Looks every hour whether a ledger's daily comparison is due. */
function compareRegularly(context: EngineContext): { stop(): Promise<void> } {
  const closing = new AbortController();
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(() => compareDue(context, closing.signal));
  }, COMPARE_MS);
  timer.unref();
  return {
    stop() {
      clearInterval(timer);
      closing.abort();
      return running;
    },
  };
}

async function checkpoint(store: Store, context: EngineContext): Promise<void> {
  try {
    await saveCheckpoint(store, Instant.parse(context.clock.now()));
  } catch (error) {
    const code = error instanceof EngineError ? error.code : String(error);
    context.log.warn('no audit checkpoint', { code });
  }
}
