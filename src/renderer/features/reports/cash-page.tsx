import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { CalendarDay } from '#renderer/components/day.tsx';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { api } from '#renderer/lib/client.ts';
import type { CashView } from '#shared/contract/cash.contract.ts';
import { sumMoney } from '#shared/domain/money/money.ts';
import styles from './cash.module.css';
import { CashChart } from './cash-chart.tsx';
import { ReportFrame } from './report-frame.tsx';

const DUES = '/suppliers/money?view=dues';
const OVERDUE = `${DUES}&overdue=1`;
const weekLink = ({ from, to }: CashView['weeks'][number]): string => `${DUES}&from=${from}&to=${to}`;
const LINKS = {
  stock: '/inventory',
  prepaid: '/suppliers?balance=prepaid',
  paidUnreceived: '/purchase-orders?states=sent,partly-received',
  claims: '/inventory/keys?state=claimed',
  rebatesDue: '/suppliers/money?view=rebates&open=1',
  invoicesOwed: '/suppliers/invoices?view=owed',
} as const;
const TIED_UP = ['stock', 'prepaid', 'paidUnreceived'] as const;
const TO_GET = ['claims', 'rebatesDue'] as const;
const PAPERS = ['invoicesOwed'] as const;

/** 资金占用: what is to be paid within 30 days, and where the money lies. Every number opens its rows. */
export default function CashPage() {
  const query = useQuery(api.cash.view.queryOptions());
  return (
    <ReportFrame layout="scroll">
      <QueryView query={query}>{(view) => <Cash view={view} />}</QueryView>
    </ReportFrame>
  );
}

function Cash({ view }: { view: CashView }) {
  const { t } = useTranslation('cash');
  const navigate = useNavigate();
  const { currency, unratedCurrencies } = view;
  return (
    <>
      {unratedCurrencies.length === 0 ? null : (
        <Alert
          type="warning"
          title={t('unrated', { currencies: unratedCurrencies.join(' ') })}
          action={
            <Link to="/exchange-rates">
              <Button size="small">{t('toRates')}</Button>
            </Link>
          }
        />
      )}
      <PageSection title={t('due')}>
        <div className={styles.due}>
          <CashChart view={view} onOpen={(week) => void navigate(week === null ? OVERDUE : weekLink(week))} />
          <Weeks view={view} />
        </div>
      </PageSection>
      <div className={styles.pair}>
        <Parts title={t('tiedUp')} view={view} parts={TIED_UP} currency={currency} />
        <Parts title={t('claimsOnOthers')} view={view} parts={TO_GET} currency={currency} />
        <Parts title={t('papers')} view={view} parts={PAPERS} currency={currency} />
      </div>
    </>
  );
}

function Weeks({ view }: { view: CashView }) {
  const { t } = useTranslation('cash');
  const { overdue, weeks, currency } = view;
  const total = sumMoney([overdue.amount, ...weeks.map(({ amount }) => amount)]);
  return (
    <table className={styles.table} aria-label={t('due')}>
      <thead>
        <tr>
          <th>{t('columns.period')}</th>
          <th className={styles.end}>{t('columns.dues')}</th>
          <th className={styles.end}>{t('columns.amount')}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td>{t('overdue')}</td>
          <td className={styles.end}>
            <Quantity value={overdue.count} isZeroDash />
          </td>
          <td className={styles.end}>
            <Link to={OVERDUE}>
              <Amount value={overdue.amount} currency={currency} isZeroDash isRounded />
            </Link>
          </td>
        </tr>
        {weeks.map((week) => (
          <tr key={week.from}>
            <td>
              <CalendarDay on={week.from} /> – <CalendarDay on={week.to} />
            </td>
            <td className={styles.end}>
              <Quantity value={week.count} isZeroDash />
            </td>
            <td className={styles.end}>
              <Link to={weekLink(week)}>
                <Amount value={week.amount} currency={currency} isZeroDash isRounded />
              </Link>
            </td>
          </tr>
        ))}
        <tr className={styles.total}>
          <td>{t('total')}</td>
          <td />
          <td className={styles.end}>
            <Amount value={total} currency={currency} isRounded />
          </td>
        </tr>
      </tbody>
    </table>
  );
}

interface PartsProps {
  title: string;
  view: CashView;
  parts: readonly (keyof typeof LINKS)[];
  currency: string;
}

function Parts({ title, view, parts, currency }: PartsProps) {
  const { t } = useTranslation('cash');
  const total = parts.reduce((sum, part) => sum + view[part].amount, 0);
  return (
    <PageSection title={title}>
      <table className={styles.table} aria-label={title}>
        <thead>
          <tr>
            <th>{t('columns.part')}</th>
            <th className={styles.end}>{t('columns.count')}</th>
            <th className={styles.end}>{t('columns.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part}>
              <td>{t(`parts.${part}`)}</td>
              <td className={styles.end}>
                <Quantity value={view[part].count} isZeroDash />
              </td>
              <td className={styles.end}>
                <Link to={LINKS[part]}>
                  <Amount value={view[part].amount} currency={currency} isZeroDash isRounded />
                </Link>
              </td>
            </tr>
          ))}
          <tr className={styles.total}>
            <td>{t('total')}</td>
            <td />
            <td className={styles.end}>
              <Amount value={total} currency={currency} isRounded />
            </td>
          </tr>
        </tbody>
      </table>
    </PageSection>
  );
}
