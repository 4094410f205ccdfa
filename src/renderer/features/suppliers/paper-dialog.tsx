import { App, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayInput } from '#renderer/components/day-input.tsx';
import { FileDrop } from '#renderer/components/file-drop.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { ignoreComposingEnter } from '#renderer/components/form-enter.ts';
import { NoteInput } from '#renderer/components/note-input.tsx';
import { BrandFilter } from '#renderer/features/catalog/brand-filter.tsx';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { useErrorText } from '#renderer/lib/error-text.ts';
import { stageFile } from '#renderer/lib/upload.ts';
import { useMergedForm } from '#renderer/lib/use-merged-form.ts';
import type { Qualification } from '#shared/contract/dossiers.contract.ts';
import type { BrandId, FileId, SupplierId } from '#shared/domain/ids.ts';
import { MAXIMUM_ATTACHMENT_BYTES } from '#shared/domain/suppliers/attachment-content.ts';
import { QUALIFICATION_KINDS, type QualificationKind } from '#shared/domain/suppliers/dossier-checks.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import styles from './dossier.module.css';

interface PaperDraft {
  kind: QualificationKind;
  brandId: BrandId | null;
  number: string;
  issuer: string;
  issuedOn: Day | null;
  expiresOn: Day | null;
  note: string;
}

interface PaperDialogProps {
  supplierId: SupplierId;
  paper: Qualification | null;
  onClose: () => void;
}

const ENDINGS = ['.pdf', '.png', '.jpg', '.jpeg'];

/** One paper with its file; what was typed stays when it is refused. */
export function PaperDialog({ supplierId, paper, onClose }: PaperDialogProps) {
  const { t } = useTranslation('dossiers');
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [form] = Form.useForm<PaperDraft>();
  const kind = Form.useWatch('kind', form) ?? paper?.kind;
  const [file, setFile] = useState<File | null>(null);
  const [isStaging, setStaging] = useState(false);
  const add = useCommand(client.dossiers.addQualification);
  const merged = useMergedForm({
    form,
    record: paper ?? undefined,
    draftOf,
    async read(opened) {
      const { qualifications } = await client.dossiers.get({ supplierId });
      return qualifications.find(({ id }) => id === opened.id) ?? opened;
    },
  });
  const edit = useCommand(client.dossiers.editQualification, { onError: merged.onError });
  const take = ([chosen]: readonly File[]): void => {
    if (!chosen) return;
    if (chosen.size > MAXIMUM_ATTACHMENT_BYTES) message.error(t('errors.ATTACHMENT_TOO_LARGE'));
    else setFile(chosen);
  };
  const stage = async (): Promise<FileId | null> => {
    if (!file) return null;
    setStaging(true);
    try {
      return (await stageFile(file)).id;
    } finally {
      setStaging(false);
    }
  };
  const submit = async (draft: PaperDraft): Promise<void> => {
    try {
      const brandId = draft.kind === 'brand-authorisation' ? draft.brandId : null;
      const values = { ...draft, brandId, fileId: await stage() };
      const saved = paper
        ? await edit.run({ ...values, id: paper.id, revision: merged.revision() })
        : await add.run({ ...values, supplierId });
      if (!saved) return;
      message.success(t('paper.saved'));
      onClose();
    } catch (error) {
      message.error(errorText(error));
    }
  };
  const kept = paper?.attachmentName ? t('paper.fileKept', { name: paper.attachmentName }) : t('paper.fileHint');
  return (
    <Modal
      open
      width={480}
      title={t(paper ? 'paper.editTitle' : 'paper.addTitle')}
      okText={t('paper.save')}
      okButtonProps={{ loading: isStaging || add.isPending || edit.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={draftOf(paper)}
        onFinish={(draft) => void submit(draft)}
        onKeyDown={ignoreComposingEnter}
      >
        {paper ? <p className="kc-soft">{t('paper.editHint')}</p> : null}
        <div className={styles.pair}>
          <Form.Item name="kind" label={t('paper.kind')}>
            <Select options={QUALIFICATION_KINDS.map((value) => ({ value, label: t(`checks.${value}`) }))} />
          </Form.Item>
          {kind === 'brand-authorisation' ? (
            <Form.Item
              name="brandId"
              label={t('paper.brand')}
              rules={[{ required: true, message: t('paper.brandNeeded') }]}
            >
              <BrandField label={t('paper.brand')} />
            </Form.Item>
          ) : null}
        </div>
        <div className={styles.pair}>
          <Form.Item name="number" label={t('paper.number')}>
            <Input className="kc-mono" maxLength={200} spellCheck={false} />
          </Form.Item>
          <Form.Item name="issuer" label={t('paper.issuer')}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="issuedOn" label={t('paper.issuedOn')}>
            <DayInput isClearable />
          </Form.Item>
          <Form.Item
            name="expiresOn"
            label={t('paper.expiresOn')}
            extra={t('paper.expiresHint')}
            dependencies={['issuedOn']}
            rules={[
              ({ getFieldValue }) => ({
                validator: (_, day: Day | null) =>
                  day === null || (getFieldValue('issuedOn') ?? day) <= day
                    ? Promise.resolve()
                    : Promise.reject(new Error(t('paper.endsFirst'))),
              }),
            ]}
          >
            <DayInput isClearable />
          </Form.Item>
        </div>
        <Form.Item name="note" label={t('paper.note')}>
          <NoteInput />
        </Form.Item>
        <Form.Item label={t('paper.file')}>
          <FileDrop onFiles={take} endings={ENDINGS} isMultiple={false} hint={file ? file.name : kept} />
        </Form.Item>
        <button type="submit" hidden />
      </Form>
    </Modal>
  );
}

interface BrandFieldProps {
  value?: BrandId | null;
  onChange?: (id: BrandId | null) => void;
  label: string;
}

function BrandField({ value = null, onChange, label }: BrandFieldProps) {
  return <BrandFilter value={value} onChange={(id) => onChange?.(id)} placeholder={label} width="100%" />;
}

function draftOf(paper: Qualification | null): PaperDraft {
  return {
    kind: paper?.kind ?? 'business-licence',
    brandId: paper?.brandId ?? null,
    number: paper?.number ?? '',
    issuer: paper?.issuer ?? '',
    issuedOn: (paper?.issuedOn ?? null) as Day | null,
    expiresOn: (paper?.expiresOn ?? null) as Day | null,
    note: paper?.note ?? '',
  };
}
