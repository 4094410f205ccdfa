import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type DataColumn, exportedAs, wordsOf } from '#renderer/components/data-table/columns.ts';
import { CalendarDay } from '#renderer/components/day.tsx';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import type { OrderRow } from '#shared/contract/purchase-orders.contract.ts';
import { ORDER_STATES } from '#shared/domain/purchasing/order-states.ts';
import { OrderStateTag } from './order-state.tsx';

export function useOrderColumns(): readonly DataColumn<OrderRow>[] {
  const { t } = useTranslation('purchaseOrders');
  return useMemo(
    () => [
      {
        key: 'number',
        title: t('columns.number'),
        width: 144,
        exported: exportedAs('number'),
        render: (order) => <span className="kc-mono">{order.number}</span>,
      },
      {
        key: 'supplier',
        title: t('columns.supplier'),
        width: 180,
        grows: true,
        exported: exportedAs('supplierName'),
        render: (order) => order.supplierName,
      },
      {
        key: 'state',
        title: t('columns.state'),
        width: 120,
        exported: exportedAs(
          'state',
          'text',
          wordsOf(ORDER_STATES, (state) => t(`states.${state}`)),
        ),
        render: (order) => <OrderStateTag state={order.state} />,
      },
      {
        key: 'received',
        title: t('columns.received'),
        width: 100,
        align: 'end',
        exported: [
          { ...exportedAs('quantity', 'integer'), header: t('columns.quantity') },
          exportedAs('received', 'integer'),
        ],
        render: ({ received, quantity }) => t('receivedOf', { received, quantity }),
      },
      {
        key: 'open',
        title: t('columns.open'),
        width: 90,
        align: 'end',
        exported: exportedAs('openQuantity', 'integer'),
        render: (order) => <Quantity value={order.openQuantity} isZeroDash />,
      },
      {
        key: 'total',
        title: t('columns.total'),
        width: 130,
        align: 'end',
        exported: exportedAs('total', 'money'),
        currencyAt: 'currency',
        render: (order) => <Amount value={order.total} currency={order.currency} />,
      },
      {
        key: 'expectedOn',
        title: t('columns.expectedOn'),
        width: 140,
        exported: exportedAs('expectedOn', 'day'),
        render: (order) => <Expected order={order} />,
      },
      {
        key: 'differences',
        title: t('columns.differences'),
        width: 104,
        align: 'end',
        exported: exportedAs('openDifferences', 'integer'),
        render: (order) =>
          order.openDifferences === 0 ? (
            <Quantity value={0} isZeroDash />
          ) : (
            <StateTag tone="soon" shape="triangle" isPlain>
              {order.openDifferences}
            </StateTag>
          ),
      },
      {
        key: 'sentOn',
        title: t('columns.sentOn'),
        width: 96,
        exported: exportedAs('sentOn', 'day'),
        isHiddenAtFirst: true,
        render: (order) => <CalendarDay on={order.sentOn} />,
      },
      {
        key: 'createdBy',
        title: t('columns.createdBy'),
        width: 90,
        exported: exportedAs('createdBy'),
        isHiddenAtFirst: true,
        render: (order) => order.createdBy,
      },
    ],
    [t],
  );
}

/** The day keys are expected on, and whether that has passed. */
export function Expected({ order }: { order: Pick<OrderRow, 'expectedOn' | 'isOverdue'> }) {
  const { t } = useTranslation('purchaseOrders');
  if (!order.isOverdue) return <CalendarDay on={order.expectedOn} />;
  return (
    <>
      <CalendarDay on={order.expectedOn} />{' '}
      <StateTag tone="now" shape="triangle" isPlain>
        {t('overdueBy')}
      </StateTag>
    </>
  );
}
