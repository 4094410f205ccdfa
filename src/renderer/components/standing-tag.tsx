import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { type StateShape, StateTag, type StateTone } from '#renderer/components/state-tag.tsx';
import { formatShare } from '#renderer/i18n/format.ts';
import type { StandingReasonView, StandingView } from '#shared/contract/scorecards.contract.ts';

const LOOKS: Readonly<Record<StandingView['colour'], { tone: StateTone; shape: StateShape }>> = {
  green: { tone: 'go', shape: 'dot' },
  yellow: { tone: 'soon', shape: 'triangle' },
  red: { tone: 'now', shape: 'cross' },
  grey: { tone: 'past', shape: 'dash' },
};

/** How a supplier is regarded: colour, shape and word together, the reasons on hover. */
export function StandingTag({ standing, isPlain = true }: { standing: StandingView; isPlain?: boolean }) {
  const { t } = useTranslation('scorecards');
  const reasonText = useStandingReasonText();
  const { colour } = standing;
  return (
    <Tooltip title={standing.reasons.map(reasonText).join('；')}>
      <span>
        <StateTag {...LOOKS[colour]} isPlain={isPlain}>
          {t(`colours.${colour}`)}
        </StateTag>
      </span>
    </Tooltip>
  );
}

/** One reason of a standing as a sentence, with the value and the line it crossed. */
export function useStandingReasonText(): (reason: StandingReasonView) => string {
  const { t } = useTranslation('scorecards');
  return (reason) => {
    switch (reason.code) {
      case 'SUPPLIER_LOST':
        return t('reasons.SUPPLIER_LOST');
      case 'RULED_BY_OWNER':
        return t('reasons.RULED_BY_OWNER', { ruling: t(`standings.${reason.ruling}`) });
      case 'NOT_ENOUGH_DATA':
        return t('reasons.NOT_ENOUGH_DATA', { orders: reason.orders, needed: reason.neededOrders });
      case 'POINTS':
        return t('reasons.POINTS', { value: reason.value.toFixed(1), limit: reason.limit });
      case 'BAD_KEYS':
      case 'DISPUTES':
        return t(`reasons.${reason.code}`, { value: formatShare(reason.value), limit: formatShare(reason.limit) });
      case 'ALL_WELL':
        return t('reasons.ALL_WELL', { points: reason.points.toFixed(1) });
    }
  };
}
