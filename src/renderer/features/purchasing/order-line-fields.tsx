import { DeleteOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import { CountInput } from '#renderer/components/count-input.tsx';
import { Amount } from '#renderer/components/money.tsx';
import { SkuSelect } from '#renderer/components/sku-select.tsx';
import { formatAmount } from '#renderer/i18n/format.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import { multiplyMoney } from '#shared/domain/money/money.ts';
import { MOST_PER_LINE } from '#shared/domain/purchasing/order-lines.ts';
import { type DraftLine, isOverridden, type OfferHint, priceOf } from './order-draft.ts';
import styles from './orders.module.css';

interface OrderLineFieldsProps {
  line: DraftLine;
  number: number;
  offer: OfferHint | null;
  currency: string;
  onChange: (patch: Partial<DraftLine>) => void;
  onRemove: () => void;
}

/** Product, quantity and price of one line; the offer's price fills in until another one is typed. */
export function OrderLineFields({ line, number, offer, currency, onChange, onRemove }: OrderLineFieldsProps) {
  const { t } = useTranslation('purchaseOrders');
  const nameOf = (field: string): string => t('editor.lineName', { line: number, field });
  const price = priceOf(line, offer ?? line.kept.offer);
  const priceText = (amount: number): string => formatAmount(amount, { currency });
  return (
    <div className={styles.line}>
      <div className={styles.lineFields}>
        <SkuSelect
          value={line.skuId}
          onChange={(id) => onChange({ skuId: id as SkuId | null, kept: { offer: null, reasons: [] } })}
          canCreate
          showsStock
          placeholder={t('editor.sku')}
          aria-label={nameOf(t('editor.sku'))}
        />
        <CountInput
          min={1}
          max={MOST_PER_LINE}
          value={line.quantity}
          placeholder={t('editor.quantity')}
          aria-label={nameOf(t('editor.quantity'))}
          onChange={(quantity) => onChange({ quantity })}
        />
        <AmountInput
          value={line.unitPrice}
          currency={currency}
          placeholder={offer ? priceText(offer.unitPrice) : t('editor.unitPrice')}
          aria-label={nameOf(t('editor.unitPrice'))}
          onChange={(unitPrice) => onChange({ unitPrice })}
        />
        <span className={styles.lineAmount}>
          <Amount
            value={price === null || line.quantity === null ? null : multiplyMoney(price, line.quantity)}
            currency={currency}
          />
        </span>
        <Button
          type="text"
          icon={<DeleteOutlined />}
          aria-label={t('editor.removeLine', { line: number })}
          onClick={onRemove}
        />
      </div>
      {offer ? (
        <div className={styles.hints}>
          {isOverridden(line, offer) ? (
            <Button type="link" size="small" onClick={() => onChange({ unitPrice: null, overrideReason: '' })}>
              {t('editor.takeOffer', { price: priceText(offer.unitPrice) })}
            </Button>
          ) : (
            <span>{t('editor.offerPrice', { price: priceText(offer.unitPrice) })}</span>
          )}
          {line.quantity !== null && offer.orderQuantity > line.quantity ? (
            <span className={styles.warning}>{t('editor.atLeast', { quantity: offer.orderQuantity })}</span>
          ) : null}
          {offer.nextTier ? (
            <span>
              {t('editor.nextTier', {
                quantity: offer.nextTier.fromQuantity,
                price: priceText(offer.nextTier.unitPrice),
              })}
            </span>
          ) : null}
        </div>
      ) : null}
      {isOverridden(line, offer ?? line.kept.offer) ? (
        <Input
          value={line.overrideReason}
          maxLength={300}
          status={line.overrideReason.trim() === '' ? 'warning' : undefined}
          placeholder={t('editor.overrideReason')}
          aria-label={nameOf(t('editor.overrideReason'))}
          onChange={(event) => onChange({ overrideReason: event.target.value })}
        />
      ) : null}
    </div>
  );
}
