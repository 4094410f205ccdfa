import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { JobProgress } from '#renderer/components/job-progress.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { api } from '#renderer/lib/client.ts';
import { codeText, useErrorText } from '#renderer/lib/error-text.ts';
import { useJob } from '#renderer/lib/use-job.ts';
import type { JobState } from '#shared/contract/files.contract.ts';
import type { ImportDetails } from '#shared/contract/imports.contract.ts';
import type { ImportId } from '#shared/domain/ids.ts';
import { DownloadRefused, UndoImport } from './import-actions.tsx';
import styles from './imports.module.css';
import { type FileProgress, nextOf, type QueuedFile, useImportQueue } from './queue-store.ts';
import { RefusedRows } from './refused-rows.tsx';
import { Warnings } from './warnings.tsx';

/** A file on its way into stock, and what came of it. */
export function PostingPanel({ file, importId }: { file: QueuedFile; importId: ImportId }) {
  const { change } = useImportQueue();
  const { job } = useJob(file.attempt?.jobId ?? null);
  const isOpen = job !== undefined && job.endedAt === null;
  const query = useQuery(api.imports.get.queryOptions({ input: { id: importId }, enabled: !isOpen }));
  const state = query.data?.state;
  const progress = isOpen ? 'posting' : progressOf(state, job);
  useEffect(() => {
    if (progress !== null && progress !== file.progress) change(file.key, { progress });
  }, [change, file.key, file.progress, progress]);
  if (isOpen) return <Running job={job} />;
  return (
    <div className={styles.panel}>
      <div className={styles.sections}>
        <QueryView query={query}>
          {(details) =>
            details.state === 'cancelled' ? <NotPosted file={file} job={job} /> : <Posted details={details} />
          }
        </QueryView>
      </div>
    </div>
  );
}

function progressOf(state: ImportDetails['state'] | undefined, job: JobState | undefined): FileProgress | null {
  if (state === undefined) return null;
  if (state === 'cancelled') return 'failed';
  if (state === 'loading') return job?.state === 'failed' ? 'failed' : 'posting';
  return 'posted';
}

function Running({ job }: { job: JobState }) {
  const { t } = useTranslation('imports');
  return (
    <div className={styles.panel}>
      <div className={styles.running}>
        <JobProgress job={job} />
        <p className="kc-soft">{t('post.running')}</p>
      </div>
    </div>
  );
}

function NotPosted({ file, job }: { file: QueuedFile; job: JobState | undefined }) {
  const { t } = useTranslation('imports');
  const { change } = useImportQueue();
  const errorText = useErrorText();
  const error = job?.error;
  const why = error ? (codeText(error.code, error.data) ?? errorText(null)) : null;
  return (
    <Alert
      type={error ? 'error' : 'info'}
      showIcon
      title={t(error ? 'post.failed' : 'post.cancelled')}
      description={why}
      action={
        <Button onClick={() => change(file.key, { attempt: null, progress: 'filling' })}>{t('post.retry')}</Button>
      }
    />
  );
}

function Posted({ details }: { details: ImportDetails }) {
  const { t } = useTranslation('imports');
  const { summary } = details;
  const { files, currentKey, showNext } = useImportQueue();
  const next = nextOf(files, currentKey);
  const [canSeeStock, canDispense] = [useCan('stock.read'), useCan('keys.dispense')];
  return (
    <>
      <PageSection>
        <h2 className={styles.doneTitle}>
          {details.isOfRefused
            ? t('post.doneRefused', { count: details.refusedCount })
            : t('post.done', { count: details.acceptedCount })}
        </h2>
        <p className="kc-soft">
          {details.totalCost === null
            ? t('post.doneTextPlain', { number: details.number, supplier: details.supplierName })
            : t('post.doneText', { number: details.number, supplier: details.supplierName, cost: details.totalCost })}
        </p>
        <div className={styles.doneActions}>
          {next ? (
            <Button type="primary" onClick={showNext}>
              {t('queue.next')}
            </Button>
          ) : null}
          {canSeeStock ? (
            <Link to="/inventory">
              <Button type={next ? 'default' : 'primary'}>{t('post.toStock')}</Button>
            </Link>
          ) : null}
          {canDispense ? (
            <Link to="/dispense">
              <Button>{t('post.toDispense')}</Button>
            </Link>
          ) : null}
          <Link to={`/imports?import=${details.id}`}>
            <Button>{t('post.details')}</Button>
          </Link>
          <DownloadRefused details={details} />
          <UndoImport details={details} />
        </div>
      </PageSection>
      {summary ? (
        <PageSection>
          <Warnings warnings={summary.warnings} />
          <RefusedRows rows={summary.refusedRows} byReason={summary.byReason} />
        </PageSection>
      ) : null}
    </>
  );
}
