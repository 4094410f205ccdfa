import { DownloadOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { useConfirmCount } from '#renderer/components/confirm-count.tsx';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { downloadFile } from '#renderer/lib/download.ts';
import type { ExportedKeys, KeyFilter } from '#shared/contract/card-keys.contract.ts';
import type { CardKeyId, JobId } from '#shared/domain/ids.ts';

interface ExportKeysButtonProps {
  filter: KeyFilter;
  keyIds: readonly CardKeyId[];
  count: number;
}

const POLL_MILLISECONDS = 400;

/** Exports the chosen keys or the whole list, after saying what becomes of them. */
export function ExportKeysButton({ filter, keyIds, count }: ExportKeysButtonProps) {
  const { t } = useTranslation('inventory');
  const mayExport = useCan('keys.export');
  const confirm = useConfirmCount();
  const start = useCommand(client.cardKeys.export);
  const [isWaiting, setWaiting] = useState(false);
  if (!mayExport || count === 0) return null;
  const run = async (format: 'xlsx' | 'csv'): Promise<void> => {
    const isSure = await confirm({
      title: t('acts.exportTitle', { count }),
      text: t('acts.exportText'),
      action: t('acts.exportTitle', { count }),
    });
    if (!isSure) return;
    const begun = await start.run({ filter, keyIds: [...keyIds].slice(0, 1000), format, reason: '' });
    if (!begun) return;
    setWaiting(true);
    const file = await exportedFile(begun.jobId);
    setWaiting(false);
    if (file) await downloadFile(file.fileId, file.name);
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items: (['xlsx', 'csv'] as const).map((key) => ({ key, label: key, onClick: () => void run(key) })) }}
    >
      <Button icon={<DownloadOutlined />} loading={start.isPending || isWaiting}>
        {t('acts.export')}
      </Button>
    </Dropdown>
  );
}

async function exportedFile(id: JobId): Promise<ExportedKeys | null> {
  for (;;) {
    const job = await client.jobs.get({ id });
    if (job.state === 'done') return job.result as ExportedKeys;
    if (job.endedAt !== null) return null;
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
  }
}
