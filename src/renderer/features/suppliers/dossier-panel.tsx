import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { PageSection } from '#renderer/components/page.tsx';
import { LoadingState } from '#renderer/components/states/loading-state.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { api } from '#renderer/lib/client.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import styles from './dossier.module.css';
import { DossierFacts } from './dossier-facts.tsx';
import { DossierPapers } from './dossier-papers.tsx';
import { DossierTests } from './dossier-tests.tsx';
import { FindingList } from './finding.tsx';

/** 资质: what the check-list says, and what it is said of. */
export default function DossierPanel({ supplierId }: { supplierId: SupplierId }) {
  const { t } = useTranslation('dossiers');
  const query = useQuery(api.dossiers.get.queryOptions({ input: { supplierId } }));
  return (
    <QueryView query={query} loading={<LoadingState shape="form" />}>
      {(dossier) => (
        <div className={styles.scroll}>
          <PageSection title={t('findings.title')}>
            {dossier.findings.length === 0 ? (
              <p className="kc-soft">{t('findings.none')}</p>
            ) : (
              <FindingList findings={dossier.findings} />
            )}
          </PageSection>
          <DossierPapers dossier={dossier} />
          <DossierTests dossier={dossier} />
          <DossierFacts dossier={dossier} />
        </div>
      )}
    </QueryView>
  );
}
