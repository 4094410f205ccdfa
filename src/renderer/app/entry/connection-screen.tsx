import { useTranslation } from 'react-i18next';
import type { ConnectionProblem } from '../../lib/transport.ts';
import { EntryScreen } from './entry-screen.tsx';

/** Why this window cannot speak to KaCang, and what opens the way. */
export function ConnectionScreen({ problem }: { problem: ConnectionProblem }) {
  const { t } = useTranslation(['entry', 'errors']);
  return <EntryScreen title={t(`connection.${problem}`)} text={t(`errors:connection.${problem}`)} width={420} />;
}
