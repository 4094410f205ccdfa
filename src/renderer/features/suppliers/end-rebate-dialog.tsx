import { App, Form, Input, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { ignoreComposingEnter } from '#renderer/components/form-enter.ts';
import { formatAmount } from '#renderer/i18n/format.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { RebateRow } from '#shared/contract/supplier-money.contract.ts';

const ENDS = ['given-up', 'mistake'] as const;
interface EndDraft {
  as: (typeof ENDS)[number];
  reason: string;
}

/** A rebate that nobody waits for any more: the supplier does not pay, or it was recorded by mistake. */
export function EndRebateDialog({ rebate, onClose }: { rebate: RebateRow; onClose: () => void }) {
  const { t } = useTranslation('supplierMoney');
  const { message } = App.useApp();
  const [form] = Form.useForm<EndDraft>();
  const end = useCommand(client.supplierMoney.endRebate);
  const amount = formatAmount(rebate.due, { currency: rebate.currency });
  const submit = async (draft: EndDraft): Promise<void> => {
    if (!(await end.run({ id: rebate.id, ...draft }))) return;
    message.success(t('rebate.ended'));
    onClose();
  };
  return (
    <Modal
      open
      width={420}
      title={t('rebate.endTitle', { number: rebate.number })}
      okText={t('rebate.endAction', { amount })}
      okButtonProps={{ loading: end.isPending, danger: true }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="kc-soft">{t('rebate.endText', { amount })}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ as: 'given-up', reason: '' }}
        onFinish={(draft) => void submit(draft)}
        onKeyDown={ignoreComposingEnter}
      >
        <Form.Item name="as" label={t('rebate.as')}>
          <Segmented
            aria-label={t('rebate.as')}
            options={ENDS.map((value) => ({ value, label: t(`rebate.endAs.${value}`) }))}
          />
        </Form.Item>
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
