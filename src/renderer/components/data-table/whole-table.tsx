import { useMemo } from 'react';
import { sortFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { WholeListWish } from '#shared/contract/lists.contract.ts';
import { orderedRows } from '#shared/domain/lists/row-order.ts';
import type { DataColumn } from './columns.ts';
import { DataTable, type DataTableProps } from './data-table.tsx';
import type { RowQuery } from './paging.ts';
import type { Sort } from './table-head.tsx';
import { useListExport } from './use-list-export.ts';

type RowOrder = NonNullable<WholeListWish['order']>;

const SORT = { sort: sortFilter() };

interface WholeTableProps<Row> extends Omit<DataTableProps<Row>, 'query' | 'sort' | 'onSort' | 'onExport'> {
  query: RowQuery;
  /** As the core gives them; undefined while they are read. */
  rows: readonly Row[] | undefined;
  /** The same rows for the export. */
  list: WholeListWish;
  /** Names the exported sheet and its file; else the label does. */
  exportTitle?: string;
}

/**
 * A table whose rows the window holds whole, as reports have them: every column that is exported sorts it, and the export
 * stands in the order of the screen. The sort is kept in the address.
 */
export function WholeTable<Row>({ query, rows, list, exportTitle, columns, ...table }: WholeTableProps<Row>) {
  const { values, set } = useUrlFilters(SORT);
  const { sort } = values;
  const order = useMemo(() => orderBy(columns, sort), [columns, sort]);
  const ordered = useMemo(() => (rows ? orderedRows(rows, order) : undefined), [rows, order]);
  const sortable = useMemo(
    () => columns.map((column) => (column.exported ? { ...column, sort: column.key } : column)),
    [columns],
  );
  const exportRows = useListExport(exportTitle ?? table.label, { ...list, order }, columns);
  return (
    <DataTable<Row>
      {...table}
      columns={sortable}
      query={{ ...query, data: ordered }}
      sort={order && sort}
      onSort={(next) => set({ sort: next })}
      onExport={exportRows}
    />
  );
}

/** The order of a column by its key; none where the address names a column that is not here or cannot be sorted. */
function orderBy<Row>(columns: readonly DataColumn<Row>[], sort: Sort | null): RowOrder | null {
  const column = columns.find(({ key }) => key === sort?.by);
  const [exported] = [column?.exported ?? []].flat();
  if (!sort || !exported) return null;
  const { paths, words } = exported;
  return { paths, words, isDescending: sort.isDescending };
}
