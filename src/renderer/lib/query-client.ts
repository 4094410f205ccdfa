import { isDefinedError, ORPCError } from '@orpc/client';
import { QueryClient } from '@tanstack/react-query';

const MAXIMUM_RETRIES = 2;

/** An answer of the core is final; only a connection that broke is worth another try. */
function retryOnlyBrokenConnections(failureCount: number, error: unknown): boolean {
  if (isDefinedError(error) || error instanceof ORPCError) return false;
  return failureCount < MAXIMUM_RETRIES;
}

/** What the core knows, as far as this window has read it. Events say when it is out of date, so it never ages by itself. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // The core is on this machine: the browser's idea of being online says nothing about it.
      networkMode: 'always',
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 5 * 60_000,
      retry: retryOnlyBrokenConnections,
      retryDelay: (attempt) => 300 * 2 ** attempt,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});
