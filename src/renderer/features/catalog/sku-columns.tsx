import { Button } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { DataColumn } from '#renderer/components/data-table/columns.ts';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { SkuTitle } from '#renderer/components/sku-title.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { currencySymbol, formatAmount } from '#renderer/i18n/format.ts';
import type { SkuRow } from '#shared/contract/catalog.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';

/** A face value with what it counts in: `¥ 100`, `100 点`. */
export function faceValueText({ faceValue, faceCurrency }: Pick<SkuRow, 'faceValue' | 'faceCurrency'>): string {
  if (faceValue === null) return '–';
  const isCurrency = /^[A-Z]{3}$/.test(faceCurrency);
  const amount = formatAmount(faceValue, { decimals: 0, currency: isCurrency ? faceCurrency : undefined });
  return isCurrency ? amount : `${amount} ${faceCurrency}`;
}

export function placeText({ region, platform, gameServer }: SkuRow): string {
  return [region, platform, gameServer].filter(Boolean).join(' / ') || '–';
}

export function useSkuColumns(
  currency: string,
  onEdit: ((sku: SkuRow) => void) | undefined,
): readonly DataColumn<SkuRow>[] {
  const { t } = useTranslation('catalog');
  const shown = [...namingColumns(t), ...stockColumns(t), ...termColumns(t, currency)];
  const actions: DataColumn<SkuRow> = {
    key: 'actions',
    title: t('columns.actions'),
    width: 76,
    render: (sku) =>
      onEdit ? (
        <Button size="small" type="link" onClick={() => onEdit(sku)}>
          {t('actions.edit')}
        </Button>
      ) : null,
  };
  return [...shown, actions];
}

type T = TFunction<'catalog'>;

function namingColumns(t: T): DataColumn<SkuRow>[] {
  return [
    {
      key: 'sku',
      title: t('columns.sku'),
      width: 220,
      grows: true,
      sort: 'name',
      render: (sku) => (
        <>
          <SkuTitle title={skuTitle(sku)} />
          {sku.isArchived ? (
            <StateTag tone="past" shape="dash" isPlain>
              {t('archivedTag')}
            </StateTag>
          ) : null}
        </>
      ),
    },
    {
      key: 'code',
      title: t('columns.code'),
      width: 112,
      sort: 'code',
      render: (sku) => <span className="kc-mono">{sku.code}</span>,
    },
    { key: 'brand', title: t('columns.brand'), width: 92, render: (sku) => sku.brandName },
    { key: 'faceValue', title: t('columns.faceValue'), width: 90, align: 'end', render: faceValueText },
    { key: 'place', title: t('columns.place'), width: 128, render: placeText },
    {
      key: 'delivery',
      title: t('columns.delivery'),
      width: 84,
      render: (sku) => t(`deliveryKinds.${sku.deliveryKind}`),
    },
  ];
}

function stockColumns(t: T): DataColumn<SkuRow>[] {
  return [
    {
      key: 'available',
      title: t('columns.available'),
      width: 84,
      align: 'end',
      render: (sku) =>
        sku.isBelowMinimum ? (
          <span title={t('belowMinimum')}>
            <StateTag tone={sku.available === 0 ? 'now' : 'soon'} shape="triangle" isPlain>
              <Quantity value={sku.available} />
            </StateTag>
          </span>
        ) : (
          <Quantity value={sku.available} isZeroDash />
        ),
    },
    {
      key: 'onHand',
      title: t('columns.onHand'),
      width: 72,
      align: 'end',
      render: (sku) => <Quantity value={sku.onHand} isZeroDash />,
    },
    {
      key: 'minimum',
      title: t('columns.minimum'),
      width: 90,
      align: 'end',
      isHiddenAtFirst: true,
      render: (sku) => <Quantity value={sku.minimumStock} isZeroDash />,
    },
  ];
}

function termColumns(t: T, currency: string): DataColumn<SkuRow>[] {
  const days = (count: number | null) => (count === null ? <span className="kc-faint">–</span> : t('days', { count }));
  return [
    {
      key: 'salePrice',
      title: t('columns.salePrice'),
      unit: currencySymbol(currency),
      width: 100,
      align: 'end',
      render: (sku) => <Amount value={sku.salePrice} />,
    },
    {
      key: 'membership',
      title: t('columns.membership'),
      width: 100,
      align: 'end',
      isHiddenAtFirst: true,
      render: (sku) => days(sku.membershipDays),
    },
    {
      key: 'shelfLife',
      title: t('columns.shelfLife'),
      width: 90,
      align: 'end',
      isHiddenAtFirst: true,
      render: (sku) => days(sku.shelfLifeDays),
    },
    {
      key: 'uses',
      title: t('columns.uses'),
      width: 90,
      align: 'end',
      isHiddenAtFirst: true,
      render: (sku) => t('times', { count: sku.usesPerKey }),
    },
  ];
}
