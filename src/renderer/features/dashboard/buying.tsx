import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useSession } from '#renderer/app/session/session.ts';
import { TurnoverChart } from '#renderer/features/reports/turnover-chart.tsx';
import { formatAmount } from '#renderer/i18n/format.ts';
import type { Dashboard } from '#shared/contract/dashboard.contract.ts';
import styles from './dashboard.module.css';
import { Figure } from './figure.tsx';
import { links } from './links.ts';

interface BuyingProps {
  buying: NonNullable<Dashboard['buying']>;
  month: string;
  /** Cost of the month that no delivery carries: price corrections and bad debts. */
  afterwards: number | null;
}

/** What buying asks for today: orders to place, orders that are late, prices that moved, money that lies with suppliers. */
export function Buying({ buying, month, afterwards }: BuyingProps) {
  const { t } = useTranslation('dashboard');
  const { currency } = useSession().shop;
  const { toOrder, blocked, toOrderCost, overdueOrders, movedPrices, exposure } = buying;
  return (
    <dl className={styles.figures}>
      <Figure
        label={t('buying.toOrder')}
        value={t('figures.skus', { count: toOrder })}
        to={links.toOrder}
        tone={toOrder > 0 ? styles.soon : ''}
      >
        <Link to={links.toOrder}>
          {t('buying.cost', { amount: formatAmount(toOrderCost, { currency, isRounded: true }) })}
        </Link>
        {blocked > 0 ? <Link to={links.toOrder}>{t('buying.blocked', { count: blocked })}</Link> : null}
      </Figure>
      <Figure
        label={t('buying.overdue')}
        value={t('buying.orders', { count: overdueOrders })}
        to={links.overdueOrders}
        tone={overdueOrders > 0 ? styles.now : ''}
      >
        <span>{t(overdueOrders > 0 ? 'buying.urge' : 'buying.inTime')}</span>
      </Figure>
      <Figure
        label={t('buying.moved')}
        value={t('buying.offers', { count: movedPrices })}
        to={links.movedPrices}
        tone={movedPrices > 0 ? styles.soon : ''}
      >
        <span>{t('buying.lastDays')}</span>
      </Figure>
      {exposure ? (
        <Figure
          label={t('buying.exposure')}
          value={formatAmount(exposure.amount, { currency, isRounded: true })}
          to={links.exposure}
        >
          <span>
            {exposure.withoutRate > 0 ? t('buying.withoutRate', { count: exposure.withoutRate }) : t('buying.parts')}
          </span>
        </Figure>
      ) : null}
      {afterwards === null || afterwards === 0 ? null : (
        <Figure
          label={t('buying.afterwards')}
          value={formatAmount(afterwards, { currency, isRounded: true })}
          to={links.afterwards(month)}
        >
          <span>{t('buying.besideSales')}</span>
        </Figure>
      )}
    </dl>
  );
}

/** Turnover and stock-out rate of the last months; a month opens its report. */
export function TurnoverMonths({ months }: { months: NonNullable<Dashboard['turnover']> }) {
  const navigate = useNavigate();
  if (months.length === 0) return null;
  return (
    <div className={styles.turnover}>
      {(['times', 'outRate'] as const).map((figure) => (
        <TurnoverChart
          key={figure}
          months={months}
          figure={figure}
          height={120}
          onOpen={(month) => void navigate(links.turnover(month))}
        />
      ))}
    </div>
  );
}
