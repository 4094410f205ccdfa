import { App, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { ignoreComposingEnter } from '#renderer/components/form-enter.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { EntryMoney } from '#shared/contract/supplier-payments.contract.ts';
import type { Money } from '#shared/domain/money/money.ts';
import { type CostChoice, CostFields, saidCost } from './cost-fields.tsx';

interface CostDraft {
  cost: CostChoice;
  ownAmount: Money | null;
}

/** Says what a payment in another currency cost us; once. */
export function CostDialog({ money, number, onClose }: { money: EntryMoney; number: string; onClose: () => void }) {
  const { t } = useTranslation('supplierMoney');
  const { message } = App.useApp();
  const [form] = Form.useForm<CostDraft>();
  const choice: CostChoice = Form.useWatch('cost', form) ?? 'amount';
  const say = useCommand(client.supplierMoney.sayCost);
  const submit = async ({ cost, ownAmount }: CostDraft): Promise<void> => {
    const said = saidCost(cost, ownAmount);
    if (!said || !(await say.run({ entryId: money.entryId, cost: said }))) return;
    message.success(t('cost.done'));
    onClose();
  };
  return (
    <Modal
      open
      width={400}
      title={t('cost.title', { number })}
      okText={t('cost.action')}
      okButtonProps={{ loading: say.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ cost: 'amount', ownAmount: null }}
        onFinish={(draft) => void submit(draft)}
        onKeyDown={ignoreComposingEnter}
      >
        <CostFields shopCurrency={money.shopCurrency} choice={choice} isNeeded />
        <button type="submit" hidden />
      </Form>
    </Modal>
  );
}
