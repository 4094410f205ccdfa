import { DownloadOutlined, UndoOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { JobProgress } from '#renderer/components/job-progress.tsx';
import { CommandReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { downloadFile } from '#renderer/lib/download.ts';
import { codeText, useErrorText } from '#renderer/lib/error-text.ts';
import { whenJobEnded } from '#renderer/lib/use-job.ts';
import type { ImportDetails, ImportSettings, PreviewedRefusals } from '#shared/contract/imports.contract.ts';

/** The refused rows as a workbook with reasons, to be sent back or mended. */
export function DownloadRefused({ details }: { details: ImportDetails }) {
  const { t } = useTranslation('imports');
  const mayExport = useCan('keys.export');
  const prepare = useCommand(client.imports.exportRefused);
  if (!mayExport || details.refusedCount === 0) return null;
  const download = async (): Promise<void> => {
    const file = await prepare.run({ id: details.id });
    if (file) await downloadFile(file.fileId, file.name);
  };
  return (
    <Button icon={<DownloadOutlined />} loading={prepare.isPending} onClick={() => void download()}>
      {t('post.download', { count: details.refusedCount })}
    </Button>
  );
}

/** The same of a dry run: its refused rows, also of a sheet of which none can come in. */
export function DownloadPreviewed({ settings, count }: { settings: ImportSettings | null; count: number }) {
  const { t } = useTranslation('imports');
  const { message } = App.useApp();
  const mayExport = useCan('keys.export');
  const errorText = useErrorText();
  const [isMaking, setMaking] = useState(false);
  const prepare = useCommand(client.imports.exportRefusedOfPreview);
  if (!mayExport || settings === null || count === 0) return null;
  const download = async (): Promise<void> => {
    const begun = await prepare.run({ settings });
    if (!begun) return;
    // Making it counts against the exports of the day: it is not begun twice.
    setMaking(true);
    try {
      const job = await whenJobEnded(begun.jobId);
      if (job.state === 'failed')
        message.error(codeText(job.error?.code ?? '', job.error?.data) ?? t('post.notPrepared'));
      if (job.state !== 'done') return;
      const { fileId, name, quantity, refused } = job.result as PreviewedRefusals;
      if (quantity < refused) message.warning(t('post.notAll', { quantity, refused }));
      await downloadFile(fileId, name);
    } catch (error) {
      message.error(errorText(error));
    } finally {
      setMaking(false);
    }
  };
  return (
    <Button
      size="small"
      style={{ marginTop: 12 }}
      icon={<DownloadOutlined />}
      loading={prepare.isPending || isMaking}
      onClick={() => void download()}
    >
      {t('post.download', { count })}
    </Button>
  );
}

/** Withdraws what has not moved, after saying how many that is and what stays, and asking why. */
export function UndoImport({ details }: { details: ImportDetails }) {
  const { t } = useTranslation('imports');
  const { message } = App.useApp();
  const mayUndo = useCan('keys.undoImport');
  const errorText = useErrorText();
  const [asked, setAsked] = useState<UndoReach | null>(null);
  const [isCounting, setCounting] = useState(false);
  const isUndoable = details.state === 'posted' || details.state === 'partly-undone';
  if (!mayUndo || !isUndoable) return null;
  const ask = async (): Promise<void> => {
    setCounting(true);
    try {
      const reach = await client.imports.undoReach({ id: details.id });
      if (reach.withdrawable > 0 || details.isOfRefused) setAsked(reach);
      else message.info(reach.seen > 0 ? t('undo.onlySeen', { count: reach.seen }) : t('undo.nothing'));
    } catch (error) {
      message.error(errorText(error));
    } finally {
      setCounting(false);
    }
  };
  return (
    <>
      <Button icon={<UndoOutlined />} loading={isCounting} onClick={() => void ask()}>
        {t('post.undo')}
      </Button>
      {asked ? <UndoDialog details={details} reach={asked} onClose={() => setAsked(null)} /> : null}
    </>
  );
}

/** What an undo would withdraw, and what it leaves though it has not moved, since somebody has seen it. */
interface UndoReach {
  readonly withdrawable: number;
  readonly seen: number;
}

function undoText(
  { isOfRefused, receiptKind }: ImportDetails,
  { kept, seen }: { kept: number; seen: number },
  t: TFunction<'imports'>,
): string {
  if (isOfRefused) return t('undo.refusedText');
  if (receiptKind === 'history') return t('undo.historyText');
  const text = kept > 0 ? t('undo.keptText', { count: kept }) : t('undo.text');
  return seen > 0 ? `${text} ${t('undo.seenText', { count: seen })}` : text;
}

function UndoDialog({ onClose, ...asked }: { details: ImportDetails; reach: UndoReach; onClose: () => void }) {
  const { t } = useTranslation('imports');
  // What was asked about stands while it is being done, and changes with each turn.
  const [{ details, reach }] = useState(asked);
  const { isOfRefused } = details;
  const { withdrawable: count, seen } = reach;
  const kept = details.batches.reduce((sum, { keyCount }) => sum + keyCount, 0) - count;
  return (
    <CommandReasonDialog
      command={client.imports.undo}
      inputOf={(reason) => ({ id: details.id, reason })}
      doneText={({ withdrawnCount }) =>
        isOfRefused ? t('undo.refusedDone') : t('undo.done', { count: withdrawnCount })
      }
      title={isOfRefused ? t('post.undo') : t('undo.title', { count })}
      text={undoText(details, { kept, seen }, t)}
      okText={isOfRefused ? t('post.undo') : t('undo.action', { count })}
      label={t('undo.reason')}
      hint={t('undo.reasonHint')}
      onClose={onClose}
    >
      <UndoProgress number={details.number} />
    </CommandReasonDialog>
  );
}

/** How far the undo of a large import is, with a stop that credits what it withdrew by then. */
function UndoProgress({ number }: { number: string }) {
  const { data: jobs = [] } = useQuery(api.jobs.list.queryOptions());
  const job = jobs.find(
    ({ kind, subject, endedAt }) => kind === 'undo-import' && subject === number && endedAt === null,
  );
  return job ? (
    <div style={{ marginTop: 12 }}>
      <JobProgress job={job} isNamed={false} />
    </div>
  ) : null;
}
