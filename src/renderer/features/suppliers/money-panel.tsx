import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { Amount, Balance } from '#renderer/components/money.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { Details } from '#renderer/components/side-drawer.tsx';
import { LoadingState } from '#renderer/components/states/loading-state.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { formatAmount, formatMonth } from '#renderer/i18n/format.ts';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { SupplierFreeze } from '#shared/contract/supplier-money.contract.ts';
import type { SupplierEntryId, SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import { AGE_BUCKETS } from '#shared/domain/suppliers/ageing.ts';
import { ConsignedSection } from './consigned-section.tsx';
import { ExposureBar } from './exposure-bar.tsx';
import { FigureLink } from './exposure-table.tsx';
import { FreezeDialog } from './freeze-dialog.tsx';
import { FreezesSection } from './freezes-section.tsx';
import { MaximumDialog } from './maximum-dialog.tsx';
import styles from './money.module.css';
import { moneyLinks } from './money-links.ts';
import { PayDialog } from './pay-dialog.tsx';
import { RebateDialog } from './rebate-dialog.tsx';

type PaidItems = readonly { readonly entryId: SupplierEntryId; readonly open: Money }[];
type Act =
  | { of: 'pay'; items: PaidItems }
  | { of: 'maximum' }
  | { of: 'rebate' }
  | { of: 'freeze'; ending?: SupplierFreeze };

/** The drawer's tab 资金: what is usable, what is due, what the supplier holds, and every act on it. */
export default function MoneyPanel({ supplierId }: { supplierId: SupplierId }) {
  const query = useQuery(api.supplierMoney.get.queryOptions({ input: { supplierId } }));
  return (
    <QueryView query={query} loading={<LoadingState shape="form" />}>
      {(money) => <Panel money={money} />}
    </QueryView>
  );
}

type Figures = Awaited<ReturnType<typeof client.supplierMoney.get>>;

function Panel({ money }: { money: Figures }) {
  const { t } = useTranslation('supplierMoney');
  const mayPost = useCan('accounts.post');
  const maySet = useCan('purchasing.approve');
  const [act, setAct] = useState<Act | null>(null);
  const { supplierId, currency, settlement } = money;
  const close = (): void => setAct(null);
  return (
    <div className={styles.scroll}>
      {mayPost ? (
        <div className={styles.acts}>
          <Button type="primary" onClick={() => setAct({ of: 'pay', items: [] })}>
            {settlement === 'prepaid' ? t('panel.topUp') : t('panel.pay')}
          </Button>
          <Button onClick={() => setAct({ of: 'rebate' })}>{t('panel.addRebate')}</Button>
          <Button onClick={() => setAct({ of: 'freeze' })}>{t('freeze.add')}</Button>
          {maySet ? <Button onClick={() => setAct({ of: 'maximum' })}>{t('setMaximum')}</Button> : null}
        </div>
      ) : null}
      <Details items={balanceFacts(money, t)} />
      <PageSection title={t('panel.exposure')}>
        <Details items={exposureFacts(money, t)} />
        {settlement === 'per-order' ? <p className="kc-soft">{t('panel.paidUnreceivedHint')}</p> : null}
      </PageSection>
      {money.due > 0 || money.openCredits > 0 ? <AgeingSection money={money} mayPost={mayPost} /> : null}
      {settlement === 'consignment' ? (
        <ConsignedSection
          supplierId={supplierId}
          onSettle={mayPost ? (items) => setAct({ of: 'pay', items }) : undefined}
        />
      ) : null}
      <FreezesSection
        freezes={money.freezes}
        currency={currency}
        onEnd={mayPost ? (ending) => setAct({ of: 'freeze', ending }) : undefined}
      />
      {currency === money.shopCurrency ? null : <ExchangeSection money={money} />}
      {act?.of === 'pay' ? <PayDialog supplierId={supplierId} items={act.items} onClose={close} /> : null}
      {act?.of === 'maximum' ? <MaximumDialog row={money} onClose={close} /> : null}
      {act?.of === 'rebate' ? <RebateDialog supplierId={supplierId} onClose={close} /> : null}
      {act?.of === 'freeze' ? (
        <FreezeDialog supplierId={supplierId} currency={currency} ending={act.ending} onClose={close} />
      ) : null}
    </div>
  );
}

type T = ReturnType<typeof useTranslation<'supplierMoney'>>['t'];
type Fact = { label: string; value: ReactNode };

function balanceFacts({ balance, currency, supplierId, prepaid, onOrder, frozen, usable, settlement }: Figures, t: T) {
  const fact = (label: string, value: ReactNode): Fact => ({ label, value });
  const account = (
    <Link to={moneyLinks.account(supplierId)}>
      <Balance value={balance} currency={currency} />
    </Link>
  );
  if (settlement !== 'prepaid' && prepaid === 0) return [fact(t('columns.balance'), account)];
  return [
    fact(t('columns.balance'), account),
    fact(t('columns.onOrder'), <FigureLink value={onOrder} currency={currency} to={moneyLinks.orders(supplierId)} />),
    fact(t('columns.frozen'), <Amount value={frozen} currency={currency} isZeroDash />),
    fact(
      t('columns.usable'),
      <strong>
        <Amount value={usable} currency={currency} />
      </strong>,
    ),
  ];
}

function exposureFacts({ exposure, exposureMaximum, currency, supplierId }: Figures, t: T): Fact[] {
  const part = (label: string, value: Money, to: string): Fact => ({
    label,
    value: <FigureLink value={value} currency={currency} to={to} />,
  });
  return [
    part(t('columns.prepaid'), exposure.prepaid, moneyLinks.account(supplierId)),
    part(t('columns.paidUnreceived'), exposure.paidUnreceived, moneyLinks.orders(supplierId)),
    part(t('columns.openClaims'), exposure.openClaims, moneyLinks.claims(supplierId)),
    part(t('columns.rebatesDue'), exposure.rebatesDue, moneyLinks.rebates(supplierId)),
    {
      label: t('columns.exposure'),
      value: <ExposureBar total={exposure.total} maximum={exposureMaximum} currency={currency} />,
    },
    { label: t('columns.maximum'), value: <Amount value={exposureMaximum} currency={currency} /> },
  ];
}

function AgeingSection({ money, mayPost }: { money: Figures; mayPost: boolean }) {
  const { t } = useTranslation('supplierMoney');
  const { message } = App.useApp();
  const { supplierId, currency, ageing, openCredits, due } = money;
  const allocate = useCommand(client.supplierMoney.allocateOpen);
  const allocateNow = async (): Promise<void> => {
    const done = await allocate.run({ supplierId });
    if (done) message.success(t('allocate.allDone', { count: done.quantity }));
  };
  const buckets = AGE_BUCKETS.filter((bucket) => ageing[bucket] > 0);
  return (
    <PageSection
      title={t('panel.ageing')}
      actions={
        mayPost && openCredits > 0 && due > 0 ? (
          <Button size="small" loading={allocate.isPending} onClick={() => void allocateNow()}>
            {t('allocate.all')}
          </Button>
        ) : null
      }
    >
      <Details
        items={buckets.map((bucket) => ({
          label: t(`buckets.${bucket}`),
          value: <FigureLink value={ageing[bucket]} currency={currency} to={moneyLinks.bucket(supplierId, bucket)} />,
        }))}
      />
      {openCredits > 0 ? (
        <p className="kc-soft">{t('panel.openCredits', { amount: formatAmount(openCredits, { currency }) })}</p>
      ) : null}
    </PageSection>
  );
}

function ExchangeSection({
  money: { exchangeMonths, paymentsWithoutCost, shopCurrency, supplierId },
}: {
  money: Figures;
}) {
  const { t } = useTranslation('supplierMoney');
  return (
    <PageSection
      title={t('panel.exchange')}
      actions={<Link to={moneyLinks.exchange(supplierId)}>{t('views.exchange')}</Link>}
    >
      {exchangeMonths.length === 0 ? <p className="kc-faint">{t('panel.exchangeNone')}</p> : null}
      <Details
        items={exchangeMonths.map(({ month, result }) => ({
          label: formatMonth(month),
          value: <Amount value={result} currency={shopCurrency} isSigned />,
        }))}
      />
      {paymentsWithoutCost > 0 ? (
        <p className="kc-soft">{t('panel.withoutCost', { count: paymentsWithoutCost })}</p>
      ) : null}
    </PageSection>
  );
}
