import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Details, SideDrawer } from '#renderer/components/side-drawer.tsx';
import { formatShare } from '#renderer/i18n/format.ts';
import type { Scorecard } from '#shared/contract/scorecards.contract.ts';
import type { ScoreMeasure } from '#shared/domain/replenishment/score-weights.ts';
import { useMeasureText } from './measure-text.ts';
import { RegardPanel } from './regard-panel.tsx';
import styles from './scorecards.module.css';

interface ScorecardDrawerProps {
  card: Scorecard;
  onMeasure: (measure: ScoreMeasure) => void;
  onClose: () => void;
}

/** One card: what was measured, the points it gives, what they weigh; under it how the supplier is regarded now. */
export function ScorecardDrawer({ card, onMeasure, onClose }: ScorecardDrawerProps) {
  const { t } = useTranslation('scorecards');
  const measureText = useMeasureText();
  const { total, orders, neededOrders, deliveryHoursP50, settledRate } = card;
  return (
    <SideDrawer isOpen onClose={onClose} name="scorecard" width={560} title={card.name}>
      <Details
        items={[
          {
            label: t('columns.total'),
            value: total === null ? t('notEnough', { orders, needed: neededOrders }) : total.toFixed(1),
          },
          { label: t('columns.orders'), value: orders },
          { label: t('medianHours'), value: measureText('deliveryTime', deliveryHoursP50) },
          { label: t('settledRate'), value: settledRate === null ? '–' : formatShare(settledRate) },
        ]}
      />
      <table className={styles.card} aria-label={t('card')}>
        <thead>
          <tr>
            <th>{t('cardColumns.measure')}</th>
            <th className={styles.number}>{t('cardColumns.value')}</th>
            <th className={styles.number}>{t('cardColumns.points')}</th>
            <th className={styles.number}>{t('cardColumns.weight')}</th>
          </tr>
        </thead>
        <tbody>
          {card.scores.map(({ measure, value, points, weight }) => (
            <tr key={measure}>
              <td>
                {t(`measures.${measure}`)}
                <span className={styles.hint}>{t(`definitions.${measure}`)}</span>
              </td>
              <td className={styles.number}>
                {value === null ? (
                  <span className="kc-faint">{t('noData')}</span>
                ) : (
                  <Button type="link" size="small" onClick={() => onMeasure(measure)}>
                    {measureText(measure, value)}
                  </Button>
                )}
              </td>
              <td className={styles.number}>{points === null ? '–' : Math.round(points)}</td>
              <td className={styles.number}>{weight}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <RegardPanel supplierId={card.supplierId} />
    </SideDrawer>
  );
}
