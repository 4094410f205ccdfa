import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { useConfirmCount } from '#renderer/components/confirm-count.tsx';
import { formatInstant } from '#renderer/i18n/format.ts';
import { api, type client } from '#renderer/lib/client.ts';
import type { DeliveryId, ShopId } from '#shared/domain/ids.ts';
import { type RestLine, restLines } from './dispense-draft.ts';
import styles from './sales.module.css';

export interface Served {
  readonly orderId: number;
  readonly deliveryId: number;
  readonly deliveredAt: number;
  readonly by: string;
  readonly quantity: number;
  readonly undelivered: number;
}

/** Reads the data of ORDER_ALREADY_DELIVERED. */
export function servedOf(data: Record<string, unknown>): Served {
  const { orderId, deliveryId, deliveredAt, by, quantity, undelivered } = data;
  return {
    orderId: Number(orderId),
    deliveryId: Number(deliveryId),
    deliveredAt: Number(deliveredAt),
    by: String(by),
    quantity: Number(quantity),
    undelivered: Number(undelivered),
  };
}

interface ServedOrderProps {
  served: Served;
  order: { readonly shopId: ShopId; readonly orderNumber: string } | null;
  /** Keys in the form, for a reissue. */
  quantity: number;
  isPending: boolean;
  onShow: (deliveryIds: DeliveryId[]) => void;
  onRest: (lines: readonly RestLine[]) => void;
  onReissue: () => void;
}

/** The order was served before: when, by whom and how many each time, and the only two ways to go on. */
export function ServedOrder({ served, order, quantity, isPending, onShow, onRest, onReissue }: ServedOrderProps) {
  const { t } = useTranslation('sales');
  const confirm = useConfirmCount();
  const mayReissue = useCan('keys.reissue');
  const found = useQuery(
    api.deliveries.order.queryOptions({
      input: order ?? { shopId: 1 as ShopId, orderNumber: '-' },
      enabled: order !== null,
    }),
  );
  const reissue = async (): Promise<void> => {
    const isSure = await confirm({
      title: t('served.reissueTitle', { count: quantity }),
      text: t('served.reissueText'),
      action: t('served.reissue', { count: quantity }),
    });
    if (isSure) onReissue();
  };
  const { undelivered } = served;
  // Served before a restore: the books have the order, and no delivery of it.
  const isForgotten = served.deliveryId === 0;
  const lines = found.data?.lines ?? [];
  const rest = restLines(lines);
  const restCount = rest.reduce((sum, line) => sum + line.quantity, 0);
  const rounds = found.data?.deliveries ?? [];
  const deliveryIds = rounds.length > 0 ? rounds.map(({ id }) => id) : [served.deliveryId as DeliveryId];
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      className={styles.served}
      title={t('served.title')}
      description={
        <>
          {isForgotten ? (
            <p>{t('served.forgotten', { at: formatInstant(served.deliveredAt) })}</p>
          ) : (
            <>
              <p>
                {t('served.text', { count: served.quantity, by: served.by, at: formatInstant(served.deliveredAt) })}
              </p>
              <p>{undelivered > 0 ? t('served.undelivered', { count: undelivered }) : t('served.complete')}</p>
            </>
          )}
          {rounds.length > 1 || undelivered > 0 ? <Rounds lines={lines} rounds={rounds} /> : null}
          <div className={styles.ways}>
            {isForgotten ? null : (
              <Button type="primary" onClick={() => onShow(deliveryIds)}>
                {t('served.show')}
              </Button>
            )}
            {restCount > 0 ? (
              <Button loading={isPending} onClick={() => onRest(rest)}>
                {t('served.rest', { count: restCount })}
              </Button>
            ) : null}
            {mayReissue ? (
              <Button loading={isPending} onClick={() => void reissue()}>
                {t('served.reissue', { count: quantity })}
              </Button>
            ) : null}
          </div>
        </>
      }
    />
  );
}

type ServedShopOrder = NonNullable<Awaited<ReturnType<typeof client.deliveries.order>>>;

/** What was ordered of each product and how much of it left, and every time some of it did. */
function Rounds({ lines, rounds }: { lines: ServedShopOrder['lines']; rounds: ServedShopOrder['deliveries'] }) {
  const { t } = useTranslation('sales');
  return (
    <ul className={styles.rounds}>
      {lines.map(({ skuId, skuName, orderedQuantity, deliveredQuantity }) => (
        <li key={skuId}>
          {t('served.line', { name: skuName, ordered: orderedQuantity, delivered: deliveredQuantity })}
        </li>
      ))}
      {rounds.map((round) => (
        <li key={round.id} className="kc-soft">
          <span className="kc-mono">{round.number}</span> {t(`kinds.${round.kind}`)}{' '}
          {t('served.text', { count: round.quantity, by: round.deliveredBy, at: formatInstant(round.deliveredAt) })}
        </li>
      ))}
    </ul>
  );
}
