import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useSession } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { CalendarDay } from '#renderer/components/day.tsx';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { SideDrawer } from '#renderer/components/side-drawer.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { currencySymbol } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import type { EvidenceRow, Scorecard } from '#shared/contract/scorecards.contract.ts';
import type { ScoreMeasure } from '#shared/domain/replenishment/score-weights.ts';
import { useMeasureText } from './measure-text.ts';
import styles from './scorecards.module.css';

interface EvidenceDrawerProps {
  card: Scorecard;
  measure: ScoreMeasure;
  period: string;
  onBack: () => void;
  onClose: () => void;
}

/** The rows behind one figure; each opens its order or receipt. */
export function EvidenceDrawer({ card, measure, period, onBack, onClose }: EvidenceDrawerProps) {
  const { t } = useTranslation('scorecards');
  const navigate = useNavigate();
  const measureText = useMeasureText();
  const { supplierId } = card;
  const query = useQuery(api.scorecards.evidence.queryOptions({ input: { supplierId, period, measure } }));
  const columns = useEvidenceColumns(measure);
  const list = { list: 'scoreEvidence', filter: { supplierId, period, measure } } as const;
  const exportRows = useListExport(`${t('evidence.label')} ${t(`measures.${measure}`)}`, list, columns);
  const score = card.scores.find((one) => one.measure === measure);
  return (
    <SideDrawer
      isOpen
      onClose={onClose}
      name="score-evidence"
      width={700}
      title={`${card.name} · ${t(`measures.${measure}`)} ${measureText(measure, score?.value ?? null)}`}
      actions={
        <Button type="text" onClick={onBack}>
          {t('backToCard')}
        </Button>
      }
    >
      <div className={styles.drawer}>
        <p className="kc-soft">{t(`definitions.${measure}`)}</p>
        <div className={styles.table}>
          <DataTable<EvidenceRow>
            name={`score-evidence-${measure}`}
            label={t('evidence.label')}
            columns={columns}
            query={{ ...query, data: query.data?.rows }}
            rowKey={(row) => `${row.kind} ${row.id}`}
            count={query.data?.count}
            onExport={exportRows}
            onOpen={(row) => {
              const to = linkOf(row, supplierId);
              if (to) void navigate(to);
            }}
            empty={<EmptyState title={t('noData')} />}
          />
        </div>
      </div>
    </SideDrawer>
  );
}

function linkOf(row: EvidenceRow, supplierId: number): string | null {
  if (row.orderId !== null) return `/purchase-orders?order=${row.orderId}`;
  if (row.kind === 'batch') return `/inventory/batches?batch=${row.id}`;
  if (row.kind === 'claim') return `/inventory/keys?key=${row.id}`;
  if (row.importId !== null) return `/imports?import=${row.importId}`;
  return `/suppliers?supplier=${supplierId}`;
}

const COLUMNS_OF: Readonly<Record<ScoreMeasure, readonly string[]>> = {
  fillRate: ['quantity', 'part'],
  onTimeRate: ['dueOn', 'doneOn'],
  deliveryTime: ['doneOn', 'hours'],
  badKeyRate: ['quantity', 'part'],
  duplicateRate: ['quantity', 'part'],
  disputeRate: ['quantity', 'part'],
  price: ['quantity', 'detail', 'paid', 'best'],
  lateCreditRate: ['dueOn', 'doneOn'],
};

function useEvidenceColumns(measure: ScoreMeasure): readonly DataColumn<EvidenceRow>[] {
  const { t } = useTranslation('scorecards');
  const { currency } = useSession().shop;
  return useMemo(() => {
    const unit = currencySymbol(currency);
    const day = (key: 'dueOn' | 'doneOn'): DataColumn<EvidenceRow> => ({
      key,
      title: t(`evidence.${key}`),
      width: 90,
      exported: exportedAs(key, 'day'),
      render: (row) => <CalendarDay on={row[key]} />,
    });
    const amount = (key: 'paid' | 'best'): DataColumn<EvidenceRow> => ({
      key,
      title: t(`evidence.${key}`),
      unit,
      width: 110,
      align: 'end',
      exported: exportedAs(key, 'money'),
      render: (row) => <Amount value={row[key]} />,
    });
    const quantity = (key: 'quantity' | 'part', title: string): DataColumn<EvidenceRow> => ({
      key,
      title,
      width: 80,
      align: 'end',
      exported: exportedAs(key, 'integer'),
      render: (row) => <Quantity value={row[key]} />,
    });
    const isOrdered = measure === 'fillRate';
    const all: readonly DataColumn<EvidenceRow>[] = [
      quantity('quantity', t(isOrdered ? 'evidence.ordered' : 'evidence.keys')),
      quantity(
        'part',
        t(isOrdered ? 'evidence.received' : measure === 'duplicateRate' ? 'evidence.known' : 'evidence.bad'),
      ),
      day('dueOn'),
      day('doneOn'),
      {
        key: 'hours',
        title: t('evidence.hours'),
        width: 90,
        align: 'end',
        exported: exportedAs('hours', 'decimal'),
        render: ({ hours }) => (hours === null ? '–' : hours.toFixed(1)),
      },
      {
        key: 'detail',
        title: t('evidence.best'),
        width: 200,
        exported: exportedAs('detail'),
        render: ({ detail }) => detail,
      },
      amount('paid'),
      amount('best'),
    ];
    const wanted = COLUMNS_OF[measure];
    return [
      {
        key: 'number',
        title: t('evidence.number'),
        width: 140,
        grows: true,
        exported: exportedAs('number'),
        render: ({ number }) => <span className="kc-mono">{number}</span>,
      },
      {
        key: 'on',
        title: t('evidence.on'),
        width: 84,
        exported: exportedAs('on', 'day'),
        render: ({ on }) => <CalendarDay on={on} />,
      },
      ...all.filter(({ key }) => wanted.includes(key)),
      {
        key: 'isFine',
        title: t('evidence.verdict'),
        width: 84,
        exported: exportedAs('isFine', 'text', { true: t('evidence.fine'), false: t('evidence.notFine') }),
        render: ({ isFine }) => (
          <StateTag tone={isFine ? 'go' : 'soon'} shape={isFine ? 'check' : 'triangle'} isPlain>
            {t(isFine ? 'evidence.fine' : 'evidence.notFine')}
          </StateTag>
        ),
      },
    ];
  }, [t, currency, measure]);
}
