import { type Activity, Instant, type LiveEvent } from '../../contract/index.ts';
import type { EngineContext } from '../context.ts';
import { countByState, summaryOf } from '../documents/index.ts';
import { IN_PROGRESS } from '../domain/index.ts';

type Progress = { step: string; page: number; pages: number; startedAt: string };

/** What is happening now: watches the engine's events and remembers how far the present pile is. */
export type ActivityKeeper = {
  now(clientId: string | undefined, pausedBecause: string | undefined): Promise<Activity>;
  see(event: LiveEvent): void;
};

const STEP_WORDS: Readonly<Record<string, string>> = {
  queued: 'waiting to be read',
  reading: 'reading',
  checking: 'checking',
  posting: 'posting',
};

export function createActivityKeeper(context: EngineContext): ActivityKeeper {
  const progress = new Map<string, Progress>();
  const pile = new Set<string>();
  const finished = new Set<string>();
  let pileBegan = context.clock.monotonicMs();

  const enter = (id: string) => {
    if (finished.size === pile.size) {
      pile.clear();
      finished.clear();
      pileBegan = context.clock.monotonicMs();
    }
    pile.add(id);
    finished.delete(id);
  };

  return {
    see(event) {
      if (event.kind === 'progress') {
        const known = progress.get(event.documentId);
        progress.set(event.documentId, {
          step: event.step,
          page: event.page,
          pages: event.pages,
          startedAt: known?.startedAt ?? context.clock.now(),
        });
      }
      if (event.kind !== 'document') return;
      const { id, state } = event.document;
      if (IN_PROGRESS.includes(state)) enter(id);
      else {
        progress.delete(id);
        if (pile.has(id)) finished.add(id);
      }
    },
    async now(clientId, pausedBecause) {
      const { db } = context.store;
      let active = db.selectFrom('documents').selectAll().where('state', 'in', ['reading', 'checking']).orderBy('id').limit(20);
      let recent = db
        .selectFrom('documents')
        .selectAll()
        .where('state', 'not in', [...IN_PROGRESS])
        .orderBy('changed_at', 'desc')
        .limit(30);
      if (clientId !== undefined) {
        active = active.where('client_id', '=', clientId);
        recent = recent.where('client_id', '=', clientId);
      }
      const counts = await countByState(db, clientId);
      const secondsLeft = remaining(pile.size, finished.size, context.clock.monotonicMs() - pileBegan);
      return {
        pile: { total: pile.size, done: finished.size, ...(secondsLeft === undefined ? {} : { secondsLeft }) },
        active: (await active.execute()).map((row) => {
          const at = progress.get(row.id);
          return {
            document: summaryOf(row),
            step: STEP_WORDS[row.state] ?? row.state,
            startedAt: Instant.parse(at?.startedAt ?? row.changed_at),
            ...(at ? { page: at.page, pages: at.pages } : {}),
          };
        }),
        queued: counts.queued,
        recent: (await recent.execute()).map(summaryOf),
        readers: context.readers.size,
        ...(pausedBecause === undefined ? {} : { pausedBecause }),
      };
    },
  };
}

/** Seconds until the pile is done at the speed so far; unknown until a few are through. */
function remaining(total: number, done: number, elapsedMs: number): number | undefined {
  if (done < 3 || done >= total) return undefined;
  return Math.ceil(((elapsedMs / done) * (total - done)) / 1_000);
}
