import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Tooltip } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { CalendarDay } from '#renderer/components/day.tsx';
import { Amount } from '#renderer/components/money.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { Details } from '#renderer/components/side-drawer.tsx';
import { formatAmount, formatDay } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import type { EntryAllocation, EntryMoney } from '#shared/contract/supplier-payments.contract.ts';
import type { SupplierEntry } from '#shared/contract/suppliers.contract.ts';
import type { SupplierEntryId } from '#shared/domain/ids.ts';
import { AllocateDialog } from './allocate-dialog.tsx';
import { CostDialog } from './cost-dialog.tsx';
import { DueDialog } from './due-dialog.tsx';
import styles from './money.module.css';
import { ReleaseDialog } from './release-dialog.tsx';

type Act = { of: 'due' } | { of: 'cost' } | { of: 'allocate' } | { of: 'release'; allocation: EntryAllocation };

/** What pays an entry or what it pays, when it is due, and how it was paid. Nothing where it was reversed. */
export function EntryMoneySection({ entry, onShow }: { entry: SupplierEntry; onShow: (id: SupplierEntryId) => void }) {
  const { t } = useTranslation('supplierMoney');
  const mayPost = useCan('accounts.post');
  const [act, setAct] = useState<Act | null>(null);
  const query = useQuery(api.supplierMoney.entry.queryOptions({ input: { id: entry.id } }));
  const money = query.data;
  if (!money) return null;
  const close = (): void => setAct(null);
  const mayAllocate = mayPost && money.side === 'credit' && money.open > 0;
  return (
    <PageSection
      title={t('entry.title')}
      actions={
        <>
          {mayPost && money.needsCost ? (
            <Button size="small" onClick={() => setAct({ of: 'cost' })}>
              {t('entry.sayCost')}
            </Button>
          ) : null}
          {mayPost && money.side === 'debt' && money.open > 0 ? (
            <Button size="small" onClick={() => setAct({ of: 'due' })}>
              {t('moveDue')}
            </Button>
          ) : null}
          {mayAllocate ? (
            <Button size="small" onClick={() => setAct({ of: 'allocate' })}>
              {t('entry.allocate')}
            </Button>
          ) : null}
        </>
      }
    >
      {money.needsCost ? <Alert type="warning" className={styles.notice} title={t('entry.needsCost')} /> : null}
      <Details items={factsOf(money, t)} />
      <Allocations
        money={money}
        onShow={onShow}
        onRelease={mayPost ? (allocation) => setAct({ of: 'release', allocation }) : undefined}
      />
      {act?.of === 'due' ? (
        <DueDialog
          due={{ entryId: money.entryId, number: entry.number, dueOn: money.dueOn, occurredOn: entry.occurredOn }}
          onClose={close}
        />
      ) : null}
      {act?.of === 'cost' ? <CostDialog money={money} number={entry.number} onClose={close} /> : null}
      {act?.of === 'allocate' ? <AllocateDialog money={money} number={entry.number} onClose={close} /> : null}
      {act?.of === 'release' ? (
        <ReleaseDialog allocation={act.allocation} currency={money.currency} onClose={close} />
      ) : null}
    </PageSection>
  );
}

type T = ReturnType<typeof useTranslation<'supplierMoney'>>['t'];

function factsOf(money: EntryMoney, t: T): { label: string; value: ReactNode }[] {
  const { open, currency, side, dueOn, firstDueOn, dueChanges, payment, ownAmount, shopCurrency } = money;
  const fact = (label: string, value: ReactNode) => ({ label, value });
  const changes = dueChanges.map((change) => (
    <div key={change.changedAt} className="kc-soft">
      {t('entry.changed', { from: formatDay(change.fromOn), to: formatDay(change.toOn), reason: change.reason })}
    </div>
  ));
  return [
    fact(t('entry.open'), open === 0 ? t('entry.settled') : <Amount value={open} currency={currency} />),
    ...(side === 'debt'
      ? [
          fact(
            t('entry.dueOn'),
            <>
              <CalendarDay on={dueOn} />
              {changes}
            </>,
          ),
        ]
      : []),
    ...(side === 'debt' && firstDueOn !== dueOn ? [fact(t('entry.firstDueOn'), <CalendarDay on={firstDueOn} />)] : []),
    ...(payment
      ? [
          fact(
            t('entry.method'),
            `${t(`methods.${payment.method}`)}${payment.reference ? ` ${payment.reference}` : ''}`,
          ),
        ]
      : []),
    ...(payment?.feeNumber ? [fact(t('entry.fee'), payment.feeNumber)] : []),
    ...(payment?.exceedReason ? [fact(t('entry.exceedReason'), payment.exceedReason)] : []),
    ...(ownAmount === null ? [] : [fact(t('entry.ownAmount'), <Amount value={ownAmount} currency={shopCurrency} />)]),
  ];
}

interface AllocationsProps {
  money: EntryMoney;
  onShow: (id: SupplierEntryId) => void;
  onRelease: ((allocation: EntryAllocation) => void) | undefined;
}

function Allocations({ money, onShow, onRelease }: AllocationsProps) {
  const { t } = useTranslation('supplierMoney');
  if (money.allocations.length === 0) return <p className="kc-faint">{t('entry.none')}</p>;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th>{t('columns.number')}</th>
          <th>{t('columns.occurredOn')}</th>
          <th className={styles.end}>{t('columns.amount')}</th>
          <th className={styles.end}>{t('columns.actions')}</th>
        </tr>
      </thead>
      <tbody>
        {money.allocations.map((allocation) => (
          <AllocationRow
            key={allocation.id}
            allocation={allocation}
            money={money}
            onShow={onShow}
            onRelease={onRelease}
          />
        ))}
      </tbody>
    </table>
  );
}

function AllocationRow({ allocation, money, onShow, onRelease }: AllocationsProps & { allocation: EntryAllocation }) {
  const { t } = useTranslation('supplierMoney');
  const { t: suppliers } = useTranslation('suppliers');
  const { otherId, otherNumber, otherKind, otherOn, amount, exchangeResult, releasedOn, releaseReason } = allocation;
  const isReleased = releasedOn !== null;
  return (
    <tr className={isReleased ? styles.released : undefined}>
      <td>
        <Button type="link" size="small" className={styles.link} onClick={() => onShow(otherId)}>
          {otherNumber}
        </Button>{' '}
        <span className="kc-soft">{suppliers(`account.kinds.${otherKind}`)}</span>
        {allocation.origin === 'history' ? <div className="kc-faint">{t('entry.history')}</div> : null}
        {isReleased ? <div>{t('entry.released', { on: formatDay(releasedOn), reason: releaseReason })}</div> : null}
        {exchangeResult === null ? null : (
          <div className="kc-soft">
            {t('entry.result', {
              amount: formatAmount(exchangeResult, { currency: money.shopCurrency, isSigned: true }),
            })}
          </div>
        )}
      </td>
      <td>
        <CalendarDay on={otherOn} />
      </td>
      <td className={styles.end}>
        <Amount value={amount} currency={money.currency} />
      </td>
      <td className={styles.end}>
        {isReleased || !onRelease ? null : (
          <Tooltip title={allocation.isFrozen ? t('entry.frozen') : null}>
            <Button size="small" type="link" disabled={allocation.isFrozen} onClick={() => onRelease(allocation)}>
              {t('entry.release')}
            </Button>
          </Tooltip>
        )}
      </td>
    </tr>
  );
}
