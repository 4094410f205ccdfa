import { App, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayInput } from '#renderer/components/day-input.tsx';
import { Modal } from '#renderer/components/form-dialog.tsx';
import { useSupplierCurrency } from '#renderer/components/use-supplier-currency.ts';
import { today } from '#renderer/i18n/format.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { OfferDetails, OfferPrice } from '#shared/contract/offers.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import type { OfferPriceId } from '#shared/domain/ids.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { CurrencySelect } from './currency-select.tsx';
import styles from './offers.module.css';
import { TiersField, tiersDraft, tiersOf } from './tiers-field.tsx';

interface PriceDialogProps {
  offer: OfferDetails;
  /** The versions that were seen: a price posted meanwhile by somebody else is not overlooked. */
  prices: readonly OfferPrice[];
  onClose: () => void;
}

/** Posts a new version of an offer's price. */
export function PriceDialog({ offer, prices, onClose }: PriceDialogProps) {
  const { t } = useTranslation('offers');
  const { message } = App.useApp();
  const usual = useSupplierCurrency(offer.supplierId);
  const [draft, setDraft] = useState(() => tiersDraft(offer.price?.tiers ?? []));
  const [effectiveOn, setEffectiveOn] = useState<Day>(today() as Day);
  const [validTo, setValidTo] = useState<Day | null>(null);
  const [chosen, setCurrency] = useState<string | null>(offer.price?.currency ?? null);
  const [reason, setReason] = useState('');
  const post = useCommand(client.offers.setPrice);
  const currency = chosen ?? usual;
  const tiers = tiersOf(draft);
  const submit = async (): Promise<void> => {
    if (!tiers) return;
    const posted = await post.run({
      id: offer.id,
      lastPriceId: newestId(prices),
      currency,
      effectiveOn,
      validTo,
      tiers,
      reason,
    });
    if (!posted) return;
    message.success(t('price.posted'));
    onClose();
  };
  return (
    <Modal
      open
      title={t('price.title', { name: skuTitle({ productName: offer.productName, name: offer.skuName }) })}
      width={560}
      onCancel={onClose}
      onOk={() => void submit()}
      okText={t('price.post')}
      okButtonProps={{ disabled: tiers === null, loading: post.isPending }}
    >
      <Form layout="vertical" component="div">
        <div className={styles.row}>
          <Form.Item label={t('price.effectiveOn')}>
            <DayInput
              value={effectiveOn}
              onChange={(day) => day && setEffectiveOn(day)}
              aria-label={t('price.effectiveOn')}
            />
          </Form.Item>
          <Form.Item label={t('price.validTo')}>
            <DayInput
              value={validTo}
              min={effectiveOn}
              isClearable
              placeholder={t('price.validToHint')}
              onChange={setValidTo}
              aria-label={t('price.validTo')}
            />
          </Form.Item>
          <Form.Item label={t('price.currency')}>
            <CurrencySelect value={currency} onChange={setCurrency} />
          </Form.Item>
        </div>
        <TiersField value={draft} onChange={setDraft} currency={currency} />
        <Form.Item
          label={t('price.reason')}
          className={styles.block}
          extra={tiers ? t('price.appendOnly') : t('price.incomplete')}
        >
          <Input
            value={reason}
            maxLength={200}
            onChange={(event) => setReason(event.target.value)}
            aria-label={t('price.reason')}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function newestId(prices: readonly OfferPrice[]): OfferPriceId | null {
  return prices.reduce<OfferPriceId | null>((last, { id }) => (last === null || id > last ? id : last), null);
}
