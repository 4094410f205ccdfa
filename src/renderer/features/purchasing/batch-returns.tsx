import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { CalendarDay } from '#renderer/components/day.tsx';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { CommandReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { api, client } from '#renderer/lib/client.ts';
import type { SupplierReturnRow } from '#shared/contract/supplier-returns.contract.ts';
import type { BatchId } from '#shared/domain/ids.ts';
import styles from './orders.module.css';

/** What of a batch went back to the supplier, each with its credit; a return that was not taken is reversed here. */
export function BatchReturns({ batchId }: { batchId: BatchId }) {
  const { t } = useTranslation('purchaseOrders');
  const mayReverse = useCan('purchasing.edit');
  const [reversing, setReversing] = useState<SupplierReturnRow | null>(null);
  const query = useQuery(api.supplierReturns.list.queryOptions({ input: { batchId, limit: 50 } }));
  const rows = query.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <section className={styles.section} aria-label={t('returns.listTitle')}>
      <h3 className={styles.sectionTitle}>{t('returns.listTitle')}</h3>
      <table className={styles.table}>
        <tbody>
          {rows.map((row) => (
            <tr key={row.documentId}>
              <td>
                <span className="kc-mono">{row.number}</span> <CalendarDay on={row.occurredOn} />
                <div className={styles.detail}>
                  {row.reversedByNumber === null
                    ? row.reason
                    : t('returns.reversedBy', { number: row.reversedByNumber })}
                </div>
              </td>
              <td className={styles.end}>
                <Quantity value={row.quantity} />
              </td>
              <td className={styles.end}>
                <Amount value={row.credited} currency={row.currency} />
              </td>
              <td className={styles.end}>
                {mayReverse && row.reversedByNumber === null ? (
                  <Button size="small" type="text" onClick={() => setReversing(row)}>
                    {t('returns.reverse')}
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {reversing ? <ReverseDialog row={reversing} onClose={() => setReversing(null)} /> : null}
    </section>
  );
}

function ReverseDialog({ row, onClose }: { row: SupplierReturnRow; onClose: () => void }) {
  const { t } = useTranslation('purchaseOrders');
  return (
    <CommandReasonDialog
      command={client.supplierReturns.reverse}
      inputOf={(reason) => ({ id: row.documentId, reason })}
      doneText={({ number }) => t('returns.reversed', { number })}
      title={`${t('returns.reverse')} ${row.number}`}
      text={t('returns.reverseText')}
      okText={t('returns.reverse')}
      label={t('returns.reason')}
      onClose={onClose}
    />
  );
}
