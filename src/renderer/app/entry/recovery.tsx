import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Select } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ignoreComposingEnter } from '../../components/form-enter.ts';
import { api, client } from '../../lib/client.ts';
import { useCommand } from '../../lib/command.ts';
import { useErrorText } from '../../lib/error-text.ts';
import { BrokenLog, type LogProblem, logProblemOf } from './broken-log.tsx';
import { EntryScreen } from './entry-screen.tsx';
import { PassphraseFields } from './passphrase-fields.tsx';
import { RecoveryCodeStep } from './recovery-code-step.tsx';
import { useSlowDown } from './slow-down.ts';

type RecoveryInput = Parameters<typeof client.sessions.recover>[0];
type Recovered = Awaited<ReturnType<typeof client.sessions.recover>>;

interface RecoveryValues {
  name: string;
  recoveryCode: string;
  passphrase: string;
  repeated: string;
}

/** The way back with the recovery code: a new passphrase, and a new code because the old one has been used. */
export function Recovery({ userNames, onBack }: { userNames: readonly string[]; onBack: () => void }) {
  const { t } = useTranslation('entry');
  const queries = useQueryClient();
  const [recovered, setRecovered] = useState<Recovered | null>(null);
  const [stopped, setStopped] = useState<Stopped | null>(null);
  if (!recovered && stopped) {
    return <RecoverWithoutLog stopped={stopped} onRecovered={setRecovered} onBack={() => setStopped(null)} />;
  }
  if (!recovered) {
    return (
      <EntryScreen title={t('recovery.title')} text={t('recovery.text')} width={400}>
        <RecoveryForm userNames={userNames} onRecovered={setRecovered} onStopped={setStopped} onBack={onBack} />
      </EntryScreen>
    );
  }
  return (
    <EntryScreen title={t('code.newTitle')} text={t('code.newText')} width={520}>
      <RecoveryCodeStep
        code={recovered.recoveryCode}
        businessName={recovered.state.shop?.businessName ?? ''}
        onConfirmed={(state) => queries.setQueryData(api.sessions.state.queryKey(), state)}
      />
    </EntryScreen>
  );
}

interface Stopped {
  input: RecoveryInput;
  problem: LogProblem;
}

interface RecoverWithoutLogProps {
  stopped: Stopped;
  onRecovered: (recovered: Recovered) => void;
  onBack: () => void;
}

/** The code was right, the record of what was handed out is broken: the owner decides. */
function RecoverWithoutLog({ stopped, onRecovered, onBack }: RecoverWithoutLogProps) {
  const recover = useCommand(client.sessions.recover, { onSuccess: onRecovered, onError: () => true });
  return (
    <BrokenLog
      problem={stopped.problem}
      error={recover.error}
      isGoingOn={recover.isPending}
      onGoOn={() => void recover.run({ ...stopped.input, setsLogAside: true })}
      onBack={onBack}
    />
  );
}

interface RecoveryFormProps {
  userNames: readonly string[];
  onRecovered: (recovered: Recovered) => void;
  onStopped: (stopped: Stopped) => void;
  onBack: () => void;
}

function RecoveryForm({ userNames, onRecovered, onStopped, onBack }: RecoveryFormProps) {
  const { t } = useTranslation('entry');
  const errorText = useErrorText();
  const sent = useRef<RecoveryInput | null>(null);
  const recover = useCommand(client.sessions.recover, {
    onSuccess: onRecovered,
    onError: (error) => {
      const problem = logProblemOf(error);
      if (problem && sent.current) onStopped({ input: sent.current, problem });
      return true;
    },
  });
  const seconds = useSlowDown(recover.error);
  const submit = (values: RecoveryValues): void => {
    const { name, recoveryCode, passphrase } = values;
    const input = { name, recoveryCode, newPassphrase: passphrase, confirmsCode: true };
    sent.current = input;
    void recover.run(input);
  };
  return (
    <Form<RecoveryValues>
      layout="vertical"
      requiredMark={false}
      initialValues={{ name: userNames[0] }}
      onFinish={submit}
      onKeyDown={ignoreComposingEnter}
    >
      <Form.Item name="name" label={t('fields.user')} rules={[{ required: true, message: t('signIn.chooseUser') }]}>
        <Select size="large" options={userNames.map((name) => ({ value: name, label: name }))} />
      </Form.Item>
      <Form.Item
        name="recoveryCode"
        label={t('fields.recoveryCode')}
        rules={[{ required: true, message: t('recovery.typeCode') }]}
      >
        <Input.TextArea className="kc-mono" rows={2} spellCheck={false} autoComplete="off" />
      </Form.Item>
      <PassphraseFields personal={userNames} />
      {recover.error ? (
        <Alert
          type="error"
          showIcon
          style={{ marginBottom: 16 }}
          title={seconds > 0 ? t('signIn.slowedDown', { seconds }) : errorText(recover.error)}
        />
      ) : null}
      <div style={{ display: 'flex', gap: 8, marginTop: 28 }}>
        <Button type="primary" size="large" htmlType="submit" loading={recover.isPending} disabled={seconds > 0}>
          {t('recovery.action')}
        </Button>
        <Button size="large" onClick={onBack}>
          {t('recovery.back')}
        </Button>
      </div>
    </Form>
  );
}
