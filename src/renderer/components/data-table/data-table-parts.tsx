import { DownloadOutlined, FilterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../states/states.tsx';
import styles from './data-table.module.css';
import type { RowKey, Selection } from './selection.ts';

/** Filters that leave nothing. */
export function NoMatches({ onClear }: { onClear: (() => void) | undefined }) {
  const { t } = useTranslation('components');
  return (
    <EmptyState
      icon={<FilterOutlined />}
      title={t('table.noMatches')}
      text={t('table.noMatchesText')}
      actions={onClear ? <Button onClick={onClear}>{t('table.clearFilters')}</Button> : null}
    />
  );
}

export function ExportButton({ onExport }: { onExport: () => void }) {
  const { t } = useTranslation('components');
  const label = t('table.export');
  return (
    <Button size="small" type="text" icon={<DownloadOutlined />} aria-label={label} title={label} onClick={onExport} />
  );
}

interface SelectAllProps {
  selection: Selection;
  rowKeys: readonly RowKey[];
}

/** Chooses every row that was read, or none. */
export function SelectAll({ selection, rowKeys }: SelectAllProps) {
  const { t } = useTranslation('components');
  const chosen = rowKeys.filter((key) => selection.keys.has(key)).length;
  const isAll = chosen === rowKeys.length;
  const label = t('table.selectAll', { count: rowKeys.length });
  return (
    <input
      type="checkbox"
      className={styles.checkbox}
      aria-label={label}
      title={label}
      checked={isAll}
      ref={(element) => {
        if (element) element.indeterminate = chosen > 0 && !isAll;
      }}
      onChange={() => selection.onChange(isAll ? new Set() : new Set(rowKeys))}
    />
  );
}
