import { Alert, Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { errorData, useErrorText } from '#renderer/lib/error-text.ts';
import { ignoreComposingEnter } from './form-enter.ts';
import styles from './sheet-reading.module.css';
import { EncodingSelect, type SheetRead } from './sheet-reading.tsx';

interface SheetProblemProps {
  read: SheetRead;
  error: unknown;
  onChange: (read: SheetRead) => void;
}

/**
 * A file that could not be read: the question it asks (password, file of an archive, encoding), or why and what to do. What was
 * chosen wrongly can be taken back, so that the file need not be sent again.
 */
export function SheetProblem({ read, error, onChange }: SheetProblemProps) {
  const { t } = useTranslation('components');
  const errorText = useErrorText();
  const refusal = errorData(error, 'SHEET_REFUSED');
  const reason = refusal?.reason;
  const choices = Array.isArray(refusal?.choices) ? refusal.choices.map(String) : [];
  return (
    <div className={styles.problem}>
      <Alert type="error" showIcon title={errorText(error)} />
      {reason === 'PASSWORD_REQUIRED' || reason === 'PASSWORD_WRONG' ? (
        <PasswordForm onPassword={(password) => onChange({ ...read, password })} />
      ) : null}
      {reason === 'ENTRY_REQUIRED' && choices.length > 0 ? (
        <Select
          style={{ width: 320 }}
          placeholder={t('sheet.chooseEntry')}
          aria-label={t('sheet.entry')}
          options={choices.map((value) => ({ value, label: value }))}
          onChange={(entry: string) => onChange({ ...read, entry })}
        />
      ) : null}
      {reason === 'UNDECODABLE' ? (
        <EncodingSelect value={read.encoding ?? null} onChange={(encoding) => onChange({ ...read, encoding })} />
      ) : null}
      {reason === 'UNCLOSED_QUOTE' && read.quotes !== 'none' ? (
        <Button onClick={() => onChange({ ...read, quotes: 'none' })}>{t('sheet.quotesAreText')}</Button>
      ) : null}
      {Object.keys(read).length > 0 && reason !== 'PASSWORD_WRONG' ? (
        <Button onClick={() => onChange({})}>{t('sheet.asRecognised')}</Button>
      ) : null}
    </div>
  );
}

function PasswordForm({ onPassword }: { onPassword: (password: string) => void }) {
  const { t } = useTranslation('components');
  return (
    <Form<{ password: string }>
      layout="vertical"
      onFinish={({ password }) => onPassword(password)}
      onKeyDown={ignoreComposingEnter}
    >
      <Form.Item
        name="password"
        label={t('sheet.password')}
        extra={t('sheet.passwordHint')}
        rules={[{ required: true, message: t('sheet.passwordMissing') }]}
      >
        <Input.Password autoFocus autoComplete="off" style={{ width: 280 }} />
      </Form.Item>
      <Button type="primary" htmlType="submit">
        {t('sheet.open')}
      </Button>
    </Form>
  );
}
