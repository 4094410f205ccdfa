import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatQuantity } from '#renderer/i18n/format.ts';
import type { RefusedRow } from '#shared/contract/imports.contract.ts';
import { explainRefusal, type RefusalLanguage } from '#shared/domain/spreadsheets/refusal-explanation.ts';
import styles from './imports.module.css';

const SHOWN = 100;

/** The words for a reason in the window's language. */
export function useRefusalWords() {
  const { i18n } = useTranslation();
  const language: RefusalLanguage = i18n.language === 'en' ? 'en' : 'zh-CN';
  return (reason: string, detail: RefusedRow['detail'] = {}) => explainRefusal(language, reason, detail);
}

interface RefusedRowsProps {
  rows: readonly RefusedRow[];
  byReason: Readonly<Record<string, number>>;
}

/** Refused rows with sheet, row, column, reason and remedy; a reason's count keeps those rows only. */
export function RefusedRows({ rows, byReason }: RefusedRowsProps) {
  const { t } = useTranslation('imports');
  const words = useRefusalWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const reasons = Object.entries(byReason).sort((left, right) => right[1] - left[1]);
  if (reasons.length === 0) return null;
  const reason = chosen !== null && chosen in byReason ? chosen : null;
  const matching = reason === null ? rows : rows.filter((row) => row.reason === reason);
  const shown = [...matching].sort((left, right) => left.rowNumber - right.rowNumber).slice(0, SHOWN);
  const total = reason === null ? reasons.reduce((sum, [, count]) => sum + count, 0) : (byReason[reason] ?? 0);
  return (
    <section aria-label={t('check.reasonsTitle')}>
      <h3 className={styles.subTitle}>{t('check.reasonsTitle')}</h3>
      <div className={styles.reasons}>
        {reasons.map(([code, count]) => (
          <button
            key={code}
            type="button"
            className={`${styles.reason} ${code === reason ? styles.chosen : ''}`}
            aria-pressed={code === reason}
            onClick={() => setChosen(code === reason ? null : code)}
          >
            {words(code).what} <b>{formatQuantity(count)}</b>
          </button>
        ))}
      </div>
      <table className={styles.table}>
        <thead>
          <tr>
            <th className={styles.number}>{t('check.row')}</th>
            <th>{t('check.column')}</th>
            <th>{t('check.reason')}</th>
            <th>{t('check.detail')}</th>
            <th>{t('check.remedy')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => {
            const { what, facts, remedy } = words(row.reason, row.detail);
            return (
              <tr key={`${row.sheet}:${row.rowNumber}`}>
                <td className={styles.number}>{formatQuantity(row.rowNumber)}</td>
                <td className={styles.place}>{[row.sheet, row.column].filter(Boolean).join(' · ')}</td>
                <td>{what}</td>
                <td className="kc-soft">{facts}</td>
                <td className="kc-soft">{remedy}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {shown.length < total ? <p className={styles.hint}>{t('check.shownFirst', { shown: shown.length })}</p> : null}
    </section>
  );
}
