import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { errorCode, errorData } from '#renderer/lib/error-text.ts';
import { LoadingState } from './loading-state.tsx';
import { DeniedState, ErrorState, LockedState, NotFoundState } from './states.tsx';

/** The designed state for an error of the core. */
export function QueryError({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  switch (errorCode(error)) {
    case 'PERMISSION_DENIED':
      return <DeniedState right={String(errorData(error, 'PERMISSION_DENIED')?.right ?? '')} />;
    case 'WINDOW_LOCKED':
      return <LockedState />;
    case 'NOT_FOUND':
      return <NotFoundState />;
    default:
      return <ErrorState error={error} onRetry={onRetry} />;
  }
}

interface QueryViewProps<Data> {
  query: UseQueryResult<Data, unknown>;
  children: (data: Data) => ReactNode;
  loading?: ReactNode;
}

/** Shows what a query brought, or the designed state for why it has not. Data that was read stays while it is read again. */
export function QueryView<Data>({ query, children, loading = <LoadingState /> }: QueryViewProps<Data>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) return <QueryError error={query.error} onRetry={() => void query.refetch()} />;
  return <>{loading}</>;
}
