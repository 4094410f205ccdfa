import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Select } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useSupplierCurrency } from '#renderer/components/use-supplier-currency.ts';
import { api, client } from '#renderer/lib/client.ts';
import type { PurchaseOrderId, SupplierId } from '#shared/domain/ids.ts';
import { Field } from './field.tsx';
import { type QueuedFile, useImportQueue } from './queue-store.ts';
import { answersOrders, withSupplier } from './receipt-draft.ts';
import { type OrderForReceipt, orderPatch } from './receipt-order.ts';

/**
 * The sent order that a receipt answers: open ones of the supplier are offered, those that wait for the SKU first. A receipt
 * without one is as normal. When somebody else receives meanwhile, everything typed stays and the person takes the order anew.
 */
export function OrderField({ file }: { file: QueuedFile }) {
  const { t } = useTranslation('purchaseOrders');
  const { changeReceipt } = useImportQueue();
  const { receipt } = file;
  const { supplierId, skuId, purchaseOrder } = receipt;
  const offers = supplierId !== null && answersOrders(receipt.receiptKind);
  const open = useQuery(
    api.purchaseOrders.openFor.queryOptions({
      input: { supplierId: supplierId ?? (1 as SupplierId), skuIds: skuId === null ? [] : [skuId] },
      enabled: offers,
    }),
  );
  const accountCurrency = useSupplierCurrency(supplierId);
  useWantedOrder(file);
  const found = open.data?.find(({ id }) => id === purchaseOrder?.id);
  const choose = (order: OrderForReceipt | null): void => changeReceipt(file.key, orderPatch(order, accountCurrency));
  // The next file of a delivery goes on with the order as it is after the file before.
  const isToBeSeen = purchaseOrder !== null && purchaseOrder.revision === null && found !== undefined;
  useEffect(() => {
    if (isToBeSeen) changeReceipt(file.key, { purchaseOrder: { id: found.id, revision: found.revision } });
  }, [isToBeSeen, found, file.key, changeReceipt]);
  if (!offers || !open.data || (open.data.length === 0 && purchaseOrder === null)) return null;
  const hasChanged =
    purchaseOrder !== null && purchaseOrder.revision !== null && found?.revision !== purchaseOrder.revision;
  return (
    <>
      <Field label={t('importOrder.label')} width={300}>
        <Select
          value={purchaseOrder?.id ?? null}
          aria-label={t('importOrder.label')}
          options={[
            { value: null, label: t('importOrder.none') },
            ...open.data.map((order) => ({
              value: order.id,
              label: `${t('importOrder.option', {
                number: order.number,
                count: order.lines.reduce((sum, line) => sum + line.openQuantity, 0),
              })}${order.isWaitingForThem ? ` · ${t('importOrder.waiting')}` : ''}`,
            })),
          ]}
          onChange={(id: PurchaseOrderId | null) => choose(open.data.find((order) => order.id === id) ?? null)}
        />
      </Field>
      {hasChanged ? (
        <Alert
          type="warning"
          showIcon
          title={t('conflict')}
          action={<Button onClick={() => choose(found ?? null)}>{t('importOrder.takeLatest')}</Button>}
        />
      ) : null}
    </>
  );
}

/** `?order=7`: somebody pressed 收货 on an order. It and its supplier are taken once, then the address is as before. */
function useWantedOrder(file: QueuedFile): void {
  const { changeReceipt } = useImportQueue();
  const [params, setParams] = useSearchParams();
  const wanted = Number(params.get('order') ?? 0);
  useEffect(() => {
    if (wanted === 0) return;
    let isCurrent = true;
    const take = async (): Promise<void> => {
      const order = await client.purchaseOrders.get({ id: wanted as PurchaseOrderId });
      const supplier = await client.supplierNames.get({ id: order.supplierId });
      const receipt = useImportQueue.getState().files.find(({ key }) => key === file.key)?.receipt;
      if (!isCurrent || !receipt) return;
      const [only, ...others] = order.lines;
      const sku = only && others.length === 0 ? { skuId: only.skuId } : {};
      changeReceipt(file.key, {
        ...withSupplier(receipt, supplier),
        ...sku,
        ...orderPatch(order, supplier.currency),
      });
      setParams({}, { replace: true });
    };
    void take();
    return () => {
      isCurrent = false;
    };
  }, [wanted, file.key, changeReceipt, setParams]);
}
