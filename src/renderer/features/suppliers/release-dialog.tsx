import { App, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { ignoreComposingEnter } from '#renderer/components/form-enter.ts';
import { formatAmount } from '#renderer/i18n/format.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { EntryAllocation } from '#shared/contract/supplier-payments.contract.ts';

interface ReleaseDialogProps {
  allocation: EntryAllocation;
  currency: string;
  onClose: () => void;
}

/** Takes an allocation back, with the reason that it keeps. */
export function ReleaseDialog({ allocation, currency, onClose }: ReleaseDialogProps) {
  const { t } = useTranslation('supplierMoney');
  const { message } = App.useApp();
  const [form] = Form.useForm<{ reason: string }>();
  const release = useCommand(client.supplierMoney.release);
  const submit = async (reason: string): Promise<void> => {
    if (!(await release.run({ id: allocation.id, reason }))) return;
    message.success(t('release.done'));
    onClose();
  };
  return (
    <Modal
      open
      width={400}
      title={t('release.title')}
      okText={t('release.action', { amount: formatAmount(allocation.amount, { currency }) })}
      okButtonProps={{ loading: release.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ reason: '' }}
        onFinish={({ reason }) => void submit(reason)}
        onKeyDown={ignoreComposingEnter}
      >
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, whitespace: true, message: t('reasonNeeded') }]}
        >
          <Input maxLength={500} autoFocus />
        </Form.Item>
        <button type="submit" hidden />
      </Form>
    </Modal>
  );
}
