import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs, wordsOf } from '#renderer/components/data-table/columns.ts';
import { WholeTable } from '#renderer/components/data-table/whole-table.tsx';
import { StandingTag } from '#renderer/components/standing-tag.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { periodFilter } from '#renderer/features/reports/period-filter.ts';
import { PeriodSelect } from '#renderer/features/reports/period-select.tsx';
import { ReportFrame } from '#renderer/features/reports/report-frame.tsx';
import { api } from '#renderer/lib/client.ts';
import { choiceFilter, flagFilter, idFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { Scorecard, Scorecards } from '#shared/contract/scorecards.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { measuredValues, SCORE_MEASURES, type ScoreMeasure } from '#shared/domain/replenishment/score-weights.ts';
import { EvidenceDrawer } from './evidence-drawer.tsx';
import { useMeasureText } from './measure-text.ts';
import { ScorecardDrawer } from './scorecard-drawer.tsx';
import { ScoringDialog } from './scoring-dialog.tsx';

const FILTERS = { period: periodFilter };
const OPEN = { supplier: idFilter<SupplierId>(), measure: choiceFilter(SCORE_MEASURES), settings: flagFilter() };

/** A card with its figures by the name of their measure. */
type MeasuredCard = Scorecard & { readonly values: ReturnType<typeof measuredValues> };

const cardsOf = ({ cards }: Scorecards): readonly MeasuredCard[] =>
  cards.map((card) => ({ ...card, values: measuredValues(card.scores) }));

const COLOURS = ['green', 'yellow', 'red', 'grey'] as const;

/** What each supplier is worth over a period; every figure opens its rows. */
export default function ScorecardsPage() {
  const { t } = useTranslation('scorecards');
  const maySet = useCan('settings.edit');
  const { values, set } = useUrlFilters(FILTERS);
  const open = useUrlFilters(OPEN);
  const { period } = values;
  const query = useQuery(
    api.scorecards.list.queryOptions({ input: { period }, placeholderData: keepPreviousData, select: cardsOf }),
  );
  const openMeasure = open.set;
  const columns = useCardColumns((supplier, measure) => openMeasure({ supplier, measure }));
  const card = query.data?.find(({ supplierId }) => supplierId === open.values.supplier);
  const close = (): void => open.set({ supplier: null, measure: null });
  return (
    <ReportFrame
      actions={maySet ? <Button onClick={() => open.set({ settings: true })}>{t('settings.open')}</Button> : null}
      filters={<PeriodSelect value={period} onChange={(next) => set({ period: next })} />}
    >
      <WholeTable<MeasuredCard>
        name="scorecards"
        label={t('label')}
        columns={columns}
        query={query}
        rows={query.data}
        list={{ list: 'scorecards', filter: { period } }}
        rowKey={(row) => row.supplierId}
        openKey={open.values.supplier}
        onOpen={(row) => open.set({ supplier: row.supplierId, measure: null })}
        isPast={(row) => row.isArchived}
        empty={<EmptyState title={t('empty')} text={t('emptyText')} />}
      />
      {card && open.values.measure === null ? (
        <ScorecardDrawer card={card} onMeasure={(measure) => open.set({ measure })} onClose={close} />
      ) : null}
      {card && open.values.measure !== null ? (
        <EvidenceDrawer
          key={open.values.measure}
          card={card}
          measure={open.values.measure}
          period={period}
          onBack={() => open.set({ measure: null })}
          onClose={close}
        />
      ) : null}
      {open.values.settings ? <ScoringDialog onClose={() => open.set({ settings: false })} /> : null}
    </ReportFrame>
  );
}

function useCardColumns(
  onMeasure: (supplier: SupplierId, measure: ScoreMeasure) => void,
): readonly DataColumn<MeasuredCard>[] {
  const { t } = useTranslation('scorecards');
  const measureText = useMeasureText();
  return useMemo(() => {
    const measured = SCORE_MEASURES.map(
      (measure): DataColumn<MeasuredCard> => ({
        key: measure,
        title: t(`short.${measure}`),
        width: measure === 'deliveryTime' ? 86 : 78,
        align: 'end',
        exported: exportedAs(`values.${measure}`, measure === 'deliveryTime' ? 'decimal' : 'share'),
        render: (card) => {
          const value = card.values[measure] ?? null;
          if (value === null) return <span className="kc-faint">–</span>;
          return (
            <Button
              type="link"
              size="small"
              style={{ padding: 0 }}
              aria-label={t('openRows', {
                measure: t(`measures.${measure}`),
                name: card.name,
                value: measureText(measure, value),
              })}
              onClick={(event) => {
                event.stopPropagation();
                onMeasure(card.supplierId, measure);
              }}
              onKeyDown={(event) => event.stopPropagation()}
            >
              {measureText(measure, value)}
            </Button>
          );
        },
      }),
    );
    return [
      {
        key: 'name',
        title: t('columns.supplier'),
        width: 150,
        grows: true,
        exported: [exportedAs('name'), { ...exportedAs('code'), header: t('columns.code') }],
        render: ({ name }) => name,
      },
      {
        key: 'standing',
        title: t('columns.standing'),
        width: 92,
        exported: exportedAs(
          'standing.colour',
          'text',
          wordsOf(COLOURS, (colour) => t(`colours.${colour}`)),
        ),
        render: ({ standing }) => <StandingTag standing={standing} />,
      },
      {
        key: 'total',
        title: t('columns.total'),
        width: 68,
        align: 'end',
        exported: exportedAs('total', 'decimal'),
        render: ({ total, orders, neededOrders }) =>
          total === null ? (
            <span className="kc-faint" title={t('notEnough', { orders, needed: neededOrders })}>
              –
            </span>
          ) : (
            <strong>{total.toFixed(1)}</strong>
          ),
      },
      {
        key: 'orders',
        title: t('columns.orders'),
        width: 60,
        align: 'end',
        exported: exportedAs('orders', 'integer'),
        render: ({ orders }) => orders,
      },
      ...measured,
    ];
  }, [t, measureText, onMeasure]);
}
