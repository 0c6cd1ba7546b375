import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { create } from 'zustand';
import type { DocumentDetail } from '../../src-main/contract/document.ts';
import type { LiveEvent } from '../../src-main/contract/insight.ts';
import { api } from './api.ts';
import { transport } from './connection.ts';
import { isDeepList, patchDocumentRows } from './live-lists.ts';

/** Page counters of documents that are being read, by document id. They change too often for the query cache. */
export const useProgress = create<{ byDocument: Readonly<Record<string, { step: string; page: number; pages: number }>> }>(() => ({
  byDocument: {},
}));

/** First words of the query keys that an event makes old. */
const TOUCHES: Record<LiveEvent['kind'], readonly string[]> = {
  document: [
    'queue',
    'clients',
    'activity',
    'home',
    'documents',
    'postings',
    'posting-total',
    'posting-counts',
    'arrivals',
    'audit',
    'suppliers',
  ],
  progress: [],
  counts: ['queue', 'activity', 'clients'],
  source: ['sources'],
  notice: ['queue', 'clients', 'home'],
  posting: ['postings', 'posting-total', 'posting-counts', 'home', 'clients', 'ledger-batches', 'ledger-log'],
  client: ['clients', 'client', 'sources', 'policy', 'suppliers', 'ledger', 'postings', 'posting-total', 'posting-counts'],
};

/** Quiet time before asking again, and the longest that a stream of events may put it off (200 arriving files ask a few times, not 200). */
const QUIET_MS = 150;
const LONGEST_MS = 800;

/** Collects words and hands them over together, once it is quiet or `LONGEST_MS` have passed. */
export class Gatherer {
  private readonly words = new Set<string>();
  private quiet: ReturnType<typeof setTimeout> | undefined;
  private latest: ReturnType<typeof setTimeout> | undefined;
  private readonly flush: (words: ReadonlySet<string>) => void;

  constructor(flush: (words: ReadonlySet<string>) => void) {
    this.flush = flush;
  }

  add(words: readonly string[]): void {
    if (words.length === 0) return;
    for (const word of words) this.words.add(word);
    clearTimeout(this.quiet);
    this.quiet = setTimeout(this.fire, QUIET_MS);
    this.latest ??= setTimeout(this.fire, LONGEST_MS);
  }

  stop(): void {
    clearTimeout(this.quiet);
    clearTimeout(this.latest);
    this.latest = undefined;
  }

  private readonly fire = (): void => {
    this.stop();
    const words = new Set(this.words);
    this.words.clear();
    this.flush(words);
  };
}

function applyAtOnce(client: QueryClient, event: LiveEvent): void {
  if (event.kind === 'progress') {
    const { documentId, step, page, pages } = event;
    useProgress.setState(({ byDocument }) => ({ byDocument: { ...byDocument, [documentId]: { step, page, pages } } }));
  }
  if (event.kind === 'posting') {
    // A posting's key begins with its document's id.
    const isItsDocument = ([kind, id]: QueryKey) => kind === 'document' && typeof id === 'string' && event.key.startsWith(id);
    void client.invalidateQueries({ predicate: ({ queryKey }) => isItsDocument(queryKey) });
  }
  if (event.kind !== 'document') return;
  const { document } = event;
  patchDocumentRows(client, document);
  const known = client.getQueryData<DocumentDetail>(['document', document.id]);
  if (known && known.version !== document.version) void client.invalidateQueries({ queryKey: ['document', document.id] });
  if (document.state === 'checking') dropPages(client, document.id);
  useProgress.setState(({ byDocument }) => {
    const { [document.id]: _gone, ...rest } = byDocument;
    return { byDocument: rest };
  });
}

/** Reading again finds other words, and shows the page as the other reader turned and cut it. */
function dropPages(client: QueryClient, id: string): void {
  for (const kind of ['words', 'page']) void client.invalidateQueries({ queryKey: [kind, id] });
}

/** Follows the engine's live events for as long as the window is open; asks everything again after a lost connection. Returns a stop function. */
export function followLive(client: QueryClient): () => void {
  const stopped = new AbortController();
  const gatherer = new Gatherer((words) => {
    void client.invalidateQueries({ predicate: (query) => words.has(String(query.queryKey[0])) && !isDeepList(query) });
    void client.invalidateQueries({ predicate: (query) => words.has(String(query.queryKey[0])) && isDeepList(query), refetchType: 'none' });
  });
  let answered = 0;
  const listen = async () => {
    await transport();
    const events = await api.insight.live(undefined, { signal: stopped.signal });
    answered += 1;
    // What happened while nobody listened is unknown.
    if (answered > 1) void client.invalidateQueries();
    for await (const event of events) {
      applyAtOnce(client, event);
      gatherer.add(TOUCHES[event.kind]);
    }
  };
  const follow = async () => {
    while (!stopped.signal.aborted) {
      await listen().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, LONGEST_MS));
    }
  };
  void follow();
  return () => {
    stopped.abort();
    gatherer.stop();
  };
}
