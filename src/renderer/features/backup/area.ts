import { SaveOutlined } from '@ant-design/icons';
import type { Alert, Area } from '#renderer/app/area.ts';
import { client } from '#renderer/lib/client.ts';
import { logger } from '#renderer/lib/logger.ts';

/** Findings of a restore stand at the bell until they are gone through. */
async function readAlerts(): Promise<readonly Alert[]> {
  try {
    const open = (await client.backups.findings()).filter(({ isReviewed }) => !isReviewed);
    if (open.length === 0) return [];
    return [
      {
        key: 'restore-findings',
        urgency: 'now',
        text: 'backup:alert',
        values: { count: open.length },
        to: '/backup?tab=findings',
        action: 'backup:goThrough',
      },
    ];
  } catch (error) {
    logger.warn('Findings of a restore could not be read.', error);
    return [];
  }
}

export const backupArea: Area = {
  navKey: 'backup',
  path: 'backup',
  icon: SaveOutlined,
  right: 'backups.make',
  page: () => import('./backup-page.tsx'),
  shortcut: 'g b',
  commands: [
    { key: 'backup-now', label: 'backup:commands.make', to: '/backup?now=1', right: 'backups.make' },
    { key: 'backup-restore', label: 'backup:commands.restore', to: '/backup?restore=1', right: 'backups.restore' },
  ],
  readAlerts,
  alertsRight: 'backups.restore',
};
