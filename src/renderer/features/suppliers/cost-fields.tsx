import { Form, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import type { Money } from '#shared/domain/money/money.ts';

const CHOICES = ['unknown', 'rate', 'amount'] as const;
export type CostChoice = (typeof CHOICES)[number];

/** What a payment in another currency cost us, as it is sent. */
export function saidCost(choice: CostChoice, ownAmount: Money | null | undefined) {
  if (choice === 'rate') return { by: 'rate' as const };
  return choice === 'amount' && ownAmount ? { by: 'amount' as const, amount: ownAmount } : null;
}

/** Fields `cost` and `ownAmount` of a form: an amount, the rate of the day, or nothing yet. */
export function CostFields({
  shopCurrency,
  choice,
  isNeeded = false,
}: {
  shopCurrency: string;
  choice: CostChoice;
  isNeeded?: boolean;
}) {
  const { t } = useTranslation('supplierMoney');
  const choices = CHOICES.filter((name) => !isNeeded || name !== 'unknown');
  return (
    <>
      <Form.Item name="cost" label={t('pay.cost')} extra={t('pay.costHint', { currency: shopCurrency })}>
        <Segmented
          aria-label={t('pay.cost')}
          options={choices.map((value) => ({ value, label: t(`pay.costs.${value}`) }))}
        />
      </Form.Item>
      {choice === 'amount' ? (
        <Form.Item
          name="ownAmount"
          label={t('pay.costAmount', { currency: shopCurrency })}
          rules={[{ required: true, message: t('pay.amountNeeded') }]}
        >
          <AmountInput currency={shopCurrency} />
        </Form.Item>
      ) : null}
    </>
  );
}
