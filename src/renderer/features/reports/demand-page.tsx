import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/app/session/session.ts';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { formatAmount, formatQuantity, formatShare } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import { choiceFilter, textFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { DemandPortraitShape } from '#shared/contract/demand.contract.ts';
import { DEMAND_DIMENSIONS, type DemandDimension } from '#shared/domain/reports/demand-portrait.ts';
import { Definition } from './definition.tsx';
import { DemandRowsDrawer } from './demand-rows-drawer.tsx';
import { DemandTable } from './demand-table.tsx';
import { HoursChart } from './hours-chart.tsx';
import { periodFilter } from './period-filter.ts';
import { PeriodSelect } from './period-select.tsx';
import { ReportFrame } from './report-frame.tsx';
import styles from './reports.module.css';

const FILTERS = { by: choiceFilter(DEMAND_DIMENSIONS), period: periodFilter };
/** A group as `=key` (its dimension is the one that is shown), an hour as `weekday-hour`. */
const OPEN = { rows: textFilter() };

/** 需求画像: who buys what, and when. */
export default function DemandPage() {
  const { t } = useTranslation('demand');
  const { values, set } = useUrlFilters(FILTERS);
  const open = useUrlFilters(OPEN);
  const by = values.by ?? 'category';
  const { period } = values;
  const query = useQuery(api.demand.portrait.queryOptions({ input: { period }, placeholderData: keepPreviousData }));
  return (
    <ReportFrame
      filters={
        <>
          <PeriodSelect value={period} onChange={(next) => set({ period: next })} />
          <Segmented<DemandDimension>
            value={by}
            aria-label={t('byLabel')}
            options={DEMAND_DIMENSIONS.map((value) => ({ value, label: t(`by.${value}`) }))}
            onChange={(next) => {
              open.set({ rows: '' });
              set({ by: next === 'category' ? null : next });
            }}
          />
        </>
      }
    >
      <QueryView query={query}>
        {(portrait) =>
          portrait.quantity === 0 ? (
            <EmptyState title={t('empty')} text={t('emptyText')} />
          ) : (
            <>
              <Answers portrait={portrait} />
              <div className={styles.chart}>
                <HoursChart
                  hours={portrait.hours}
                  onOpen={(weekday, hour) => open.set({ rows: `${weekday}-${hour}` })}
                />
              </div>
              <div className={styles.table}>
                <DemandTable
                  query={query}
                  portrait={portrait}
                  period={period}
                  by={by}
                  onOpen={(key) => open.set({ rows: `=${key}` })}
                />
              </div>
            </>
          )
        }
      </QueryView>
      {open.values.rows === '' ? null : (
        <DemandRowsDrawer
          key={open.values.rows}
          period={period}
          of={rowsOf(open.values.rows, by)}
          onClose={() => open.set({ rows: '' })}
        />
      )}
    </ReportFrame>
  );
}

function rowsOf(text: string, dimension: DemandDimension) {
  const [, weekday, hour] = /^([0-6])-(\d{1,2})$/.exec(text) ?? [];
  if (weekday !== undefined && Number(hour) <= 23) return { weekday: Number(weekday), hour: Number(hour) };
  return { dimension, key: text.replace(/^=/, '') };
}

function Answers({ portrait }: { portrait: DemandPortraitShape }) {
  const { t } = useTranslation('demand');
  const { currency } = useSession().shop;
  const { quantity, orders, revenue, profit, groups } = portrait;
  const returning = groups.buyer.find(({ key }) => key === 'returning');
  const known = groups.buyer.filter(({ key }) => key !== 'unknown').reduce((sum, one) => sum + one.orders, 0);
  return (
    <dl className={styles.answers}>
      <div className={styles.answer}>
        <dt>{t('sold')}</dt>
        <dd>
          {t('keys', { count: quantity })}
          <span className="kc-soft">{t('inOrders', { count: orders })}</span>
        </dd>
      </div>
      <div className={styles.answer}>
        <dt>{t('revenue')}</dt>
        <dd>{formatAmount(revenue, { currency })}</dd>
      </div>
      <div className={styles.answer}>
        <dt>{t('profit')}</dt>
        <dd>{formatAmount(profit, { currency })}</dd>
      </div>
      {known > 0 ? (
        <div className={styles.answer}>
          <dt>{t('returning')}</dt>
          <dd>
            {formatShare((returning?.orders ?? 0) / known)}
            <Definition
              of={t('returning')}
              text={t('returningText')}
              formula={t('returningFormula')}
              arithmetic={`${formatQuantity(returning?.orders ?? 0)} ÷ ${formatQuantity(known)}`}
            />
          </dd>
        </div>
      ) : null}
    </dl>
  );
}
