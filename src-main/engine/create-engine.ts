import { DocumentId, EngineError, type ErrorCode, Instant } from '../contract/index.ts';
import { createRouter } from './api/index.ts';
import { saveCheckpoint } from './audit/index.ts';
import { codeStep } from './coding/index.ts';
import { type EngineContext, record } from './context.ts';
import { checkStep } from './controls/index.ts';
import { changeDocument, countByState } from './documents/index.ts';
import type { Engine, EngineConfig, EnginePorts } from './engine.ts';
import { extractStep } from './extraction/index.ts';
import { createActivityKeeper, createNotices } from './insight/index.ts';
import { createSources } from './intake/index.ts';
import { createLiveFeed } from './live-feed.ts';
import { createPipeline } from './pipeline/index.ts';
import { postStep } from './posting/index.ts';
import { readStep } from './reading/index.ts';
import { readOptions } from './settings/index.ts';
import { openStore, type Store } from './storage/index.ts';

/** Jobs due within this time still count for `untilIdle`: an undo window, a first back-off. */
const IDLE_HORIZON_MS = 15_000;
/** How often the head of the audit chain is saved outside the database. */
const CHECKPOINT_MS = 60 * 60_000;

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
    async stuck(work, document, error) {
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
    },
  };
  const steps = [
    readStep(context, (document) => readOptions(context, document)),
    extractStep(context),
    codeStep(context),
    checkStep(context),
    postStep(context),
  ];
  const pipeline = createPipeline(context, steps, { read: ports.readers.size, think: 1, post: 1 });
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

  return {
    router: createRouter({ context, pipeline, sources, activity, subscribe: feed.subscribe }),
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
      await sources.stopAll();
      await pipeline.stop();
      notices.stop();
      unsubscribe();
      feed.end();
      await ports.readers.close();
      await checkpoint(store, context);
      await store.close();
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
