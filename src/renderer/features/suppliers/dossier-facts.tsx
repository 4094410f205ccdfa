import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { CalendarDay } from '#renderer/components/day.tsx';
import { Amount } from '#renderer/components/money.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { Details } from '#renderer/components/side-drawer.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { formatAmount, formatShare } from '#renderer/i18n/format.ts';
import type { Dossier } from '#shared/contract/dossiers.contract.ts';
import { ProfileDialog } from './profile-dialog.tsx';

/** In 1/10 000. */
export const RATE_WHOLE = 10_000;

/** How long they are in business, how they answer, and what the contract says. Fees and tax stand where prices do. */
export function DossierFacts({ dossier }: { dossier: Dossier }) {
  const { t } = useTranslation('dossiers');
  const mayEdit = useCan('suppliers.edit');
  const showsCosts = useCan('purchasing.read');
  const [isEditing, setEditing] = useState(false);
  const unknown = <span className="kc-faint">{t('facts.unknown')}</span>;
  const text = (value: string) => (value.trim() === '' ? unknown : value);
  const { foundedOn, disputeRate, sourceTrace, fulfilment, promiseHours, badKeysPaidBy } = dossier;
  const { priceNoticeDays, contractEndsOn, minimumVolume, currency } = dossier;
  const edit = mayEdit ? (
    <Button size="small" onClick={() => setEditing(true)}>
      {t('facts.edit')}
    </Button>
  ) : null;
  const trace = sourceTrace === null ? '' : t(`facts.sourceTraces.${sourceTrace}`);
  return (
    <>
      <PageSection title={t('facts.title')} actions={edit}>
        <Details
          items={[
            { label: t('facts.foundedOn'), value: foundedOn === null ? unknown : <CalendarDay on={foundedOn} /> },
            {
              label: t('facts.disputeRate'),
              value: disputeRate === null ? unknown : formatShare(disputeRate / RATE_WHOLE, 2),
            },
            {
              label: t('facts.sourceTrace'),
              value: text([trace, dossier.sourceNote].filter((part) => part !== '').join(' · ')),
            },
            {
              label: t('facts.supportHours'),
              value: text([dossier.supportHours, dossier.supportTimeZone].filter((part) => part !== '').join(' ')),
            },
            {
              label: t('facts.fulfilment'),
              value: fulfilment === null ? unknown : t(`facts.fulfilments.${fulfilment}`),
            },
            { label: t('facts.verifiesBeforePay'), value: t(dossier.verifiesBeforePay ? 'facts.yes' : 'facts.no') },
          ]}
        />
      </PageSection>
      <PageSection title={t('facts.contract')}>
        <Details
          items={[
            {
              label: t('facts.promiseHours'),
              value: promiseHours === null ? unknown : t('facts.hours', { count: promiseHours }),
            },
            { label: t('facts.refundTerms'), value: text(dossier.refundTerms) },
            {
              label: t('facts.badKeysPaidBy'),
              value: badKeysPaidBy === null ? unknown : t(`facts.payers.${badKeysPaidBy}`),
            },
            { label: t('facts.failureCompensation'), value: text(dossier.failureCompensation) },
            {
              label: t('facts.priceNotice'),
              value: priceNoticeDays === null ? unknown : t('facts.days', { count: priceNoticeDays }),
            },
            {
              label: t('facts.contractEndsOn'),
              value: contractEndsOn === null ? unknown : <CalendarDay on={contractEndsOn} />,
            },
            {
              label: t('facts.minimumVolume'),
              value: minimumVolume === null ? unknown : <Amount value={minimumVolume} currency={currency} />,
            },
            ...(dossier.volume && showsCosts
              ? [{ label: t('facts.boughtThisYear'), value: <Volume volume={dossier.volume} currency={currency} /> }]
              : []),
            ...(showsCosts
              ? [
                  {
                    label: t('facts.costs'),
                    value: (
                      <Link to={`/suppliers?supplier=${dossier.supplierId}&tab=costs`}>{t('facts.costsLink')}</Link>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </PageSection>
      {isEditing ? <ProfileDialog dossier={dossier} onClose={() => setEditing(false)} /> : null}
    </>
  );
}

/** What was bought this year, and whether that keeps the pace that the contract's minimum asks for. */
function Volume({ volume, currency }: { volume: NonNullable<Dossier['volume']>; currency: string }) {
  const { t } = useTranslation('dossiers');
  return (
    <>
      <Amount value={volume.bought} currency={currency} />{' '}
      <StateTag tone={volume.isBehind ? 'soon' : 'go'} shape={volume.isBehind ? 'half' : 'dot'} isPlain>
        {t(volume.isBehind ? 'facts.behindPace' : 'facts.onPace', {
          due: formatAmount(volume.due, { currency }),
        })}
      </StateTag>
    </>
  );
}
