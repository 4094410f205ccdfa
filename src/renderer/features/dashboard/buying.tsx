import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useSession } from '#renderer/app/session/session.ts';
import { TurnoverChart } from '#renderer/features/reports/turnover-chart.tsx';
import type { Dashboard } from '#shared/contract/dashboard.contract.ts';
import styles from './dashboard.module.css';
import { Figure } from './figure.tsx';
import { links } from './links.ts';
import { roundedAmount } from './rounded-amount.ts';

/** What buying asks for today: orders to place, orders that are late, prices that moved, money that lies with suppliers. */
export function Buying({ buying }: { buying: NonNullable<Dashboard['buying']> }) {
  const { t } = useTranslation('dashboard');
  const { currency } = useSession().shop;
  const { toOrder, toOrderCost, overdueOrders, movedPrices, exposure } = buying;
  return (
    <dl className={styles.figures}>
      <Figure
        label={t('buying.toOrder')}
        value={t('figures.skus', { count: toOrder })}
        to={links.replenishment}
        tone={toOrder > 0 ? styles.soon : ''}
      >
        <span>{t('buying.cost', { amount: roundedAmount(toOrderCost, currency) })}</span>
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
        <Figure label={t('buying.exposure')} value={roundedAmount(exposure.amount, currency)} to={links.exposure}>
          <span>
            {exposure.withoutRate > 0 ? t('buying.withoutRate', { count: exposure.withoutRate }) : t('buying.parts')}
          </span>
        </Figure>
      ) : null}
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
