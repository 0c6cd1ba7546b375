import type { Router } from '@orpc/server';
import { type Contract, EngineError } from '../../contract/index.ts';
import { listAudit, verifyAudit } from '../audit/index.ts';
import type { CallContext } from '../engine.ts';
import { homeNumbers } from '../insight/index.ts';
import { listArrivals } from '../intake/index.ts';
import { acceptDrift, chooseSupplier, listPostings, planPosting, retryPosting, undoPosting } from '../posting/index.ts';
import { approve, correct, queue, reject, undo } from '../review/index.ts';
import { type ApiParts, os } from './base.ts';
import { clientHandlers, policyHandlers } from './clients.ts';
import { documentDetail, documentHandlers } from './documents.ts';
import { ledgerHandlers } from './ledgers.ts';
import { systemHandlers } from './system.ts';
import { makeWatchedFolder } from './watched-folder.ts';

/** One handler a procedure. Handlers translate between contract and rooms; they hold no rules of their own. */
export function createRouter(parts: ApiParts): Router<Contract, CallContext> {
  return os.router({
    system: systemHandlers(parts),
    clients: clientHandlers(parts),
    policy: policyHandlers(parts),
    sources: sourceHandlers(parts),
    documents: documentHandlers(parts),
    review: reviewHandlers(parts),
    postings: postingHandlers(parts),
    ledgers: ledgerHandlers(parts),
    insight: insightHandlers(parts),
    audit: {
      verify: os.audit.verify.handler(() => verifyAudit(parts.context.store)),
      list: os.audit.list.handler(({ input }) => listAudit(parts.context.store, input)),
    },
  });
}

function sourceHandlers(parts: ApiParts) {
  const { context, sources } = parts;
  return {
    list: os.sources.list.handler(({ input }) => sources.list(input.clientId)),
    addFolder: os.sources.addFolder.handler(async ({ input, context: call }) => {
      await makeWatchedFolder(parts, input.clientId, input.path);
      return sources.add({ clientId: input.clientId, kind: 'folder', title: input.path, config: { path: input.path }, actor: call.actor });
    }),
    addMailbox: os.sources.addMailbox.handler(({ input, context: call }) => {
      const { user, host, folder } = input.settings;
      return sources.add({
        clientId: input.clientId,
        kind: 'mailbox',
        title: `${user} at ${host} (${folder})`,
        config: input.settings,
        actor: call.actor,
      });
    }),
    testMailbox: os.sources.testMailbox.handler(async ({ input, signal }) => {
      const mailbox = context.sources.get('mailbox');
      if (!mailbox) throw new EngineError('invalid_input', { note: 'Mailboxes are not available here.' });
      return { words: await mailbox.test(mailbox.config.parse(input), signal ?? AbortSignal.timeout(30_000)) };
    }),
    rescan: os.sources.rescan.handler(async ({ input }) => {
      await sources.rescan(input.id);
      return { done: true as const };
    }),
    remove: os.sources.remove.handler(async ({ input, context: call }) => {
      await sources.remove(input.id, call.actor);
      return { done: true as const };
    }),
  };
}

function reviewHandlers({ context, pipeline }: ApiParts) {
  return {
    queue: os.review.queue.handler(({ input }) => queue(context, input.clientId)),
    approve: os.review.approve.handler(async ({ input, context: call }) => {
      const documents = await approve(context, input.documents, { actor: call.actor, note: input.note, undoSeconds: input.undoSeconds });
      pipeline.wake();
      return { documents };
    }),
    correct: os.review.correct.handler(async ({ input, context: call }) => {
      await correct(context, input.document, input.changes, call.actor);
      return documentDetail(context, input.document.id);
    }),
    reject: os.review.reject.handler(async ({ input, context: call }) => ({
      documents: await reject(context, input.documents, { actor: call.actor, reason: input.reason }),
    })),
    undo: os.review.undo.handler(async ({ input, context: call }) => {
      await undo(context, input.id, call.actor);
      return documentDetail(context, input.id);
    }),
  };
}

function postingHandlers({ context, pipeline }: ApiParts) {
  /** The decision of a person makes the posting's job due. */
  const waking = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    const decided = await answer;
    pipeline.wake();
    return decided;
  };
  return {
    list: os.postings.list.handler(({ input }) => listPostings(context, input)),
    retry: os.postings.retry.handler(({ input, context: call }) => waking(retryPosting(context, input.key, call.actor))),
    chooseSupplier: os.postings.chooseSupplier.handler(({ input, context: call }) =>
      waking(chooseSupplier(context, input.key, input.supplier, call.actor)),
    ),
    undo: os.postings.undo.handler(({ input, context: call }) => waking(undoPosting(context, input.key, input.reason, call.actor))),
    acceptDrift: os.postings.acceptDrift.handler(({ input, context: call }) => acceptDrift(context, input.key, input.reason, call.actor)),
    plan: os.postings.plan.handler(({ input }) => planPosting(context, input.id)),
  };
}

function insightHandlers({ context, pipeline, activity, subscribe }: ApiParts) {
  return {
    home: os.insight.home.handler(({ input }) => homeNumbers(context, input.clientId)),
    activity: os.insight.activity.handler(({ input }) => activity.now(input.clientId, pipeline.pausedBecause()?.message)),
    arrivals: os.insight.arrivals.handler(({ input }) => listArrivals(context.store.db, input)),
    live: os.insight.live.handler(({ signal }) => subscribe(signal)),
  };
}
