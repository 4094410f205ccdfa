import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/lib/client.ts';
import { downloadFile } from '#renderer/lib/download.ts';
import { codeText, useErrorText } from '#renderer/lib/error-text.ts';
import { whenJobEnded } from '#renderer/lib/use-job.ts';
import type { FileId, SupplierId } from '#shared/domain/ids.ts';
import type { Month } from '#shared/domain/time/business-time.ts';

interface Workbook {
  readonly fileId: FileId;
  readonly name: string;
}

/** Makes the month's workbook and saves it where downloads go. */
export function useWorkbook() {
  const { i18n } = useTranslation('reconciliation');
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [isMaking, setMaking] = useState(false);

  async function save(month: Month, supplierId: SupplierId | null): Promise<void> {
    setMaking(true);
    try {
      const language = i18n.language === 'en' ? 'en' : 'zh-CN';
      const { jobId } = await client.reports.monthlyWorkbook({ month, supplierId, language });
      const job = await whenJobEnded(jobId);
      if (job.state !== 'done') {
        message.error(job.error ? (codeText(job.error.code, job.error.data) ?? errorText(null)) : errorText(null));
        return;
      }
      const { fileId, name } = job.result as Workbook;
      await downloadFile(fileId, name);
    } catch (error) {
      message.error(errorText(error));
    } finally {
      setMaking(false);
    }
  }

  return { save, isMaking };
}
