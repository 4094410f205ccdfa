import { Button, Checkbox, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import { DayInput } from '#renderer/components/day-input.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { SupplierSelect } from '#renderer/components/supplier-select.tsx';
import { useSupplierCurrency } from '#renderer/components/use-supplier-currency.ts';
import { today } from '#renderer/i18n/format.ts';
import type { ImportSummary } from '#shared/contract/imports.contract.ts';
import type { KeySheetRole } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import { LostNotice } from '../suppliers/lost-notice.tsx';
import { CostFields } from './cost-fields.tsx';
import { Field } from './field.tsx';
import styles from './imports.module.css';
import { OrderField } from './order-field.tsx';
import { type QueuedFile, useImportQueue } from './queue-store.ts';
import {
  draftLike,
  type ExpiryBy,
  expiryByOf,
  isOwed,
  RECEIPT_KINDS,
  type ReceiptDraft,
  type SheetSketch,
  withSupplier,
} from './receipt-draft.ts';
import { SkuFields } from './sku-fields.tsx';

const EXPIRY_WAYS: readonly ExpiryBy[] = ['column', 'day', 'shelfLife', 'never'];
const SETTLEMENTS = ['account', 'paid', 'none'] as const;

interface ReceiptSectionProps {
  file: QueuedFile;
  sheet: SheetSketch;
  columns: readonly KeySheetRole[];
  summary: ImportSummary | null;
}

/** Whose keys, of what, for how much, and on which paper. */
export function ReceiptSection({ file, sheet, columns, summary }: ReceiptSectionProps) {
  const { t } = useTranslation('imports');
  const { files, changeReceipt } = useImportQueue();
  const { receipt } = file;
  const set = (change: Partial<ReceiptDraft>): void => changeReceipt(file.key, change);
  const previous = files.findLast((other) => other.key !== file.key && other.receipt.supplierId !== null);
  return (
    <PageSection
      title={t('receipt.title')}
      actions={
        previous && receipt.supplierId === null ? (
          <Button size="small" onClick={() => set(draftLike(previous.receipt))}>
            {t('receipt.copyFrom')}
          </Button>
        ) : null
      }
    >
      <div className={styles.fields}>
        <Field label={t('receipt.supplier')} width={260} isMissing={receipt.supplierId === null}>
          <SupplierSelect
            value={receipt.supplierId}
            onChange={(_, supplier) => set(withSupplier(receipt, supplier))}
            canCreate
            aria-label={t('receipt.supplier')}
          />
        </Field>
        <Field label={t('receipt.kind')} width={130}>
          <Select
            value={receipt.receiptKind}
            options={RECEIPT_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            onChange={(value) => set({ receiptKind: value })}
            aria-label={t('receipt.kind')}
          />
        </Field>
        <Field label={t('receipt.documentOn')} width={150} hint={t('receipt.documentHint')}>
          <DayInput
            value={receipt.documentOn}
            onChange={(day) => {
              if (day !== null) set({ documentOn: day });
            }}
            max={today()}
            aria-label={t('receipt.documentOn')}
          />
        </Field>
        <p className={styles.kindHint}>{t(`kindHints.${receipt.receiptKind}`)}</p>
      </div>
      <LostNotice supplierId={receipt.supplierId} />
      <OrderField file={file} />
      <SkuFields file={file} sheet={sheet} columns={columns} summary={summary} />
      {receipt.receiptKind === 'history' ? null : <CostFields file={file} columns={columns} summary={summary} />}
      <div className={styles.fields}>
        <ExpiryField receipt={receipt} columns={columns} onChange={set} />
        <Field label={t('receipt.batchLabel')} width={170} hint={t('receipt.batchHint')}>
          <Input
            value={receipt.batchLabel}
            maxLength={80}
            onChange={(event) => set({ batchLabel: event.target.value })}
            aria-label={t('receipt.batchLabel')}
          />
        </Field>
        <PaperFields receipt={receipt} onChange={set} />
      </div>
      <div className={styles.fields}>
        <Checkbox checked={receipt.verifyFirst} onChange={(event) => set({ verifyFirst: event.target.checked })}>
          {t('receipt.verifyFirst')}
        </Checkbox>
      </div>
    </PageSection>
  );
}

interface PartProps {
  receipt: ReceiptDraft;
  onChange: (change: Partial<ReceiptDraft>) => void;
}

function ExpiryField({ receipt, columns, onChange }: PartProps & { columns: readonly KeySheetRole[] }) {
  const { t } = useTranslation('imports');
  const by = expiryByOf(receipt, columns);
  return (
    <>
      <Field
        label={t('receipt.expiry')}
        width={190}
        hint={by === 'column' ? t('receipt.expiryHint') : undefined}
        isMissing={by === 'day' && receipt.expiryDay === null}
      >
        <Select
          value={by}
          options={EXPIRY_WAYS.map((value) => ({ value, label: t(`receipt.expiryBy.${value}`) }))}
          onChange={(expiryBy) => onChange({ expiryBy })}
          aria-label={t('receipt.expiry')}
        />
      </Field>
      {by === 'day' ? (
        <Field label={t('receipt.expiryDay')} width={150} isMissing={receipt.expiryDay === null}>
          <DayInput
            value={receipt.expiryDay}
            onChange={(expiryDay) => onChange({ expiryDay })}
            min={today()}
            aria-label={t('receipt.expiryDay')}
          />
        </Field>
      ) : null}
    </>
  );
}

/** What a statement is matched by: their number, what they charged, and how it is settled. */
function PaperFields({ receipt, onChange }: PartProps) {
  const { t } = useTranslation('imports');
  const currency = useSupplierCurrency(receipt.supplierId);
  return (
    <>
      <Field label={t('receipt.externalNumber')} width={190} hint={t('receipt.externalHint')}>
        <Input
          value={receipt.externalNumber}
          maxLength={80}
          onChange={(event) => onChange({ externalNumber: event.target.value })}
          aria-label={t('receipt.externalNumber')}
        />
      </Field>
      {isOwed(receipt.receiptKind) ? (
        <>
          <Field label={t('receipt.amountCharged')} width={150} hint={t('receipt.amountHint')}>
            <AmountInput
              value={receipt.amountCharged}
              onChange={(amountCharged) => onChange({ amountCharged })}
              currency={currency}
              aria-label={t('receipt.amountCharged')}
            />
          </Field>
          <Field label={t('receipt.settlement')} width={150}>
            <Select
              value={receipt.settlement}
              options={SETTLEMENTS.map((value) => ({ value, label: t(`receipt.settlements.${value}`) }))}
              onChange={(settlement) => onChange({ settlement })}
              aria-label={t('receipt.settlement')}
            />
          </Field>
        </>
      ) : null}
      <Field label={t('receipt.note')} width={230}>
        <Input
          value={receipt.note}
          maxLength={2000}
          onChange={(event) => onChange({ note: event.target.value })}
          aria-label={t('receipt.note')}
        />
      </Field>
    </>
  );
}
