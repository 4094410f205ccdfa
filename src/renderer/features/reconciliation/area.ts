import { AccountBookOutlined, FileDoneOutlined } from '@ant-design/icons';
import type { Area } from '#renderer/app/area.ts';

export const reconciliationArea: Area = {
  navKey: 'reconciliation',
  path: 'reconciliation',
  icon: FileDoneOutlined,
  right: 'reconciliation.read',
  page: () => import('./statements-page.tsx'),
  pages: [
    {
      path: 'reconciliation/new',
      title: 'reconciliation:newTitle',
      page: () => import('./statement-wizard.tsx'),
      right: 'reconciliation.work',
    },
    {
      path: 'reconciliation/:statementId',
      title: 'reconciliation:title',
      page: () => import('./working-page.tsx'),
    },
  ],
  shortcut: 'g r',
  commands: [
    {
      key: 'reconciliation.new',
      label: 'reconciliation:command',
      to: '/reconciliation/new',
      right: 'reconciliation.work',
      shortcut: 'n s',
    },
  ],
};

/** 月结: the shop's months, their closing and their workbook. */
export const monthsArea: Area = {
  navKey: 'months',
  path: 'months',
  icon: AccountBookOutlined,
  right: 'reconciliation.read',
  page: () => import('./months-page.tsx'),
  shortcut: 'g m',
};
