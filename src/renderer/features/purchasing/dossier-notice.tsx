import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { FindingList } from '#renderer/features/suppliers/finding.tsx';
import type { OrderDetails } from '#shared/contract/purchase-orders.contract.ts';
import styles from './orders.module.css';

/** The rest stands in the dossier: an order has lines of its own to show. */
const MOST_SHOWN = 4;

/** What the supplier's dossier lacks, before the order leaves: a warning, or why it will not be sent. */
export function DossierNotice({ order }: { order: OrderDetails }) {
  const { t } = useTranslation('dossiers');
  const maySee = useCan('suppliers.read');
  const { dossierFindings: findings } = order;
  if (findings.length === 0) return null;
  const blocking = findings.filter(({ blocks }) => blocks);
  const isRefused = blocking.length > 0;
  const shown = [...blocking, ...findings.filter(({ blocks }) => !blocks)].slice(0, MOST_SHOWN);
  const more = findings.length - shown.length;
  return (
    <Alert
      className={styles.notice}
      type={isRefused ? 'error' : 'warning'}
      title={isRefused ? t('order.refuses', { count: blocking.length }) : t('order.warns', { count: findings.length })}
      description={
        <>
          <FindingList findings={shown} />
          {more > 0 ? <span className="kc-soft">{t('order.more', { count: more })}</span> : null}
        </>
      }
      action={maySee ? <Link to={`/suppliers?supplier=${order.supplierId}&tab=dossier`}>{t('order.open')}</Link> : null}
    />
  );
}
