import type { FoundItem } from '../area.ts';

export interface PaletteItem extends FoundItem {
  shortcut?: string;
}

export interface PaletteGroup {
  key: string;
  label: string;
  items: readonly PaletteItem[];
}

/**
 * Groups of pages and commands, as far as their words hold what was typed: `first` stands above what searches find, `last`
 * below it. What is named just as it was typed comes first, so that Enter goes there whatever is found meanwhile. The key is the
 * English word, which people type in either language.
 */
export function orderedByText(
  groups: readonly PaletteGroup[],
  text: string,
): { first: readonly PaletteGroup[]; last: readonly PaletteGroup[] } {
  const wanted = text.trim().toLowerCase();
  const isNamed = ({ title, key }: PaletteItem): boolean =>
    wanted !== '' && (title.toLowerCase() === wanted || key.toLowerCase() === wanted);
  const fits = (item: PaletteItem): boolean => `${item.title} ${item.key}`.toLowerCase().includes(wanted);
  const filtered = (isWanted: (item: PaletteItem) => boolean, ending: string): readonly PaletteGroup[] =>
    groups
      .map((group) => ({ ...group, key: `${group.key}${ending}`, items: group.items.filter(isWanted) }))
      .filter(({ items }) => items.length > 0);
  return { first: filtered(isNamed, '-named'), last: filtered((item) => fits(item) && !isNamed(item), '') };
}
