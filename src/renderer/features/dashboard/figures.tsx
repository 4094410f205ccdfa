import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '#renderer/app/session/session.ts';
import { formatAmount } from '#renderer/i18n/format.ts';
import type { Dashboard } from '#shared/contract/dashboard.contract.ts';
import styles from './dashboard.module.css';
import { Figure } from './figure.tsx';
import { links } from './links.ts';
import { spanLink } from './span-filters.ts';

/** The figures a shop is run by; each is a link to the rows it is the sum of. */
export function Figures({ dashboard }: { dashboard: Dashboard }) {
  const { t } = useTranslation('dashboard');
  const { shop } = useSession();
  const { currency } = shop;
  const { stockValue, keysOnHand, keysAvailable, expiring, belowMinimumCount, purchases, sales } = dashboard;
  const span = { from: `${dashboard.month}-01`, to: dashboard.today };
  const soon = expiring.within7 > 0 ? styles.soon : '';
  return (
    <dl className={styles.figures}>
      <Figure
        label={t(stockValue === null ? 'figures.stockKeys' : 'figures.stock')}
        value={
          stockValue === null
            ? t('figures.keys', { count: keysOnHand })
            : formatAmount(stockValue, { currency, isRounded: true })
        }
        to={links.stock}
      >
        {stockValue === null ? null : <Link to={links.stock}>{t('figures.onHand', { count: keysOnHand })}</Link>}
        <span>{t('figures.available', { count: keysAvailable })}</span>
      </Figure>
      <Figure
        label={t('figures.expiring')}
        value={t('figures.keys', { count: expiring.within7 })}
        to={links.expiring(7)}
        tone={soon}
      >
        <Link to={links.expiring(30)}>{t('figures.within30', { count: expiring.within30 })}</Link>
        {expiring.valueWithin30 === null ? null : (
          <span>{formatAmount(expiring.valueWithin30, { currency, isRounded: true })}</span>
        )}
      </Figure>
      <Figure
        label={t('figures.belowMinimum')}
        value={t('figures.skus', { count: belowMinimumCount })}
        to={links.belowMinimum}
        tone={belowMinimumCount > 0 ? styles.soon : ''}
      >
        {belowMinimumCount === 0 ? <span>{t('figures.enough')}</span> : <span>{t('figures.toReorder')}</span>}
      </Figure>
      {purchases ? <Purchases purchases={purchases} to={spanLink({ rows: 'purchases', ...span })} /> : null}
      <Figure
        label={t('figures.dispensed')}
        value={t('figures.keys', { count: sales.keys })}
        isWide
        to={spanLink({ rows: 'sales', ...span })}
      >
        <span>{t('figures.revenue', { amount: formatAmount(sales.revenue, { currency, isRounded: true }) })}</span>
        {sales.cost === null ? null : (
          <span>{t('figures.cost', { amount: formatAmount(sales.cost, { currency, isRounded: true }) })}</span>
        )}
      </Figure>
    </dl>
  );
}

function Purchases({ purchases, to }: { purchases: NonNullable<Dashboard['purchases']>; to: string }) {
  const { t } = useTranslation('dashboard');
  const [own, ...others] = purchases;
  if (!own) return null;
  return (
    <Figure
      label={t('figures.purchases')}
      value={formatAmount(own.amount, { currency: own.currency, isRounded: true })}
      to={to}
    >
      <span>{t('figures.entries', { count: own.entries })}</span>
      {others.map(({ currency, amount }) => (
        <span key={currency}>{formatAmount(amount, { currency, isRounded: true })}</span>
      ))}
    </Figure>
  );
}
