import { useTranslation } from 'react-i18next';
import { StateTag } from '#renderer/components/state-tag.tsx';
import type { DependenceLevel } from '#shared/domain/replenishment/concentration.ts';

/** Whether a share is one to depend on: fine, above 60 %, above 80 %. */
export function DependenceTag({ level }: { level: DependenceLevel }) {
  const { t } = useTranslation('reports');
  switch (level) {
    case 'fine':
      return (
        <StateTag tone="go" shape="dot" isPlain>
          {t('concentration.levels.fine')}
        </StateTag>
      );
    case 'warned':
      return (
        <StateTag tone="soon" shape="half" isPlain>
          {t('concentration.levels.warned')}
        </StateTag>
      );
    case 'high':
      return (
        <StateTag tone="now" shape="triangle" isPlain>
          {t('concentration.levels.high')}
        </StateTag>
      );
  }
}
