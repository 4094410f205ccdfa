import { SettingOutlined } from '@ant-design/icons';
import type { Area } from '#renderer/app/area.ts';

/** Everybody has settings of their own; the shop's are behind their right on the page. */
export const settingsArea: Area = {
  navKey: 'settings',
  path: 'settings',
  icon: SettingOutlined,
  page: () => import('./settings-page.tsx'),
  shortcut: 'g ,',
  commands: [{ key: 'passphrase', label: 'settings:commands.passphrase', to: '/settings?passphrase=1' }],
};
