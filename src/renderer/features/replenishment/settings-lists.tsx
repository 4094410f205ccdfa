import { useTranslation } from 'react-i18next';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import type { SupplierReorderLimits } from '#shared/contract/replenishment.contract.ts';
import styles from './replenishment.module.css';

/** What is kept back at each supplier, and how much may be at risk there, in the currency of their account. */
export function SupplierFields({
  suppliers,
  onChange,
}: {
  suppliers: readonly SupplierReorderLimits[];
  onChange: (suppliers: SupplierReorderLimits[]) => void;
}) {
  const { t } = useTranslation('replenishment');
  if (suppliers.length === 0) return null;
  const change = (id: number, patch: Partial<SupplierReorderLimits>): void =>
    onChange(suppliers.map((one) => (one.supplierId === id ? { ...one, ...patch } : one)));
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t('policy.suppliers')}</h3>
      <div className={`${styles.row} ${styles.label}`}>
        <span>{t('policy.supplier')}</span>
        <span>{t('policy.minimumBalance')}</span>
        <span>{t('policy.exposureMaximum')}</span>
      </div>
      {suppliers.map(({ supplierId, supplierName, currency, settlement, minimumBalance, exposureMaximum }) => (
        <div key={supplierId} className={styles.row}>
          <span>{supplierName}</span>
          {settlement === 'prepaid' ? (
            <AmountInput
              value={minimumBalance}
              currency={currency}
              aria-label={`${supplierName} ${t('policy.minimumBalance')}`}
              onChange={(amount) => change(supplierId, { minimumBalance: amount })}
            />
          ) : (
            <span className="kc-faint">–</span>
          )}
          {settlement === 'per-order' ? (
            <AmountInput
              value={exposureMaximum}
              currency={currency}
              placeholder={t('policy.noLimit')}
              aria-label={`${supplierName} ${t('policy.exposureMaximum')}`}
              onChange={(amount) => change(supplierId, { exposureMaximum: amount })}
            />
          ) : (
            <span className="kc-faint">–</span>
          )}
        </div>
      ))}
    </section>
  );
}
