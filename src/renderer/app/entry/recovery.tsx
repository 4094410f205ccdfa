import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ignoreComposingEnter } from '../../components/form-enter.ts';
import { api, client } from '../../lib/client.ts';
import { useCommand } from '../../lib/command.ts';
import { useErrorText } from '../../lib/error-text.ts';
import { EntryScreen } from './entry-screen.tsx';
import { PassphraseFields } from './passphrase-fields.tsx';
import { RecoveryCodeStep } from './recovery-code-step.tsx';
import { useSlowDown } from './slow-down.ts';

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
  if (!recovered) {
    return (
      <EntryScreen title={t('recovery.title')} text={t('recovery.text')} width={400}>
        <RecoveryForm userNames={userNames} onRecovered={setRecovered} onBack={onBack} />
      </EntryScreen>
    );
  }
  return (
    <EntryScreen title={t('code.newTitle')} text={t('code.newText')} width={520}>
      <RecoveryCodeStep
        code={recovered.recoveryCode}
        businessName={recovered.state.shop?.businessName ?? ''}
        onConfirmed={() => queries.setQueryData(api.sessions.state.queryKey(), recovered.state)}
      />
    </EntryScreen>
  );
}

interface RecoveryFormProps {
  userNames: readonly string[];
  onRecovered: (recovered: Recovered) => void;
  onBack: () => void;
}

function RecoveryForm({ userNames, onRecovered, onBack }: RecoveryFormProps) {
  const { t } = useTranslation('entry');
  const errorText = useErrorText();
  const recover = useCommand(client.sessions.recover, { onSuccess: onRecovered, onError: () => true });
  const seconds = useSlowDown(recover.error);
  const submit = (values: RecoveryValues): void => {
    const { name, recoveryCode, passphrase } = values;
    void recover.run({ name, recoveryCode, newPassphrase: passphrase });
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
