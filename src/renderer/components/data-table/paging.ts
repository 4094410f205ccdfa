import { type InfiniteData, keepPreviousData } from '@tanstack/react-query';
import { useMemo } from 'react';

interface PageOf<Row> {
  rows: readonly Row[];
  nextCursor: string | null;
}

/**
 * How keyset pages follow each other, to be spread into a procedure's infinite options:
 * `useInfiniteQuery(api.skus.list.infiniteOptions({ ...PAGING, input: (cursor) => ({ ...filters, cursor }) }))`.
 */
export const PAGING = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: { nextCursor: string | null }): string | undefined => page.nextCursor ?? undefined,
  placeholderData: keepPreviousData,
};

/** What a table needs to know of a query; every infinite query of pages and every plain one of a list fits. */
export interface RowQuery {
  data: unknown;
  error: unknown;
  isPending: boolean;
  isFetching: boolean;
  isPlaceholderData: boolean;
  refetch: () => unknown;
  hasNextPage?: boolean;
  isFetchingNextPage?: boolean;
  fetchNextPage?: () => unknown;
}

export type RowsOf<Row> = InfiniteData<PageOf<Row>, unknown> | readonly Row[];

/** The rows read so far. */
export function useRows<Row>(data: RowsOf<Row> | undefined): readonly Row[] {
  return useMemo(() => {
    if (!data) return [];
    return 'pages' in data ? data.pages.flatMap((page) => page.rows) : data;
  }, [data]);
}
