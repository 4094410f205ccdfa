import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { Page } from '#renderer/components/page.tsx';
import styles from './inventory.module.css';

const TABS = {
  skus: '/inventory',
  batches: '/inventory/batches',
  keys: '/inventory/keys',
  movements: '/inventory/movements',
  documents: '/inventory/documents',
  reservations: '/inventory/reservations',
} as const;
type TabKey = keyof typeof TABS;

interface InventoryFrameProps {
  actions?: ReactNode;
  filters?: ReactNode;
  children: ReactNode;
}

/** The stock's pages side by side: one title, the tabs, then the page's own filters and table. */
export function InventoryFrame({ actions, filters, children }: InventoryFrameProps) {
  const { t } = useTranslation('inventory');
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const keys = Object.keys(TABS) as TabKey[];
  const active = keys.find((key) => TABS[key] === pathname) ?? 'skus';
  return (
    <Page
      title={t('title')}
      detail={
        <Tabs
          className={styles.tabs}
          size="small"
          activeKey={active}
          items={keys.map((key) => ({ key, label: t(`tabs.${key}`) }))}
          onChange={(key) => void navigate(TABS[key as TabKey])}
        />
      }
      actions={actions}
      filters={filters}
    >
      {children}
    </Page>
  );
}
