import { Alert, Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { ignoreComposingEnter } from '#renderer/components/form-enter.ts';
import { formatQuantity } from '#renderer/i18n/format.ts';
import { imports as words } from '#renderer/i18n/zh-CN/imports.ts';
import { errorData, useErrorText } from '#renderer/lib/error-text.ts';
import styles from './imports.module.css';
import type { QueuedFile } from './queue-store.ts';
import type { ReadChoices } from './receipt-draft.ts';

interface ReadingProblemProps {
  file: QueuedFile;
  error: unknown;
  onRead: (read: ReadChoices) => void;
}

type UnreadableReason = keyof typeof words.unreadable;

/** What a file's refusal says, with its place and what to do. */
export function useUnreadableText(): (data: Record<string, unknown>) => string {
  const { t } = useTranslation('imports');
  return ({ reason, place }) => {
    const isKnown = typeof reason === 'string' && Object.hasOwn(words.unreadable, reason);
    const text = isKnown ? t(`unreadable.${reason as UnreadableReason}`) : t('errors.SHEET_REFUSED');
    const where = placesOf(place);
    const parts = [
      where.sheet ? t('unreadable.sheetPlace', { sheet: where.sheet }) : '',
      typeof where.line === 'number' ? t('unreadable.linePlace', { line: formatQuantity(where.line) }) : '',
      typeof where.cell === 'string' ? where.cell : '',
      typeof where.entry === 'string' ? where.entry : '',
      typeof where.offset === 'number' ? t('unreadable.offsetPlace', { offset: where.offset }) : '',
    ].filter((part) => part !== '');
    return parts.length === 0 ? text : `${text} ${t('unreadable.at', { place: parts.join(' ') })}`;
  };
}

function placesOf(place: unknown): Record<string, unknown> {
  return typeof place === 'object' && place !== null ? { ...place } : {};
}

/** A file that could not be read: the question it asks (password, entry, encoding), or why and what to do. */
export function ReadingProblem({ file, error, onRead }: ReadingProblemProps) {
  const { t } = useTranslation('imports');
  const errorText = useErrorText();
  const unreadableText = useUnreadableText();
  const refusal = errorData(error, 'SHEET_REFUSED');
  const reason = refusal?.reason;
  const choices = Array.isArray(refusal?.choices) ? refusal.choices.map(String) : [];
  const { read } = file;
  return (
    <div className={styles.problem}>
      <Alert type="error" showIcon title={refusal ? unreadableText(refusal) : errorText(error)} />
      {reason === 'PASSWORD_REQUIRED' || reason === 'PASSWORD_WRONG' ? (
        <PasswordForm onPassword={(password) => onRead({ ...read, password })} />
      ) : null}
      {reason === 'ENTRY_REQUIRED' && choices.length > 0 ? (
        <Select
          placeholder={t('reading.chooseEntry')}
          aria-label={t('reading.chooseEntry')}
          options={choices.map((value) => ({ value, label: value }))}
          onChange={(entry: string) => onRead({ ...read, entry })}
        />
      ) : null}
      {reason === 'UNCLOSED_QUOTE' && read.quotes !== 'none' ? (
        <Button onClick={() => onRead({ ...read, quotes: 'none' })}>
          {t('reading.quotes')}: {t('reading.quotesNone')}
        </Button>
      ) : null}
      {Object.keys(read).length > 0 && reason !== 'PASSWORD_WRONG' ? (
        <Button onClick={() => onRead({})}>{t('mapping.proposed')}</Button>
      ) : null}
    </div>
  );
}

function PasswordForm({ onPassword }: { onPassword: (password: string) => void }) {
  const { t } = useTranslation('imports');
  return (
    <Form<{ password: string }>
      layout="vertical"
      onFinish={({ password }) => onPassword(password)}
      onKeyDown={ignoreComposingEnter}
    >
      <Form.Item
        name="password"
        label={t('reading.password')}
        extra={t('reading.passwordHint')}
        rules={[{ required: true, message: '' }]}
      >
        <Input.Password autoFocus autoComplete="off" />
      </Form.Item>
      <Button type="primary" htmlType="submit">
        {t('reading.open')}
      </Button>
    </Form>
  );
}
