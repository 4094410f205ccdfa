import { ReconciliationOutlined } from '@ant-design/icons';
import type { Alert, Area } from '#renderer/app/area.ts';
import { client } from '#renderer/lib/client.ts';

async function readAlerts(): Promise<readonly Alert[]> {
  const figures = await client.replenishment.figures();
  return (['out', 'urgent', 'soon'] as const).flatMap((state): Alert[] => {
    const count = figures[state];
    if (count === 0) return [];
    return [
      {
        key: `reorder-${state}`,
        urgency: state === 'soon' ? 'soon' : 'now',
        text: `replenishment:alerts.${state}`,
        values: { count },
        to: `/replenishment?states=${state}`,
      },
    ];
  });
}

/** 补货: what to order today, why, and from whom. */
export const replenishmentArea: Area = {
  navKey: 'replenishment',
  path: 'replenishment',
  icon: ReconciliationOutlined,
  right: 'purchasing.read',
  page: () => import('./replenishment-page.tsx'),
  pages: [
    {
      path: 'replenishment/back-test',
      title: 'replenishment:backTest.title',
      page: () => import('./back-test-page.tsx'),
      right: 'purchasing.read',
    },
    {
      path: 'replenishment/seasons',
      title: 'replenishment:seasonCalendar.title',
      page: () => import('./seasons-page.tsx'),
      right: 'purchasing.read',
    },
  ],
  shortcut: 'g p',
  commands: [
    { key: 'reorder-plan', label: 'replenishment:commands.plan', to: '/replenishment' },
    { key: 'reorder-back-test', label: 'replenishment:commands.backTest', to: '/replenishment/back-test' },
    { key: 'reorder-seasons', label: 'replenishment:commands.seasons', to: '/replenishment/seasons' },
  ],
  readAlerts,
};
