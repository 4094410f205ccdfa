import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import type { PointerEvent, ReactNode } from 'react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ACTIONS, type DataColumn, NARROWEST } from './columns.ts';
import styles from './data-table.module.css';

export interface Sort {
  by: string;
  isDescending: boolean;
}

interface TableHeadProps<Row> {
  columns: readonly DataColumn<Row>[];
  sort: Sort | null;
  onSort: ((sort: Sort | null) => void) | undefined;
  onResize: (key: string, width: number, isDone: boolean) => void;
  selectAll: ReactNode;
  /** Export and choice of columns, at the end of the head. */
  tools: ReactNode;
}

/** Names of the columns; a declared one sorts when clicked, and every edge can be dragged. */
export function TableHead<Row>({ columns, sort, onSort, onResize, selectAll, tools }: TableHeadProps<Row>) {
  return (
    <thead className={styles.head}>
      <tr className={styles.headRow} aria-rowindex={1}>
        {selectAll ? <th className={styles.select}>{selectAll}</th> : null}
        {columns.map((column, index) => (
          <th
            key={column.key}
            scope="col"
            aria-sort={ariaSort(column, sort)}
            className={cellClass(column, index)}
            // The tools lie over the last column, so places are named: a cell left to itself would give way to them.
            style={{ gridArea: `1 / ${index + (selectAll ? 2 : 1)}` }}
          >
            <HeadLabel column={column} sort={sort} onSort={onSort} />
            {column.key === ACTIONS ? null : <ResizeHandle column={column} onResize={onResize} />}
          </th>
        ))}
        <td className={styles.tools}>{tools}</td>
      </tr>
    </thead>
  );
}

/** The classes of a cell by its column's place. */
export function cellClass<Row>(column: DataColumn<Row>, index: number): string {
  const place = index === 0 ? styles.identifying : column.key === ACTIONS ? styles.acting : '';
  return `${styles.cell} ${column.align === 'end' ? styles.end : ''} ${place}`;
}

function ariaSort<Row>(column: DataColumn<Row>, sort: Sort | null): 'ascending' | 'descending' | undefined {
  if (!column.sort || sort?.by !== column.sort) return undefined;
  return sort.isDescending ? 'descending' : 'ascending';
}

interface HeadLabelProps<Row> {
  column: DataColumn<Row>;
  sort: Sort | null;
  onSort: ((sort: Sort | null) => void) | undefined;
}

function HeadLabel<Row>({ column, sort, onSort }: HeadLabelProps<Row>) {
  const { t } = useTranslation('components');
  const label = (
    <>
      <span className={styles.headText}>{column.title}</span>
      {column.unit ? <span className={styles.unit}>{column.unit}</span> : null}
    </>
  );
  const { sort: by } = column;
  if (column.key === ACTIONS) return <span className="kc-visually-hidden">{column.title}</span>;
  if (!by || !onSort) return label;
  const isSorted = sort?.by === by;
  const next = !isSorted ? { by, isDescending: false } : sort.isDescending ? null : { by, isDescending: true };
  return (
    <button type="button" className={styles.sort} onClick={() => onSort(next)} title={t('table.sort')}>
      {label}
      <span className={isSorted ? styles.sorted : styles.unsorted} aria-hidden="true">
        {isSorted && sort.isDescending ? <ArrowDownOutlined /> : <ArrowUpOutlined />}
      </span>
    </button>
  );
}

interface ResizeHandleProps<Row> {
  column: DataColumn<Row>;
  onResize: (key: string, width: number, isDone: boolean) => void;
}

function ResizeHandle<Row>({ column, onResize }: ResizeHandleProps<Row>) {
  const start = useRef<{ x: number; width: number } | null>(null);
  const widthAt = (event: PointerEvent): number => {
    const { x, width } = start.current ?? { x: event.clientX, width: column.width };
    return Math.max(NARROWEST, Math.round(width + event.clientX - x));
  };
  return (
    <span
      className={styles.resize}
      aria-hidden="true"
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        const width = event.currentTarget.parentElement?.offsetWidth ?? column.width;
        start.current = { x: event.clientX, width };
      }}
      onPointerMove={(event) => {
        if (start.current) onResize(column.key, widthAt(event), false);
      }}
      onPointerUp={(event) => {
        if (start.current) onResize(column.key, widthAt(event), true);
        start.current = null;
      }}
    />
  );
}
