import { App, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { ignoreComposingEnter } from '#renderer/components/form-enter.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { SupplierMoneyRow } from '#shared/contract/supplier-money.contract.ts';
import type { Money } from '#shared/domain/money/money.ts';

interface MaximumDialogProps {
  row: Pick<SupplierMoneyRow, 'supplierId' | 'supplierName' | 'currency' | 'exposureMaximum'>;
  onClose: () => void;
}

/** The most that may lie with one supplier. */
export function MaximumDialog({ row, onClose }: MaximumDialogProps) {
  const { t } = useTranslation('supplierMoney');
  const { message } = App.useApp();
  const [form] = Form.useForm<{ amount: Money | null }>();
  const setMaximum = useCommand(client.supplierMoney.setMaximum);
  const submit = async (amount: Money | null): Promise<void> => {
    if (!(await setMaximum.run({ supplierId: row.supplierId, exposureMaximum: amount }))) return;
    message.success(t('maximum.done'));
    onClose();
  };
  return (
    <Modal
      open
      width={380}
      title={t('maximum.title', { name: row.supplierName })}
      okText={t('maximum.action')}
      okButtonProps={{ loading: setMaximum.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ amount: row.exposureMaximum }}
        onFinish={({ amount }) => void submit(amount ?? null)}
        onKeyDown={ignoreComposingEnter}
      >
        <Form.Item name="amount" label={t('maximum.amount')} extra={t('maximum.hint')}>
          <AmountInput currency={row.currency} autoFocus />
        </Form.Item>
        <button type="submit" hidden />
      </Form>
    </Modal>
  );
}
