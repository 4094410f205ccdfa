import { useQuery } from '@tanstack/react-query';
import { App, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { Money } from '#shared/domain/money/money.ts';
import styles from './orders.module.css';

/** The owner's rule: from which amount on orders are approved before they are sent. */
export function RuleDialog({ onClose }: { onClose: () => void }) {
  const rule = useQuery(api.purchaseOrders.rule.queryOptions());
  return rule.data ? <RuleForm {...rule.data} onClose={onClose} /> : null;
}

function RuleForm({
  approvalFrom,
  currency,
  onClose,
}: {
  approvalFrom: Money | null;
  currency: string;
  onClose: () => void;
}) {
  const { t } = useTranslation('purchaseOrders');
  const { message } = App.useApp();
  const [isOn, setOn] = useState(approvalFrom !== null);
  const [amount, setAmount] = useState<Money | null>(approvalFrom);
  const setRule = useCommand(client.purchaseOrders.setRule);
  const save = async (): Promise<void> => {
    if (!(await setRule.run({ approvalFrom: isOn ? amount : null }))) return;
    message.success(t('rule.saved'));
    onClose();
  };
  return (
    <Modal
      open
      width={420}
      title={t('rule.title')}
      okText={t('rule.save')}
      okButtonProps={{ disabled: isOn && amount === null }}
      confirmLoading={setRule.isPending}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <div className={styles.fields}>
        <Checkbox checked={isOn} onChange={(event) => setOn(event.target.checked)}>
          {t('rule.on')}
        </Checkbox>
        {isOn ? (
          <div className={styles.field}>
            <span className={styles.label}>{t('rule.amount')}</span>
            <AmountInput
              value={amount}
              onChange={setAmount}
              currency={currency}
              autoFocus
              aria-label={t('rule.amount')}
            />
            <span className={styles.detail}>{t('rule.foreign')}</span>
          </div>
        ) : null}
      </div>
    </Modal>
  );
}
