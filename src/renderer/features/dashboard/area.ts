import { DashboardOutlined } from '@ant-design/icons';
import type { Area } from '#renderer/app/area.ts';

export const dashboardArea: Area = {
  navKey: 'dashboard',
  path: 'dashboard',
  icon: DashboardOutlined,
  right: 'stock.read',
  page: () => import('./dashboard-page.tsx'),
  shortcut: 'g h',
};
