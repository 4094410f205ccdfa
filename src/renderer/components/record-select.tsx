import { PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import styles from './record-select.module.css';
import type { TypedText } from './typed-text.ts';

/** What every select of a kind of record takes from where it stands. */
export interface RecordSelectProps<Row extends { id: number }> {
  value?: Row['id'] | null;
  onChange?: (id: Row['id'] | null, row: Row | null) => void;
  id?: string;
  placeholder?: string;
  isClearable?: boolean;
  isDisabled?: boolean;
  /** Offers to make a new one of what was typed, to those who may. */
  canCreate?: boolean;
  width?: number | string;
  autoFocus?: boolean;
  status?: 'error' | 'warning';
  'aria-label'?: string;
}

interface RecordSelectParts<Row extends { id: number }> {
  fields: RecordSelectProps<Row>;
  rows: readonly Row[];
  /** The row of the value, which the search may not have found. */
  chosen: Row | undefined;
  typed: TypedText;
  onType: (text: string) => void;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  isSearching: boolean;
  nothing: string;
  popupWidth: number;
  titleOf: (row: Row) => string;
  renderOption: (row: Row) => ReactNode;
  /** The words of the entry that makes a new one; null for those who may not. */
  createLabel: string | null;
  onCreate: () => void;
}

/** A select over records that the core searches as somebody types; SkuSelect and SupplierSelect are made of it. */
export function RecordSelect<Row extends { id: number }>(parts: RecordSelectParts<Row>) {
  const { fields, rows, chosen, titleOf } = parts;
  const { value = null, width = '100%' } = fields;
  const found = rows.map((row) => ({ value: row.id, row }));
  const isMissing = chosen !== undefined && value !== null && !rows.some(({ id }) => id === value);
  const options = isMissing ? [{ value, row: chosen }, ...found] : found;
  return (
    <Select<number, { value: number; row: Row }>
      id={fields.id}
      value={value ?? undefined}
      options={options}
      showSearch={{ filterOption: false, searchValue: parts.typed.now, onSearch: parts.onType }}
      open={parts.isOpen}
      onOpenChange={(isOpen) => {
        parts.onOpenChange(isOpen);
        if (!isOpen) parts.onType('');
      }}
      allowClear={fields.isClearable}
      disabled={fields.isDisabled}
      autoFocus={fields.autoFocus}
      status={fields.status}
      style={{ width }}
      popupMatchSelectWidth={parts.popupWidth}
      placeholder={fields.placeholder}
      aria-label={fields['aria-label']}
      notFoundContent={parts.isSearching ? null : <span className="kc-faint">{parts.nothing}</span>}
      labelRender={({ value: id }) => {
        const option = options.find((candidate) => candidate.value === id);
        return option ? titleOf(option.row) : '';
      }}
      optionRender={(option) => parts.renderOption(option.data.row)}
      onChange={(id) => {
        const row = options.find((option) => option.value === id)?.row ?? null;
        fields.onChange?.(row?.id ?? null, row);
      }}
      popupRender={(menu) => (
        <>
          {menu}
          {parts.createLabel === null ? null : (
            <div className={styles.create}>
              <Button type="link" size="small" icon={<PlusOutlined />} onClick={parts.onCreate}>
                {parts.createLabel}
              </Button>
            </div>
          )}
        </>
      )}
    />
  );
}

/** State of a select that makes its record in a drawer: what is open, and the name the new one begins with. */
export function useRecordSelect() {
  const [isOpen, setOpen] = useState(false);
  const [newName, setNewName] = useState<string | null>(null);
  return { isOpen, setOpen, newName, setNewName };
}
