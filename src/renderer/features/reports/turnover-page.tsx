import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useSession } from '#renderer/app/session/session.ts';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { formatAmount, formatQuantity, formatShare } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import { choiceFilter, idFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { TurnoverFigures, TurnoverReport } from '#shared/contract/trade-reports.contract.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import { daysBetween, parseDay } from '#shared/domain/time/business-time.ts';
import { Definition } from './definition.tsx';
import { periodFilter } from './period-filter.ts';
import { PeriodSelect } from './period-select.tsx';
import { ReportFrame } from './report-frame.tsx';
import styles from './reports.module.css';
import { SkuDaysDrawer } from './sku-days-drawer.tsx';
import { TurnoverChart } from './turnover-chart.tsx';
import { TurnoverTable } from './turnover-table.tsx';

const DIMENSIONS = ['sku', 'brand'] as const;
type Dimension = (typeof DIMENSIONS)[number];
const FILTERS = { by: choiceFilter(DIMENSIONS), period: periodFilter };
const OPEN = { sku: idFilter<SkuId>() };

/** How fast stock turns and how often it runs out: in all, month by month, by SKU and brand. */
export default function TurnoverPage() {
  const { t } = useTranslation('reports');
  const navigate = useNavigate();
  const { values, set } = useUrlFilters(FILTERS);
  const open = useUrlFilters(OPEN);
  const { period } = values;
  const by = values.by ?? 'sku';
  const query = useQuery(
    api.tradeReports.turnover.queryOptions({ input: { period }, placeholderData: keepPreviousData }),
  );
  const opened = query.data?.skus.find(({ skuId }) => skuId === open.values.sku);
  return (
    <ReportFrame
      filters={
        <>
          <PeriodSelect value={period} onChange={(next) => set({ period: next })} />
          <Segmented<Dimension>
            value={by}
            aria-label={t('turnover.byLabel')}
            options={DIMENSIONS.map((value) => ({ value, label: t(`turnover.by.${value}`) }))}
            onChange={(next) => set({ by: next === 'sku' ? null : next })}
          />
        </>
      }
    >
      <QueryView query={query}>
        {(report) =>
          report.months.length === 0 ? (
            <EmptyState title={t('turnover.empty')} text={t('turnover.emptyText')} />
          ) : (
            <>
              <Answers report={report} />
              <div className={styles.charts}>
                {(['times', 'outRate'] as const).map((figure) => (
                  <TurnoverChart
                    key={figure}
                    months={report.months}
                    figure={figure}
                    onOpen={(month) => set({ period: month })}
                  />
                ))}
              </div>
              <div className={styles.table}>
                <TurnoverTable
                  query={query}
                  report={report}
                  by={by}
                  period={period}
                  onSku={(sku) => open.set({ sku })}
                  onBrand={(brandId) => void navigate(`/inventory?brand=${brandId}`)}
                />
              </div>
            </>
          )
        }
      </QueryView>
      {opened ? <SkuDaysDrawer sku={opened} period={period} onClose={() => open.set({ sku: null })} /> : null}
    </ReportFrame>
  );
}

function Answers({ report }: { report: TurnoverReport }) {
  const { t } = useTranslation('reports');
  const { total } = report;
  return (
    <dl className={styles.answers}>
      <div className={styles.answer}>
        <dt>{t('turnover.times')}</dt>
        <dd>
          {total.times === null ? '–' : t('turnover.timesText', { times: total.times.toFixed(1) })}
          <TurnoverDefinition total={total} />
        </dd>
      </div>
      <div className={styles.answer}>
        <dt>{t('turnover.days')}</dt>
        <dd>
          {total.days === null ? '–' : t('turnover.daysText', { days: total.days.toFixed(1) })}
          <DaysDefinition report={report} />
        </dd>
      </div>
      <div className={styles.answer}>
        <dt>{t('turnover.outRate')}</dt>
        <dd>
          {total.outRate === null ? '–' : formatShare(total.outRate)}
          <OutDefinition total={total} />
        </dd>
      </div>
    </dl>
  );
}

function TurnoverDefinition({ total }: { total: TurnoverFigures }) {
  const { t } = useTranslation('reports');
  const { currency } = useSession().shop;
  const amount = (value: number): string => formatAmount(value, { currency, isRounded: true });
  const { times, costOfSales, averageStock } = total;
  return (
    <Definition
      of={t('turnover.times')}
      text={t('turnover.timesDefinition')}
      formula={t('turnover.timesFormula')}
      arithmetic={
        times === null
          ? undefined
          : t('turnover.timesArithmetic', {
              cost: amount(costOfSales),
              stock: amount(averageStock),
              times: times.toFixed(2),
            })
      }
    />
  );
}

function DaysDefinition({ report }: { report: TurnoverReport }) {
  const { t } = useTranslation('reports');
  const { times, days } = report.total;
  const [from, to] = [parseDay(report.from), parseDay(report.to)];
  const length = from && to ? daysBetween(from, to) + 1 : 0;
  return (
    <Definition
      of={t('turnover.days')}
      text={t('turnover.daysDefinition')}
      formula={t('turnover.daysFormula')}
      arithmetic={
        times === null || days === null
          ? undefined
          : t('turnover.daysArithmetic', { length, times: times.toFixed(2), days: days.toFixed(1) })
      }
    />
  );
}

function OutDefinition({ total }: { total: TurnoverFigures }) {
  const { t } = useTranslation('reports');
  const { outRate, outDays, skuDays } = total;
  return (
    <Definition
      of={t('turnover.outRate')}
      text={t('turnover.outDefinition')}
      formula={t('turnover.outFormula')}
      arithmetic={
        outRate === null
          ? undefined
          : t('turnover.outArithmetic', {
              out: formatQuantity(outDays),
              days: formatQuantity(skuDays),
              rate: formatShare(outRate),
            })
      }
    />
  );
}
