import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { downloadFile } from '#renderer/lib/download.ts';
import { codeText } from '#renderer/lib/error-text.ts';
import { whenJobEnded } from '#renderer/lib/use-job.ts';
import type { ExportedKeys } from '#shared/contract/card-keys.contract.ts';
import { type DataColumn, exportedColumns } from './columns.ts';

type ListWish = Parameters<typeof client.lists.export>[0]['list'];

/**
 * The one way a list is exported: `onExport={useListExport(t('title'), { list: 'movements', filter }, columns)}`. All rows of the
 * filters with the columns on the screen, as a workbook that a job makes; the person is told when it is there.
 */
export function useListExport<Row>(
  title: string,
  list: ListWish,
  columns: readonly DataColumn<Row>[],
): (columnKeys: readonly string[]) => void {
  const { message } = App.useApp();
  const { t } = useTranslation('components');
  const begin = useCommand(client.lists.export);
  const run = async (columnKeys: readonly string[]): Promise<void> => {
    const begun = await begin.run({ list, title, columns: exportedColumns(columns, columnKeys, t('table.currency')) });
    if (!begun) return;
    const job = await whenJobEnded(begun.jobId);
    if (job.state === 'failed' && job.error) {
      message.error(codeText(job.error.code, job.error.data) ?? t('table.notExported'));
    }
    if (job.state !== 'done') return;
    const { fileId, name, quantity } = job.result as ExportedKeys;
    if (await downloadFile(fileId, name)) message.success(t('table.exported', { count: quantity }));
  };
  return (columnKeys) => void run(columnKeys);
}
