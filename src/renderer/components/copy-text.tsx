import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './copy-text.module.css';

const THANKS_MILLISECONDS = 1500;

/** An order number or an id in monospace, with one click to copy it. Not for secrets: those are SecretField's. */
export function CopyText({ text }: { text: string }) {
  const { t } = useTranslation('components');
  const [isDone, setDone] = useState(false);
  useEffect(() => {
    if (!isDone) return;
    const timer = setTimeout(() => setDone(false), THANKS_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [isDone]);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setDone(true);
  };
  const label = isDone ? t('copy.done') : t('copy.action');
  return (
    <span className={styles.copy}>
      <span className={`kc-mono ${styles.text}`}>{text}</span>
      <Button
        size="small"
        type="text"
        className={styles.button}
        icon={isDone ? <CheckOutlined /> : <CopyOutlined />}
        aria-label={label}
        title={label}
        onClick={() => void copy()}
      />
    </span>
  );
}
