import { useQuery } from '@tanstack/react-query';
import { App, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { ignoreComposingEnter } from '#renderer/components/form-enter.ts';
import { formatAmount, formatDay } from '#renderer/i18n/format.ts';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { EntryMoney } from '#shared/contract/supplier-payments.contract.ts';
import type { SupplierEntryId } from '#shared/domain/ids.ts';
import { type Money, ZERO_MONEY } from '#shared/domain/money/money.ts';

interface AllocateDraft {
  debtId: SupplierEntryId | null;
  amount: Money | null;
}

/** Lets what is left of a credit pay a debt of the same account that somebody chooses. */
export function AllocateDialog({ money, number, onClose }: { money: EntryMoney; number: string; onClose: () => void }) {
  const { t } = useTranslation('supplierMoney');
  const { message } = App.useApp();
  const [form] = Form.useForm<AllocateDraft>();
  const draft = Form.useWatch([], form) as AllocateDraft | undefined;
  const dues = useQuery(api.supplierMoney.dues.queryOptions({ input: { supplierId: money.supplierId, limit: 200 } }));
  const allocate = useCommand(client.supplierMoney.allocate);
  const { currency } = money;
  const rows = dues.data?.rows ?? [];
  const submit = async ({ debtId, amount }: AllocateDraft): Promise<void> => {
    if (debtId === null || amount === null) return;
    if (!(await allocate.run({ creditId: money.entryId, debtId, amount }))) return;
    message.success(t('allocate.done'));
    onClose();
  };
  const chooseDebt = (debtId: SupplierEntryId): void => {
    const open = rows.find(({ entryId }) => entryId === debtId)?.open ?? ZERO_MONEY;
    form.setFieldValue('amount', open < money.open ? open : money.open);
  };
  return (
    <Modal
      open
      width={460}
      title={t('allocate.title', { number })}
      okText={t('allocate.action', { amount: formatAmount(draft?.amount ?? ZERO_MONEY, { currency }) })}
      okButtonProps={{ loading: allocate.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="kc-soft">{t('allocate.left', { amount: formatAmount(money.open, { currency }) })}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ debtId: null, amount: null }}
        onFinish={(values) => void submit(values)}
        onKeyDown={ignoreComposingEnter}
      >
        <Form.Item
          name="debtId"
          label={t('allocate.debt')}
          rules={[{ required: true, message: t('allocate.debtNeeded') }]}
        >
          <Select<SupplierEntryId>
            loading={dues.isPending}
            onChange={chooseDebt}
            options={rows.map((due) => ({
              value: due.entryId,
              label: t('allocate.option', {
                number: due.number,
                dueOn: formatDay(due.dueOn),
                open: formatAmount(due.open, { currency }),
              }),
            }))}
          />
        </Form.Item>
        <Form.Item name="amount" label={t('pay.amount')} rules={[{ required: true, message: t('pay.amountNeeded') }]}>
          <AmountInput currency={currency} />
        </Form.Item>
        <button type="submit" hidden />
      </Form>
    </Modal>
  );
}
