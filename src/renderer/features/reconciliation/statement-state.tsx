import { useTranslation } from 'react-i18next';
import { type StateShape, StateTag, type StateTone } from '#renderer/components/state-tag.tsx';
import type { SideState, StatementRow } from '#shared/contract/reconciliation.contract.ts';

const STATE_LOOKS: Readonly<Record<StatementRow['state'], { tone: StateTone; shape: StateShape }>> = {
  loading: { tone: 'held', shape: 'half' },
  open: { tone: 'soon', shape: 'half' },
  settled: { tone: 'go', shape: 'check' },
  withdrawn: { tone: 'past', shape: 'dash' },
};

export function StatementState({ state }: { state: StatementRow['state'] }) {
  const { t } = useTranslation('reconciliation');
  const { tone, shape } = STATE_LOOKS[state];
  return (
    <StateTag tone={tone} shape={shape} isPlain>
      {t(`states.${state}`)}
    </StateTag>
  );
}

const SIDE_LOOKS: Readonly<Record<SideState, { tone: StateTone; shape: StateShape }>> = {
  unmatched: { tone: 'now', shape: 'ring' },
  proposed: { tone: 'soon', shape: 'half' },
  confirmed: { tone: 'go', shape: 'check' },
  difference: { tone: 'held', shape: 'diamond' },
};

/** How a line or an entry stands in the matching. */
export function SideStateTag({ state }: { state: SideState }) {
  const { t } = useTranslation('reconciliation');
  const { tone, shape } = SIDE_LOOKS[state];
  return (
    <StateTag tone={tone} shape={shape} isPlain>
      {t(state === 'difference' ? 'work.differences' : `work.${state}`)}
    </StateTag>
  );
}
