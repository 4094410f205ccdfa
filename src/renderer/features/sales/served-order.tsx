import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useConfirmCount } from '#renderer/components/confirm-count.tsx';
import { formatInstant } from '#renderer/i18n/format.ts';
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
  /** Keys in the form, for a reissue. */
  quantity: number;
  isPending: boolean;
  onShow: () => void;
  onRest: () => void;
  onReissue: () => void;
}

/** The order was served before: when, by whom and how many, and the only two ways to go on. */
export function ServedOrder({ served, quantity, isPending, onShow, onRest, onReissue }: ServedOrderProps) {
  const { t } = useTranslation('sales');
  const confirm = useConfirmCount();
  const reissue = async (): Promise<void> => {
    const isSure = await confirm({
      title: t('served.reissueTitle', { count: quantity }),
      text: t('served.reissueText'),
      action: t('served.reissue', { count: quantity }),
    });
    if (isSure) onReissue();
  };
  const { undelivered } = served;
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      className={styles.served}
      title={t('served.title')}
      description={
        <>
          <p>{t('served.text', { count: served.quantity, by: served.by, at: formatInstant(served.deliveredAt) })}</p>
          <p>{undelivered > 0 ? t('served.undelivered', { count: undelivered }) : t('served.complete')}</p>
          <div className={styles.ways}>
            <Button type="primary" onClick={onShow}>
              {t('served.show')}
            </Button>
            {undelivered > 0 ? (
              <Button loading={isPending} onClick={onRest}>
                {t('served.rest', { count: undelivered })}
              </Button>
            ) : null}
            <Button loading={isPending} onClick={() => void reissue()}>
              {t('served.reissue', { count: quantity })}
            </Button>
          </div>
        </>
      }
    />
  );
}
