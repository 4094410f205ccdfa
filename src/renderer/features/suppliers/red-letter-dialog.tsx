import { App, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import { DayInput } from '#renderer/components/day-input.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { formatAmount, today } from '#renderer/i18n/format.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { InvoiceRow } from '#shared/contract/invoices.contract.ts';
import { type Money, scaleMoney } from '#shared/domain/money/money.ts';
import { RATE_SCALE } from '#shared/domain/spreadsheets/cell-rates.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import styles from '../purchasing/orders.module.css';

interface RedLetterDialogProps {
  invoice: InvoiceRow;
  left: Money;
  onClose: () => void;
}

/** A red-letter invoice for what is left of an invoice, or for a part of it. */
export function RedLetterDialog({ invoice, left, onClose }: RedLetterDialogProps) {
  const { t } = useTranslation('invoices');
  const { message } = App.useApp();
  const isWhole = left === invoice.total;
  const [number, setNumber] = useState('');
  const [issuedOn, setIssuedOn] = useState<Day | null>(today() as Day);
  const [net, setNet] = useState<Money | null>(isWhole ? invoice.net : null);
  const [tax, setTax] = useState<Money | null>(isWhole ? invoice.tax : null);
  const register = useCommand(client.invoices.redLetter);
  const confirm = async (): Promise<void> => {
    if (issuedOn === null || net === null || tax === null) return;
    if (!(await register.run({ id: invoice.id, number: number.trim(), issuedOn, net, tax }))) return;
    message.success(t('drawer.redded'));
    onClose();
  };
  const changeNet = (amount: Money | null): void => {
    setNet(amount);
    setTax(amount === null ? null : scaleMoney(amount, invoice.taxRate, RATE_SCALE));
  };
  const fields = [
    { label: t('register.net'), value: net, onChange: changeNet },
    { label: t('register.tax'), value: tax, onChange: setTax },
  ];
  return (
    <Modal
      open
      width={440}
      title={t('drawer.redTitle', { number: invoice.number })}
      okText={t('drawer.red')}
      okButtonProps={{ danger: true, disabled: number.trim() === '' || net === null || tax === null }}
      confirmLoading={register.isPending}
      onOk={() => void confirm()}
      onCancel={onClose}
    >
      <div className={styles.fields}>
        <p className="kc-soft">{t('drawer.redText', { amount: formatAmount(left, { currency: invoice.currency }) })}</p>
        <div className={styles.pair}>
          <div className={styles.field}>
            <span className={styles.label}>{t('register.number')}</span>
            <Input
              className="kc-mono"
              value={number}
              maxLength={40}
              autoFocus
              aria-label={t('register.number')}
              onChange={(event) => setNumber(event.target.value)}
            />
          </div>
          <div className={styles.field}>
            <span className={styles.label}>{t('register.issuedOn')}</span>
            <DayInput value={issuedOn} max={today()} onChange={setIssuedOn} aria-label={t('register.issuedOn')} />
          </div>
        </div>
        <div className={styles.pair}>
          {fields.map(({ label, value, onChange }) => (
            <div key={label} className={styles.field}>
              <span className={styles.label}>{label}</span>
              <AmountInput value={value} onChange={onChange} currency={invoice.currency} aria-label={label} />
            </div>
          ))}
        </div>
      </div>
    </Modal>
  );
}
