import { MenuFoldOutlined, MenuUnfoldOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { Mark } from '../../components/mark.tsx';
import type { Area } from '../area.ts';
import { areas } from '../areas.ts';
import { permittedGroups } from '../permitted-areas.ts';
import { useSession } from '../session/session.ts';
import { useFrame } from './frame-store.ts';
import styles from './navigation.module.css';

/** The areas by the day's work; only those that exist and that the person may open. */
export function Navigation() {
  const { t } = useTranslation();
  const { can, shop } = useSession();
  const isCollapsed = useFrame((frame) => frame.isCollapsed);
  const toggleCollapsed = useFrame((frame) => frame.toggleCollapsed);
  const toggleLabel = isCollapsed ? t('nav.expand') : t('nav.collapse');
  return (
    <nav className={`${styles.navigation} ${isCollapsed ? styles.collapsed : ''}`} aria-label={t('nav.label')}>
      <div className={styles.brand}>
        <span className={styles.mark}>
          <Mark size={22} />
        </span>
        {isCollapsed ? null : <span className={styles.business}>{shop.businessName}</span>}
        {shop.isDemo && !isCollapsed ? <span className={styles.demo}>{t('demoShop')}</span> : null}
      </div>
      <div className={styles.groups}>
        {permittedGroups(areas, can).map(({ group, areas: members }) => (
          <ul key={group} className={styles.group}>
            {members.map((area) => (
              <NavigationEntry key={area.navKey} area={area} isCollapsed={isCollapsed} />
            ))}
          </ul>
        ))}
      </div>
      <button type="button" className={styles.toggle} onClick={toggleCollapsed} aria-label={toggleLabel}>
        {isCollapsed ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
        {isCollapsed ? null : <span>{toggleLabel}</span>}
      </button>
    </nav>
  );
}

function NavigationEntry({ area, isCollapsed }: { area: Area; isCollapsed: boolean }) {
  const { t } = useTranslation();
  const label = t(`nav.${area.navKey}`);
  const Icon = area.icon;
  return (
    <li>
      <Tooltip title={isCollapsed ? label : null} placement="right" mouseEnterDelay={0.2}>
        <NavLink
          to={`/${area.path}`}
          aria-label={isCollapsed ? label : undefined}
          className={({ isActive }) => `${styles.entry} ${isActive ? styles.active : ''}`}
        >
          <span className={styles.icon} aria-hidden="true">
            <Icon />
          </span>
          {isCollapsed ? null : label}
        </NavLink>
      </Tooltip>
    </li>
  );
}
