import { CopyOutlined, PrinterOutlined, SaveOutlined } from '@ant-design/icons';
import { Alert, App, Button, Form, Input } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionState } from '#shared/contract/identity.contract.ts';
import { ignoreComposingEnter } from '../../components/form-enter.ts';
import { client } from '../../lib/client.ts';
import { useCommand } from '../../lib/command.ts';
import { saveText } from '../../lib/download.ts';
import { groupsOf, isSameGroup, pickGroupsToConfirm } from './recovery-code.ts';
import styles from './recovery-code-step.module.css';

interface RecoveryCodeStepProps {
  code: string;
  businessName: string;
  /** The code was typed back, and the shop knows it. */
  onConfirmed: (state: SessionState) => void;
}

/** Shows the recovery code the only time it is ever shown, and asks for two of its groups to know that it was kept. */
export function RecoveryCodeStep({ code, businessName, onConfirmed }: RecoveryCodeStepProps) {
  const { t } = useTranslation('entry');
  const { message } = App.useApp();
  const groups = useMemo(() => groupsOf(code), [code]);
  const [isConfirming, setConfirming] = useState(false);
  const confirm = useCommand(client.shop.confirmRecoveryCode, { onSuccess: onConfirmed });
  useWarningBeforeLeaving();
  const fileText = t('code.fileText', { businessName, code: groups.join('-') });
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(groups.join('-'));
    message.success(t('code.copied'));
  };
  return (
    <div className={styles.step}>
      <pre className={styles.paper} data-print aria-hidden="true">
        {fileText}
      </pre>
      <div className={styles.code} data-testid="recovery-code">
        {groups.map((group, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a group is known by its place
          <span key={index} className={styles.group}>
            <span className={styles.number} aria-hidden="true">
              {index + 1}
            </span>
            {group}
          </span>
        ))}
      </div>
      <div className={styles.actions}>
        <Button icon={<CopyOutlined />} onClick={() => void copy()}>
          {t('code.copy')}
        </Button>
        <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
          {t('code.print')}
        </Button>
        <Button icon={<SaveOutlined />} onClick={() => void saveText(t('code.fileName'), fileText)}>
          {t('code.save')}
        </Button>
      </div>
      <Alert type="warning" showIcon title={t('code.warning')} style={{ margin: '16px 0' }} />
      {isConfirming ? (
        <ConfirmGroups
          groups={groups}
          isPending={confirm.isPending}
          onConfirmed={() => void confirm.run({ recoveryCode: code })}
        />
      ) : (
        <Button type="primary" size="large" onClick={() => setConfirming(true)}>
          {t('code.kept')}
        </Button>
      )}
    </div>
  );
}

interface ConfirmGroupsProps {
  groups: readonly string[];
  isPending: boolean;
  onConfirmed: () => void;
}

function ConfirmGroups({ groups, isPending, onConfirmed }: ConfirmGroupsProps) {
  const { t } = useTranslation('entry');
  const asked = useMemo(() => pickGroupsToConfirm(groups.length), [groups.length]);
  const rule = (index: number) => ({
    validator: (_: unknown, typed: string | undefined) =>
      isSameGroup(typed ?? '', groups[index] ?? '')
        ? Promise.resolve()
        : Promise.reject(new Error(t('code.groupWrong', { number: index + 1 }))),
  });
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      onFinish={onConfirmed}
      onKeyDown={ignoreComposingEnter}
      validateTrigger="onSubmit"
    >
      <div className={styles.asked}>
        {asked.map((index, position) => (
          <Form.Item
            key={index}
            name={`group-${index}`}
            label={t('code.group', { number: index + 1 })}
            rules={[rule(index)]}
          >
            <Input className="kc-mono" size="large" autoFocus={position === 0} autoComplete="off" spellCheck={false} />
          </Form.Item>
        ))}
      </div>
      <Button type="primary" size="large" htmlType="submit" loading={isPending} style={{ marginTop: 8 }}>
        {t('code.confirm')}
      </Button>
    </Form>
  );
}

function useWarningBeforeLeaving(): void {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, []);
}
