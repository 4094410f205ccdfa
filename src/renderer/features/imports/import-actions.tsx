import { DownloadOutlined, UndoOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { useConfirmCount } from '#renderer/components/confirm-count.tsx';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { downloadFile } from '#renderer/lib/download.ts';
import type { ImportDetails } from '#shared/contract/imports.contract.ts';

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

/** Withdraws what has not moved, after saying how many that is and what stays. */
export function UndoImport({ details }: { details: ImportDetails }) {
  const { t } = useTranslation('imports');
  const { message } = App.useApp();
  const mayUndo = useCan('keys.undoImport');
  const confirm = useConfirmCount();
  const undo = useCommand(client.imports.undo);
  const count = details.batches.reduce((sum, { unmovedCount }) => sum + unmovedCount, 0);
  const isUndoable = details.state === 'posted' || details.state === 'partly-undone';
  if (!mayUndo || !isUndoable) return null;
  const kept = details.batches.reduce((sum, { keyCount }) => sum + keyCount, 0) - count;
  const ask = async (): Promise<void> => {
    if (count === 0) {
      message.info(t('undo.nothing'));
      return;
    }
    const isSure = await confirm({
      title: t('undo.title', { count }),
      text: kept > 0 ? t('undo.keptText', { count: kept }) : t('undo.text'),
      action: t('undo.action', { count }),
      isDangerous: true,
    });
    if (!isSure) return;
    const done = await undo.run({ id: details.id, reason: '' });
    if (done) message.success(t('undo.done', { count: done.withdrawnCount }));
  };
  return (
    <Button icon={<UndoOutlined />} loading={undo.isPending} onClick={() => void ask()}>
      {t('post.undo')}
    </Button>
  );
}
