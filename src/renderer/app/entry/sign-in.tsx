import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, type InputRef, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionState } from '#shared/contract/identity.contract.ts';
import { ignoreComposingEnter } from '../../components/form-enter.ts';
import { api, client } from '../../lib/client.ts';
import { useCommand } from '../../lib/command.ts';
import { useErrorText } from '../../lib/error-text.ts';
import { BrokenLog, type LogProblem, logProblemOf } from './broken-log.tsx';
import { EntryScreen } from './entry-screen.tsx';
import { Recovery } from './recovery.tsx';
import { useSlowDown } from './slow-down.ts';

const LAST_USER_KEY = 'kacang.last-user';

interface SignInValues {
  name: string;
  passphrase: string;
}

interface Stopped {
  values: SignInValues;
  problem: LogProblem;
}

/** Who is it, and the passphrase. The last person here is chosen already. */
export function SignIn({ state }: { state: SessionState }) {
  const { t } = useTranslation('entry');
  const [isRecovering, setRecovering] = useState(false);
  const [stopped, setStopped] = useState<Stopped | null>(null);
  const title = state.shop?.businessName ?? t('signIn.title');
  useEffect(() => {
    document.title = t('signIn.pageTitle');
  }, [t]);
  if (stopped) return <SignInWithoutLog stopped={stopped} onBack={() => setStopped(null)} />;
  if (isRecovering) return <Recovery userNames={state.userNames} onBack={() => setRecovering(false)} />;
  return (
    <EntryScreen title={title} text={t('signIn.text')}>
      <SignInForm userNames={state.userNames} onStopped={setStopped} />
      <Button type="link" size="small" style={{ paddingInline: 0 }} onClick={() => setRecovering(true)}>
        {t('signIn.forgotten')}
      </Button>
    </EntryScreen>
  );
}

/** The passphrase was right, the record of what was handed out is broken: the owner decides. */
function SignInWithoutLog({ stopped, onBack }: { stopped: Stopped; onBack: () => void }) {
  const queries = useQueryClient();
  const signIn = useCommand(client.sessions.signIn, {
    onSuccess: (next) => queries.setQueryData(api.sessions.state.queryKey(), next),
    onError: () => true,
  });
  return (
    <BrokenLog
      problem={stopped.problem}
      error={signIn.error}
      isGoingOn={signIn.isPending}
      onGoOn={() => void signIn.run({ ...stopped.values, setsLogAside: true })}
      onBack={onBack}
    />
  );
}

interface SignInFormProps {
  userNames: readonly string[];
  onStopped: (stopped: Stopped) => void;
}

function SignInForm({ userNames, onStopped }: SignInFormProps) {
  const { t } = useTranslation('entry');
  const queries = useQueryClient();
  const errorText = useErrorText();
  const passphrase = useRef<InputRef>(null);
  const [form] = Form.useForm<SignInValues>();
  const signIn = useCommand(client.sessions.signIn, {
    onSuccess: (next) => queries.setQueryData(api.sessions.state.queryKey(), next),
    onError: (error) => {
      const problem = logProblemOf(error);
      if (problem) onStopped({ values: form.getFieldsValue(), problem });
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
