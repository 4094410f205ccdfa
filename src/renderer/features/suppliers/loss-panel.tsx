import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { Details } from '#renderer/components/side-drawer.tsx';
import { LoadingState } from '#renderer/components/states/loading-state.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { OrderStateTag } from '#renderer/features/purchasing/order-state.tsx';
import { api } from '#renderer/lib/client.ts';
import type { SupplierDetails } from '#shared/contract/suppliers.contract.ts';
import type { OrderState } from '#shared/domain/purchasing/order-states.ts';
import { BadDebts } from './bad-debts-section.tsx';
import styles from './dossier.module.css';
import { DeclareLossDialog, WithdrawLossDialog } from './loss-dialogs.tsx';
import { LossLists } from './loss-lists.tsx';
import type { SupplierLoss } from './supplier-loss.ts';
import { useEvidence } from './use-evidence.ts';

/** 失联: declaring it, what of ours went with them, who may still come back, and what is made of it. */
export default function LossPanel({ supplier }: { supplier: SupplierDetails }) {
  const query = useQuery(api.supplierLosses.get.queryOptions({ input: { supplierId: supplier.id } }));
  return (
    <QueryView query={query} loading={<LoadingState shape="form" />}>
      {(found) => (
        <div className={styles.scroll}>
          <Standing supplier={supplier} found={found} />
          <Exposure found={found} supplierId={supplier.id} />
          {found.loss === null ? null : <StoppedOrders found={found} />}
          <LossLists supplierId={supplier.id} />
          {found.loss === null && found.badDebts.length === 0 ? null : <BadDebts supplier={supplier} found={found} />}
          <History found={found} />
        </div>
      )}
    </QueryView>
  );
}

function Standing({ supplier, found }: { supplier: SupplierDetails; found: SupplierLoss }) {
  const { t } = useTranslation('losses');
  const mayDeclare = useCan('suppliers.declareLost');
  const [isDeclaring, setDeclaring] = useState(false);
  const [isWithdrawing, setWithdrawing] = useState(false);
  const evidence = useEvidence();
  const { loss } = found;
  return (
    <PageSection>
      {loss === null ? (
        <Alert
          type="info"
          title={t('none')}
          action={
            mayDeclare ? (
              <Button danger size="small" onClick={() => setDeclaring(true)}>
                {t('declare.action')}
              </Button>
            ) : null
          }
        />
      ) : (
        <Alert
          type="error"
          title={t('since', { on: loss.lostOn })}
          description={`${loss.reason} · ${loss.declaredBy}`}
          action={
            mayDeclare ? (
              <Button size="small" onClick={() => setWithdrawing(true)}>
                {t('withdraw.action')}
              </Button>
            ) : null
          }
        />
      )}
      {mayDeclare ? (
        <div className={styles.evidence}>
          <Button loading={evidence.isMaking} onClick={() => void evidence.save(supplier.id)}>
            {t('evidence.action')}
          </Button>
          <span className="kc-soft">{t('evidence.text')}</span>
        </div>
      ) : null}
      {isDeclaring ? <DeclareLossDialog supplier={supplier} found={found} onClose={() => setDeclaring(false)} /> : null}
      {isWithdrawing ? <WithdrawLossDialog supplier={supplier} onClose={() => setWithdrawing(false)} /> : null}
    </PageSection>
  );
}

function Exposure({ found, supplierId }: { found: SupplierLoss; supplierId: SupplierDetails['id'] }) {
  const { t } = useTranslation('losses');
  const { exposure, currency, writtenOff } = found;
  const links = {
    prepaid: `/suppliers?supplier=${supplierId}&tab=account`,
    paidUnreceived: `/purchase-orders?supplier=${supplierId}&states=sent,partly-received`,
    openClaims: `/inventory/keys?supplier=${supplierId}&state=claimed`,
    rebatesDue: `/suppliers?supplier=${supplierId}&tab=costs`,
  };
  const parts = ['prepaid', 'paidUnreceived', 'openClaims', 'rebatesDue'] as const;
  return (
    <PageSection title={t('exposure.title')}>
      <Details
        items={[
          ...parts.map((part) => ({
            label: t(`exposure.${part}`),
            value:
              exposure[part] === 0 ? (
                '–'
              ) : (
                <Link to={links[part]}>
                  <Amount value={exposure[part]} currency={currency} />
                </Link>
              ),
          })),
          { label: t('exposure.total'), value: <Amount value={exposure.total} currency={currency} /> },
          ...(writtenOff === 0
            ? []
            : [{ label: t('exposure.writtenOff'), value: <Amount value={writtenOff} currency={currency} /> }]),
        ]}
      />
    </PageSection>
  );
}

function StoppedOrders({ found }: { found: SupplierLoss }) {
  const { t } = useTranslation('losses');
  return (
    <PageSection title={t('orders.title')}>
      {found.stoppedOrders.length === 0 ? (
        <p className="kc-soft">{t('orders.none')}</p>
      ) : (
        <table className={styles.table} aria-label={t('orders.title')}>
          <thead>
            <tr>
              <th>{t('orders.number')}</th>
              <th>{t('orders.before')}</th>
              <th className={styles.end}>{t('orders.open')}</th>
              <th className={styles.end}>{t('orders.amount')}</th>
            </tr>
          </thead>
          <tbody>
            {found.stoppedOrders.map((order) => (
              <tr key={order.orderId}>
                <td>
                  <Link className="kc-mono" to={`/purchase-orders?order=${order.orderId}`}>
                    {order.number}
                  </Link>
                </td>
                <td>
                  <OrderStateTag state={order.stateBefore as OrderState} />
                </td>
                <td className={styles.end}>
                  <Quantity value={order.openQuantity} isZeroDash />
                </td>
                <td className={styles.end}>
                  <Amount value={order.openAmount} currency={order.currency} isZeroDash />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </PageSection>
  );
}

function History({ found }: { found: SupplierLoss }) {
  const { t } = useTranslation('losses');
  if (found.history.length === 0) return null;
  return (
    <PageSection title={t('history')}>
      {found.history.map((loss) => (
        <p key={loss.id} className="kc-soft">
          {t('historyLine', { from: loss.lostOn, reason: loss.withdrawReason })}
          {loss.endedOrders === 0 ? null : ` ${t('historyOrders', { orders: loss.endedOrders })}`}
        </p>
      ))}
    </PageSection>
  );
}
