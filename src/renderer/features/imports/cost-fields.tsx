import { Input, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/app/session/session.ts';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import { useSupplierCurrency } from '#renderer/components/use-supplier-currency.ts';
import { formatShare } from '#renderer/i18n/format.ts';
import type { ImportSummary } from '#shared/contract/imports.contract.ts';
import type { KeySheetRole } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import { ClaimedKeysField } from './claimed-keys-field.tsx';
import { ExchangeHint } from './exchange-hint.tsx';
import { Field } from './field.tsx';
import styles from './imports.module.css';
import { type QueuedFile, useImportQueue } from './queue-store.ts';
import { type CostBy, costByOf, costWaysOf, discountRate, type ReceiptDraft } from './receipt-draft.ts';

const WHOLE_RATE = 100_000_000;

interface CostFieldsProps {
  file: QueuedFile;
  columns: readonly KeySheetRole[];
  summary: ImportSummary | null;
}

/** What a key costs: from the sheet, per key, as a discount on its face value, out of the lot's total, or what bad keys cost. */
export function CostFields({ file, columns, summary }: CostFieldsProps) {
  const { t } = useTranslation('imports');
  const { changeReceipt } = useImportQueue();
  const { receipt } = file;
  const { shop } = useSession();
  const currency = useSupplierCurrency(receipt.supplierId);
  const by = costByOf(receipt, columns);
  const set = (change: Partial<ReceiptDraft>): void => changeReceipt(file.key, change);
  const rate = discountRate(receipt.discount);
  const skus = summary?.bySku ?? [];
  return (
    <div className={styles.fields}>
      <Field label={t('receipt.cost')}>
        <Segmented<CostBy>
          value={by}
          options={costWaysOf(receipt.receiptKind).map((value) => ({ value, label: t(`receipt.costBy.${value}`) }))}
          onChange={(costBy) => set({ costBy })}
          aria-label={t('receipt.cost')}
        />
      </Field>
      {by === 'unit' ? (
        <Field
          label={t('receipt.unitCost')}
          width={currency === shop.currency ? 150 : 220}
          isMissing={receipt.unitCost === null}
          hint={<ExchangeHint amount={receipt.unitCost} currency={currency} day={receipt.documentOn} />}
        >
          <AmountInput
            value={receipt.unitCost}
            onChange={(unitCost) => set({ unitCost })}
            currency={currency}
            aria-label={t('receipt.unitCost')}
          />
        </Field>
      ) : null}
      {by === 'discount' ? (
        <Field
          label={t('receipt.costBy.discount')}
          width={180}
          isMissing={rate === null}
          hint={
            receipt.discount.trim() === '' || rate === null
              ? t('receipt.discountUnclear')
              : t('receipt.discountMeans', { share: formatShare(rate / WHOLE_RATE, 4) })
          }
        >
          <Input
            value={receipt.discount}
            suffix={<span className="kc-faint">{t('receipt.discountSuffix')}</span>}
            inputMode="decimal"
            status={receipt.discount.trim() !== '' && rate === null ? 'error' : undefined}
            onChange={(event) => set({ discount: event.target.value })}
            aria-label={t('receipt.costBy.discount')}
          />
        </Field>
      ) : null}
      {by === 'claimed' ? (
        <ClaimedKeysField
          supplierId={receipt.supplierId}
          value={receipt.claimedKeyIds}
          onChange={(claimedKeyIds) => set({ claimedKeyIds })}
        />
      ) : null}
      {by === 'total' ? (
        <Field label={t('receipt.total')} width={180} isMissing={receipt.total === null} hint={t('receipt.totalHint')}>
          <AmountInput
            value={receipt.total}
            onChange={(total) => set({ total })}
            currency={currency}
            aria-label={t('receipt.total')}
          />
        </Field>
      ) : null}
      {by === 'unit' && skus.length > 1
        ? skus.map(({ skuId, skuName }) => (
            <Field key={skuId} label={skuName} width={150}>
              <AmountInput
                value={receipt.perSku[skuId] ?? null}
                onChange={(unitCost) => set({ perSku: { ...receipt.perSku, [skuId]: unitCost } })}
                currency={currency}
                placeholder={t('receipt.unitCost')}
                aria-label={`${skuName}: ${t('receipt.unitCost')}`}
              />
            </Field>
          ))
        : null}
    </div>
  );
}
