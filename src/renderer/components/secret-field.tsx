import { CopyOutlined, EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/app/session/session.ts';
import { CLEAR_AFTER_SECONDS, copySecret } from '#renderer/lib/secret-clipboard.ts';
import styles from './secret-field.module.css';

interface SecretFieldProps {
  /** What may be seen without revealing: how many characters, and a number's tail. */
  length?: number;
  tail?: string;
  /** Asks the core for the plain text, which it counts and audits; null when refused (the person has been told). */
  reveal?: () => Promise<string | null>;
  /** Asks the core for the plain text to be copied, counted on its own right. */
  copy?: () => Promise<string | null>;
}

const SHOWN_SECONDS = 60;
const GROUP = 4;

/** A text in fours for the eye: the gaps are only drawn, so that a selection copies without them. */
export function GroupedSecret({ text }: { text: string }) {
  const groups = text.match(new RegExp(`.{1,${GROUP}}`, 'gsu')) ?? [];
  const isShort = text.length <= GROUP + 2 || !/^[\p{L}\p{N}]+$/u.test(text);
  if (isShort) return <span className={styles.plain}>{text}</span>;
  return (
    <span className={styles.plain}>
      {groups.map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a group is known by its place
        <span key={index} className={styles.group}>
          {group}
        </span>
      ))}
    </span>
  );
}

/** A secret of a card key: masked, revealed by a call that is counted, hidden again after a minute or when the window locks. */
export function SecretField({ length, tail, reveal, copy }: SecretFieldProps) {
  const { t } = useTranslation('components');
  const { message } = App.useApp();
  const { isLocked } = useSession();
  const [plain, setPlain] = useState<string | null>(null);
  useEffect(() => {
    if (isLocked) setPlain(null);
    if (plain === null) return;
    const timer = setTimeout(() => setPlain(null), SHOWN_SECONDS * 1000);
    return () => clearTimeout(timer);
  }, [plain, isLocked]);

  const show = async (): Promise<void> => setPlain((await reveal?.()) ?? null);
  const copyPlain = async (): Promise<void> => {
    const text = await copy?.();
    if (!text) return;
    const outcome = await copySecret(text, () => void message.info(t('secret.cleared')));
    if (outcome === 'will-be-cleared') message.success(t('secret.copied', { seconds: CLEAR_AFTER_SECONDS }));
    else message.warning(t('secret.copiedNotCleared'), 6);
  };
  const hidden = length === undefined ? t('secret.hiddenPlain') : t('secret.hidden', { count: length });
  return (
    <span className={styles.field}>
      {plain === null ? (
        <span className={styles.masked} title={hidden}>
          <span className="kc-visually-hidden">{hidden}</span>
          <span aria-hidden="true">{'•'.repeat(8)}</span>
          {tail ? <span>{tail}</span> : null}
        </span>
      ) : (
        <GroupedSecret text={plain} />
      )}
      {reveal ? (
        <Button
          size="small"
          type="text"
          icon={plain === null ? <EyeOutlined /> : <EyeInvisibleOutlined />}
          aria-label={plain === null ? t('secret.reveal') : t('secret.hide')}
          title={plain === null ? t('secret.reveal') : t('secret.hide')}
          onClick={() => (plain === null ? void show() : setPlain(null))}
        />
      ) : null}
      {copy ? (
        <Button
          size="small"
          type="text"
          icon={<CopyOutlined />}
          aria-label={t('secret.copy')}
          title={t('secret.copy')}
          onClick={() => void copyPlain()}
        />
      ) : null}
    </span>
  );
}
