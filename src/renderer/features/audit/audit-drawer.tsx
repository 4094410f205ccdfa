import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { CopyText } from '#renderer/components/copy-text.tsx';
import { Moment } from '#renderer/components/day.tsx';
import { Quantity } from '#renderer/components/money.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { Details, SideDrawer } from '#renderer/components/side-drawer.tsx';
import { LoadingState } from '#renderer/components/states/loading-state.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { formatInstantFull } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import type { AuditEventView } from '#shared/contract/audit.contract.ts';
import styles from './audit.module.css';
import { actionText, detailFacts, subjectKindText } from './audit-text.ts';
import { subjectLink } from './subject-link.ts';

interface AuditDrawerProps {
  sequence: number;
  /** The row as the list has it; read by its number where the list does not show it. */
  known: AuditEventView | null;
  onClose: () => void;
}

/** One record in words, and what else happened to the same thing. */
export function AuditDrawer({ sequence, known, onClose }: AuditDrawerProps) {
  const { t } = useTranslation('audit');
  const read = useQuery({
    ...api.audit.list.queryOptions({ input: { cursor: String(sequence + 1), limit: 1 } }),
    enabled: known === null,
  });
  const found = known ?? read.data?.rows.find((event) => event.sequence === sequence);
  return (
    <SideDrawer isOpen onClose={onClose} name="audit" width={520} title={t('drawer.title', { sequence })}>
      {found ? <Event event={found} /> : <LoadingState shape="form" />}
    </SideDrawer>
  );
}

function Event({ event }: { event: AuditEventView }) {
  const { t } = useTranslation('audit');
  const facts = detailFacts(event.details);
  const to = subjectLink(event);
  const kind = subjectKindText(event.subjectKind);
  return (
    <>
      <Details
        items={[
          { label: t('columns.at'), value: formatInstantFull(event.happenedAt) },
          { label: t('columns.person'), value: event.userName || t('system') },
          { label: t('columns.action'), value: <strong>{actionText(event.action)}</strong> },
          { label: t('columns.subject'), value: to ? <Link to={to}>{kind}</Link> : kind },
          ...(event.quantity > 0 ? [{ label: t('columns.quantity'), value: <Quantity value={event.quantity} /> }] : []),
        ]}
      />
      <PageSection title={t('columns.details')}>
        {facts.length === 0 ? <p className="kc-faint">{t('drawer.noDetails')}</p> : null}
        <Details
          items={facts.map(({ label, text, isCode }) => ({ label, value: isCode ? <CopyText text={text} /> : text }))}
        />
      </PageSection>
      {event.subjectId === null ? null : (
        <Timeline subjectKind={event.subjectKind} subjectId={event.subjectId} current={event.sequence} />
      )}
    </>
  );
}

function Timeline(props: { subjectKind: string; subjectId: number; current: number }) {
  const { t } = useTranslation('audit');
  const { subjectKind, subjectId, current } = props;
  const query = useQuery(api.audit.timeline.queryOptions({ input: { subjectKind, subjectId } }));
  return (
    <PageSection title={t('drawer.sameSubject')}>
      <QueryView query={query} loading={<LoadingState shape="text" rows={3} />}>
        {(events) => (
          <ol className={styles.timeline}>
            {events.map((event) => (
              <li key={event.sequence} className={event.sequence === current ? styles.current : undefined}>
                <span className={styles.time}>
                  <Moment at={event.happenedAt} />
                </span>
                <Link to={`/audit?event=${event.sequence}`}>{actionText(event.action)}</Link>
                <span className="kc-soft">{event.userName || t('system')}</span>
              </li>
            ))}
          </ol>
        )}
      </QueryView>
    </PageSection>
  );
}
