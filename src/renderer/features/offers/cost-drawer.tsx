import { useTranslation } from 'react-i18next';
import { SideDrawer } from '#renderer/components/side-drawer.tsx';
import { formatAmount } from '#renderer/i18n/format.ts';
import type { ComparedOffer } from '#shared/contract/offers.contract.ts';
import { formatRate } from '#shared/domain/purchasing/exchange-rate.ts';
import { rateShare } from './offer-text.ts';
import styles from './offers.module.css';
import { rebateText } from './rebate-text.ts';

interface CostDrawerProps {
  offer: ComparedOffer;
  currency: string;
  onClose: () => void;
}

/** How a landed cost comes about, step by step. */
export function CostDrawer({ offer, currency, onClose }: CostDrawerProps) {
  const { t } = useTranslation('offers');
  const { cost } = offer;
  if (!cost) return null;
  const priceCurrency = offer.price?.currency ?? currency;
  return (
    <SideDrawer
      isOpen
      onClose={onClose}
      name="landed-cost"
      width={520}
      title={`${t('comparison.arithmetic')} · ${offer.supplierName}`}
    >
      <dl className={styles.steps}>
        {cost.steps.map((step) => (
          <div key={step.kind} className={styles.step}>
            <dt>
              {t(`comparison.steps.${step.kind}`, {
                base: formatAmount(step.base, { currency: priceCurrency }),
                quantity: step.quantity ?? 0,
                rate: step.kind === 'exchange' ? formatRate(step.rate ?? 0) : rateShare(step.rate ?? 0),
                rateOn: cost.exchange?.rateOn ?? '',
              })}
            </dt>
            <dd>{step.kind === 'exchange' ? '' : formatAmount(step.amount, { isSigned: true })}</dd>
            <dd>{formatAmount(step.sum, { currency: step.currency })}</dd>
          </div>
        ))}
        <div className={`${styles.step} ${styles.sum}`}>
          <dt>{t('comparison.perUnit', { total: formatAmount(cost.total, { currency }), quantity: cost.quantity })}</dt>
          <dd />
          <dd>{formatAmount(cost.unitCost, { currency, decimals: 4 })}</dd>
        </div>
      </dl>
      {cost.rebate.promised > 0 ? (
        <p className="kc-soft">
          {`${t('comparison.rebate')} ${formatAmount(cost.rebate.expected, { currency })} · ${rebateText(t, cost.rebate, (value) => formatAmount(value, { currency }))}`}
        </p>
      ) : null}
    </SideDrawer>
  );
}
