import { ArrowDownOutlined, ArrowUpOutlined, SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './column-chooser.module.css';
import {
  ACTIONS,
  type DataColumn,
  isShown,
  moveColumn,
  orderedColumns,
  type TableLayout,
  UNTOUCHED,
} from './columns.ts';

interface ColumnChooserProps<Row> {
  columns: readonly DataColumn<Row>[];
  layout: TableLayout;
  onChange: (patch: Partial<TableLayout>) => void;
}

/** Which columns a table shows and in which order. The identifying column stays first. */
export function ColumnChooser<Row>({ columns, layout, onChange }: ColumnChooserProps<Row>) {
  const { t } = useTranslation('components');
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      arrow={false}
      content={<ColumnList columns={columns} layout={layout} onChange={onChange} />}
    >
      <Button
        size="small"
        type="text"
        icon={<SettingOutlined />}
        aria-label={t('table.columns')}
        title={t('table.columns')}
      />
    </Popover>
  );
}

function ColumnList<Row>({ columns, layout, onChange }: ColumnChooserProps<Row>) {
  const { t } = useTranslation('components');
  const ordered = orderedColumns(columns, layout);
  const movable = ordered.slice(1).filter((column) => column.key !== ACTIONS);
  const keys = movable.map((column) => column.key);
  const toggle = (column: DataColumn<Row>, willShow: boolean): void => {
    const without = (list: readonly string[]): string[] => list.filter((key) => key !== column.key);
    onChange({
      hidden: willShow ? without(layout.hidden) : [...without(layout.hidden), column.key],
      shown: willShow ? [...without(layout.shown), column.key] : without(layout.shown),
    });
  };
  return (
    <div className={styles.panel}>
      <ul className={styles.list}>
        {movable.map((column, index) => (
          <li key={column.key} className={styles.entry}>
            <Checkbox
              checked={isShown(column, index + 1, layout)}
              onChange={(event) => toggle(column, event.target.checked)}
              className={styles.name}
            >
              {column.title}
            </Checkbox>
            <Button
              size="small"
              type="text"
              icon={<ArrowUpOutlined />}
              disabled={index === 0}
              aria-label={t('table.moveUp', { column: column.title })}
              onClick={() => onChange({ order: moveColumn(keys, column.key, -1) })}
            />
            <Button
              size="small"
              type="text"
              icon={<ArrowDownOutlined />}
              disabled={index === movable.length - 1}
              aria-label={t('table.moveDown', { column: column.title })}
              onClick={() => onChange({ order: moveColumn(keys, column.key, 1) })}
            />
          </li>
        ))}
      </ul>
      <Button size="small" type="link" onClick={() => onChange(UNTOUCHED)}>
        {t('table.resetColumns')}
      </Button>
    </div>
  );
}
