import { Tooltip } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type DataColumn, exportedAs, wordsOf } from '#renderer/components/data-table/columns.ts';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { StandingTag } from '#renderer/components/standing-tag.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { currencySymbol, formatAmount } from '#renderer/i18n/format.ts';
import type { ComparedOffer } from '#shared/contract/offers.contract.ts';
import type { ComparedRemark } from '#shared/domain/purchasing/offer-comparison.ts';
import { promiseText, rateShare, tierPriceText } from './offer-text.ts';
import { rebateText } from './rebate-text.ts';

type Problem = NonNullable<ComparedOffer['problem']>;

/** A compared offer with its one remark. */
export type RemarkedOffer = ComparedOffer & { readonly remark: Problem | ComparedRemark | null };

const PROBLEMS: readonly Problem[] = [
  'FACE_VALUE_MISSING',
  'FACE_CURRENCY_DIFFERS',
  'BELOW_FIRST_TIER',
  'RATE_MISSING',
  'NO_PRICE',
  'EXPIRED',
];
const COLOURS = ['green', 'yellow', 'red', 'grey'] as const;

/** Offers side by side: what a key lands at (`currency`: the shop's), the next tier, and what their suppliers are like. */
export function useComparedColumns(currency: string): readonly DataColumn<RemarkedOffer>[] {
  const { t } = useTranslation('offers');
  const scorecards = useTranslation('scorecards').t;
  return useMemo(() => {
    const symbol = currencySymbol(currency);
    const none = <span className="kc-faint">{t('comparison.unknown')}</span>;
    const share = (rate: number | null) => (rate === null ? none : rateShare(rate));
    const amount = (value: number): string => formatAmount(value, { currency });
    const problemText = (problem: Problem, priced: string): string =>
      t(`comparison.problems.${problem}`, { currency: priced });
    return [
      {
        key: 'supplier',
        title: t('columns.supplier'),
        width: 144,
        grows: true,
        exported: exportedAs('supplierName'),
        render: ({ supplierName }) => supplierName,
      },
      {
        key: 'landed',
        title: t('comparison.landed'),
        unit: symbol,
        width: 84,
        align: 'end',
        exported: exportedAs('cost.unitCost', 'unit-price'),
        render: ({ cost }) => <Amount value={cost?.unitCost} decimals={4} />,
      },
      {
        key: 'remark',
        title: t('comparison.remark'),
        width: 88,
        exported: [
          exportedAs('remark', 'text', {
            ...wordsOf(PROBLEMS, (problem) => problemText(problem, '')),
            suspect: t('comparison.suspect'),
            cheapest: t('comparison.cheapest'),
          }),
          { ...exportedAs('dearerBy', 'share'), header: t('comparison.dearerBy') },
        ],
        render: (offer) => <Remark offer={offer} problemText={problemText} />,
      },
      {
        key: 'tierPrice',
        title: t('comparison.tierPrice'),
        width: 88,
        align: 'end',
        isHiddenAtFirst: true,
        render: ({ cost, price }) => (cost ? tierPriceText(t, cost.tier, price?.currency ?? currency) : none),
      },
      {
        key: 'orderQuantity',
        title: t('comparison.orderQuantity'),
        width: 58,
        align: 'end',
        exported: exportedAs('orderQuantity', 'integer'),
        render: ({ orderQuantity }) => <Quantity value={orderQuantity} />,
      },
      {
        key: 'total',
        title: t('comparison.total'),
        unit: symbol,
        width: 84,
        align: 'end',
        exported: exportedAs('cost.total', 'money'),
        render: ({ cost }) => <Amount value={cost?.total} isRounded />,
      },
      {
        key: 'nextTier',
        title: t('comparison.nextTier'),
        width: 114,
        exported: [
          { ...exportedAs('nextTier.quantity', 'integer'), header: t('comparison.nextTierFrom') },
          { ...exportedAs('nextTier.unitCost', 'unit-price'), header: `${t('comparison.nextTierCost')} ${symbol}` },
        ],
        render: ({ nextTier }) =>
          nextTier
            ? t('comparison.nextTierText', {
                quantity: nextTier.quantity,
                price: formatAmount(nextTier.unitCost, {}),
              })
            : none,
      },
      {
        key: 'extraMoney',
        title: t('comparison.extraMoney'),
        unit: symbol,
        width: 84,
        align: 'end',
        exported: {
          ...exportedAs('nextTier.extraMoney', 'money'),
          header: `${t('comparison.exported.extraMoney')} ${symbol}`,
        },
        render: ({ nextTier }) => <Amount value={nextTier?.extraMoney} isRounded />,
      },
      {
        key: 'cover',
        title: t('comparison.coverDays'),
        width: 70,
        align: 'end',
        exported: { ...exportedAs('nextTier.coverDays', 'integer'), header: t('comparison.exported.coverDays') },
        render: ({ nextTier }) => (
          <span title={t('comparison.coverHint')}>
            <Quantity value={nextTier?.coverDays} />
          </span>
        ),
      },
      {
        key: 'speed',
        title: t('comparison.speed'),
        width: 68,
        exported: { ...exportedAs('promiseHours', 'integer'), header: t('columns.promiseHours') },
        render: ({ promiseHours }) => promiseText(t, promiseHours),
      },
      {
        key: 'stock',
        title: t('columns.stock'),
        width: 76,
        align: 'end',
        isHiddenAtFirst: true,
        exported: exportedAs('knownStock', 'integer'),
        render: ({ knownStock }) => <Quantity value={knownStock} />,
      },
      {
        key: 'share',
        title: t('comparison.share'),
        width: 64,
        align: 'end',
        exported: { ...exportedAs('purchaseShare', 'share'), header: t('comparison.exported.share') },
        render: ({ purchaseShare }) => <span title={t('comparison.shareHint')}>{share(purchaseShare)}</span>,
      },
      {
        key: 'rebate',
        title: t('comparison.rebate'),
        unit: symbol,
        width: 80,
        align: 'end',
        isHiddenAtFirst: true,
        exported: exportedAs('cost.rebate.expected', 'money'),
        render: ({ cost }) =>
          cost && cost.rebate.promised > 0 ? (
            <Tooltip title={rebateText(t, cost.rebate, amount)}>
              {formatAmount(cost.rebate.expected, { isRounded: true })}
            </Tooltip>
          ) : (
            none
          ),
      },
      {
        key: 'failure',
        title: t('comparison.failure'),
        width: 64,
        align: 'end',
        exported: { ...exportedAs('failureRate', 'share'), header: t('comparison.exported.failure') },
        render: ({ failureRate }) => <span title={t('comparison.failureHint')}>{share(failureRate)}</span>,
      },
      {
        key: 'standing',
        title: t('comparison.standing'),
        width: 88,
        exported: exportedAs(
          'standing.colour',
          'text',
          wordsOf(COLOURS, (colour) => scorecards(`colours.${colour}`)),
        ),
        render: ({ standing }) => <StandingTag standing={standing} />,
      },
    ];
  }, [t, scorecards, currency]);
}

interface RemarkProps {
  offer: RemarkedOffer;
  problemText: (problem: Problem, priced: string) => string;
}

function Remark({ offer, problemText }: RemarkProps) {
  const { t } = useTranslation('offers');
  const { remark } = offer;
  if (remark === null) {
    if (offer.dearerBy === null) return null;
    return <span className="kc-soft">{t('comparison.dearer', { share: rateShare(offer.dearerBy) })}</span>;
  }
  if (remark === 'cheapest') {
    return (
      <StateTag tone="go" shape="check" isPlain>
        {t('comparison.cheapest')}
      </StateTag>
    );
  }
  if (remark === 'suspect') {
    return (
      <Tooltip title={t('comparison.suspectHint')}>
        <span>
          <StateTag tone="now" shape="triangle" isPlain>
            {t('comparison.suspect')}
          </StateTag>
        </span>
      </Tooltip>
    );
  }
  return (
    <StateTag tone="soon" shape="triangle" isPlain>
      {problemText(remark, offer.price?.currency ?? '')}
    </StateTag>
  );
}
