import { App, Form, Input, InputNumber, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import { CountInput } from '#renderer/components/count-input.tsx';
import { DayInput } from '#renderer/components/day-input.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { ignoreComposingEnter } from '#renderer/components/form-enter.ts';
import { NoteInput } from '#renderer/components/note-input.tsx';
import { today } from '#renderer/i18n/format.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { useMergedForm } from '#renderer/lib/use-merged-form.ts';
import type { Dossier, DossierProfile } from '#shared/contract/dossiers.contract.ts';
import { SOURCE_TRACES } from '#shared/domain/suppliers/dossier-checks.ts';
import styles from './dossier.module.css';

/** A dispute rate is typed in percent and kept in 1/10 000. */
const PERCENT = 100;

const FULFILMENTS = ['api', 'hand', 'both'] as const;
const PAYERS = ['supplier', 'us', 'shared'] as const;

type ProfileDraft = Omit<DossierProfile, 'disputeRate'> & { disputePercent: number | null };

function draftOf(dossier: Dossier): ProfileDraft {
  const { disputeRate } = dossier;
  return { ...dossier, disputePercent: disputeRate === null ? null : disputeRate / PERCENT };
}

/** Facts and terms of the contract in one form; whoever was slower keeps what was typed. */
export function ProfileDialog({ dossier, onClose }: { dossier: Dossier; onClose: () => void }) {
  const { t } = useTranslation('dossiers');
  const { message } = App.useApp();
  const [form] = Form.useForm<ProfileDraft>();
  const { supplierId, currency } = dossier;
  const merged = useMergedForm({
    form,
    record: dossier,
    draftOf,
    read: () => client.dossiers.get({ supplierId }),
  });
  const save = useCommand(client.dossiers.setProfile, { onError: merged.onError });
  const submit = async ({ disputePercent, ...draft }: ProfileDraft): Promise<void> => {
    const disputeRate = disputePercent === null ? null : Math.round(disputePercent * PERCENT);
    const choices = {
      sourceTrace: draft.sourceTrace ?? null,
      fulfilment: draft.fulfilment ?? null,
      badKeysPaidBy: draft.badKeysPaidBy ?? null,
    };
    if (!(await save.run({ ...draft, ...choices, disputeRate, supplierId, revision: merged.revision() }))) return;
    message.success(t('facts.saved'));
    onClose();
  };
  return (
    <Modal
      open
      width={640}
      title={t('facts.editTitle')}
      okText={t('facts.save')}
      okButtonProps={{ loading: save.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={draftOf(dossier)}
        onFinish={(draft) => void submit(draft)}
        onKeyDown={ignoreComposingEnter}
      >
        <div className={styles.pair}>
          <Form.Item name="foundedOn" label={t('facts.foundedOn')}>
            <DayInput isClearable max={today()} />
          </Form.Item>
          <Form.Item name="disputePercent" label={t('facts.disputeField')}>
            <InputNumber min={0} max={100} step={0.1} precision={2} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="sourceTrace" label={t('facts.sourceTrace')}>
            <Select
              allowClear
              options={SOURCE_TRACES.map((value) => ({ value, label: t(`facts.sourceTraces.${value}`) }))}
            />
          </Form.Item>
          <Form.Item name="fulfilment" label={t('facts.fulfilment')}>
            <Select
              allowClear
              options={FULFILMENTS.map((value) => ({ value, label: t(`facts.fulfilments.${value}`) }))}
            />
          </Form.Item>
          <Form.Item name="supportHours" label={t('facts.supportHours')}>
            <Input maxLength={200} placeholder={t('facts.supportHint')} />
          </Form.Item>
          <Form.Item name="supportTimeZone" label={t('facts.supportTimeZone')}>
            <Input maxLength={200} />
          </Form.Item>
        </div>
        <Form.Item name="sourceNote" label={t('facts.sourceNote')}>
          <NoteInput />
        </Form.Item>
        <Form.Item name="verifiesBeforePay" label={t('facts.verifiesBeforePay')} valuePropName="checked">
          <Switch size="small" />
        </Form.Item>
        <div className={styles.pair}>
          <Form.Item name="promiseHours" label={t('facts.promiseField')}>
            <CountInput min={0} max={8760} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="badKeysPaidBy" label={t('facts.badKeysPaidBy')}>
            <Select allowClear options={PAYERS.map((value) => ({ value, label: t(`facts.payers.${value}`) }))} />
          </Form.Item>
          <Form.Item name="priceNoticeDays" label={t('facts.priceNoticeField')}>
            <CountInput min={0} max={365} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="contractEndsOn" label={t('facts.contractEndsOn')} extra={t('facts.contractEndHint')}>
            <DayInput isClearable />
          </Form.Item>
          <Form.Item name="minimumVolume" label={t('facts.minimumVolume')}>
            <AmountInput currency={currency} />
          </Form.Item>
        </div>
        <Form.Item name="refundTerms" label={t('facts.refundTerms')}>
          <NoteInput />
        </Form.Item>
        <Form.Item name="failureCompensation" label={t('facts.failureCompensation')}>
          <NoteInput />
        </Form.Item>
        <button type="submit" hidden />
      </Form>
    </Modal>
  );
}
