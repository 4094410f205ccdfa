import { useQuery } from '@tanstack/react-query';
import { Alert, App, Form, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import { DayInput } from '#renderer/components/day-input.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { ignoreComposingEnter } from '#renderer/components/form-enter.ts';
import { Amount, Balance } from '#renderer/components/money.tsx';
import { rateShare } from '#renderer/features/offers/offer-text.ts';
import { formatAmount, today } from '#renderer/i18n/format.ts';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { errorData } from '#renderer/lib/error-text.ts';
import type { SupplierEntryId, SupplierId } from '#shared/domain/ids.ts';
import { addMoney, type Money, subtractMoney, sumMoney, ZERO_MONEY } from '#shared/domain/money/money.ts';
import { PAYMENT_METHODS, type PaymentMethod, proposedFee } from '#shared/domain/suppliers/payment.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { type CostChoice, CostFields, saidCost } from './cost-fields.tsx';
import styles from './money.module.css';

interface PayDialogProps {
  supplierId: SupplierId;
  /** Debts that this pays, with what is open of each; empty for a top-up. */
  items?: readonly { readonly entryId: SupplierEntryId; readonly open: Money }[];
  onClose: () => void;
  onPaid?: () => void;
}

interface PayDraft {
  amount: Money | null;
  fee: Money | null;
  method: PaymentMethod;
  reference: string;
  occurredOn: Day;
  remark: string;
  cost: CostChoice;
  ownAmount: Money | null;
  exceedReason: string;
}

/** Pays a supplier or tops up with them: amount, fee, method, and in another currency what it cost us. */
export function PayDialog({ supplierId, items = [], onClose, onPaid }: PayDialogProps) {
  const { t } = useTranslation('supplierMoney');
  const { message } = App.useApp();
  const [form] = Form.useForm<PayDraft>();
  const money = useQuery(api.supplierMoney.get.queryOptions({ input: { supplierId } }));
  const account = useQuery(api.supplierAccounts.get.queryOptions({ input: { supplierId } }));
  const [exceeded, setExceeded] = useState<Record<string, unknown> | null>(null);
  const draft = Form.useWatch([], form) as PayDraft | undefined;
  const supplier = money.data;
  const owed = sumMoney(items.map(({ open }) => open));
  useProposedFee(form, supplier?.settlement === 'prepaid' ? supplier.topUpRate : 0, draft?.amount ?? null);
  const pay = useCommand(client.supplierMoney.pay, {
    onError: (error) => {
      const data = errorData(error, 'EXPOSURE_EXCEEDED');
      if (data) setExceeded(data);
      return data !== undefined;
    },
  });
  if (!supplier) return null;
  const { currency, shopCurrency, supplierName, settlement, topUpRate } = supplier;
  const submit = async ({ amount, fee, cost, ownAmount, ...rest }: PayDraft): Promise<void> => {
    if (amount === null) return;
    const said = currency === shopCurrency ? null : saidCost(cost, ownAmount);
    const paid = itemsWithin(items, amount);
    const values = { ...rest, exceedReason: rest.exceedReason ?? '', externalNumber: rest.reference };
    const done = await pay.run({ supplierId, amount, fee: fee ?? ZERO_MONEY, items: paid, cost: said, ...values });
    if (!done) return;
    message.success(t('pay.done', { number: done.number }));
    onPaid?.();
    onClose();
  };
  const amount = draft?.amount ?? ZERO_MONEY;
  const total = addMoney(amount, draft?.fee ?? ZERO_MONEY);
  const isTopUp = settlement === 'prepaid' && items.length === 0;
  return (
    <Modal
      open
      width={500}
      title={t(isTopUp ? 'pay.topUp' : 'pay.pay', { name: supplierName })}
      okText={t('pay.submit', { amount: formatAmount(total, { currency }) })}
      okButtonProps={{ loading: pay.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initialDraft(items.length > 0 ? owed : null)}
        onFinish={(values) => void submit(values)}
        onKeyDown={ignoreComposingEnter}
      >
        {items.length > 0 ? (
          <p className="kc-soft">{t('pay.items', { count: items.length, amount: formatAmount(owed, { currency }) })}</p>
        ) : null}
        <div className={styles.row}>
          <Form.Item
            name="amount"
            label={t('pay.amount')}
            extra={t('pay.amountHint')}
            rules={[{ required: true, message: t('pay.amountNeeded') }]}
          >
            <AmountInput currency={currency} autoFocus />
          </Form.Item>
          <Form.Item
            name="fee"
            label={t('pay.fee')}
            extra={
              topUpRate > 0 && settlement === 'prepaid'
                ? t('pay.feeHint', { rate: rateShare(topUpRate) })
                : t('pay.noFee')
            }
          >
            <AmountInput currency={currency} />
          </Form.Item>
          <Form.Item name="method" label={t('pay.method')}>
            <Select options={PAYMENT_METHODS.map((value) => ({ value, label: t(`methods.${value}`) }))} />
          </Form.Item>
          <Form.Item name="occurredOn" label={t('pay.occurredOn')}>
            <DayInput min={account.data?.openFrom} />
          </Form.Item>
          <Form.Item name="reference" label={t('pay.reference')}>
            <Input className="kc-mono" maxLength={80} spellCheck={false} />
          </Form.Item>
          <Form.Item name="remark" label={t('pay.remark')}>
            <Input maxLength={500} />
          </Form.Item>
        </div>
        {currency === shopCurrency ? null : (
          <CostFields shopCurrency={shopCurrency} choice={draft?.cost ?? 'unknown'} />
        )}
        {exceeded ? <Exceeded data={exceeded} name={supplierName} currency={currency} /> : null}
        <div className={styles.foot} role="status">
          <span>
            <span className="kc-faint">{t('pay.paid')}</span> <Amount value={total} currency={currency} />
          </span>
          <span>
            <span className="kc-faint">{t('pay.after')}</span>{' '}
            <strong>
              <Balance value={subtractMoney(supplier.balance, amount)} currency={currency} />
            </strong>
          </span>
        </div>
        <button type="submit" hidden />
      </Form>
    </Modal>
  );
}

function initialDraft(amount: Money | null): PayDraft {
  return {
    amount,
    fee: null,
    method: 'bank',
    reference: '',
    occurredOn: today() as Day,
    remark: '',
    cost: 'unknown',
    ownAmount: null,
    exceedReason: '',
  };
}

/** What was ticked, as far as the amount reaches: what is due first leads. */
function itemsWithin(items: PayDialogProps['items'] = [], amount: Money) {
  let left = amount;
  return items.flatMap(({ entryId, open }) => {
    const part = open < left ? open : left;
    left = subtractMoney(left, part);
    return part > 0 ? [{ entryId, amount: part }] : [];
  });
}

/** Follows the amount until somebody types a fee of their own. */
function useProposedFee(
  form: ReturnType<typeof Form.useForm<PayDraft>>[0],
  topUpRate: number,
  amount: Money | null,
): void {
  useEffect(() => {
    if (topUpRate === 0 || amount === null || form.isFieldTouched('fee')) return;
    form.setFieldValue('fee', proposedFee(amount, topUpRate));
  }, [form, topUpRate, amount]);
}

/** Refused above the maximum: who may go on says why. */
function Exceeded({ data, name, currency }: { data: Record<string, unknown>; name: string; currency: string }) {
  const { t } = useTranslation('supplierMoney');
  const mayExceed = useCan('accounts.exceedMaximum');
  const after = formatAmount(Number(data.after), { currency });
  const maximum = formatAmount(Number(data.maximum), { currency });
  return (
    <>
      <Alert
        type="warning"
        className={styles.notice}
        title={t('pay.exceeded', { name, after, maximum })}
        description={mayExceed ? null : t('pay.mayNotExceed')}
      />
      {mayExceed ? (
        <Form.Item
          name="exceedReason"
          label={t('pay.exceedReason')}
          rules={[{ required: true, whitespace: true, message: t('pay.exceedNeeded') }]}
        >
          <Input maxLength={500} autoFocus />
        </Form.Item>
      ) : null}
    </>
  );
}
