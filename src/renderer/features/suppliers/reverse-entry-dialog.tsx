import { useQuery } from '@tanstack/react-query';
import { App, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { DayInput } from '#renderer/components/day-input.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { ignoreComposingEnter } from '#renderer/components/form-enter.ts';
import { formatAmount, today } from '#renderer/i18n/format.ts';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { SupplierDetails, SupplierEntry } from '#shared/contract/suppliers.contract.ts';
import type { SupplierEntryId } from '#shared/domain/ids.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

interface ReverseEntryDialogProps {
  entry: SupplierEntry;
  supplier: SupplierDetails;
  onClose: () => void;
  onReversed: (id: SupplierEntryId) => void;
}

interface ReversalDraft {
  occurredOn: Day;
  reason: string;
}

/** Reverses an entry on a day of its own, with the reason that the timeline will keep. */
export function ReverseEntryDialog({ entry, supplier, onClose, onReversed }: ReverseEntryDialogProps) {
  const { t } = useTranslation('suppliers');
  const { message } = App.useApp();
  const [form] = Form.useForm<ReversalDraft>();
  const account = useQuery(api.supplierAccounts.get.queryOptions({ input: { supplierId: supplier.id } }));
  const money = useQuery(
    api.supplierMoney.entry.queryOptions({ input: { id: entry.id }, enabled: entry.kind === 'payment' }),
  );
  const feeNumber = money.data?.payment?.feeNumber ?? null;
  const reverse = useCommand(client.supplierAccounts.reverse);
  const submit = async (draft: ReversalDraft): Promise<void> => {
    const reversal = await reverse.run({ id: entry.id, ...draft });
    if (!reversal) return;
    message.success(t('reverse.done', { number: reversal.number }));
    onClose();
    onReversed(reversal.id);
  };
  const amount = formatAmount(Math.abs(entry.amount), { currency: supplier.currency });
  const openFrom = account.data?.openFrom ?? null;
  // Which day it begins with depends on what is closed.
  if (account.isPending) return null;
  const isOpen = openFrom === null || entry.occurredOn >= openFrom;
  return (
    <Modal
      open
      width={420}
      title={t('reverse.title', { number: entry.number })}
      okText={t('reverse.action', { amount })}
      okButtonProps={{ loading: reverse.isPending, danger: true }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="kc-soft" style={{ marginBottom: 12 }}>
        {t('reverse.text')}
        {feeNumber === null ? null : ` ${t('reverse.withFee', { number: feeNumber })}`}
      </p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ occurredOn: isOpen ? entry.occurredOn : (today() as Day), reason: '' }}
        onFinish={(draft) => void submit(draft)}
        onKeyDown={ignoreComposingEnter}
      >
        <Form.Item name="occurredOn" label={t('reverse.occurredOn')} extra={t('post.dateHint')}>
          <DayInput min={isOpen ? entry.occurredOn : openFrom} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('reverse.reason')}
          rules={[{ required: true, whitespace: true, message: t('reverse.reasonRequired') }]}
        >
          <Input maxLength={500} autoFocus />
        </Form.Item>
        <button type="submit" hidden />
      </Form>
    </Modal>
  );
}
