import { HistoryOutlined } from '@ant-design/icons';
import type { Area } from '#renderer/app/area.ts';

export const auditArea: Area = {
  navKey: 'audit',
  path: 'audit',
  icon: HistoryOutlined,
  right: 'audit.read',
  page: () => import('./audit-page.tsx'),
  shortcut: 'g a',
  commands: [
    { key: 'audit-outflows', label: 'audit:commands.outflows', to: '/audit?tab=outflows' },
    { key: 'audit-books', label: 'audit:commands.check', to: '/audit?tab=books' },
  ],
};
