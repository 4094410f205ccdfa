import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/app/session/session.ts';
import { Page } from '#renderer/components/page.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { formatMonth } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import { flagFilter, textFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { Dashboard } from '#shared/contract/dashboard.contract.ts';
import { parseMonth } from '#shared/domain/time/business-time.ts';
import { AfterwardsDrawer } from './afterwards.tsx';
import { Attention } from './attention.tsx';
import { BelowMinimum } from './below-minimum.tsx';
import { Buying, TurnoverMonths } from './buying.tsx';
import styles from './dashboard.module.css';
import { DemoLoading, useDemoLoading } from './demo-shop.tsx';
import { Figures } from './figures.tsx';
import { FirstSteps } from './first-steps.tsx';
import { MovedPricesDrawer } from './moved-prices.tsx';
import { RecentActivity } from './recent-activity.tsx';
import { SpanDrawer } from './span-drawer.tsx';
import { SPAN_FILTERS } from './span-filters.ts';
import { TradeChart } from './trade-chart.tsx';

const PRICES = { prices: flagFilter() };
const AFTERWARDS = { afterwards: textFilter() };

/** The morning's look at the shop: what it holds, what it did, and what wants doing. */
export default function DashboardPage() {
  const { t } = useTranslation('dashboard');
  const { shop } = useSession();
  const query = useQuery(api.dashboard.get.queryOptions());
  const { values, set } = useUrlFilters(SPAN_FILTERS);
  const { rows, from, to } = values;
  const loading = useDemoLoading();
  const prices = useUrlFilters(PRICES);
  const afterwards = useUrlFilters(AFTERWARDS);
  const borneMonth = parseMonth(afterwards.values.afterwards);
  return (
    <Page
      title={t('title')}
      detail={query.data ? `${shop.businessName} · ${formatMonth(query.data.month)}` : null}
      layout="scroll"
    >
      {loading ? <DemoLoading job={loading} /> : null}
      <QueryView query={query}>
        {(dashboard) => {
          if (!isNew(dashboard)) return <Overview dashboard={dashboard} onOpen={(open) => set(open)} />;
          return loading?.endedAt === null ? null : <FirstSteps start={dashboard.start} />;
        }}
      </QueryView>
      {prices.values.prices ? <MovedPricesDrawer onClose={() => prices.set({ prices: false })} /> : null}
      {borneMonth ? <AfterwardsDrawer month={borneMonth} onClose={() => afterwards.set({ afterwards: '' })} /> : null}
      {rows && from && to ? (
        <SpanDrawer rows={rows} from={from} to={to} onClose={() => set({ rows: null, from: null, to: null })} />
      ) : null}
    </Page>
  );
}

function isNew({ start }: Dashboard): boolean {
  return !start.hasSuppliers || !start.hasSkus || !start.hasKeys;
}

interface OverviewProps {
  dashboard: Dashboard;
  onOpen: (span: { rows: 'sales' | 'purchases'; from: string; to: string }) => void;
}

function Overview({ dashboard, onOpen }: OverviewProps) {
  return (
    <>
      <Figures dashboard={dashboard} />
      {dashboard.buying ? (
        <Buying buying={dashboard.buying} month={dashboard.month} afterwards={dashboard.sales.afterwards} />
      ) : null}
      <div className={styles.columns}>
        <TradeChart
          days={dashboard.days}
          sum={dashboard.sumOfDays}
          onOpenDay={(on) => onOpen({ rows: 'sales', from: on, to: on })}
        />
        <Attention dashboard={dashboard} />
      </div>
      <div className={styles.columns}>
        <div>
          {dashboard.turnover ? <TurnoverMonths months={dashboard.turnover} /> : null}
          <BelowMinimum dashboard={dashboard} />
        </div>
        <RecentActivity activity={dashboard.activity} />
      </div>
    </>
  );
}
