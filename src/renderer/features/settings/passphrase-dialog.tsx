import { App, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { PassphraseFields } from '#renderer/app/entry/passphrase-fields.tsx';
import { useSession } from '#renderer/app/session/session.ts';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { ignoreComposingEnter } from '#renderer/components/form-enter.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { errorCode, useErrorText } from '#renderer/lib/error-text.ts';

interface Values {
  current: string;
  passphrase: string;
}

/** One's own passphrase: the present one first, then the new one twice. */
export function PassphraseDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('settings');
  const shell = useTranslation('shell').t;
  const { message } = App.useApp();
  const errorText = useErrorText();
  const { user } = useSession();
  const [form] = Form.useForm<Values>();
  const change = useCommand(client.users.changePassphrase, {
    onSuccess: () => {
      message.success(t('own.changed'));
      onClose();
    },
    onError: (error) => {
      const isWrong = errorCode(error) === 'WRONG_PASSPHRASE' || errorCode(error) === 'SLOWED_DOWN';
      if (isWrong) form.setFields([{ name: 'current', errors: [errorText(error)] }]);
      return isWrong;
    },
  });
  return (
    <Modal
      open
      width={440}
      title={t('own.change')}
      okText={t('own.change')}
      cancelText={shell('actions.cancel')}
      confirmLoading={change.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ current, passphrase }) => void change.run({ current, next: passphrase })}
        onKeyDown={ignoreComposingEnter}
      >
        <Form.Item name="current" label={t('own.current')} rules={[{ required: true, message: t('own.typeCurrent') }]}>
          <Input.Password size="large" autoFocus autoComplete="current-password" />
        </Form.Item>
        <PassphraseFields personal={[user.name]} />
        <button type="submit" hidden />
      </Form>
    </Modal>
  );
}
