import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { CopyText } from '#renderer/components/copy-text.tsx';
import { Details } from '#renderer/components/side-drawer.tsx';
import { api } from '#renderer/lib/client.ts';

/** What this program is, where it keeps its data, and under which licence it may be used. */
export function About() {
  const { t } = useTranslation('settings');
  const mayEdit = useCan('settings.edit');
  const settings = useQuery(api.settings.get.queryOptions({ enabled: mayEdit }));
  return (
    <Details
      items={[
        { label: t('about.version'), value: import.meta.env.KACANG_VERSION },
        ...(settings.data ? [{ label: t('about.folder'), value: <CopyText text={settings.data.folder} /> }] : []),
        { label: t('about.licence'), value: t('about.licenceText') },
        { label: t('about.documents'), value: t('about.documentsText') },
      ]}
    />
  );
}
