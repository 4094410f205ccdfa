import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { ignoreComposingEnter } from '#renderer/components/form-enter.ts';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { useErrorText } from '#renderer/lib/error-text.ts';
import styles from './backup.module.css';

type Backups = Awaited<ReturnType<typeof client.backups.list>>;

/** Where backups go: beside the database, and to a second place that survives this computer. */
export function BackupPlaces({ backups }: { backups: Backups }) {
  const { t } = useTranslation('backup');
  const mayChoose = useCan('settings.edit');
  const [isChoosing, setChoosing] = useState(false);
  const { ownPlace, secondPlace } = backups;
  return (
    <div className={styles.places}>
      <div className={styles.place}>
        <div className={styles.label}>{t('places.own')}</div>
        <div className={styles.path}>
          <span className="kc-mono" title={ownPlace}>
            {ownPlace}
          </span>
        </div>
      </div>
      <div className={styles.place}>
        <div className={styles.label}>
          {t('places.second')}
          {secondPlace === null ? (
            <StateTag tone="soon" shape="half">
              {t('places.missing')}
            </StateTag>
          ) : null}
        </div>
        <div className={styles.path}>
          {secondPlace === null ? (
            <span className="kc-faint">{t('places.why')}</span>
          ) : (
            <span className="kc-mono" title={secondPlace}>
              {secondPlace}
            </span>
          )}
          {mayChoose ? (
            <Button size="small" type="link" onClick={() => setChoosing(true)}>
              {secondPlace === null ? t('places.choose') : t('places.change')}
            </Button>
          ) : null}
        </div>
      </div>
      {isChoosing ? <PlaceDialog place={secondPlace} onClose={() => setChoosing(false)} /> : null}
    </div>
  );
}

function PlaceDialog({ place, onClose }: { place: string | null; onClose: () => void }) {
  const { t } = useTranslation('backup');
  const shell = useTranslation('shell').t;
  const errorText = useErrorText();
  const [form] = Form.useForm<{ place: string }>();
  const choose = useCommand(client.backups.setSecondPlace, { onSuccess: onClose, onError: () => true });
  return (
    <Modal
      open
      title={t('places.second')}
      okText={t('places.save')}
      cancelText={shell('actions.cancel')}
      confirmLoading={choose.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      footer={(_, { OkBtn, CancelBtn }) => (
        <>
          {place === null ? null : (
            <Button style={{ float: 'left' }} onClick={() => void choose.run({ place: null })}>
              {t('places.none')}
            </Button>
          )}
          <CancelBtn />
          <OkBtn />
        </>
      )}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ place: place ?? '' }}
        onFinish={(values) => void choose.run({ place: values.place.trim() })}
        onKeyDown={ignoreComposingEnter}
      >
        <Form.Item
          name="place"
          label={t('places.folder')}
          extra={t('places.hint')}
          validateStatus={choose.error ? 'error' : undefined}
          help={choose.error ? errorText(choose.error) : undefined}
          rules={[{ required: true, whitespace: true, message: t('places.type') }]}
        >
          <Input className="kc-mono" autoFocus spellCheck={false} maxLength={1000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
