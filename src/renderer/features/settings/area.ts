import { SettingOutlined } from '@ant-design/icons';
import type { Alert, Area } from '#renderer/app/area.ts';
import { client } from '#renderer/lib/client.ts';
import { logger } from '#renderer/lib/logger.ts';

/** A clock that was set back, or ran far ahead, stands at the bell until it is right or confirmed. */
async function readAlerts(): Promise<readonly Alert[]> {
  try {
    const { isClockSetBack, clockLeaptFrom } = await client.schedules.state();
    if (isClockSetBack) return [{ key: 'clock-set-back', urgency: 'now', text: 'settings:clock.alert' }];
    return clockLeaptFrom === null ? [] : [{ key: 'clock-leapt', urgency: 'now', text: 'settings:clock.leapAlert' }];
  } catch (error) {
    logger.warn('The state of the schedules could not be read.', error);
    return [];
  }
}

/** Everybody has settings of their own; the shop's are behind their right on the page. */
export const settingsArea: Area = {
  navKey: 'settings',
  path: 'settings',
  icon: SettingOutlined,
  page: () => import('./settings-page.tsx'),
  shortcut: 'g ,',
  commands: [
    { key: 'passphrase', label: 'settings:commands.passphrase', to: '/settings?passphrase=1' },
    {
      key: 'recovery-code',
      label: 'settings:commands.recoveryCode',
      to: '/settings?recoveryCode=1',
      right: 'users.manage',
    },
  ],
  readAlerts,
};
