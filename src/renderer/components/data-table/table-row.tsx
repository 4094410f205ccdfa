import type { MouseEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataColumn } from './columns.ts';
import styles from './data-table.module.css';
import { cellClass } from './table-head.tsx';

interface TableRowProps<Row> {
  id: string;
  index: number;
  row: Row;
  columns: readonly DataColumn<Row>[];
  isActive: boolean;
  isOpen: boolean;
  isPast: boolean;
  /** Undefined where nothing can be chosen. */
  isSelected: boolean | undefined;
  onOpen: ((index: number) => void) | undefined;
  onActivate: (index: number) => void;
  onToggle: (index: number, isRange: boolean) => void;
}

const INTERACTIVE = 'a, button, input, select, textarea, label, [role="menuitem"]';

/** Whether a click meant the row and not a control in it, nor the end of selecting its text. */
function isOnRow(target: EventTarget | null): boolean {
  if (!(target instanceof Element) || target.closest(INTERACTIVE)) return false;
  return (window.getSelection()?.toString() ?? '') === '';
}

export function TableRow<Row>(props: TableRowProps<Row>) {
  const { id, index, row, columns, isActive, isOpen, isPast, isSelected, onOpen, onActivate, onToggle } = props;
  const { t } = useTranslation('components');
  const classes = [styles.bodyRow];
  if (onOpen) classes.push(styles.opens);
  if (isActive) classes.push(styles.active);
  if (isOpen || isSelected) classes.push(styles.chosen);
  if (isPast) classes.push(styles.past);
  return (
    <tr
      id={id}
      aria-rowindex={index + 2}
      aria-selected={isSelected ?? (isOpen ? true : undefined)}
      className={classes.join(' ')}
      onClick={(event) => {
        if (!isOnRow(event.target)) return;
        onActivate(index);
        onOpen?.(index);
      }}
    >
      {isSelected === undefined ? null : (
        <td className={styles.select}>
          <input
            type="checkbox"
            className={styles.checkbox}
            checked={isSelected}
            aria-label={t('table.selectRow')}
            onChange={() => {}}
            onClick={(event) => onToggle(index, event.shiftKey)}
          />
        </td>
      )}
      {columns.map((column, place) =>
        place === 0 ? (
          <th key={column.key} scope="row" className={cellClass(column, place)}>
            {shortened(column.render(row))}
          </th>
        ) : (
          <td key={column.key} className={cellClass(column, place)} onMouseEnter={sayWhole}>
            {shortened(column.render(row))}
          </td>
        ),
      )}
    </tr>
  );
}

interface TableFootProps<Row> {
  columns: readonly DataColumn<Row>[];
  totals: Partial<Record<string, ReactNode>> | undefined;
  hasSelect: boolean;
  read: number;
  count: number | null;
  isReading: boolean;
  selected: number;
  /** Where filters are set, seen above or come with a link: the way back to all rows. */
  onClearFilters: (() => void) | undefined;
}

/** The row that stays: how many there are, and what they add up to. */
export function TableFoot<Row>(props: TableFootProps<Row>) {
  const { columns, totals, hasSelect, read, count, isReading, selected, onClearFilters } = props;
  const { t } = useTranslation('components');
  const counted = count === null ? t('table.read', { count: read }) : t('table.count', { count });
  return (
    <tfoot className={styles.foot}>
      <tr className={styles.footRow}>
        {hasSelect ? <td className={styles.select} /> : null}
        {columns.map((column, index) => (
          <td key={column.key} className={cellClass(column, index)}>
            {index === 0 ? (
              <span className={styles.counted}>
                {selected > 0 ? t('table.selected', { count: selected }) : counted}
                {isReading ? <span className="kc-faint"> {t('table.reading')}</span> : null}
                {onClearFilters && selected === 0 ? (
                  <button type="button" className={styles.clear} onClick={onClearFilters}>
                    {t('table.clearFilters')}
                  </button>
                ) : null}
              </span>
            ) : (
              totals?.[column.key]
            )}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}

/** Text that does not fit ends in an ellipsis, and says itself in full to whoever points at it. */
function shortened(content: ReactNode): ReactNode {
  return typeof content === 'string' ? <span title={content}>{content}</span> : content;
}

/** What else does not fit, an amount of ten digits, says itself in full as well: half an amount is another amount. */
function sayWhole({ currentTarget: cell }: MouseEvent<HTMLTableCellElement>): void {
  const isCut = [...cell.children].some((part) => part.scrollWidth > part.clientWidth && part.clientWidth > 0);
  if (isCut && cell.querySelector('[title]') === null) cell.title = cell.textContent ?? '';
  else cell.removeAttribute('title');
}
