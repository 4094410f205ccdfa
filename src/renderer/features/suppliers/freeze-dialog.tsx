import { App, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import { DayInput } from '#renderer/components/day-input.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { ignoreComposingEnter } from '#renderer/components/form-enter.ts';
import { formatAmount, today } from '#renderer/i18n/format.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { SupplierFreeze } from '#shared/contract/supplier-money.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { type Money, ZERO_MONEY } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

interface FreezeDraft {
  amount: Money | null;
  on: Day;
  reason: string;
}

interface FreezeDialogProps {
  supplierId: SupplierId;
  currency: string;
  /** The freeze that ends; left out to record a new one. */
  ending?: SupplierFreeze;
  onClose: () => void;
}

/** Records that a supplier keeps prepaid money from us, or that it is free again. */
export function FreezeDialog({ supplierId, currency, ending, onClose }: FreezeDialogProps) {
  const { t } = useTranslation('supplierMoney');
  const { message } = App.useApp();
  const [form] = Form.useForm<FreezeDraft>();
  const draft = Form.useWatch([], form) as FreezeDraft | undefined;
  const freeze = useCommand(client.supplierMoney.freeze);
  const end = useCommand(client.supplierMoney.endFreeze);
  const submit = async ({ amount, on, reason }: FreezeDraft): Promise<void> => {
    const done = ending
      ? await end.run({ id: ending.id, endedOn: on, reason })
      : amount !== null && (await freeze.run({ supplierId, amount, reason, frozenOn: on }));
    if (!done) return;
    message.success(ending ? t('freeze.ended') : t('freeze.done'));
    onClose();
  };
  const amount = formatAmount(ending?.amount ?? draft?.amount ?? ZERO_MONEY, { currency });
  return (
    <Modal
      open
      width={400}
      title={ending ? t('freeze.endTitle', { amount }) : t('freeze.title')}
      okText={ending ? t('freeze.end') : t('freeze.action', { amount })}
      okButtonProps={{ loading: freeze.isPending || end.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ amount: null, on: today() as Day, reason: '' }}
        onFinish={(values) => void submit(values)}
        onKeyDown={ignoreComposingEnter}
      >
        {ending ? null : (
          <Form.Item
            name="amount"
            label={t('freeze.amount')}
            rules={[{ required: true, message: t('pay.amountNeeded') }]}
          >
            <AmountInput currency={currency} autoFocus />
          </Form.Item>
        )}
        <Form.Item name="on" label={ending ? t('freeze.endedOn') : t('freeze.frozenOn')}>
          <DayInput min={ending?.frozenOn} max={today()} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, whitespace: true, message: t('reasonNeeded') }]}
        >
          <Input maxLength={500} />
        </Form.Item>
        <button type="submit" hidden />
      </Form>
    </Modal>
  );
}
