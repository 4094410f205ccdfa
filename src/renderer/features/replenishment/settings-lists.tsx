import { Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import type { SeasonSetting, SupplierReorderLimits } from '#shared/contract/replenishment.contract.ts';
import { seasonText } from './reason-text.ts';
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

/** When people buy more or less than usual, and how much; a SKU's own past outweighs the factor once it knows the season. */
export function SeasonFields({
  seasons,
  onChange,
}: {
  seasons: readonly SeasonSetting[];
  onChange: (seasons: SeasonSetting[]) => void;
}) {
  const { t } = useTranslation('replenishment');
  const change = (code: string, next: SeasonSetting): void =>
    onChange(seasons.map((one) => (one.code === code ? next : one)));
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t('policy.seasons')}</h3>
      <div className={`${styles.season} ${styles.label}`}>
        <span>{t('policy.season')}</span>
        <span>{t('policy.from')}</span>
        <span>{t('policy.to')}</span>
        <span>{t('policy.factor')}</span>
      </div>
      {seasons.map((season) => {
        const { code, days, factor } = season;
        const name = seasonText(t, code);
        return (
          <div key={code} className={styles.season}>
            <span>{name}</span>
            {days.kind === 'fixed' ? (
              <>
                <Input
                  value={days.from}
                  maxLength={5}
                  aria-label={`${name} ${t('policy.from')}`}
                  onChange={(event) => change(code, { ...season, days: { ...days, from: event.target.value } })}
                />
                <Input
                  value={days.to}
                  maxLength={5}
                  aria-label={`${name} ${t('policy.to')}`}
                  onChange={(event) => change(code, { ...season, days: { ...days, to: event.target.value } })}
                />
              </>
            ) : (
              <span className={`${styles.span} ${styles.hint}`}>
                {t('policy.springDays', { before: days.daysBefore, after: days.daysAfter })}
              </span>
            )}
            <InputNumber
              value={factor}
              min={0.1}
              max={20}
              step={0.1}
              style={{ width: '100%' }}
              aria-label={`${name} ${t('policy.factor')}`}
              onChange={(value) => change(code, { ...season, factor: value ?? 1 })}
            />
          </div>
        );
      })}
    </section>
  );
}
