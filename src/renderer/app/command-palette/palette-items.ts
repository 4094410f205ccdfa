import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/use-text.ts';
import { logger } from '../../lib/logger.ts';
import type { AreaSearch, FoundItem } from '../area.ts';
import { areas } from '../areas.ts';
import { permittedAreas } from '../permitted-areas.ts';
import { useSession } from '../session/session.ts';
import { orderedByText, type PaletteGroup, type PaletteItem } from './palette-order.ts';

const TYPING_PAUSE_MILLISECONDS = 150;

/** Pages and commands whose words contain what was typed; see {@link orderedByText}. */
export function useStaticGroups(text: string): ReturnType<typeof orderedByText> {
  const { t } = useTranslation();
  const say = useText();
  const { can } = useSession();
  return useMemo(() => {
    const permitted = permittedAreas(areas, can);
    const pages = permitted.map((area): PaletteItem => {
      return { key: area.navKey, title: t(`nav.${area.navKey}`), to: `/${area.path}`, shortcut: area.shortcut };
    });
    const commands = permitted.flatMap((area) =>
      (area.commands ?? [])
        .filter((command) => can(command.right))
        .map((command): PaletteItem => ({ ...command, title: say(command.label) })),
    );
    const groups = [
      { key: 'commands', label: t('palette.commands'), items: commands },
      { key: 'pages', label: t('palette.pages'), items: pages },
    ];
    return orderedByText(groups, text);
  }, [text, t, say, can]);
}

/** What the areas' searches find, as it comes in; an earlier text's answers are dropped. */
export function useFoundGroups(text: string): { groups: readonly PaletteGroup[]; isSearching: boolean } {
  const say = useText();
  const { can } = useSession();
  const [found, setFound] = useState<Readonly<Record<string, readonly FoundItem[]>>>({});
  const [pending, setPending] = useState(0);
  const searches = useMemo(
    () =>
      permittedAreas(areas, can)
        .flatMap((area) => area.searches ?? [])
        .filter((search) => can(search.right)),
    [can],
  );

  useEffect(() => {
    const wanted = text.trim();
    setFound({});
    if (wanted === '') return setPending(0);
    const abort = new AbortController();
    setPending(searches.length);
    const timer = setTimeout(() => {
      for (const search of searches) void runSearch(search, wanted, abort.signal, setFound, setPending);
    }, TYPING_PAUSE_MILLISECONDS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text, searches]);

  const groups = searches
    .map((search) => ({ key: search.key, label: say(search.label), items: found[search.key] ?? [] }))
    .filter((group) => group.items.length > 0);
  return { groups, isSearching: pending > 0 };
}

type SetFound = (
  update: (found: Readonly<Record<string, readonly FoundItem[]>>) => Record<string, readonly FoundItem[]>,
) => void;

async function runSearch(
  search: AreaSearch,
  text: string,
  signal: AbortSignal,
  setFound: SetFound,
  setPending: (update: (pending: number) => number) => void,
): Promise<void> {
  try {
    const items = await search.search(text, signal);
    if (!signal.aborted) setFound((found) => ({ ...found, [search.key]: items }));
  } catch (error) {
    if (!signal.aborted) logger.warn('A search of the command palette failed.', error);
  } finally {
    if (!signal.aborted) setPending((pending) => pending - 1);
  }
}
