import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { CalendarDay } from '#renderer/components/day.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import type { NamedFinding } from '#shared/contract/dossiers.contract.ts';
import styles from './dossier.module.css';

/** What a finding is about: 品牌授权（Steam）. */
export function findingSubject(t: TFunction<'dossiers'>, finding: NamedFinding): string {
  const check = t(`checks.${finding.check}`);
  const of = finding.brandName ?? (finding.step === null ? null : t(`steps.${finding.step}`));
  return of === null ? check : t('finding.subject', { check, of });
}

/** Red is what stops orders or has already run out; what the shop only warns of is amber. */
export function FindingTag({ finding }: { finding: Pick<NamedFinding, 'problem' | 'blocks'> }) {
  const { t } = useTranslation('dossiers');
  const isNow = finding.blocks || finding.problem === 'expired';
  return (
    <StateTag tone={isNow ? 'now' : 'soon'} shape={isNow ? 'triangle' : 'half'}>
      {t(`problems.${finding.problem}`)}
    </StateTag>
  );
}

export function FindingList({ findings }: { findings: readonly NamedFinding[] }) {
  const { t } = useTranslation('dossiers');
  return (
    <ul className={styles.findings}>
      {findings.map((finding) => (
        <li key={[finding.check, finding.brandId, finding.step].join(' ')} className={styles.finding}>
          <FindingTag finding={finding} />
          <span>{findingSubject(t, finding)}</span>
          {finding.on === null ? null : <CalendarDay on={finding.on} />}
          {finding.blocks ? <span className="kc-faint">{t('finding.blocks')}</span> : null}
        </li>
      ))}
    </ul>
  );
}
