import { useMemo } from 'react';
import { useCan } from '#renderer/app/session/session.ts';
import type { DataColumn } from './columns.ts';

/** The columns that this person can be shown: the core answers no cost to those who may not see accounts. */
export function useCostColumns<Row>(columns: readonly DataColumn<Row>[]): readonly DataColumn<Row>[] {
  const showsCosts = useCan('accounts.read');
  return useMemo(
    () => (showsCosts ? columns : columns.filter(({ tellsCost }) => tellsCost !== true)),
    [columns, showsCosts],
  );
}
