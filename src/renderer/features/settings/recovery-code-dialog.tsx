import { App, Form, Input, Modal } from 'antd';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RecoveryCodeStep } from '#renderer/app/entry/recovery-code-step.tsx';
import { ignoreComposingEnter } from '#renderer/components/form-enter.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { errorCode, useErrorText } from '#renderer/lib/error-text.ts';
import { holdPage } from '#renderer/lib/held-page.ts';

type Renewed = Awaited<ReturnType<typeof client.shop.renewRecoveryCode>>;

/** A new recovery code in the place of one that was lost or seen: one's passphrase first, then the code, once. */
export function RecoveryCodeDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('settings');
  const entry = useTranslation('entry').t;
  const { message } = App.useApp();
  const [renewed, setRenewed] = useState<Renewed | null>(null);
  const isToBeKept = useRef(false);
  useStaysHere(isToBeKept);
  const show = (made: Renewed): void => {
    isToBeKept.current = true;
    setRenewed(made);
  };
  if (!renewed) return <AskPassphrase onRenewed={show} onClose={onClose} />;
  return (
    <Modal open width={568} title={entry('code.newTitle')} footer={null} closable={false} keyboard={false} mask={STAYS}>
      <p className="kc-soft" style={{ marginBottom: 16 }}>
        {t('recoveryCode.renewed')}
      </p>
      <RecoveryCodeStep
        code={renewed.recoveryCode}
        businessName={renewed.businessName}
        onConfirmed={() => {
          isToBeKept.current = false;
          message.success(t('recoveryCode.kept'));
          onClose();
        }}
      />
    </Modal>
  );
}

/** Going back would put away a code that is shown once, while the one before it opens nothing any more. */
function useStaysHere(isToBeKept: RefObject<boolean>): void {
  useEffect(() => holdPage(() => isToBeKept.current), [isToBeKept]);
}

/** The code is shown once: a click beside it must not put it away. */
const STAYS = { closable: false };

function AskPassphrase({ onRenewed, onClose }: { onRenewed: (renewed: Renewed) => void; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const shell = useTranslation('shell').t;
  const errorText = useErrorText();
  const [form] = Form.useForm<{ passphrase: string }>();
  const renew = useCommand(client.shop.renewRecoveryCode, {
    onSuccess: onRenewed,
    onError: (error) => {
      const isWrong = errorCode(error) === 'WRONG_PASSPHRASE' || errorCode(error) === 'SLOWED_DOWN';
      if (isWrong) form.setFields([{ name: 'passphrase', errors: [errorText(error)] }]);
      return isWrong;
    },
  });
  return (
    <Modal
      open
      width={440}
      title={t('recoveryCode.renew')}
      okText={t('recoveryCode.renew')}
      cancelText={shell('actions.cancel')}
      confirmLoading={renew.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="kc-soft" style={{ marginBottom: 16 }}>
        {t('recoveryCode.text')}
      </p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ passphrase }) => void renew.run({ passphrase, confirmsCode: true })}
        onKeyDown={ignoreComposingEnter}
      >
        <Form.Item
          name="passphrase"
          label={t('own.current')}
          rules={[{ required: true, message: t('own.typeCurrent') }]}
        >
          <Input.Password size="large" autoFocus autoComplete="current-password" />
        </Form.Item>
        <button type="submit" hidden />
      </Form>
    </Modal>
  );
}
