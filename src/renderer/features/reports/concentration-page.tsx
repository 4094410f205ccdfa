import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/app/session/session.ts';
import type { RowQuery } from '#renderer/components/data-table/paging.ts';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { formatAmount, formatShare } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import { choiceFilter, textFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { ConcentrationReport } from '#shared/contract/trade-reports.contract.ts';
import { ConcentrationChart } from './concentration-chart.tsx';
import { ConcentrationTable } from './concentration-table.tsx';
import { Definition } from './definition.tsx';
import { DependenceTag } from './dependence-tag.tsx';
import { periodFilter } from './period-filter.ts';
import { PeriodSelect } from './period-select.tsx';
import { PurchasesDrawer } from './purchases-drawer.tsx';
import { ReportFrame } from './report-frame.tsx';
import styles from './reports.module.css';
import { DIMENSIONS, type Dimension, type NamedShare, namedShares, shareFilter } from './share-of.ts';

const FILTERS = { by: choiceFilter(DIMENSIONS), period: periodFilter };
const OPEN = { share: textFilter() };

/** How much the shop depends on one supplier, one kind of channel, one brand. */
export default function ConcentrationPage() {
  const { t } = useTranslation('reports');
  const { values, set } = useUrlFilters(FILTERS);
  const open = useUrlFilters(OPEN);
  const by = values.by ?? 'supplier';
  const { period } = values;
  const query = useQuery(
    api.tradeReports.concentration.queryOptions({ input: { period }, placeholderData: keepPreviousData }),
  );
  return (
    <ReportFrame
      filters={
        <>
          <PeriodSelect value={period} onChange={(next) => set({ period: next })} />
          <Segmented<Dimension>
            value={by}
            aria-label={t('concentration.byLabel')}
            options={DIMENSIONS.map((value) => ({ value, label: t(`concentration.by.${value}`) }))}
            onChange={(next) => {
              open.set({ share: '' });
              set({ by: next === 'supplier' ? null : next });
            }}
          />
        </>
      }
    >
      <QueryView query={query}>
        {(report) => (
          <Shares query={query} report={report} by={by} period={period} onOpen={(key) => open.set({ share: key })} />
        )}
      </QueryView>
      {open.values.share === '' ? null : (
        <PurchasesDrawer
          key={open.values.share}
          period={period}
          filter={shareFilter(by, open.values.share)}
          onClose={() => open.set({ share: '' })}
        />
      )}
    </ReportFrame>
  );
}

interface SharesProps {
  query: RowQuery;
  report: ConcentrationReport;
  by: Dimension;
  period: string;
  onOpen: (key: string) => void;
}

function Shares({ query, report, by, period, onOpen }: SharesProps) {
  const { t } = useTranslation(['reports', 'suppliers']);
  const shares = namedShares(report, by, (kind) => t(`suppliers:kinds.${kind}`));
  if (shares.length === 0) {
    return <EmptyState title={t('concentration.empty')} text={t('concentration.emptyText')} />;
  }
  return (
    <>
      <Answers shares={shares} total={report.bySupplier.total} index={indexOf(report, by)} by={by} />
      <div className={styles.chart}>
        <ConcentrationChart shares={shares} title={t(`concentration.of.${by}`)} onOpen={onOpen} />
      </div>
      <div className={styles.table}>
        <ConcentrationTable
          query={query}
          shares={shares}
          by={by}
          period={period}
          total={report.bySupplier.total}
          onOpen={onOpen}
        />
      </div>
    </>
  );
}

function indexOf(report: ConcentrationReport, by: Dimension): number {
  switch (by) {
    case 'supplier':
      return report.bySupplier.index;
    case 'kind':
      return report.byKind.index;
    case 'brand':
      return report.byBrand.index;
  }
}

interface AnswersProps {
  shares: readonly NamedShare[];
  total: number;
  index: number;
  by: Dimension;
}

function Answers({ shares, total, index, by }: AnswersProps) {
  const { t } = useTranslation('reports');
  const { currency } = useSession().shop;
  const [largest] = shares;
  const squares = shares
    .slice(0, 4)
    .map(({ share }) => `${formatShare(share)}²`)
    .join(' + ');
  const value = index.toFixed(2);
  return (
    <dl className={styles.answers}>
      <div className={styles.answer}>
        <dt>{t('concentration.total')}</dt>
        <dd>{formatAmount(total, { currency, isRounded: true })}</dd>
      </div>
      {largest ? (
        <div className={styles.answer}>
          <dt>{t('concentration.largest')}</dt>
          <dd>
            {largest.name} {formatShare(largest.share)} <DependenceTag level={largest.level} />
          </dd>
        </div>
      ) : null}
      <div className={styles.answer}>
        <dt>{t('concentration.index')}</dt>
        <dd>
          {value}
          <Definition
            of={t('concentration.index')}
            text={t(`concentration.indexText.${by}`)}
            formula={t('concentration.indexFormula')}
            arithmetic={t(shares.length > 4 ? 'concentration.indexMore' : 'concentration.indexSum', {
              squares,
              value,
              equal: (1 / index).toFixed(1),
            })}
          />
        </dd>
      </div>
    </dl>
  );
}
