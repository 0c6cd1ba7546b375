import { DocumentId, type LiveEvent } from '../../contract/index.ts';
import type { EngineContext } from '../context.ts';

/** Arrivals within this time make one notice: "3 documents need you", never one per file. */
const GROUP_MS = 4_000;

/**
 * Tells the host how many documents wait, and once a pile has settled, that new ones need a person. `stop` ends the timer.
 */
export function createNotices(context: EngineContext, emit: (event: LiveEvent) => void): { see(event: LiveEvent): void; stop(): void } {
  const added = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  const tell = async () => {
    timer = undefined;
    const { count } = await context.store.db
      .selectFrom('documents')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('state', '=', 'review')
      .executeTakeFirstOrThrow();
    const [first] = added;
    const notice = { count, added: added.size, first };
    added.clear();
    context.notifier.waiting(notice);
    const documentId = first === undefined ? undefined : DocumentId.parse(first);
    emit({ kind: 'notice', count: notice.count, added: notice.added, ...(documentId === undefined ? {} : { first: documentId }) });
  };
  const soon = () => {
    timer ??= setTimeout(() => void tell().catch((error: unknown) => context.log.warn('no notice', { reason: String(error) })), GROUP_MS);
  };

  return {
    see(event) {
      if (event.kind === 'counts') soon();
      if (event.kind !== 'document') return;
      // Version 1 to a handful is the engine's own walk; a person's undo or correction needs no notice to that person.
      if (event.document.state === 'review' && event.document.undoUntil === undefined) added.add(event.document.id);
      else added.delete(event.document.id);
    },
    stop: () => clearTimeout(timer),
  };
}
