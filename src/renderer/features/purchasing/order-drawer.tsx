import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { CalendarDay } from '#renderer/components/day.tsx';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { Details, SideDrawer } from '#renderer/components/side-drawer.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { formatInstant } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import type { OrderDetails } from '#shared/contract/purchase-orders.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import type { PurchaseOrderId } from '#shared/domain/ids.ts';
import { DifferencesSection } from './differences-section.tsx';
import { DossierNotice } from './dossier-notice.tsx';
import { OrderActs } from './order-acts.tsx';
import { Expected } from './order-columns.tsx';
import { OrderStateTag } from './order-state.tsx';
import styles from './orders.module.css';

interface OrderDrawerProps {
  id: PurchaseOrderId;
  onClose: () => void;
  onEdit: (order: OrderDetails) => void;
  onOpen: (id: PurchaseOrderId) => void;
}

/** One order: its paper, what came, what came otherwise, and what can be done now. */
export function OrderDrawer({ id, onClose, onEdit, onOpen }: OrderDrawerProps) {
  const query = useQuery(api.purchaseOrders.get.queryOptions({ input: { id } }));
  const order = query.data;
  return (
    <SideDrawer
      isOpen
      onClose={onClose}
      name="purchase-order"
      width={680}
      title={order ? `${order.number} · ${order.supplierName}` : ''}
      footer={order ? <OrderActs order={order} onEdit={onEdit} onOpen={onOpen} /> : null}
    >
      <QueryView query={query}>
        {(found) => (
          <>
            <DossierNotice order={found} />
            <OrderFacts order={found} />
            <LinesSection order={found} />
            {found.sentAt === null ? null : <ReceiptsSection order={found} />}
            {found.differences.length === 0 ? null : <DifferencesSection order={found} />}
          </>
        )}
      </QueryView>
    </SideDrawer>
  );
}

function OrderFacts({ order }: { order: OrderDetails }) {
  const { t } = useTranslation('purchaseOrders');
  const byAt = (name: string, at: number): string => t('byAt', { name, at: formatInstant(at) });
  const facts = [
    { label: t('facts.state'), value: <OrderStateTag state={order.state} isPlain={false} /> },
    { label: t('facts.total'), value: <Amount value={order.total} currency={order.currency} /> },
    { label: t('facts.expectedOn'), value: <Expected order={order} /> },
    { label: t('facts.made'), value: byAt(order.createdBy, order.createdAt) },
    { label: t('facts.origin'), value: t(`origins.${order.origin}`, { number: order.originNumber }) },
  ];
  if (order.approvedAt !== null) {
    facts.push({ label: t('facts.approved'), value: byAt(order.approvedBy, order.approvedAt) });
  }
  if (order.sentAt !== null) facts.push({ label: t('facts.sent'), value: byAt(order.sentBy, order.sentAt) });
  if (order.endedAt !== null) {
    const ended = [byAt(order.endedBy, order.endedAt), order.endReason].filter((text) => text !== '').join(' · ');
    facts.push({ label: t('facts.ended'), value: ended });
  }
  if (order.note !== '') facts.push({ label: t('facts.note'), value: order.note });
  return <Details items={facts} />;
}

function LinesSection({ order }: { order: OrderDetails }) {
  const { t } = useTranslation('purchaseOrders');
  const wasSent = order.sentAt !== null;
  return (
    <section className={styles.section} aria-label={t('sections.lines')}>
      <h3 className={styles.sectionTitle}>{t('sections.lines')}</h3>
      <table className={styles.table}>
        <thead>
          <tr>
            <th>{t('columns.sku')}</th>
            <th className={styles.end}>{t('columns.quantity')}</th>
            {wasSent ? <th className={styles.end}>{t('columns.received')}</th> : null}
            <th className={styles.end}>{t('columns.unitPrice')}</th>
            <th className={styles.end}>{t('columns.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line) => (
            <tr key={line.id}>
              <td>
                <div>{skuTitle({ productName: line.productName, name: line.skuName })}</div>
                <div className={styles.detail}>
                  <span className="kc-mono">{line.skuCode}</span> · {t(`priceSources.${line.priceSource}`)}
                  {line.overrideReason === '' ? null : ` · ${line.overrideReason}`}
                </div>
              </td>
              <td className={styles.end}>
                <Quantity value={line.quantity} />
              </td>
              {wasSent ? (
                <td className={styles.end}>
                  <Quantity value={line.received} isZeroDash />
                  {line.waived > 0 ? (
                    <div className={styles.detail}>
                      {t('columns.waived')} <Quantity value={line.waived} />
                    </div>
                  ) : null}
                </td>
              ) : null}
              <td className={styles.end}>
                <Amount value={line.unitPrice} />
                {line.priceSource === 'overridden' ? (
                  <div className={styles.detail}>
                    <s>
                      <Amount value={line.offerPrice} />
                    </s>
                  </div>
                ) : null}
              </td>
              <td className={styles.end}>
                <Amount value={line.amount} currency={order.currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ReceiptsSection({ order }: { order: OrderDetails }) {
  const { t } = useTranslation('purchaseOrders');
  return (
    <section className={styles.section} aria-label={t('sections.receipts')}>
      <h3 className={styles.sectionTitle}>{t('sections.receipts')}</h3>
      {order.receipts.length === 0 ? (
        <p className="kc-soft">{t('receipt.none')}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t('receipt.import')}</th>
              <th className={styles.end}>{t('receipt.quantity')}</th>
              <th className={styles.end}>{t('receipt.refused')}</th>
            </tr>
          </thead>
          <tbody>
            {order.receipts.map((receipt) => (
              <tr key={receipt.importId}>
                <td>
                  <Link to={`/imports?open=${receipt.importId}`} className="kc-mono">
                    {receipt.number}
                  </Link>{' '}
                  <CalendarDay on={receipt.documentOn} />
                </td>
                <td className={styles.end}>
                  <Quantity value={receipt.quantity} />
                  {receipt.takenBack > 0 ? (
                    <div className={styles.detail}>{t('receipt.takenBack', { count: receipt.takenBack })}</div>
                  ) : null}
                </td>
                <td className={styles.end}>
                  <Quantity value={receipt.refusedCount} isZeroDash />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
