import { describe, expect, it } from 'vitest';
import type { Area } from './area.ts';
import type { NavKey } from './navigation.ts';
import { areasWithAlerts, permittedAreas, permittedGroups } from './permitted-areas.ts';

function area(navKey: NavKey, right?: Area['right']): Area {
  return { navKey, path: navKey, icon: () => null, right, page: async () => ({ default: () => null }) };
}

const AREAS = [
  area('settings', 'settings.edit'),
  area('suppliers', 'suppliers.read'),
  area('inventory', 'stock.read'),
  area('dashboard'),
];

describe('what a person sees of the navigation', () => {
  it('is ordered by the day’s work, whatever the order of registration', () => {
    expect(permittedAreas(AREAS, () => true).map((found) => found.navKey)).toEqual([
      'dashboard',
      'inventory',
      'suppliers',
      'settings',
    ]);
  });

  it('asks an area what it wants done only where the person may read that', () => {
    const backup = {
      ...area('backup', 'backups.make'),
      readAlerts: async () => [],
      alertsRight: 'backups.restore',
    } as const;
    expect(areasWithAlerts([backup], (right) => right === 'backups.make')).toEqual([]);
    expect(areasWithAlerts([backup, ...AREAS], () => true)).toEqual([backup]);
  });

  it('leaves out what they may not open, and groups without an area', () => {
    const groups = permittedGroups(AREAS, (right) => right === undefined || right === 'stock.read');
    expect(groups.map((group) => [group.group, group.areas.map((found) => found.navKey)])).toEqual([
      ['overview', ['dashboard']],
      ['stock', ['inventory']],
    ]);
  });
});
