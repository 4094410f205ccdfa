import { useTranslation } from 'react-i18next';
import { type StateShape, StateTag, type StateTone } from '#renderer/components/state-tag.tsx';
import type { CellState } from '#shared/contract/periods.contract.ts';

const CELL_LOOKS: Readonly<Record<Exclude<CellState, 'none'>, { tone: StateTone; shape: StateShape }>> = {
  running: { tone: 'held', shape: 'dash' },
  open: { tone: 'soon', shape: 'ring' },
  settled: { tone: 'go', shape: 'check' },
  'balance-confirmed': { tone: 'go', shape: 'dot' },
  late: { tone: 'held', shape: 'half' },
  closed: { tone: 'past', shape: 'check' },
  reopened: { tone: 'now', shape: 'back' },
};

/** How a book stands in a month, the same in the grid and in the month's drawer. */
export function CellStateTag({ state }: { state: Exclude<CellState, 'none'> }) {
  const { t } = useTranslation('reconciliation');
  return (
    <StateTag {...CELL_LOOKS[state]} isPlain>
      {t(`grid.states.${state}`)}
    </StateTag>
  );
}
