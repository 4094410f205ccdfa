import { useTranslation } from 'react-i18next';
import { formatShare } from '#renderer/i18n/format.ts';
import type { ScoreMeasure } from '#shared/domain/replenishment/score-weights.ts';

/** The value of a measure for reading: a rate, hours, or what was paid beyond the best offer. */
export function useMeasureText(): (measure: ScoreMeasure, value: number | null) => string {
  const { t } = useTranslation('scorecards');
  return (measure, value) => {
    if (value === null) return '–';
    if (measure === 'deliveryTime') return t('hours', { hours: value < 10 ? value.toFixed(1) : Math.round(value) });
    if (measure === 'price') return value > 0 ? `+${formatShare(value)}` : formatShare(value);
    return formatShare(value);
  };
}
