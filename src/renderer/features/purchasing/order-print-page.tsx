import { PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useSession } from '#renderer/app/session/session.ts';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { Page } from '#renderer/components/page.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { api } from '#renderer/lib/client.ts';
import type { OrderDetails } from '#shared/contract/purchase-orders.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import type { PurchaseOrderId } from '#shared/domain/ids.ts';
import { markOnPaper } from '#shared/domain/purchasing/order-states.ts';
import styles from './orders.module.css';

/** An order as it is printed or saved as PDF: what the supplier needs, and nothing of ours beside it, so not its note. */
export default function OrderPrintPage() {
  const { t } = useTranslation('purchaseOrders');
  const { orderId = '' } = useParams();
  const id = Number(orderId) as PurchaseOrderId;
  const query = useQuery(api.purchaseOrders.get.queryOptions({ input: { id } }));
  return (
    <Page
      title={t('print.title')}
      layout="scroll"
      actions={
        <>
          <Link to={`/purchase-orders?order=${id}`}>
            <Button>{t('print.back')}</Button>
          </Link>
          <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()}>
            {t('print.action')}
          </Button>
        </>
      }
    >
      <QueryView query={query}>{(order) => <Paper order={order} />}</QueryView>
    </Page>
  );
}

function Paper({ order }: { order: OrderDetails }) {
  const { t } = useTranslation('purchaseOrders');
  const { shop } = useSession();
  const mark = markOnPaper(order.state);
  const facts = [
    { label: t('print.buyer'), value: shop.businessName },
    { label: t('print.supplier'), value: order.supplierName },
    { label: t('print.sentOn'), value: order.sentOn ?? '–' },
    { label: t('print.expectedOn'), value: order.expectedOn ?? '–' },
    { label: t('print.currency'), value: order.currency },
  ];
  return (
    <article className={styles.paper} data-print>
      <header className={styles.paperHead}>
        <h2 className={styles.paperTitle}>
          {t('print.title')} <span className="kc-mono">{order.number}</span>
          {mark === null ? null : <span> · {t(`print.marks.${mark}`)}</span>}
        </h2>
        <div className={styles.paperFacts}>
          {facts.map(({ label, value }) => (
            <span key={label}>
              <span className={styles.label}>{label}</span> {value}
            </span>
          ))}
        </div>
      </header>
      <table className={styles.table}>
        <thead>
          <tr>
            <th>{t('print.number')}</th>
            <th>{t('columns.code')}</th>
            <th>{t('columns.sku')}</th>
            <th className={styles.end}>{t('columns.quantity')}</th>
            <th className={styles.end}>{t('columns.unitPrice')}</th>
            <th className={styles.end}>{t('columns.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line, index) => (
            <tr key={line.id}>
              <td>{index + 1}</td>
              <td className="kc-mono">{line.skuCode}</td>
              <td>{skuTitle({ productName: line.productName, name: line.skuName })}</td>
              <td className={styles.end}>
                <Quantity value={line.quantity} />
              </td>
              <td className={styles.end}>
                <Amount value={line.unitPrice} />
              </td>
              <td className={styles.end}>
                <Amount value={line.amount} />
              </td>
            </tr>
          ))}
          <tr>
            <td colSpan={3}>{t('print.total')}</td>
            <td className={styles.end}>
              <Quantity value={order.quantity} />
            </td>
            <td />
            <td className={styles.end}>
              <Amount value={order.total} currency={order.currency} />
            </td>
          </tr>
        </tbody>
      </table>
    </article>
  );
}
