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
  const sold = spanLink({ rows: 'sales', ...span });
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
        <Link to={links.stock}>{t('figures.available', { count: keysAvailable })}</Link>
      </Figure>
      <Figure
        label={t('figures.expiring')}
        value={t('figures.keys', { count: expiring.within7 })}
        to={links.expiring(7)}
        tone={soon}
      >
        <Link to={links.expiring(30)}>{t('figures.within30', { count: expiring.within30 })}</Link>
        {expiring.valueWithin30 === null ? null : (
          <Link to={links.expiring(30)}>{formatAmount(expiring.valueWithin30, { currency, isRounded: true })}</Link>
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
      <Figure label={t('figures.dispensed')} value={t('figures.keys', { count: sales.keys })} isWide to={sold}>
        <Link to={sold}>
          {t('figures.revenue', { amount: formatAmount(sales.revenue, { currency, isRounded: true }) })}
        </Link>
        {sales.cost === null ? null : (
          <Link to={sold}>
            {t('figures.cost', { amount: formatAmount(sales.cost, { currency, isRounded: true }) })}
          </Link>
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
      <Link to={to}>{t('figures.entries', { count: own.entries })}</Link>
      {others.map(({ currency, amount }) => (
        <Link key={currency} to={to}>
          {formatAmount(amount, { currency, isRounded: true })}
        </Link>
      ))}
    </Figure>
  );
}
