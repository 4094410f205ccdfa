import { App, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/app/session/session.ts';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { CardKeyId, DeliveryId } from '#shared/domain/ids.ts';
import { type Money, ZERO_MONEY } from '#shared/domain/money/money.ts';
import styles from './sales.module.css';

export type ReturnKind = 'return' | 'bad';

interface ReturnDialogProps {
  kind: ReturnKind;
  deliveryId: DeliveryId;
  keyIds: readonly CardKeyId[];
  onClose: (isDone: boolean) => void;
}

/** Why keys come back or do not work, and what the buyer is paid back. */
export function ReturnDialog({ kind, deliveryId, keyIds, onClose }: ReturnDialogProps) {
  const { t } = useTranslation('sales');
  const { shop } = useSession();
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const [refund, setRefund] = useState<Money | null>(null);
  const give = useCommand(client.deliveries.return);
  const mark = useCommand(client.deliveries.markBad);
  const count = keyIds.length;
  const isReturn = kind === 'return';
  const carryOut = async (): Promise<void> => {
    const act = { id: deliveryId, keyIds: [...keyIds], reason: reason.trim() };
    const done = isReturn ? await give.run({ ...act, refund: refund ?? ZERO_MONEY }) : await mark.run(act);
    if (!done) return;
    message.success(t('details.done', { number: done.number }));
    onClose(true);
  };
  return (
    <Modal
      open
      title={isReturn ? t('details.returnTitle', { count }) : t('details.badTitle', { count })}
      okText={isReturn ? t('details.return', { count }) : t('details.bad', { count })}
      okButtonProps={{ disabled: reason.trim() === '' }}
      confirmLoading={give.isPending || mark.isPending}
      onOk={() => void carryOut()}
      onCancel={() => onClose(false)}
    >
      <div className={styles.lines}>
        <p className="kc-soft">{isReturn ? t('details.returnText') : t('details.badText')}</p>
        <div className={styles.field}>
          <span className={styles.label}>{t('details.reason')}</span>
          <Input
            aria-label={t('details.reason')}
            value={reason}
            maxLength={200}
            autoFocus
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        {isReturn ? (
          <div className={styles.field}>
            <span className={styles.label}>{t('details.refund')}</span>
            <AmountInput
              value={refund}
              currency={shop.currency}
              aria-label={t('details.refund')}
              onChange={setRefund}
            />
          </div>
        ) : null}
      </div>
    </Modal>
  );
}
