import { infiniteQueryOptions, QueryClient, queryOptions } from '@tanstack/react-query';
import type { DocumentState, PostingState } from '../../src-main/contract/document.ts';
import type { ClientId, DocumentId } from '../../src-main/contract/ids.ts';
import { api } from './api.ts';
import { failureOf } from './failure.ts';

/** Live events tell when something changed, so answers stay fresh until one of them says otherwise. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      // A lost connection is waited for by the transport; other failures are final until the person asks again.
      retry: (count, error) => failureOf(error).code === 'connection_lost' && count < 3,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});

/** The first page is there at once; whoever scrolls on wants many. The engine gives 500 rows at most. */
const pageOf = (cursor: string | undefined) => (cursor ? { cursor, limit: 500 } : {});

const inClient = (clientId: ClientId | undefined) => (clientId ? { clientId } : {});

export type DocumentFilter = { clientId?: ClientId; states?: DocumentState[]; text?: string; from?: string; to?: string };

/** Every question that screens ask, with the key its answer is kept under. The first word of a key is what live events invalidate. */
export const queries = {
  info: () => queryOptions({ queryKey: ['info'], queryFn: ({ signal }) => api.system.info(undefined, { signal }) }),
  doctor: () => queryOptions({ queryKey: ['doctor'], queryFn: ({ signal }) => api.system.doctor(undefined, { signal }) }),
  settings: () => queryOptions({ queryKey: ['settings'], queryFn: ({ signal }) => api.system.settings(undefined, { signal }) }),
  readingNumbers: () =>
    queryOptions({ queryKey: ['reading-numbers'], queryFn: ({ signal }) => api.system.reading(undefined, { signal }), staleTime: 5_000 }),
  folders: (path: string | undefined) =>
    queryOptions({
      queryKey: ['folders', path],
      queryFn: ({ signal }) => api.system.folders(path ? { path } : {}, { signal }),
      staleTime: 0,
    }),
  clients: () => queryOptions({ queryKey: ['clients'], queryFn: ({ signal }) => api.clients.list(undefined, { signal }) }),
  client: (id: ClientId) => queryOptions({ queryKey: ['client', id], queryFn: ({ signal }) => api.clients.get({ id }, { signal }) }),
  suppliers: (id: ClientId) =>
    queryOptions({ queryKey: ['suppliers', id], queryFn: ({ signal }) => api.clients.suppliers({ id }, { signal }) }),
  policy: (id: ClientId) => queryOptions({ queryKey: ['policy', id], queryFn: ({ signal }) => api.policy.get({ id }, { signal }) }),
  sources: (clientId: ClientId | undefined) =>
    queryOptions({ queryKey: ['sources', clientId], queryFn: ({ signal }) => api.sources.list(inClient(clientId), { signal }) }),
  queue: (clientId: ClientId | undefined) =>
    queryOptions({ queryKey: ['queue', clientId], queryFn: ({ signal }) => api.review.queue(inClient(clientId), { signal }) }),
  document: (id: DocumentId) =>
    queryOptions({ queryKey: ['document', id], queryFn: ({ signal }) => api.documents.get({ id }, { signal }) }),
  /** Pictures of pages change only when a document is read again; they are dropped soon because they are large. */
  pageImage: (id: DocumentId, page: number) =>
    queryOptions({
      queryKey: ['page', id, page],
      queryFn: ({ signal }) => api.documents.page({ id, page }, { signal }),
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 2 * 60_000,
    }),
  words: (id: DocumentId, page: number) =>
    queryOptions({ queryKey: ['words', id, page], queryFn: ({ signal }) => api.documents.words({ id, page }, { signal }) }),
  documents: (filter: DocumentFilter) =>
    infiniteQueryOptions({
      queryKey: ['documents', filter],
      queryFn: ({ signal, pageParam }) => api.documents.list({ ...filter, ...pageOf(pageParam) }, { signal }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next,
    }),
  postings: (filter: { clientId?: ClientId; states?: PostingState[] }) =>
    infiniteQueryOptions({
      queryKey: ['postings', filter],
      queryFn: ({ signal, pageParam }) => api.postings.list({ ...filter, ...pageOf(pageParam) }, { signal }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next,
    }),
  /** How many entries there are in these states. */
  postingTotal: (filter: { clientId?: ClientId; states?: PostingState[] }) =>
    queryOptions({
      queryKey: ['posting-total', filter],
      queryFn: async ({ signal }) => (await api.postings.list({ ...filter, limit: 1 }, { signal })).total,
    }),
  /** What posting would write now. The ledger may be another a moment later, so it is asked each time. */
  plan: (id: DocumentId) =>
    queryOptions({
      queryKey: ['plan', id],
      queryFn: ({ signal }) => api.postings.plan({ id }, { signal }),
      staleTime: 0,
      gcTime: 0,
    }),
  ledgerKinds: () =>
    queryOptions({
      queryKey: ['ledger-kinds'],
      queryFn: ({ signal }) => api.ledgers.kinds(undefined, { signal }),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  ledger: (id: ClientId) => queryOptions({ queryKey: ['ledger', id], queryFn: ({ signal }) => api.ledgers.get({ id }, { signal }) }),
  ledgerBatches: (id: ClientId) =>
    queryOptions({ queryKey: ['ledger-batches', id], queryFn: ({ signal }) => api.ledgers.batches({ id }, { signal }) }),
  ledgerLog: (id: ClientId) => queryOptions({ queryKey: ['ledger-log', id], queryFn: ({ signal }) => api.ledgers.log({ id }, { signal }) }),
  arrivals: (clientId: ClientId | undefined) =>
    infiniteQueryOptions({
      queryKey: ['arrivals', clientId],
      queryFn: ({ signal, pageParam }) => api.insight.arrivals({ ...inClient(clientId), ...pageOf(pageParam) }, { signal }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next,
    }),
  home: (clientId: ClientId | undefined) =>
    queryOptions({ queryKey: ['home', clientId], queryFn: ({ signal }) => api.insight.home(inClient(clientId), { signal }) }),
  activity: (clientId: ClientId | undefined) =>
    queryOptions({ queryKey: ['activity', clientId], queryFn: ({ signal }) => api.insight.activity(inClient(clientId), { signal }) }),
  auditVerdict: () =>
    queryOptions({ queryKey: ['audit-verdict'], queryFn: ({ signal }) => api.audit.verify(undefined, { signal }), staleTime: 0 }),
  audit: () =>
    infiniteQueryOptions({
      queryKey: ['audit'],
      queryFn: ({ signal, pageParam }) => api.audit.list(pageOf(pageParam), { signal }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next,
    }),
};
