import { useQuery } from '@tanstack/react-query';
import { App, Button, Dropdown, Tabs } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { useConfirmCount } from '#renderer/components/confirm-count.tsx';
import { SideDrawer } from '#renderer/components/side-drawer.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { LoadingState } from '#renderer/components/states/loading-state.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { formatAmount } from '#renderer/i18n/format.ts';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { SupplierDetails } from '#shared/contract/suppliers.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { AccountPanel } from './account-panel.tsx';
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
            <MoreActions supplier={supplier} />
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

function MoreActions({ supplier }: { supplier: SupplierDetails }) {
  const { t } = useTranslation('suppliers');
  const shell = useTranslation('shell').t;
  const words = useTranslation('components').t;
  const { message } = App.useApp();
  const confirm = useConfirmCount();
  const mayRead = useCan('accounts.read');
  const account = useQuery(
    api.supplierAccounts.get.queryOptions({ input: { supplierId: supplier.id }, enabled: mayRead }),
  );
  const setArchived = useCommand(client.suppliers.setArchived);
  const balance = account.data?.balance ?? 0;
  const changeArchived = async (): Promise<void> => {
    const isArchived = !supplier.isArchived;
    const side = words(balance > 0 ? 'balance.debt' : 'balance.prepaid');
    const amount = formatAmount(Math.abs(balance), { currency: supplier.currency });
    const text = balance === 0 ? t('archive.text') : t('archive.textWithBalance', { side, amount });
    const question = { title: t('archive.title', { name: supplier.name }), text, action: t('archive.action') };
    if (isArchived && !(await confirm(question))) return;
    const done = await setArchived.run({ id: supplier.id, isArchived });
    if (done) message.success(isArchived ? t('archive.done') : t('archive.undone'));
  };
  const label = supplier.isArchived ? t('actions.unarchive') : t('actions.archive');
  return (
    <Dropdown menu={{ items: [{ key: 'archive', label, onClick: () => void changeArchived() }] }} trigger={['click']}>
      <Button type="text">{shell('actions.more')}</Button>
    </Dropdown>
  );
}
