import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan, useSession } from '#renderer/app/session/session.ts';
import { formatAmount, formatDay } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import type { Money } from '#shared/domain/money/money.ts';
import { convertMoney, formatRate } from '#shared/domain/purchasing/exchange-rate.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

interface ExchangeHintProps {
  /** In the currency of the supplier's account. */
  amount: Money | null;
  currency: string;
  /** The receipt's day, whose rate it is posted at. */
  day: Day;
}

/** What a cost in another currency is in the shop's, by the rate of the day, and where there is no rate, that. */
export function ExchangeHint({ amount, currency, day }: ExchangeHintProps) {
  const { t } = useTranslation('imports');
  const { shop } = useSession();
  const mayRead = useCan('purchasing.read');
  const isForeign = currency !== shop.currency;
  const query = useQuery(
    api.exchangeRates.onDay.queryOptions({ input: { currency, day }, enabled: isForeign && mayRead }),
  );
  if (!isForeign || query.data === undefined) return null;
  if (query.data === null) {
    return <Link to="/exchange-rates">{t('receipt.rateMissing', { currency, day: formatDay(day) })}</Link>;
  }
  const { rate, rateOn } = query.data;
  const words = { currency, rate: formatRate(rate), day: formatDay(rateOn) };
  if (amount === null) return t('receipt.rate', words);
  const own = formatAmount(convertMoney(amount, rate), { currency: shop.currency });
  return t('receipt.worth', { ...words, amount: own });
}
