import { LockOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, type InputRef } from 'antd';
import { type SyntheticEvent, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ignoreComposingEnter } from '../../components/form-enter.ts';
import { api, client } from '../../lib/client.ts';
import { useCommand } from '../../lib/command.ts';
import { useErrorText } from '../../lib/error-text.ts';
import { useSlowDown } from './slow-down.ts';
import styles from './unlock-overlay.module.css';

/** Covers the page while the window is locked; what was typed on it is still there afterwards. */
export function UnlockOverlay({ userName, isVaultLocked }: { userName: string; isVaultLocked: boolean }) {
  const { t } = useTranslation('entry');
  const title = isVaultLocked ? t('unlock.vaultTitle') : t('unlock.title');
  const queries = useQueryClient();
  const errorText = useErrorText();
  const field = useRef<InputRef>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  // A modal dialog lies above everything, open drawers too, and makes the rest inert.
  useLayoutEffect(() => {
    dialog.current?.showModal();
    field.current?.focus();
  }, []);
  const [form] = Form.useForm<{ passphrase: string }>();
  const remember = (state: Awaited<ReturnType<typeof client.sessions.unlock>>): void => {
    queries.setQueryData(api.sessions.state.queryKey(), state);
  };
  const unlock = useCommand(client.sessions.unlock, {
    onSuccess: remember,
    onError: () => {
      form.setFieldValue('passphrase', '');
      field.current?.focus();
      return true;
    },
  });
  const seconds = useSlowDown(unlock.error);
  const somebodyElse = (): void => {
    void client.sessions.signOut().then(remember);
  };
  return (
    <dialog ref={dialog} className={styles.overlay} aria-label={title} onCancel={keepOpen}>
      <div className={styles.panel}>
        <span className={styles.icon} aria-hidden="true">
          <LockOutlined />
        </span>
        <h1 className={styles.title}>{title}</h1>
        <p className={styles.text}>{t('unlock.text', { name: userName })}</p>
        {isVaultLocked ? <p className={styles.text}>{t('unlock.vaultText')}</p> : null}
        <Form form={form} onFinish={(values) => void unlock.run(values)} onKeyDown={ignoreComposingEnter}>
          <Form.Item
            name="passphrase"
            validateStatus={unlock.error ? 'error' : undefined}
            help={
              unlock.error ? (seconds > 0 ? t('signIn.slowedDown', { seconds }) : errorText(unlock.error)) : undefined
            }
            rules={[{ required: true, message: t('signIn.typePassphrase') }]}
          >
            <Input.Password
              ref={field}
              size="large"
              autoFocus
              autoComplete="current-password"
              aria-label={t('fields.passphrase')}
              placeholder={t('fields.passphrase')}
            />
          </Form.Item>
          <Button type="primary" size="large" block htmlType="submit" loading={unlock.isPending} disabled={seconds > 0}>
            {seconds > 0 ? t('signIn.waitSeconds', { seconds }) : t('unlock.action')}
          </Button>
        </Form>
        <Button type="link" size="small" onClick={somebodyElse}>
          {t('unlock.somebodyElse')}
        </Button>
      </div>
    </dialog>
  );
}

/** Esc does not unlock. */
function keepOpen(event: SyntheticEvent): void {
  event.preventDefault();
}
