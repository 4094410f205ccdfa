import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useText } from '../../i18n/use-text.ts';
import { type Shortcut, useShortcuts } from '../../lib/shortcuts.ts';
import { areas } from '../areas.ts';
import { permittedAreas } from '../permitted-areas.ts';
import { useLockWindow } from '../session/lock.ts';
import { useSession } from '../session/session.ts';
import { useFrame } from './frame-store.ts';

/** Keys that work on every page. It draws nothing. */
export function FrameShortcuts() {
  const { t } = useTranslation();
  const text = useText();
  const navigate = useNavigate();
  const { can } = useSession();
  const lockWindow = useLockWindow();
  const setPaletteOpen = useFrame((frame) => frame.setPaletteOpen);
  const setHelpOpen = useFrame((frame) => frame.setHelpOpen);
  const own: Shortcut[] = [
    { keys: 'mod+k', label: t('keys.search'), run: () => setPaletteOpen(true), worksWhileTyping: true },
    { keys: 'mod+l', label: t('keys.lock'), run: lockWindow, worksWhileTyping: true },
    { keys: '?', label: t('keys.help'), run: () => setHelpOpen(true) },
    { keys: '/', run: focusFilter },
  ];
  const ofAreas = permittedAreas(areas, can).flatMap((area): Shortcut[] => [
    ...(area.shortcut
      ? [
          {
            keys: area.shortcut,
            label: t('keys.goTo', { page: t(`nav.${area.navKey}`) }),
            run: () => void navigate(`/${area.path}`),
          },
        ]
      : []),
    ...(area.commands ?? [])
      .filter((command) => command.shortcut && can(command.right))
      .map((command) => ({
        keys: command.shortcut ?? '',
        label: text(command.label),
        run: () => void navigate(command.to),
      })),
  ]);
  useShortcuts([...own, ...ofAreas]);
  return null;
}

function focusFilter(): void {
  const field = document.querySelector<HTMLElement>('[data-filters] input, [data-filters] button');
  field?.focus();
  if (field instanceof HTMLInputElement) field.select();
}
