import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { FileDrop } from '#renderer/components/file-drop.tsx';
import { JobProgress } from '#renderer/components/job-progress.tsx';
import { Page } from '#renderer/components/page.tsx';
import { LoadingState } from '#renderer/components/states/loading-state.tsx';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { codeText } from '#renderer/lib/error-text.ts';
import { stageFile } from '#renderer/lib/upload.ts';
import { useJob, whenJobEnded } from '#renderer/lib/use-job.ts';
import { useTypedInput } from '#renderer/lib/use-typed-input.ts';
import type { CatalogImportResult, CatalogPreview } from '#shared/contract/catalog-sheets.contract.ts';
import type { FileId, JobId } from '#shared/domain/ids.ts';
import { ImportPreview } from './import-preview.tsx';
import { downloadSample } from './sheet-files.ts';
import { useTellingErrors } from './use-telling-errors.ts';

const ENDINGS = ['.xlsx', '.xlsm', '.xls', '.xlsb', '.et', '.ods', '.csv', '.tsv', '.txt'];

interface StagedPreview {
  fileId: FileId;
  fileName: string;
  preview: CatalogPreview;
}

/** From a sheet to the catalogue: what each row would do, then doing it. */
export default function CatalogImportPage() {
  const { t } = useTranslation('catalog');
  const { message } = App.useApp();
  const navigate = useNavigate();
  const tellErrors = useTellingErrors();
  const [isReading, setReading] = useState(false);
  const [staged, setStaged] = useState<StagedPreview | null>(null);
  const [jobId, setJobId] = useState<JobId | null>(null);
  const { job } = useJob(jobId);
  const start = useCommand(client.skus.importSheet);
  const isSaved = useTypedInput(staged !== null);

  const read = (file: File): void => {
    setReading(true);
    setStaged(null);
    tellErrors(async () => {
      try {
        const { id, name } = await stageFile(file);
        setStaged({ fileId: id, fileName: name, preview: await client.skus.previewSheet({ fileId: id }) });
      } finally {
        setReading(false);
      }
    });
  };
  const run = async ({ fileId }: StagedPreview): Promise<void> => {
    const begun = await start.run({ fileId });
    if (!begun) return;
    setJobId(begun.jobId);
    const ended = await whenJobEnded(begun.jobId);
    setJobId(null);
    if (ended.error) message.error(codeText(ended.error.code, ended.error.data) ?? t('sheet.failed'));
    if (ended.state !== 'done') return;
    const result = ended.result as CatalogImportResult;
    message.success(t('sheet.done', { ...result }));
    isSaved();
    await navigate('/catalog');
  };
  const willDo = staged ? staged.preview.created + staged.preview.updated : 0;
  return (
    <Page
      title={t('importSheet')}
      detail={staged ? staged.fileName : null}
      actions={
        <>
          <Link to="/catalog">
            <Button type="text">{t('toSkus')}</Button>
          </Link>
          <Button onClick={() => tellErrors(downloadSample)}>{t('empty.sample')}</Button>
          {staged ? (
            <Button
              type="primary"
              disabled={willDo === 0 || jobId !== null}
              loading={start.isPending}
              onClick={() => void run(staged)}
            >
              {actionText(t, staged.preview)}
            </Button>
          ) : null}
        </>
      }
      layout={staged ? 'fill' : 'scroll'}
    >
      {staged ? null : (
        <FileDrop
          isMultiple={false}
          endings={ENDINGS}
          hint={t('sheet.hint')}
          onFiles={([file]) => file && read(file)}
        />
      )}
      {isReading ? <LoadingState /> : null}
      {job ? (
        <div style={{ padding: '0 20px 12px' }}>
          <JobProgress job={job} isNamed={false} />
        </div>
      ) : null}
      {staged ? <ImportPreview preview={staged.preview} onOther={() => setStaged(null)} /> : null}
    </Page>
  );
}

type T = ReturnType<typeof useTranslation<'catalog'>>['t'];

/** “新建 12 个，更新 3 个”: what the button will do, and nothing else. */
function actionText(t: T, { created, updated }: CatalogPreview): string {
  const parts = [
    ...(created > 0 ? [t('sheet.create', { count: created })] : []),
    ...(updated > 0 ? [t('sheet.update', { count: updated })] : []),
  ];
  return parts.length > 0 ? parts.join(t('sheet.and')) : t('sheet.nothingToDo');
}
