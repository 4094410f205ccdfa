import { Segmented } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { SkuSelect } from '#renderer/components/sku-select.tsx';
import type { ImportSummary } from '#shared/contract/imports.contract.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import type { KeySheetRole } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import { Field } from './field.tsx';
import styles from './imports.module.css';
import { type QueuedFile, useImportQueue } from './queue-store.ts';
import { hasSkuColumn, type ReceiptDraft, type SheetSketch, type SkuBy, skuByOf } from './receipt-draft.ts';

interface SkuFieldsProps {
  file: QueuedFile;
  sheet: SheetSketch;
  columns: readonly KeySheetRole[];
  summary: ImportSummary | null;
}

/** One SKU for the whole sheet, or what each of the sheet's products is. */
export function SkuFields({ file, sheet, columns, summary }: SkuFieldsProps) {
  const { t } = useTranslation('imports');
  const { changeReceipt } = useImportQueue();
  const { receipt } = file;
  const by = skuByOf(receipt, sheet);
  const set = (change: Partial<ReceiptDraft>): void => changeReceipt(file.key, change);
  return (
    <div className={styles.fields}>
      <Field label={t('receipt.sku')} isMissing={by === 'one' && receipt.skuId === null}>
        <Segmented<SkuBy>
          value={by}
          options={[
            { value: 'one', label: t('receipt.skuOne') },
            { value: 'column', label: t('receipt.skuColumn') },
          ]}
          onChange={(skuBy) => set({ skuBy })}
          aria-label={t('receipt.sku')}
        />
      </Field>
      {by === 'one' ? (
        <Field label={'\u00a0'} width={340}>
          <SkuSelect
            value={receipt.skuId}
            onChange={(id) => set({ skuId: id as SkuId | null })}
            canCreate
            aria-label={t('receipt.sku')}
          />
        </Field>
      ) : (
        <Assignments file={file} sheet={sheet} summary={summary} hasColumn={hasSkuColumn(columns)} />
      )}
    </div>
  );
}

interface AssignmentsProps {
  file: QueuedFile;
  sheet: SheetSketch;
  summary: ImportSummary | null;
  hasColumn: boolean;
}

function Assignments({ file, sheet, summary, hasColumn }: AssignmentsProps) {
  const { t } = useTranslation('imports');
  const { changeReceipt } = useImportQueue();
  const { assignments } = file.receipt;
  const texts = useMemo(() => {
    const seen = new Map(sheet.skuTexts.map((entry) => [entry.text, entry]));
    for (const entry of summary?.unknownSkuTexts ?? []) seen.set(entry.text, entry);
    for (const text of Object.keys(assignments)) {
      if (!seen.has(text)) seen.set(text, { text, count: 0, skuId: null, skuName: null });
    }
    return [...seen.values()];
  }, [sheet, summary, assignments]);
  if (texts.length === 0) return <p className={styles.kindHint}>{hasColumn ? '' : t('receipt.assignNone')}</p>;
  const skuOf = (text: string, known: SkuId | null): SkuId | null =>
    text in assignments ? (assignments[text] ?? null) : known;
  const missing = texts.filter(({ text, skuId }) => skuOf(text, skuId) === null).length;
  return (
    <div className={styles.assignments}>
      <p className={styles.hint}>
        {missing > 0 ? t('receipt.assignMissing', { count: missing }) : t('receipt.assign')}
      </p>
      <ul className={styles.assignList}>
        {texts.map(({ text, count, skuId }) => (
          <li key={text} className={styles.assignment}>
            <span className={styles.assignText} title={text}>
              {text || '–'}
            </span>
            <span className="kc-faint">{count > 0 ? t('receipt.assignCount', { count }) : ''}</span>
            <SkuSelect
              value={skuOf(text, skuId)}
              onChange={(id) =>
                changeReceipt(file.key, { assignments: { ...assignments, [text]: id as SkuId | null } })
              }
              canCreate
              isClearable
              width={320}
              aria-label={text}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
