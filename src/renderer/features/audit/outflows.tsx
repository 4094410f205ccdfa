import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DayInput } from '#renderer/components/day-input.tsx';
import { Quantity } from '#renderer/components/money.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { today } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import { useUrlFilters } from '#renderer/lib/url-filters.ts';
import { WATCHED_ACTIONS } from '#shared/domain/audit/watched-actions.ts';
import { addDays, type Day } from '#shared/domain/time/business-time.ts';
import styles from './audit.module.css';
import { SPAN } from './audit-filters.ts';
import { type Outflow, outflowLink, peopleOf } from './outflow-people.ts';

const PRESETS = ['today', 'week', 'month'] as const;

function useSpan() {
  const { values, set } = useUrlFilters(SPAN);
  const now = today() as Day;
  const first = `${now.slice(0, 7)}-01` as Day;
  const from = (values.since ?? first) as Day;
  const to = (values.until ?? now) as Day;
  const starts = { today: now, week: addDays(now, -6), month: first };
  const preset = to === now ? PRESETS.find((name) => starts[name] === from) : undefined;
  return { from, to, set, starts, preset, now };
}

/** The days the report counts: the month so far, unless somebody says otherwise. */
export function OutflowsSpan() {
  const { t } = useTranslation('audit');
  const { from, to, set, starts, preset, now } = useSpan();
  return (
    <>
      <Segmented
        aria-label={t('outflows.spanLabel')}
        value={preset ?? ''}
        options={PRESETS.map((value) => ({ value, label: t(`outflows.${value}`) }))}
        onChange={(value) => {
          const name = PRESETS.find((candidate) => candidate === value);
          if (name) set({ since: starts[name], until: now });
        }}
      />
      <span style={{ width: 136 }}>
        <DayInput
          value={from}
          max={to}
          aria-label={t('outflows.from')}
          onChange={(since) => since && set({ since, until: to })}
        />
      </span>
      <span style={{ width: 136 }}>
        <DayInput
          value={to}
          min={from}
          aria-label={t('outflows.to')}
          onChange={(until) => until && set({ since: from, until })}
        />
      </span>
    </>
  );
}

/** Keys seen, copied, exported and given away, by person; every number opens its acts. */
export function Outflows() {
  const { t } = useTranslation('audit');
  const { from, to } = useSpan();
  const query = useQuery(api.audit.outflows.queryOptions({ input: { from, to } }));
  return (
    <QueryView query={query}>
      {(outflows) =>
        outflows.length === 0 ? (
          <EmptyState title={t('outflows.empty')} text={t('outflows.explain')} />
        ) : (
          <>
            <p className={styles.explain}>{t('outflows.explain')}</p>
            <Report outflows={outflows} from={from} to={to} />
          </>
        )
      }
    </QueryView>
  );
}

function Report({ outflows, from, to }: { outflows: readonly Outflow[]; from: Day; to: Day }) {
  const { t } = useTranslation('audit');
  const people = useMemo(() => peopleOf(outflows), [outflows]);
  return (
    <table className={styles.report}>
      <thead>
        <tr>
          <th scope="col">{t('outflows.person')}</th>
          {WATCHED_ACTIONS.map((kind) => (
            <th key={kind} scope="col">
              {t(`outflows.kinds.${kind}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.userId ?? 0}>
            <th scope="row">{person.name || t('system')}</th>
            {WATCHED_ACTIONS.map((kind) => {
              const sum = person.sums[kind];
              return (
                <td key={kind}>
                  {sum ? (
                    <>
                      <Link to={outflowLink(kind, person.userId, from, to)}>
                        <Quantity value={sum.quantity} />
                      </Link>
                      <span className={styles.acts}>{t('outflows.acts', { count: sum.acts })}</span>
                    </>
                  ) : (
                    <Quantity value={0} isZeroDash />
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('outflows.total')}</th>
          {WATCHED_ACTIONS.map((kind) => {
            const total = people.reduce((sum, person) => sum + (person.sums[kind]?.quantity ?? 0), 0);
            return (
              <td key={kind}>
                {total === 0 ? (
                  <Quantity value={0} isZeroDash />
                ) : (
                  <Link to={outflowLink(kind, null, from, to)}>
                    <Quantity value={total} />
                  </Link>
                )}
              </td>
            );
          })}
        </tr>
      </tfoot>
    </table>
  );
}
