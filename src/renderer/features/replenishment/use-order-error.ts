import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatAmount, formatQuantity } from '#renderer/i18n/format.ts';
import { errorData } from '#renderer/lib/error-text.ts';
import { UNIT_LIMITS } from '#shared/domain/replenishment/reorder-plan.ts';
import { limitText } from './reason-text.ts';

/** Says which limit an order would go beyond, and what it leaves; everything else is said as everywhere. */
export function useOrderError(currency: string): (error: unknown) => boolean {
  const { t } = useTranslation('replenishment');
  const { message } = App.useApp();
  return (error) => {
    const data = errorData(error, 'LIMIT_REACHED');
    if (!data) return false;
    const say = (value: unknown): string =>
      UNIT_LIMITS.some((limit) => limit === data.limit)
        ? formatQuantity(Number(value))
        : formatAmount(Number(value), { currency });
    const values = { limit: limitText(t, String(data.limit)), room: say(data.room), wanted: say(data.wanted) };
    const name = String(data.sku || data.supplier || '');
    message.error(name === '' ? t('limitReached', values) : t('limitReachedOf', { ...values, name }));
    return true;
  };
}
