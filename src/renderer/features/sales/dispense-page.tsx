import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '#renderer/app/session/session.ts';
import { FormScope } from '#renderer/components/form-scope.tsx';
import { Page } from '#renderer/components/page.tsx';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { errorData } from '#renderer/lib/error-text.ts';
import { type Again, type DispenseDraft, dispenseInput, EMPTY_DRAFT, nextDraft, quantityOf } from './dispense-draft.ts';
import { DispenseForm } from './dispense-form.tsx';
import { DispenseResult, type ShownDelivery } from './dispense-result.tsx';
import { useSalePrices } from './sale-prices.ts';
import styles from './sales.module.css';
import { type Served, ServedOrder, servedOf } from './served-order.tsx';

/** 提卡: the order on the left, what to send to the buyer on the right; made for the keyboard. */
export default function DispensePage() {
  const { t } = useTranslation('sales');
  const { isLocked } = useSession();
  const [draft, setDraft] = useState<DispenseDraft>(EMPTY_DRAFT);
  const [shown, setShown] = useState<ShownDelivery | null>(null);
  const [served, setServed] = useState<Served | null>(null);
  const [isPutAway, setPutAway] = useState(false);
  const prices = useSalePrices(draft);
  const orderField = useRef<HTMLInputElement>(null);
  const show = useCommand(client.deliveries.show, { onSuccess: setShown });
  const dispense = useCommand(client.deliveries.dispense, {
    onError(error) {
      const data = errorData(error, 'ORDER_ALREADY_DELIVERED');
      if (data) setServed(servedOf(data));
      return data !== undefined;
    },
  });

  // Locking puts keys away: unlocking does not bring them back, the list of deliveries does, and records who looked.
  useEffect(() => {
    if (!isLocked || shown === null) return;
    setShown(null);
    setPutAway(true);
  }, [isLocked, shown]);

  const change = (patch: Partial<DispenseDraft>): void => {
    setDraft((before) => ({ ...before, ...patch }));
    setServed(null);
  };
  const submit = async (again: Again | null): Promise<void> => {
    const done = await dispense.run(dispenseInput(draft, again));
    if (!done) return;
    setServed(null);
    setPutAway(false);
    await show.run({ deliveryIds: done.deliveries.map(({ id }) => id) });
  };
  const startNext = (): void => {
    setShown(null);
    setServed(null);
    setDraft(nextDraft);
    orderField.current?.focus();
  };
  return (
    <Page
      title={t('title')}
      layout="scroll"
      actions={
        <>
          <Link to="/dispense/shops">
            <Button type="text">{t('toShops')}</Button>
          </Link>
          <Link to="/dispense/deliveries">
            <Button>{t('toDeliveries')}</Button>
          </Link>
        </>
      }
    >
      <div className={styles.desk}>
        <FormScope>
          <DispenseForm
            draft={draft}
            prices={prices}
            onChange={change}
            onSubmit={() => void submit(null)}
            onClear={() => change(EMPTY_DRAFT)}
            isPending={dispense.isPending || show.isPending}
            orderField={orderField}
          />
        </FormScope>
        <div className={styles.outcome}>
          {served ? (
            <ServedOrder
              served={served}
              order={draft.shopId === null ? null : { shopId: draft.shopId, orderNumber: draft.orderNumber.trim() }}
              quantity={quantityOf(draft)}
              isPending={dispense.isPending}
              onShow={(deliveryIds) => void show.run({ deliveryIds })}
              onRest={(lines) => void submit({ by: 'rest', lines })}
              onReissue={() => void submit({ by: 'reissue' })}
            />
          ) : null}
          <DispenseResult shown={isLocked ? null : shown} onNext={startNext} isPutAway={isPutAway} />
        </div>
      </div>
    </Page>
  );
}
