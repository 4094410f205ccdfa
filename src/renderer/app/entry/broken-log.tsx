import { Alert, Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { errorData, useErrorText } from '../../lib/error-text.ts';
import styles from './broken-log.module.css';
import { EntryScreen } from './entry-screen.tsx';

export interface LogProblem {
  readonly line: number;
  readonly keptLines: number;
  readonly folder: string;
  readonly keysInDoubt: number;
  readonly isNothingLost: boolean;
  readonly mayGoOn: boolean;
}

/** What ISSUED_LOG_BROKEN says; null for any other error. */
export function logProblemOf(error: unknown): LogProblem | null {
  const data = errorData(error, 'ISSUED_LOG_BROKEN');
  if (!data) return null;
  return {
    line: Number(data.line),
    keptLines: Number(data.keptLines),
    folder: String(data.folder),
    keysInDoubt: Number(data.keysInDoubt),
    isNothingLost: data.isNothingLost === true,
    mayGoOn: data.mayGoOn === true,
  };
}

interface BrokenLogProps {
  problem: LogProblem;
  /** What went wrong with going on, where it did. */
  error: unknown;
  isGoingOn: boolean;
  onGoOn: () => void;
  onBack: () => void;
}

/** The record of what was handed out is broken: what that means, what is kept, and the owner's word to go on. */
export function BrokenLog({ problem, error, isGoingOn, onGoOn, onBack }: BrokenLogProps) {
  const { t } = useTranslation('entry');
  const errorText = useErrorText();
  useEffect(() => {
    document.title = t('brokenLog.pageTitle');
  }, [t]);
  const { line, keptLines, keysInDoubt, isNothingLost, mayGoOn } = problem;
  return (
    <EntryScreen
      title={t('brokenLog.title')}
      width={560}
      text={
        <>
          {t('brokenLog.text', { line, count: keptLines })} <span className="kc-mono">{problem.folder}</span>
        </>
      }
    >
      <ul className={styles.points}>
        <li>{isNothingLost ? t('brokenLog.nothingLost') : t('brokenLog.unknown')}</li>
        {isNothingLost ? null : <li>{t('brokenLog.inDoubt', { count: keysInDoubt })}</li>}
        <li>{t('brokenLog.aside')}</li>
        <li>{t('brokenLog.schedules')}</li>
      </ul>
      <p className={styles.copy}>{t('brokenLog.copy')}</p>
      {error && !logProblemOf(error) ? (
        <Alert className={styles.problem} type="error" showIcon title={errorText(error)} />
      ) : null}
      {mayGoOn ? (
        <Button type="primary" size="large" block loading={isGoingOn} onClick={onGoOn}>
          {isNothingLost ? t('brokenLog.rebuild') : t('brokenLog.quarantine', { count: keysInDoubt })}
        </Button>
      ) : (
        <Alert type="warning" showIcon title={t('brokenLog.ownerNeeded')} />
      )}
      <Button type="link" size="small" className={styles.back} onClick={onBack}>
        {t('brokenLog.back')}
      </Button>
    </EntryScreen>
  );
}
