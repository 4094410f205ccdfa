import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ShortcutHelp } from '../../components/shortcut-help.tsx';
import { CommandPalette } from '../command-palette/command-palette.tsx';
import { ClockBanner } from './clock-banner.tsx';
import styles from './frame.module.css';
import { FrameShortcuts } from './frame-shortcuts.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { Navigation } from './navigation.tsx';
import { TopBar } from './top-bar.tsx';

/** The frame of every page: navigation at the left, the bar above, the page in the rest. */
export function Frame({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className={styles.frame}>
      <button type="button" className={styles.skip} onClick={focusContent}>
        {t('skipToContent')}
      </button>
      <Navigation />
      <div className={styles.main}>
        <TopBar />
        <ClockBanner />
        <main id="content" className={styles.content} tabIndex={-1}>
          {children}
        </main>
      </div>
      <CommandPalette />
      <ShortcutHelp />
      <FrameShortcuts />
      <LeaveGuard />
    </div>
  );
}

/** The address belongs to the router, so the jump is made by hand. */
function focusContent(): void {
  document.getElementById('content')?.focus();
}
