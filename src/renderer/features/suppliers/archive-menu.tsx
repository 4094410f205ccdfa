import { useQuery } from '@tanstack/react-query';
import { App, Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { useConfirmCount } from '#renderer/components/confirm-count.tsx';
import { formatAmount } from '#renderer/i18n/format.ts';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { SupplierDetails } from '#shared/contract/suppliers.contract.ts';
import { money } from '#shared/domain/money/money.ts';

/** Archives a supplier, once what is still open with them was seen, or uses one again. */
export function ArchiveMenu({ supplier }: { supplier: SupplierDetails }) {
  const { t } = useTranslation('suppliers');
  const shell = useTranslation('shell').t;
  const { message } = App.useApp();
  const confirm = useConfirmCount();
  const setArchived = useCommand(client.suppliers.setArchived);
  const open = useStillOpen(supplier);
  const changeArchived = async (): Promise<void> => {
    const isArchived = !supplier.isArchived;
    const text = (
      <>
        <p>{t('archive.text')}</p>
        {open.length === 0 ? null : (
          <>
            <p>{t('archive.stillOpen')}</p>
            <ul>
              {open.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </>
        )}
      </>
    );
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

/** What is not settled with a supplier, a line each: nobody looks for it where the supplier is not offered any more. */
function useStillOpen({ id, currency, isArchived }: SupplierDetails): string[] {
  const { t } = useTranslation('suppliers');
  const words = useTranslation('components').t;
  const enabled = useCan('accounts.read') && !isArchived;
  const account = useQuery(api.supplierAccounts.get.queryOptions({ input: { supplierId: id }, enabled }));
  const loss = useQuery(api.supplierLosses.get.queryOptions({ input: { supplierId: id }, enabled }));
  const balance = account.data?.balance ?? 0;
  const amountOf = (amount: number): string => formatAmount(money(Math.abs(amount)), { currency });
  const side = words(balance > 0 ? 'balance.debt' : 'balance.prepaid');
  const { openOrders = 0 } = loss.data?.consequences ?? {};
  const { paidUnreceived = 0, openClaims = 0, rebatesDue = 0 } = loss.data?.exposure ?? {};
  return [
    balance === 0 ? '' : t('archive.balance', { side, amount: amountOf(balance) }),
    openOrders === 0 ? '' : t('archive.orders', { count: openOrders }),
    paidUnreceived === 0 ? '' : t('archive.paidUnreceived', { amount: amountOf(paidUnreceived) }),
    openClaims === 0 ? '' : t('archive.openClaims', { amount: amountOf(openClaims) }),
    rebatesDue === 0 ? '' : t('archive.rebatesDue', { amount: amountOf(rebatesDue) }),
  ].filter((line) => line !== '');
}
