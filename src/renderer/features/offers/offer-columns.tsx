import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type DataColumn, exportedAs, wordsOf } from '#renderer/components/data-table/columns.ts';
import { CalendarDay } from '#renderer/components/day.tsx';
import { Quantity } from '#renderer/components/money.tsx';
import { SkuTitle } from '#renderer/components/sku-title.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import type { OfferRow } from '#shared/contract/offers.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import { promiseText, tierPriceText, tiersText } from './offer-text.ts';

const LOOKS = {
  valid: { tone: 'go', shape: 'dot' },
  expired: { tone: 'soon', shape: 'ring' },
  unpriced: { tone: 'soon', shape: 'triangle' },
  archived: { tone: 'past', shape: 'dash' },
} as const;

export function OfferState({ state }: { state: OfferRow['state'] }) {
  const { t } = useTranslation('offers');
  return (
    <StateTag {...LOOKS[state]} isPlain>
      {t(`states.${state}`)}
    </StateTag>
  );
}

export function useOfferColumns(): readonly DataColumn<OfferRow>[] {
  const { t } = useTranslation('offers');
  return useMemo(
    () => [
      {
        key: 'sku',
        title: t('columns.sku'),
        width: 190,
        grows: true,
        exported: exportedAs('skuName'),
        render: ({ productName, skuName }) => <SkuTitle title={skuTitle({ productName, name: skuName })} />,
      },
      {
        key: 'code',
        title: t('columns.code'),
        width: 104,
        exported: exportedAs('skuCode'),
        render: ({ skuCode }) => <span className="kc-mono">{skuCode}</span>,
      },
      {
        key: 'supplier',
        title: t('columns.supplier'),
        width: 140,
        exported: exportedAs('supplierName'),
        render: ({ supplierName }) => supplierName,
      },
      {
        key: 'price',
        title: t('columns.price'),
        width: 112,
        align: 'end',
        // A row of the export is one tier.
        exported: [
          exportedAs('tier.unitPrice', 'unit-price'),
          { ...exportedAs('price.currency'), header: t('columns.currency') },
        ],
        render: ({ price }) => (price?.tiers[0] ? tierPriceText(t, price.tiers[0], price.currency) : t('tier.none')),
      },
      {
        key: 'tiers',
        title: t('columns.tiers'),
        width: 84,
        exported: { ...exportedAs('tier.fromQuantity', 'integer'), header: t('columns.fromQuantity') },
        render: ({ price }) =>
          price && price.tiers.length > 1 ? (
            <span className="kc-soft" title={tiersText(t, price.tiers, price.currency)}>
              {t('tier.more', { count: price.tiers.length })}
            </span>
          ) : (
            <span className="kc-faint">–</span>
          ),
      },
      {
        key: 'minimum',
        title: t('columns.minimum'),
        width: 100,
        align: 'end',
        exported: exportedAs('minimumQuantity', 'integer'),
        render: ({ minimumQuantity: minimum, quantityMultiple: multiple }) => t('minimumText', { minimum, multiple }),
      },
      {
        key: 'stock',
        title: t('columns.stock'),
        width: 88,
        align: 'end',
        exported: exportedAs('knownStock', 'integer'),
        render: ({ knownStock }) => <Quantity value={knownStock} />,
      },
      {
        key: 'promise',
        title: t('columns.promise'),
        width: 96,
        exported: { ...exportedAs('promiseHours', 'integer'), header: t('columns.promiseHours') },
        render: ({ promiseHours }) => promiseText(t, promiseHours),
      },
      {
        key: 'effectiveOn',
        title: t('columns.effectiveOn'),
        width: 90,
        isHiddenAtFirst: true,
        exported: exportedAs('price.effectiveOn', 'day'),
        render: ({ price }) => <CalendarDay on={price?.effectiveOn} />,
      },
      {
        key: 'validTo',
        title: t('columns.validTo'),
        width: 90,
        isHiddenAtFirst: true,
        exported: exportedAs('price.validTo', 'day'),
        render: ({ price }) => <CalendarDay on={price?.validTo} />,
      },
      {
        key: 'state',
        title: t('columns.state'),
        width: 92,
        exported: exportedAs(
          'state',
          'text',
          wordsOf(['valid', 'expired', 'unpriced', 'archived'], (state) => t(`states.${state}`)),
        ),
        render: ({ state }) => <OfferState state={state} />,
      },
    ],
    [t],
  );
}
