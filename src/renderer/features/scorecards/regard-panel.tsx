import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { CalendarDay, Moment } from '#renderer/components/day.tsx';
import { StandingTag, useStandingReasonText } from '#renderer/components/standing-tag.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { api } from '#renderer/lib/client.ts';
import type { Ruling, SupplierRegard } from '#shared/contract/scorecards.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { RulingDialog } from './ruling-dialog.tsx';
import styles from './scorecards.module.css';
import { WithdrawDialog } from './withdraw-dialog.tsx';

/** How a supplier is regarded now and why, and what the owner ruled. */
export function RegardPanel({ supplierId }: { supplierId: SupplierId }) {
  const query = useQuery(api.scorecards.regard.queryOptions({ input: { supplierId } }));
  return <QueryView query={query}>{(regard) => <Regard regard={regard} />}</QueryView>;
}

function Regard({ regard }: { regard: SupplierRegard }) {
  const { t } = useTranslation('scorecards');
  const mayRule = useCan('purchasing.approve');
  const reasonText = useStandingReasonText();
  const [dialog, setDialog] = useState<'rule' | 'withdraw' | null>(null);
  const current = regard.rulings.find(({ isInForce }) => isInForce);
  return (
    <section className={styles.section} aria-label={t('regard.title')}>
      <div className={styles.head}>
        <h3 className={styles.heading}>{t('regard.title')}</h3>
        <StandingTag standing={regard} />
        <span className="kc-soft">{t(`effects.${regard.standing}`)}</span>
        {mayRule ? (
          <span className={styles.acts}>
            {current ? <Button onClick={() => setDialog('withdraw')}>{t('regard.withdraw')}</Button> : null}
            <Button onClick={() => setDialog('rule')}>{t('regard.rule')}</Button>
          </span>
        ) : null}
      </div>
      <ul className={styles.reasons}>
        {regard.reasons.map((reason) => (
          <li key={reason.code}>{reasonText(reason)}</li>
        ))}
      </ul>
      {regard.rulings.length > 0 ? (
        <ul className={styles.rulings} aria-label={t('regard.rulings')}>
          {regard.rulings.map((ruling) => (
            <RulingLine key={ruling.id} ruling={ruling} />
          ))}
        </ul>
      ) : null}
      {dialog === 'rule' ? <RulingDialog supplierId={regard.supplierId} onClose={() => setDialog(null)} /> : null}
      {dialog === 'withdraw' ? <WithdrawDialog supplierId={regard.supplierId} onClose={() => setDialog(null)} /> : null}
    </section>
  );
}

function RulingLine({ ruling }: { ruling: Ruling }) {
  const { t } = useTranslation('scorecards');
  return (
    <li className={ruling.isInForce ? undefined : 'kc-faint'}>
      <span>{t(`standings.${ruling.ruling}`)}</span>
      <span className={styles.reason}>{ruling.reason}</span>
      <span>
        {ruling.endsOn === null ? t('regard.open') : <CalendarDay on={ruling.endsOn} />}
        {ruling.isInForce ? null : ` · ${t('regard.over')}`}
      </span>
      <span className="kc-faint">
        {ruling.madeBy} <Moment at={ruling.madeAt} />
      </span>
    </li>
  );
}

export default RegardPanel;
