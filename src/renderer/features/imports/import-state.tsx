import { useTranslation } from 'react-i18next';
import { type StateShape, StateTag, type StateTone } from '#renderer/components/state-tag.tsx';
import type { ImportRow } from '#shared/contract/imports.contract.ts';

const STATE_LOOKS: Readonly<Record<ImportRow['state'], { tone: StateTone; shape: StateShape }>> = {
  loading: { tone: 'held', shape: 'half' },
  posted: { tone: 'go', shape: 'dot' },
  cancelled: { tone: 'past', shape: 'dash' },
  undone: { tone: 'past', shape: 'back' },
  'partly-undone': { tone: 'soon', shape: 'back' },
};

export function ImportState({ state }: { state: ImportRow['state'] }) {
  const { t } = useTranslation('imports');
  const { tone, shape } = STATE_LOOKS[state];
  return (
    <StateTag tone={tone} shape={shape} isPlain>
      {t(`states.${state}`)}
    </StateTag>
  );
}
