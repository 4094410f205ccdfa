import { TeamOutlined } from '@ant-design/icons';
import type { Area } from '#renderer/app/area.ts';

export const usersArea: Area = {
  navKey: 'users',
  path: 'users',
  icon: TeamOutlined,
  right: 'users.manage',
  page: () => import('./users-page.tsx'),
  shortcut: 'g u',
  commands: [{ key: 'new-user', label: 'users:commands.new', to: '/users?new=1', right: 'users.manage' }],
};
