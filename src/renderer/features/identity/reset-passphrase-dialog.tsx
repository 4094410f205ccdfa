import { App, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { PassphraseFields } from '#renderer/app/entry/passphrase-fields.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { ignoreComposingEnter } from '#renderer/components/form-enter.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { UserView } from '#shared/contract/identity.contract.ts';

/** A new passphrase for somebody who forgot theirs; the old one stops working. */
export function ResetPassphraseDialog({ user, onClose }: { user: UserView; onClose: () => void }) {
  const { t } = useTranslation('users');
  const shell = useTranslation('shell').t;
  const { message } = App.useApp();
  const [form] = Form.useForm<{ passphrase: string }>();
  const reset = useCommand(client.users.resetPassphrase, {
    onSuccess: () => {
      message.success(t('reset.done', { name: user.name }));
      onClose();
    },
  });
  return (
    <Modal
      open
      width={440}
      title={t('reset.title', { name: user.name })}
      okText={t('reset.action')}
      cancelText={shell('actions.cancel')}
      confirmLoading={reset.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="kc-soft" style={{ marginBottom: 12 }}>
        {t('reset.text')}
      </p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ passphrase }) => void reset.run({ id: user.id, next: passphrase })}
        onKeyDown={ignoreComposingEnter}
      >
        <PassphraseFields personal={[user.name]} />
        <button type="submit" hidden />
      </Form>
    </Modal>
  );
}
