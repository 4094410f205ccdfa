import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { useSession } from '#renderer/app/session/session.ts';
import { Page } from '#renderer/components/page.tsx';
import type { Right } from '#shared/domain/identity/rights.ts';
import styles from './reports.module.css';
import { REPORT_TABS, type ReportTab } from './tabs.ts';

interface Tab {
  readonly key: ReportTab;
  readonly path: string;
  readonly right?: Right;
}

/** The reports that the person may see. */
export function useReportTabs(): readonly Tab[] {
  const { can } = useSession();
  return REPORT_TABS.filter(({ right }: Tab) => can(right));
}

interface ReportFrameProps {
  actions?: ReactNode;
  filters?: ReactNode;
  children: ReactNode;
  layout?: 'fill' | 'scroll';
}

/** The reports side by side: one title, the tabs, then the report's own filters and figures. */
export function ReportFrame({ actions, filters, children, layout }: ReportFrameProps) {
  const { t } = useTranslation('reports');
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const tabs = useReportTabs();
  const active = tabs.find(({ path }) => `/${path}` === pathname);
  return (
    <Page
      title={t('title')}
      layout={layout}
      detail={
        <Tabs
          className={styles.tabs}
          size="small"
          activeKey={active?.key}
          items={tabs.map(({ key }) => ({ key, label: t(`tabs.${key}`) }))}
          onChange={(key) => void navigate(`/${tabs.find((tab) => tab.key === key)?.path ?? 'reports'}`)}
        />
      }
      actions={actions}
      filters={filters}
    >
      {children}
    </Page>
  );
}
