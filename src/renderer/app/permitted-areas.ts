import type { Right } from '#shared/domain/identity/rights.ts';
import type { Area } from './area.ts';
import { type NavGroup, navigationGroups } from './navigation.ts';

type Can = (right: Right | undefined) => boolean;

/** The areas a person may open, in the order of the navigation. */
export function permittedAreas(areas: readonly Area[], can: Can): readonly Area[] {
  return permittedGroups(areas, can).flatMap((group) => group.areas);
}

/** The areas that say what they want done to a person who may ask them that. */
export function areasWithAlerts(areas: readonly Area[], can: Can): readonly Area[] {
  return permittedAreas(areas, can).filter((area) => area.readAlerts && can(area.alertsRight));
}

/** The navigation as a person sees it: groups without an area are left out. */
export function permittedGroups(
  areas: readonly Area[],
  can: Can,
): readonly { group: NavGroup; areas: readonly Area[] }[] {
  const byKey = new Map(areas.filter((area) => can(area.right)).map((area) => [area.navKey, area]));
  return navigationGroups()
    .map(({ group, keys }) => ({ group, areas: keys.flatMap((key) => byKey.get(key) ?? []) }))
    .filter((group) => group.areas.length > 0);
}
