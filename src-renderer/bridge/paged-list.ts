import { type InfiniteData, type QueryKey, type UseInfiniteQueryResult, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';

type Answer<Row> = { rows: readonly Row[]; total: number; next?: string | undefined };
type PagesQuery<Row> = UseInfiniteQueryResult<InfiniteData<Answer<Row>>, unknown>;

/** A list that is asked page by page, as a virtual table wants it. */
export type PagedList<Row> = {
  rows: readonly Row[];
  /** All rows that there are, also those not asked for yet. */
  total: number;
  isLoading: boolean;
  error: unknown;
  retry: () => void;
  /** Asks for the next page where the row at `index` is not here yet. */
  need: (index: number) => void;
  /** True where the list changed while it was too long to be asked again; `refresh` asks for its start. */
  isChanged: boolean;
  refresh: () => void;
};

/** Rows of all pages that are here. `total` comes from the latest page, because earlier ones may be older. */
export function usePagedList<Row>(query: PagesQuery<Row>, queryKey: QueryKey): PagedList<Row> {
  const client = useQueryClient();
  const { data, error, isPending, isStale, hasNextPage, isFetchingNextPage, isFetching, fetchNextPage, refetch } = query;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  const loaded = rows.length;
  const total = hasNextPage ? Math.max(data?.pages.at(-1)?.total ?? 0, loaded + 1) : loaded;
  const need = useCallback(
    (index: number) => {
      if (index >= loaded && hasNextPage && !isFetchingNextPage && !isFetching) void fetchNextPage();
    },
    [loaded, hasNextPage, isFetchingNextPage, isFetching, fetchNextPage],
  );
  const refresh = () => {
    client.setQueryData<InfiniteData<Answer<Row>>>(queryKey, (known) =>
      known ? { pages: known.pages.slice(0, 1), pageParams: known.pageParams.slice(0, 1) } : known,
    );
    void client.invalidateQueries({ queryKey, exact: true });
  };
  return {
    rows,
    total,
    isLoading: isPending,
    error: data ? undefined : error,
    retry: () => void refetch(),
    need,
    isChanged: isStale && !isFetching && client.getQueryState(queryKey)?.isInvalidated === true,
    refresh,
  };
}

/** A list that came in one answer, in the form that a virtual table wants. */
export function wholeList<Row>(query: { data: readonly Row[] | undefined; error: unknown; refetch: () => unknown }): PagedList<Row> {
  const { data, error, refetch } = query;
  return {
    rows: data ?? [],
    total: data?.length ?? 0,
    isLoading: data === undefined,
    error: data ? undefined : error,
    retry: () => void refetch(),
    need: () => undefined,
    isChanged: false,
    refresh: () => undefined,
  };
}
