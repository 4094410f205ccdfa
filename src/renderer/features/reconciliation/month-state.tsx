import { useTranslation } from 'react-i18next';
import { type StateShape, StateTag, type StateTone } from '#renderer/components/state-tag.tsx';
import type { MonthRow } from '#shared/contract/periods.contract.ts';

const MONTH_LOOKS: Readonly<Record<MonthRow['state'], { tone: StateTone; shape: StateShape }>> = {
  running: { tone: 'held', shape: 'half' },
  open: { tone: 'soon', shape: 'ring' },
  closed: { tone: 'go', shape: 'check' },
  reopened: { tone: 'now', shape: 'back' },
};

export function MonthState({ state }: { state: MonthRow['state'] }) {
  const { t } = useTranslation('reconciliation');
  const { tone, shape } = MONTH_LOOKS[state];
  return (
    <StateTag tone={tone} shape={shape} isPlain>
      {t(`months.states.${state}`)}
    </StateTag>
  );
}
