import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '#renderer/components/page.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { api } from '#renderer/lib/client.ts';
import { monthFilter, textFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { MonthsGrid } from '#shared/contract/periods.contract.ts';
import { nextMonth, parseMonth, previousMonth } from '#shared/domain/time/business-time.ts';
import { MonthDrawer } from './month-drawer.tsx';
import styles from './months.module.css';
import { MonthsGridTable } from './months-grid.tsx';

const FILTERS = { month: monthFilter(), book: textFilter(), until: monthFilter() };
const SHOWN_MONTHS = 6;

/** The shop's months and books in one grid: what is settled, what is missing, and the month's closing. */
export default function MonthsPage() {
  const { t } = useTranslation('reconciliation');
  const { values, set } = useUrlFilters(FILTERS);
  const until = values.until === null ? null : parseMonth(values.until);
  const query = useQuery(
    api.periods.grid.queryOptions({
      input: { count: SHOWN_MONTHS, ...(until === null ? {} : { until }) },
      placeholderData: keepPreviousData,
    }),
  );
  const open = values.month === null ? null : parseMonth(values.month);
  return (
    <Page
      title={t('monthsTitle')}
      actions={query.data ? <MonthPager grid={query.data} onUntil={(month) => set({ until: month })} /> : null}
    >
      <QueryView query={query}>
        {(grid) =>
          grid.months.length === 0 ? (
            <EmptyState
              title={t('months.empty.title')}
              text={t('months.empty.text')}
              actions={
                <Link to="/reconciliation/new">
                  <Button type="primary">{t('command')}</Button>
                </Link>
              }
            />
          ) : (
            <MonthsGridTable
              grid={grid}
              openMonth={values.month}
              onOpen={(month, book) => set({ month, book: book === 'shop' ? '' : book })}
            />
          )
        }
      </QueryView>
      <MonthDrawer month={open} book={values.book} onClose={() => set({ month: null, book: '' })} />
    </Page>
  );
}

/** Six months further back or forward. */
function MonthPager({ grid, onUntil }: { grid: MonthsGrid; onUntil: (month: string | null) => void }) {
  const { t } = useTranslation('reconciliation');
  const { months, hasEarlier, hasLater } = grid;
  const [first] = months;
  const last = months.at(-1);
  if (first === undefined || last === undefined || (!hasEarlier && !hasLater)) return null;
  const later = (): string => {
    let month = last;
    for (let step = 0; step < SHOWN_MONTHS; step += 1) month = nextMonth(month);
    return month;
  };
  return (
    <span className={styles.pager}>
      <Button
        icon={<LeftOutlined />}
        disabled={!hasEarlier}
        aria-label={t('grid.earlier')}
        title={t('grid.earlier')}
        onClick={() => onUntil(previousMonth(first))}
      />
      <Button
        icon={<RightOutlined />}
        disabled={!hasLater}
        aria-label={t('grid.later')}
        title={t('grid.later')}
        onClick={() => onUntil(later())}
      />
    </span>
  );
}
