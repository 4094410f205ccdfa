import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import { CalendarDay } from '#renderer/components/day.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { Amount } from '#renderer/components/money.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { CommandReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { formatAmount, today } from '#renderer/i18n/format.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { BadDebtRow } from '#shared/contract/supplier-losses.contract.ts';
import type { SupplierDetails } from '#shared/contract/suppliers.contract.ts';
import { addMoney, type Money, ZERO_MONEY } from '#shared/domain/money/money.ts';
import styles from '../purchasing/orders.module.css';
import type { SupplierLoss } from './supplier-loss.ts';

interface Props {
  supplier: SupplierDetails;
  found: SupplierLoss;
}

/** 坏账: what was written off, each with its reversal, and writing off what is left. */
export function BadDebts({ supplier, found }: Props) {
  const { t } = useTranslation('losses');
  const mayPost = useCan('accounts.post');
  const [isWriting, setWriting] = useState(false);
  const [reversing, setReversing] = useState<BadDebtRow | null>(null);
  const { writableOff, badDebts, loss, shopCurrency } = found;
  const hasRoom = writableOff.prepaid > 0 || writableOff.claims > 0;
  return (
    <PageSection
      title={t('debts.title')}
      actions={
        mayPost && loss !== null && hasRoom ? (
          <Button danger size="small" onClick={() => setWriting(true)}>
            {t('debts.action')}
          </Button>
        ) : null
      }
    >
      {badDebts.length === 0 ? <p className="kc-soft">{t('debts.none')}</p> : null}
      <table className={styles.table} aria-label={t('debts.title')}>
        <tbody>
          {badDebts.map((debt) => (
            <tr key={debt.id}>
              <td>
                <span className="kc-mono">{debt.number}</span> <CalendarDay on={debt.occurredOn} />
                <div className={styles.detail}>
                  {debt.reversedByNumber !== null
                    ? t('debts.reversedBy', { number: debt.reversedByNumber })
                    : debt.reversesNumber !== null
                      ? t('debts.reverses', { number: debt.reversesNumber })
                      : debt.reason}
                </div>
              </td>
              <td className={styles.end}>
                <div className={styles.detail}>{t('debts.shopAmount', { month: debt.month })}</div>
                <Amount value={debt.shopAmount} currency={shopCurrency} />
              </td>
              <td className={styles.end}>
                {mayPost && debt.reversedByNumber === null && debt.reversesId === null ? (
                  <Button size="small" type="text" onClick={() => setReversing(debt)}>
                    {t('debts.reverse')}
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {isWriting ? <WriteOffDialog supplier={supplier} found={found} onClose={() => setWriting(false)} /> : null}
      {reversing ? <ReverseDialog debt={reversing} onClose={() => setReversing(null)} /> : null}
    </PageSection>
  );
}

function WriteOffDialog({ supplier, found, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation('losses');
  const { message } = App.useApp();
  const { writableOff, currency } = found;
  const [prepaid, setPrepaid] = useState<Money | null>(writableOff.prepaid);
  const [claims, setClaims] = useState<Money | null>(writableOff.claims);
  const [reason, setReason] = useState('');
  const writeOff = useCommand(client.supplierLosses.writeOff);
  const total = addMoney(prepaid ?? ZERO_MONEY, claims ?? ZERO_MONEY);
  const confirm = async (): Promise<void> => {
    const done = await writeOff.run({
      supplierId: supplier.id,
      prepaid: prepaid ?? ZERO_MONEY,
      claims: claims ?? ZERO_MONEY,
      reason: reason.trim(),
    });
    if (!done) return;
    message.success(t('debts.done', { number: done.number }));
    onClose();
  };
  return (
    <Modal
      open
      width={440}
      title={t('debts.dialogTitle', { name: supplier.name })}
      okText={t('debts.confirm', { amount: formatAmount(total, { currency }) })}
      okButtonProps={{ danger: true, disabled: total === 0 || reason.trim() === '' }}
      confirmLoading={writeOff.isPending}
      onOk={() => void confirm()}
      onCancel={onClose}
    >
      <div className={styles.fields}>
        <p className="kc-soft">{t('debts.text', { month: today().slice(0, 7) })}</p>
        <div className={styles.field}>
          <span className={styles.label}>
            {t('debts.prepaid')} · {t('debts.most', { amount: formatAmount(writableOff.prepaid, { currency }) })}
          </span>
          <AmountInput value={prepaid} onChange={setPrepaid} currency={currency} aria-label={t('debts.prepaid')} />
        </div>
        <div className={styles.field}>
          <span className={styles.label}>
            {t('debts.claims')} · {t('debts.most', { amount: formatAmount(writableOff.claims, { currency }) })}
          </span>
          <AmountInput value={claims} onChange={setClaims} currency={currency} aria-label={t('debts.claims')} />
        </div>
        <div className={styles.field}>
          <span className={styles.label}>{t('debts.reason')}</span>
          <Input
            value={reason}
            maxLength={500}
            aria-label={t('debts.reason')}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
      </div>
    </Modal>
  );
}

function ReverseDialog({ debt, onClose }: { debt: BadDebtRow; onClose: () => void }) {
  const { t } = useTranslation('losses');
  return (
    <CommandReasonDialog
      command={client.supplierLosses.reverseWriteOff}
      inputOf={(reason) => ({ id: debt.id, reason })}
      doneText={({ number }) => t('debts.reversed', { number })}
      title={t('debts.reverseTitle', { number: debt.number })}
      text={t('debts.reverseText')}
      okText={t('debts.reverse')}
      label={t('debts.reason')}
      maxLength={500}
      onClose={onClose}
    />
  );
}
