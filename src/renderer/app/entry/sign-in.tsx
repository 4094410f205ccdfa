import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, type InputRef, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionState } from '#shared/contract/identity.contract.ts';
import { ignoreComposingEnter } from '../../components/form-enter.ts';
import { api, client } from '../../lib/client.ts';
import { useCommand } from '../../lib/command.ts';
import { useErrorText } from '../../lib/error-text.ts';
import { EntryScreen } from './entry-screen.tsx';
import { Recovery } from './recovery.tsx';
import { useSlowDown } from './slow-down.ts';

const LAST_USER_KEY = 'kacang.last-user';

interface SignInValues {
  name: string;
  passphrase: string;
}

/** Who is it, and the passphrase. The last person here is chosen already. */
export function SignIn({ state }: { state: SessionState }) {
  const { t } = useTranslation('entry');
  const [isRecovering, setRecovering] = useState(false);
  const title = state.shop?.businessName ?? t('signIn.title');
  useEffect(() => {
    document.title = t('signIn.pageTitle');
  }, [t]);
  if (isRecovering) return <Recovery userNames={state.userNames} onBack={() => setRecovering(false)} />;
  return (
    <EntryScreen title={title} text={t('signIn.text')}>
      <SignInForm userNames={state.userNames} />
      <Button type="link" size="small" style={{ paddingInline: 0 }} onClick={() => setRecovering(true)}>
        {t('signIn.forgotten')}
      </Button>
    </EntryScreen>
  );
}

function SignInForm({ userNames }: { userNames: readonly string[] }) {
  const { t } = useTranslation('entry');
  const queries = useQueryClient();
  const errorText = useErrorText();
  const passphrase = useRef<InputRef>(null);
  const [form] = Form.useForm<SignInValues>();
  const signIn = useCommand(client.sessions.signIn, {
    onSuccess: (next) => queries.setQueryData(api.sessions.state.queryKey(), next),
    onError: () => {
      form.setFieldValue('passphrase', '');
      passphrase.current?.focus();
      return true;
    },
  });
  const seconds = useSlowDown(signIn.error);
  const submit = async (values: SignInValues): Promise<void> => {
    window.localStorage.setItem(LAST_USER_KEY, values.name);
    await signIn.run(values);
  };
  return (
    <Form<SignInValues>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ name: likelyUser(userNames), passphrase: '' }}
      onFinish={(values) => void submit(values)}
      onKeyDown={ignoreComposingEnter}
    >
      <Form.Item name="name" label={t('fields.user')} rules={[{ required: true, message: t('signIn.chooseUser') }]}>
        <Select
          size="large"
          showSearch
          options={userNames.map((name) => ({ value: name, label: name }))}
          onSelect={() => passphrase.current?.focus()}
        />
      </Form.Item>
      <Form.Item
        name="passphrase"
        label={t('fields.passphrase')}
        rules={[{ required: true, message: t('signIn.typePassphrase') }]}
      >
        <Input.Password ref={passphrase} size="large" autoFocus autoComplete="current-password" />
      </Form.Item>
      {signIn.error ? (
        <Alert
          type="error"
          showIcon
          style={{ marginBottom: 16 }}
          title={seconds > 0 ? t('signIn.slowedDown', { seconds }) : errorText(signIn.error)}
        />
      ) : null}
      <Button type="primary" size="large" block htmlType="submit" loading={signIn.isPending} disabled={seconds > 0}>
        {seconds > 0 ? t('signIn.waitSeconds', { seconds }) : t('signIn.action')}
      </Button>
    </Form>
  );
}

function likelyUser(userNames: readonly string[]): string | undefined {
  const last = window.localStorage.getItem(LAST_USER_KEY);
  return userNames.find((name) => name === last) ?? userNames[0];
}
