import { LockOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { Keys } from '../../components/keys.tsx';
import { useLockWindow } from '../session/lock.ts';
import { AlertsMenu } from './alerts-menu.tsx';
import { useFrame } from './frame-store.ts';
import { JobsMenu } from './jobs-menu.tsx';
import styles from './top-bar.module.css';
import { UserMenu } from './user-menu.tsx';

/** Search, what needs attention, what runs, the lock and who is here. */
export function TopBar() {
  const { t } = useTranslation();
  const setPaletteOpen = useFrame((frame) => frame.setPaletteOpen);
  const lockWindow = useLockWindow();
  return (
    <header className={styles.bar}>
      <button
        type="button"
        className={styles.search}
        onClick={() => setPaletteOpen(true)}
        aria-keyshortcuts="Control+K"
      >
        <SearchOutlined aria-hidden="true" />
        <span className={styles.searchText}>{t('topBar.search')}</span>
        <Keys keys="mod+k" />
      </button>
      <div className={styles.tools}>
        <JobsMenu />
        <AlertsMenu />
        <Tooltip title={t('topBar.lock')}>
          <Button type="text" icon={<LockOutlined />} onClick={lockWindow} aria-label={t('topBar.lock')} />
        </Tooltip>
        <UserMenu />
      </div>
    </header>
  );
}
