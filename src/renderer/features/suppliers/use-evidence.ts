import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { downloadFile } from '#renderer/lib/download.ts';
import { codeText } from '#renderer/lib/error-text.ts';
import { whenJobEnded } from '#renderer/lib/use-job.ts';
import type { FileId, SupplierId } from '#shared/domain/ids.ts';

/** Has the evidence package made and saves it where downloads go. */
export function useEvidence() {
  const { t, i18n } = useTranslation('losses');
  const { message } = App.useApp();
  const [isMaking, setMaking] = useState(false);
  const begin = useCommand(client.supplierLosses.evidence);

  async function save(supplierId: SupplierId): Promise<void> {
    setMaking(true);
    try {
      const begun = await begin.run({ supplierId, language: i18n.language === 'en' ? 'en' : 'zh-CN' });
      if (!begun) return;
      const job = await whenJobEnded(begun.jobId);
      if (job.state !== 'done') {
        message.error((job.error && codeText(job.error.code, job.error.data)) ?? t('evidence.failed'));
        return;
      }
      const { fileId, name } = job.result as { fileId: FileId; name: string };
      if (await downloadFile(fileId, name)) message.success(t('evidence.done'));
    } finally {
      setMaking(false);
    }
  }

  return { save, isMaking };
}
