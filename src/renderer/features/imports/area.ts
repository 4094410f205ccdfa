import { ImportOutlined } from '@ant-design/icons';
import type { Area } from '#renderer/app/area.ts';

export const importsArea: Area = {
  navKey: 'imports',
  path: 'imports',
  icon: ImportOutlined,
  right: 'keys.import',
  page: () => import('./imports-page.tsx'),
  pages: [{ path: 'imports/new', title: 'imports:newTitle', page: () => import('./wizard-page.tsx') }],
  shortcut: 'g i',
  commands: [
    { key: 'imports.new', label: 'imports:command', to: '/imports/new', right: 'keys.import', shortcut: 'n i' },
    { key: 'imports.history', label: 'imports:historyCommand', to: '/imports', right: 'keys.import' },
  ],
};
