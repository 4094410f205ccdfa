import { Alert, App, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan, useSession } from '#renderer/app/session/session.ts';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { errorData, useErrorText } from '#renderer/lib/error-text.ts';
import type { CardKeyId, DeliveryId } from '#shared/domain/ids.ts';
import { type Money, ZERO_MONEY } from '#shared/domain/money/money.ts';
import styles from './sales.module.css';

export type ReturnKind = 'return' | 'bad';

interface ReturnDialogProps {
  kind: ReturnKind;
  deliveryId: DeliveryId;
  keyIds: readonly CardKeyId[];
  /** What these keys brought. */
  brought: Money;
  onClose: (isDone: boolean) => void;
}

/** Why keys come back or do not work, and what the buyer is paid back. */
export function ReturnDialog({ kind, deliveryId, keyIds, brought, onClose }: ReturnDialogProps) {
  const { t } = useTranslation('sales');
  const { shop } = useSession();
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const [refund, setRefund] = useState<Money | null>(null);
  const [tooMuch, setTooMuch] = useState<unknown>(null);
  const [isBeyondSale, setBeyondSale] = useState(false);
  const give = useCommand(client.deliveries.return, {
    onError(error) {
      const isTooMuch = errorData(error, 'REFUND_BEYOND_SALE') !== undefined;
      if (isTooMuch) setTooMuch(error);
      return isTooMuch;
    },
  });
  const mark = useCommand(client.deliveries.markBad);
  const count = keyIds.length;
  const isReturn = kind === 'return';
  const carryOut = async (): Promise<void> => {
    const act = { id: deliveryId, keyIds: [...keyIds], reason: reason.trim() };
    const done = isReturn
      ? await give.run({ ...act, refund: refund ?? ZERO_MONEY, isBeyondSale })
      : await mark.run(act);
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
            <span className={styles.label}>
              {t('details.refund')}
              <span className={styles.enough}>{t('details.refundBrought', { amount: brought })}</span>
            </span>
            <AmountInput
              value={refund}
              currency={shop.currency}
              aria-label={t('details.refund')}
              onChange={(amount) => {
                setRefund(amount);
                setTooMuch(null);
                setBeyondSale(false);
              }}
            />
          </div>
        ) : null}
        {tooMuch === null ? null : <BeyondSale error={tooMuch} isMeant={isBeyondSale} onChange={setBeyondSale} />}
      </div>
    </Modal>
  );
}

interface BeyondSaleProps {
  error: unknown;
  isMeant: boolean;
  onChange: (isMeant: boolean) => void;
}

/** More than the keys brought: who may give keys away says that it is meant, others hear what to do. */
function BeyondSale({ error, isMeant, onChange }: BeyondSaleProps) {
  const { t } = useTranslation('sales');
  const errorText = useErrorText();
  const mayGive = useCan('keys.gift');
  const most = Number(errorData(error, 'REFUND_BEYOND_SALE')?.most);
  return (
    <Alert
      type="warning"
      showIcon
      title={errorText(error)}
      description={
        mayGive ? (
          <Checkbox checked={isMeant} onChange={(event) => onChange(event.target.checked)}>
            {t('details.beyondSale')}
          </Checkbox>
        ) : (
          t('details.beyondSaleDenied', { most })
        )
      }
    />
  );
}
