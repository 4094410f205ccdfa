import { useQuery } from '@tanstack/react-query';
import { Button, Tabs } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { SideDrawer } from '#renderer/components/side-drawer.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { LoadingState } from '#renderer/components/states/loading-state.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { api } from '#renderer/lib/client.ts';
import type { SupplierDetails } from '#shared/contract/suppliers.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { AccountPanel } from './account-panel.tsx';
import { ArchiveMenu } from './archive-menu.tsx';
import { SkuTermsPanel } from './sku-terms-panel.tsx';
import styles from './supplier-drawer.module.css';
import { SupplierFacts } from './supplier-facts.tsx';

const SupplierCostsPanel = lazy(() => import('#renderer/features/offers/supplier-costs-panel.tsx'));
const LossPanel = lazy(() => import('./loss-panel.tsx'));
const RegardPanel = lazy(() => import('#renderer/features/scorecards/regard-panel.tsx'));
const DossierPanel = lazy(() => import('./dossier-panel.tsx'));
const MoneyPanel = lazy(() => import('./money-panel.tsx'));

export const DRAWER_TABS = ['account', 'money', 'details', 'skuTerms', 'costs', 'dossier', 'standing', 'loss'] as const;
export type DrawerTab = (typeof DRAWER_TABS)[number];

interface SupplierDrawerProps {
  id: SupplierId;
  tab: DrawerTab | null;
  onTab: (tab: DrawerTab) => void;
  onClose: () => void;
  onEdit: (supplier: SupplierDetails) => void;
}

/** One supplier beside the list: the account first, since that is what it is opened for. */
export function SupplierDrawer({ id, tab, onTab, onClose, onEdit }: SupplierDrawerProps) {
  const { t } = useTranslation('suppliers');
  const losses = useTranslation('losses').t;
  const mayEdit = useCan('suppliers.edit');
  const showsAccount = useCan('accounts.read');
  const query = useQuery(api.suppliers.get.queryOptions({ input: { id } }));
  const showsCosts = useCan('purchasing.read');
  const isShown = {
    account: showsAccount,
    money: showsAccount,
    details: true,
    skuTerms: true,
    costs: showsCosts,
    dossier: true,
    loss: showsAccount,
    standing: true,
  };
  const tabs = DRAWER_TABS.filter((name) => isShown[name]);
  const shown = tab !== null && tabs.includes(tab) ? tab : (tabs[0] ?? 'details');
  const supplier = query.data;
  return (
    <SideDrawer
      isOpen
      onClose={onClose}
      name="supplier"
      width={780}
      title={
        supplier && supplier.lostOn !== null ? (
          <>
            {supplier.name}{' '}
            <StateTag tone="now" shape="cross">
              {losses('since', { on: supplier.lostOn })}
            </StateTag>
          </>
        ) : (
          (supplier?.name ?? '')
        )
      }
      actions={
        supplier && mayEdit ? (
          <>
            <Button type="text" onClick={() => onEdit(supplier)}>
              {t('actions.edit')}
            </Button>
            <ArchiveMenu supplier={supplier} />
          </>
        ) : null
      }
    >
      <div className={styles.body}>
        <Tabs
          className={styles.tabs}
          size="small"
          activeKey={shown}
          items={tabs.map((name) => ({ key: name, label: t(`drawer.${name}`) }))}
          onChange={(name) => onTab(name as DrawerTab)}
        />
        <QueryView query={query} loading={<LoadingState shape="form" />}>
          {(details) => {
            if (shown === 'account') return <AccountPanel supplier={details} />;
            if (shown === 'money') {
              return (
                <Suspense fallback={<LoadingState shape="form" />}>
                  <MoneyPanel supplierId={details.id} />
                </Suspense>
              );
            }
            if (shown === 'costs') {
              return (
                <Suspense fallback={<LoadingState shape="form" />}>
                  <SupplierCostsPanel supplierId={details.id} />
                </Suspense>
              );
            }
            if (shown === 'loss') {
              return (
                <Suspense fallback={<LoadingState shape="form" />}>
                  <LossPanel supplier={details} />
                </Suspense>
              );
            }
            if (shown === 'dossier') {
              return (
                <Suspense fallback={<LoadingState shape="form" />}>
                  <DossierPanel supplierId={details.id} />
                </Suspense>
              );
            }
            if (shown === 'standing') {
              return (
                <Suspense fallback={<LoadingState shape="form" />}>
                  <RegardPanel supplierId={details.id} />
                  <Link to={`/reports/suppliers?supplier=${details.id}`}>{t('drawer.toScorecard')}</Link>
                </Suspense>
              );
            }
            return shown === 'details' ? (
              <SupplierFacts supplier={details} />
            ) : (
              <SkuTermsPanel supplierId={details.id} />
            );
          }}
        </QueryView>
      </div>
    </SideDrawer>
  );
}
