import { useTranslation } from 'react-i18next';
import { imports as words } from '#renderer/i18n/zh-CN/imports.ts';
import styles from './imports.module.css';

type WarningKey = keyof typeof words.warnings extends `${infer Code}_other` ? Code : never;

/** What came in but is worth a look. */
export function Warnings({ warnings }: { warnings: Readonly<Record<string, number>> }) {
  const { t } = useTranslation('imports');
  const known = Object.entries(warnings).filter(([code]) => Object.hasOwn(words.warnings, `${code}_other`));
  if (known.length === 0) return null;
  return (
    <ul className={styles.warnings}>
      {known.map(([code, count]) => (
        <li key={code}>{t(`warnings.${code as WarningKey}`, { count })}</li>
      ))}
    </ul>
  );
}
