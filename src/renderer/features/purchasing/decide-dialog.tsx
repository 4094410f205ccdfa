import { App, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { formatAmount } from '#renderer/i18n/format.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { errorCode } from '#renderer/lib/error-text.ts';
import type { OrderDetails, OrderDifference } from '#shared/contract/purchase-orders.contract.ts';
import { type Money, money, ZERO_MONEY } from '#shared/domain/money/money.ts';
import { DECISION_EFFECTS, DIFFERENCE_DECISIONS, type DifferenceDecision } from '#shared/domain/purchasing/receipts.ts';
import styles from './orders.module.css';
import { rereadOrder } from './reread-order.ts';

interface DecideDialogProps {
  order: OrderDetails;
  difference: OrderDifference;
  onClose: () => void;
}

/** Accept, reject or claim, each with what follows from it. What was typed stays when somebody else was faster. */
export function DecideDialog({ order, difference, onClose }: DecideDialogProps) {
  const { t } = useTranslation('purchaseOrders');
  const { message } = App.useApp();
  const { kind, quantity, charged, creditLeft: most } = difference;
  const proposed = money(Math.min(charged, most));
  const [decision, setDecision] = useState<DifferenceDecision>(proposed > 0 && kind !== 'over' ? 'claim' : 'accept');
  const [credit, setCredit] = useState<Money | null>(proposed);
  const [note, setNote] = useState('');
  const onError = (error: unknown): boolean => {
    if (errorCode(error) !== 'CHANGED_MEANWHILE') return false;
    message.warning(t('conflict'), 6);
    return true;
  };
  const decide = useCommand(client.purchaseOrders.decideDifference, { onError });
  const { credits } = DECISION_EFFECTS[kind][decision];
  const confirm = async (): Promise<void> => {
    const { id } = difference;
    const { revision } = order;
    const amount = credits ? (credit ?? ZERO_MONEY) : undefined;
    if (!(await decide.run({ id, revision, decision, note: note.trim(), credit: amount }))) return;
    await rereadOrder(order.id);
    message.success(t('differences.done'));
    onClose();
  };
  return (
    <Modal
      open
      width={460}
      title={t('differences.title', { kind: t(`differences.kinds.${kind}`), count: quantity })}
      okText={t(`differences.action.${decision}`, {
        count: quantity,
        amount: formatAmount(credit ?? 0, { currency: order.currency }),
      })}
      okButtonProps={{ disabled: credits && (credit ?? ZERO_MONEY) > most }}
      confirmLoading={decide.isPending}
      onOk={() => void confirm()}
      onCancel={onClose}
    >
      <div className={styles.fields}>
        <Radio.Group
          value={decision}
          onChange={(event) => setDecision(event.target.value as DifferenceDecision)}
          aria-label={t('differences.decide')}
          className={styles.fields}
          options={DIFFERENCE_DECISIONS.map((value) => ({
            value,
            label: (
              <>
                <strong>{t(`differences.decisions.${value}`)}</strong>{' '}
                <span className="kc-soft">{t(`differences.effects.${kind}.${value}`)}</span>
              </>
            ),
          }))}
        />
        {credits ? (
          <div className={styles.field}>
            <span className={styles.label}>
              {t('differences.credit')} ·{' '}
              {t('differences.most', { amount: formatAmount(most, { currency: order.currency }) })}
            </span>
            <AmountInput
              value={credit}
              onChange={setCredit}
              currency={order.currency}
              aria-label={t('differences.credit')}
            />
          </div>
        ) : null}
        <div className={styles.field}>
          <span className={styles.label}>{t('differences.note')}</span>
          <Input
            value={note}
            maxLength={200}
            aria-label={t('differences.note')}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
      </div>
    </Modal>
  );
}
