import { App, Form, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { PassphraseFields } from '#renderer/app/entry/passphrase-fields.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { ignoreComposingEnter } from '#renderer/components/form-enter.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { errorCode } from '#renderer/lib/error-text.ts';
import { ROLES, type Role } from '#shared/domain/identity/rights.ts';
import type { UserId } from '#shared/domain/ids.ts';
import styles from './users.module.css';

interface NewUser {
  name: string;
  role: Role;
  passphrase: string;
  repeated: string;
}

/** Adds a person; their first passphrase is told to them by whoever adds them, and they can change it. */
export function NewUserDialog({ onClose, onCreated }: { onClose: () => void; onCreated: (id: UserId) => void }) {
  const { t } = useTranslation('users');
  const shell = useTranslation('shell').t;
  const { message } = App.useApp();
  const [form] = Form.useForm<NewUser>();
  const name = Form.useWatch('name', form) ?? '';
  const create = useCommand(client.users.create, {
    onError: (error) => {
      if (errorCode(error) !== 'NAME_TAKEN') return false;
      form.setFields([{ name: 'name', errors: [t('new.nameTaken')] }]);
      return true;
    },
  });
  const submit = async ({ repeated: _, ...user }: NewUser): Promise<void> => {
    const made = await create.run(user);
    if (!made) return;
    message.success(t('new.done', { name: user.name }));
    onCreated(made.id);
  };
  return (
    <Modal
      open
      width={460}
      title={t('new.title')}
      okText={t('new.action')}
      cancelText={shell('actions.cancel')}
      confirmLoading={create.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ role: 'clerk' }}
        onFinish={(user) => void submit(user)}
        onKeyDown={ignoreComposingEnter}
      >
        <Form.Item
          name="name"
          label={t('new.name')}
          rules={[{ required: true, whitespace: true, message: t('new.typeName') }]}
        >
          <Input autoFocus maxLength={80} autoComplete="off" />
        </Form.Item>
        <Form.Item name="role" label={t('columns.role')}>
          <Radio.Group className={styles.roles}>
            {ROLES.map((role) => (
              <Radio key={role} value={role}>
                {shell(`roles.${role}`)} <span className="kc-faint">{t(`roleHints.${role}`)}</span>
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
        <PassphraseFields personal={[name]} />
        <p className="kc-faint">{t('new.tellThem')}</p>
        <button type="submit" hidden />
      </Form>
    </Modal>
  );
}
