import { App, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { DayInput } from '#renderer/components/day-input.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { ignoreComposingEnter } from '#renderer/components/form-enter.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { DueRow } from '#shared/contract/supplier-money.contract.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

interface DueDraft {
  dueOn: Day;
  reason: string;
}

/** Another day to pay was agreed; the entry itself stays as it was posted. */
export function DueDialog({
  due,
  onClose,
}: {
  due: Pick<DueRow, 'entryId' | 'number' | 'dueOn' | 'occurredOn'>;
  onClose: () => void;
}) {
  const { t } = useTranslation('supplierMoney');
  const { message } = App.useApp();
  const [form] = Form.useForm<DueDraft>();
  const move = useCommand(client.supplierMoney.setDue);
  const submit = async (draft: DueDraft): Promise<void> => {
    if (!(await move.run({ entryId: due.entryId, seenDueOn: due.dueOn, ...draft }))) return;
    message.success(t('due.done'));
    onClose();
  };
  return (
    <Modal
      open
      width={400}
      title={t('due.title', { number: due.number })}
      okText={t('due.action')}
      okButtonProps={{ loading: move.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ dueOn: due.dueOn, reason: '' }}
        onFinish={(draft) => void submit(draft)}
        onKeyDown={ignoreComposingEnter}
      >
        <Form.Item name="dueOn" label={t('due.to')}>
          <DayInput min={due.occurredOn} />
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
