import { BarChartOutlined } from '@ant-design/icons';
import type { Area, AreaPage } from '#renderer/app/area.ts';
import { REPORT_TABS, type ReportTab } from './tabs.ts';

const PAGES: Readonly<Record<ReportTab, AreaPage['page']>> = {
  suppliers: () => import('../scorecards/scorecards-page.tsx'),
  concentration: () => import('./concentration-page.tsx'),
  channels: () => import('./channels-page.tsx'),
  turnover: () => import('./turnover-page.tsx'),
};

/** 报表: what the shop's trade adds up to over a period. */
export const reportsArea: Area = {
  navKey: 'reports',
  path: 'reports',
  icon: BarChartOutlined,
  right: 'reports.read',
  page: () => import('./reports-page.tsx'),
  pages: REPORT_TABS.map(({ key, ...tab }): AreaPage => ({ ...tab, title: `reports:tabs.${key}`, page: PAGES[key] })),
  shortcut: 'g f',
  commands: REPORT_TABS.map(({ key, path }) => ({
    key: `report-${key}`,
    label: `reports:tabs.${key}` as const,
    to: `/${path}`,
    right: 'reports.read' as const,
  })),
};
