import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useShortcuts } from '#renderer/lib/shortcuts.ts';
import { leaveDetails } from '../side-drawer.tsx';
import { LoadingState, useIsSlow } from '../states/loading-state.tsx';
import { QueryError } from '../states/query-view.tsx';
import { ColumnChooser } from './column-chooser.tsx';
import { type DataColumn, gridTemplate, hasToolTrack, visibleColumns } from './columns.ts';
import styles from './data-table.module.css';
import { ExportButton, NoMatches, SelectAll } from './data-table-parts.tsx';
import { type RowQuery, type RowsOf, useRows } from './paging.ts';
import { onRowKey } from './row-keyboard.ts';
import { type RowKey, type Selection, toggleRows } from './selection.ts';
import { type Sort, TableHead } from './table-head.tsx';
import { TableFoot, TableRow } from './table-row.tsx';
import { useTableLayout } from './use-table-layout.ts';

const ROW_HEIGHT = 36;
const OVERSCAN = 12;
const SELECT_WIDTH = 40;
const TOOL_WIDTH = 40;
const BOTH_TOOLS_WIDTH = 64;
/** The next page is asked for when the end of what was read comes this near. */
const ROWS_AHEAD = 40;

export interface DataTableProps<Row> {
  /** Under this name order, choice and widths of the columns are remembered. */
  name: string;
  /** What the rows are, for those who cannot see them: 卡密列表. */
  label: string;
  columns: readonly DataColumn<Row>[];
  /** An infinite query of keyset pages or a plain query of a list; its data is read here. */
  query: RowQuery & { data: RowsOf<Row> | undefined };
  rowKey: (row: Row) => RowKey;
  /** Opens a row's details: by click, and by Enter. */
  onOpen?: (row: Row) => void;
  /** The row whose details are open beside the table. */
  openKey?: RowKey | null;
  selection?: Selection;
  sort?: Sort | null;
  onSort?: (sort: Sort | null) => void;
  /** Cells of the total row that stays, by column; of all rows that match, not of those that were read. */
  totals?: Partial<Record<string, ReactNode>>;
  /** How many rows match in all, where the core can say it cheaply. */
  count?: number | null;
  /** Greys what is over. */
  isPast?: (row: Row) => boolean;
  /** What to show when there is nothing at all: the next step. */
  empty: ReactNode;
  /** True while filters are set: an empty list then offers to clear them. */
  isFiltered?: boolean;
  onClearFilters?: () => void;
  /** Exports what the table shows: the rows of these filters with these columns, in this order. */
  onExport?: (columnKeys: readonly string[]) => void;
}

/** Dense rows of any number: virtual, paged by keyset as they are scrolled, worked by mouse and keyboard alike. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { query, isFiltered = false, onClearFilters, empty } = props;
  const rows = useRows(query.data);
  if (query.data === undefined) {
    if (query.error) return <QueryError error={query.error} onRetry={() => void query.refetch()} />;
    return <LoadingState rows={12} />;
  }
  if (rows.length === 0 && !query.isPlaceholderData) {
    return isFiltered ? <NoMatches onClear={onClearFilters} /> : empty;
  }
  return <FilledTable {...props} rows={rows} />;
}

function FilledTable<Row>(props: DataTableProps<Row> & { rows: readonly Row[] }) {
  const { name, label, columns, query, rows, rowKey, onOpen, openKey, selection, sort = null, onSort, isPast } = props;
  const { totals, count, onExport, isFiltered = false, onClearFilters } = props;
  const tableId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const [layout, changeLayout] = useTableLayout(name);
  const [dragged, setDragged] = useState<Readonly<Record<string, number>>>({});
  const [active, setActive] = useState(-1);
  const lastToggled = useRef<number | null>(null);
  const rowKeys = useMemo(() => rows.map(rowKey), [rows, rowKey]);
  const isRefreshing = useIsSlow(query.isPlaceholderData);

  const visible = visibleColumns(columns, { ...layout, widths: { ...layout.widths, ...dragged } });
  const selectWidth = selection ? SELECT_WIDTH : 0;
  const template = gridTemplate(visible, selectWidth, onExport ? BOTH_TOOLS_WIDTH : TOOL_WIDTH);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    // The head and the total row lie over the first and last 36 px of what scrolls.
    scrollPaddingStart: ROW_HEIGHT,
    scrollPaddingEnd: ROW_HEIGHT,
  });
  const items = virtual.getVirtualItems();
  useNextPage(query, rows.length, items.at(-1)?.index ?? 0);

  const resize = (key: string, width: number, isDone: boolean): void => {
    setDragged(isDone ? {} : { [key]: width });
    if (isDone) changeLayout({ widths: { ...layout.widths, [key]: width } });
  };
  const toggle = (index: number, isRange: boolean): void => {
    if (!selection) return;
    selection.onChange(toggleRows(selection.keys, rowKeys, index, isRange ? lastToggled.current : null));
    lastToggled.current = index;
  };
  const open = (index: number): void => {
    const row = rows[index];
    if (row !== undefined && onOpen) leaveDetails(() => onOpen(row));
  };
  const move = (index: number): void => {
    setActive(index);
    virtual.scrollToIndex(index);
  };
  // The first arrow goes to the list, without a Tab through all that stands above it.
  useShortcuts([{ keys: 'ArrowDown', needsFreeArrows: true, run: () => grid.current?.focus() }]);
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);

  return (
    <div ref={scroller} className={`${styles.scroller} ${isRefreshing ? styles.refreshing : ''}`}>
      <table
        ref={grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows the keyboard moves is a grid
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={count ?? -1}
        aria-multiselectable={selection ? true : undefined}
        aria-activedescendant={active >= 0 ? `${tableId}-${active}` : undefined}
        aria-busy={isRefreshing}
        className={`${styles.table} ${hasToolTrack(visible) ? styles.withTools : ''}`}
        style={{ '--kc-columns': template, '--kc-select': `${selectWidth}px` }}
        onFocus={(event) => {
          // The active row is what shows the focus.
          if (event.target === event.currentTarget && active < 0) setActive(0);
        }}
        onKeyDown={(event) =>
          onRowKey(event, {
            count: rows.length,
            active,
            rowsOnScreen: Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 3,
            move,
            open,
            toggle: (index) => toggle(index, false),
          })
        }
      >
        <TableHead
          columns={visible}
          sort={sort}
          onSort={onSort}
          onResize={resize}
          selectAll={selection ? <SelectAll selection={selection} rowKeys={rowKeys} /> : null}
          tools={
            <>
              {onExport ? <ExportButton onExport={() => onExport(visible.map((column) => column.key))} /> : null}
              <ColumnChooser columns={columns} layout={layout} onChange={changeLayout} />
            </>
          }
        />
        <tbody className={styles.body} style={{ paddingTop: before, paddingBottom: after }}>
          {items.map(({ index }) => {
            const row = rows[index];
            const key = rowKeys[index];
            if (row === undefined || key === undefined) return null;
            return (
              <TableRow
                key={key}
                id={`${tableId}-${index}`}
                index={index}
                row={row}
                columns={visible}
                isActive={index === active}
                isOpen={key === openKey}
                isPast={isPast?.(row) ?? false}
                isSelected={selection ? selection.keys.has(key) : undefined}
                onOpen={onOpen ? open : undefined}
                onActivate={setActive}
                onToggle={toggle}
              />
            );
          })}
        </tbody>
        <TableFoot
          columns={visible}
          totals={totals}
          hasSelect={selection !== undefined}
          read={rows.length}
          count={count ?? (query.hasNextPage ? null : rows.length)}
          isReading={query.isFetchingNextPage ?? false}
          selected={selection?.keys.size ?? 0}
          onClearFilters={isFiltered ? onClearFilters : undefined}
        />
      </table>
    </div>
  );
}

function useNextPage(query: RowQuery, rowCount: number, lastDrawn: number): void {
  const { hasNextPage = false, isFetchingNextPage = false, fetchNextPage, error } = query;
  const isNear = lastDrawn >= rowCount - ROWS_AHEAD;
  useEffect(() => {
    if (isNear && hasNextPage && !isFetchingNextPage && !error) fetchNextPage?.();
  }, [isNear, hasNextPage, isFetchingNextPage, error, fetchNextPage]);
}
