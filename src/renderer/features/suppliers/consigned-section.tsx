import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { formatAmount, formatDay } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import type { ConsignedSku } from '#shared/contract/supplier-money.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import type { SupplierEntryId, SupplierId } from '#shared/domain/ids.ts';
import { type Money, sumMoney } from '#shared/domain/money/money.ts';
import styles from './money.module.css';

interface ConsignedSectionProps {
  supplierId: SupplierId;
  onSettle: ((items: readonly { entryId: SupplierEntryId; open: Money }[]) => void) | undefined;
}

/** Consigned keys that were sold and are not paid: ticked SKUs are settled with one payment. */
export function ConsignedSection({ supplierId, onSettle }: ConsignedSectionProps) {
  const { t } = useTranslation('supplierMoney');
  const query = useQuery(api.supplierMoney.consigned.queryOptions({ input: { supplierId } }));
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  if (!query.data) return null;
  const { skus, currency } = query.data;
  const ticked = skus.filter(({ skuId }) => !left.has(skuId ?? 0)).flatMap(({ deliveries }) => deliveries);
  const amount = formatAmount(sumMoney(ticked.map(({ open }) => open)), { currency });
  const toggle = (skuId: number): void => {
    const next = new Set(left);
    if (!next.delete(skuId)) next.add(skuId);
    setLeft(next);
  };
  return (
    <PageSection
      title={t('panel.consigned')}
      actions={
        onSettle && skus.length > 0 ? (
          <Button size="small" type="primary" disabled={ticked.length === 0} onClick={() => onSettle(ticked)}>
            {t('panel.settle', { count: ticked.length, amount })}
          </Button>
        ) : null
      }
    >
      {skus.length === 0 ? <p className="kc-faint">{t('panel.consignedNone')}</p> : null}
      {skus.length === 0 ? null : (
        <table className={styles.table}>
          <tbody>
            {skus.map((sku) => (
              <ConsignedRow
                key={sku.skuId ?? 0}
                sku={sku}
                currency={currency}
                isTicked={!left.has(sku.skuId ?? 0)}
                onToggle={onSettle ? () => toggle(sku.skuId ?? 0) : undefined}
              />
            ))}
          </tbody>
        </table>
      )}
    </PageSection>
  );
}

interface ConsignedRowProps {
  sku: ConsignedSku;
  currency: string;
  isTicked: boolean;
  onToggle: (() => void) | undefined;
}

function ConsignedRow({ sku, currency, isTicked, onToggle }: ConsignedRowProps) {
  const { t } = useTranslation('supplierMoney');
  const title = skuTitle({ productName: sku.productName, name: sku.skuName });
  return (
    <tr>
      <td>
        {onToggle ? <Checkbox checked={isTicked} aria-label={title} onChange={onToggle} /> : null} {title}
        {sku.deliveries.map(({ entryId, deliveryId, ourNumber, occurredOn, quantity }) => (
          <div key={entryId} className="kc-soft">
            {deliveryId === null ? (
              ourNumber
            ) : (
              <Link to={`/dispense/deliveries?delivery=${deliveryId}`}>{ourNumber}</Link>
            )}{' '}
            {t('panel.delivered', { on: formatDay(occurredOn), count: quantity })}
          </div>
        ))}
      </td>
      <td className={styles.end}>
        <Quantity value={sku.quantity} />
      </td>
      <td className={styles.end}>
        <Amount value={sku.open} currency={currency} />
      </td>
    </tr>
  );
}
