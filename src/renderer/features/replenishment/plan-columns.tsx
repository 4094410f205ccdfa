import { Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Sparkline } from '#renderer/components/chart/sparkline.tsx';
import { CountInput } from '#renderer/components/count-input.tsx';
import { type DataColumn, exportedAs, wordsOf } from '#renderer/components/data-table/columns.ts';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { SkuTitle } from '#renderer/components/sku-title.tsx';
import { type StateShape, StateTag, type StateTone } from '#renderer/components/state-tag.tsx';
import { currencySymbol, formatAmount, formatDay } from '#renderer/i18n/format.ts';
import type { LineOffer, PlanLine } from '#shared/contract/replenishment.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import { NEED_STATES, type NeedState } from '#shared/domain/replenishment/need.ts';
import { REORDER_LIMITS } from '#shared/domain/replenishment/reorder-plan.ts';
import styles from './replenishment.module.css';
import { type LineChange, type LineChanges, offerOf, quantityOf, unitCostOf, wantedLine } from './wanted-line.ts';

const LOOKS: Readonly<Record<NeedState, { tone: StateTone; shape: StateShape }>> = {
  out: { tone: 'now', shape: 'triangle' },
  urgent: { tone: 'now', shape: 'half' },
  soon: { tone: 'soon', shape: 'ring' },
  ok: { tone: 'go', shape: 'dot' },
  over: { tone: 'held', shape: 'diamond' },
  dead: { tone: 'past', shape: 'cross' },
  'not-enough-data': { tone: 'past', shape: 'dash' },
};
const LARGEST = 1_000_000;
const TREND_WIDTH = 52;

export function NeedStateTag({ state }: { state: NeedState }) {
  const { t } = useTranslation('replenishment');
  return (
    <StateTag {...LOOKS[state]} isPlain>
      {t(`states.${state}`)}
    </StateTag>
  );
}

interface Editing {
  readonly currency: string;
  readonly changes: LineChanges;
  /** Absent for those who may not order. */
  readonly onChange?: (line: PlanLine, change: LineChange) => void;
}

export function usePlanColumns({ currency, changes, onChange }: Editing): readonly DataColumn<PlanLine>[] {
  const { t } = useTranslation('replenishment');
  return useMemo(
    () => [
      {
        key: 'sku',
        title: t('columns.sku'),
        width: 220,
        grows: true,
        exported: exportedAs('skuName'),
        render: ({ productName, skuName }) => <SkuTitle title={skuTitle({ productName, name: skuName })} />,
      },
      {
        key: 'code',
        title: t('columns.code'),
        width: 100,
        exported: exportedAs('skuCode'),
        isHiddenAtFirst: true,
        render: ({ skuCode }) => <span className="kc-mono">{skuCode}</span>,
      },
      {
        key: 'state',
        title: t('columns.state'),
        width: 95,
        exported: exportedAs(
          'state',
          'text',
          wordsOf(NEED_STATES, (state) => t(`states.${state}`)),
        ),
        render: ({ state, snoozedUntil }) =>
          snoozedUntil === null ? (
            <NeedStateTag state={state} />
          ) : (
            <span title={t('snoozedUntil', { day: formatDay(snoozedUntil) })}>
              <StateTag tone="past" shape="half" isPlain>
                {t('snoozed')}
              </StateTag>
            </span>
          ),
      },
      {
        key: 'cover',
        title: t('columns.cover'),
        width: 74,
        align: 'end',
        exported: [
          exportedAs('daysOfCover', 'decimal'),
          { ...exportedAs('runsOutOn', 'day'), header: t('drawer.runsOut') },
        ],
        render: ({ daysOfCover, runsOutOn }) => (
          <span className={daysOfCover === null ? 'kc-faint' : undefined} title={runsOutOn ?? undefined}>
            {daysOfCover === null ? '–' : daysOfCover.toFixed(1)}
          </span>
        ),
      },
      {
        key: 'available',
        title: t('columns.available'),
        width: 74,
        align: 'end',
        exported: exportedAs('available', 'integer'),
        render: ({ available, placed }) => (
          <span title={placed > 0 ? t('withPlaced', { count: placed }) : undefined}>
            <Quantity value={available} />
          </span>
        ),
      },
      {
        key: 'incoming',
        title: t('columns.incoming'),
        width: 78,
        align: 'end',
        exported: exportedAs('onItsWay', 'integer'),
        render: ({ onItsWay, drafted, unchecked }) => (
          <span
            title={[
              ...(drafted > 0 ? [t('withDrafts', { count: drafted })] : []),
              ...(unchecked > 0 ? [t('withUnchecked', { count: unchecked })] : []),
            ].join('\n')}
          >
            <Quantity value={onItsWay} isZeroDash />
          </span>
        ),
      },
      {
        key: 'trend',
        title: t('columns.trend'),
        width: 76,
        render: ({ sold, forecast, state }) => {
          const { tone } = LOOKS[state];
          return (
            <Sparkline
              values={sold}
              ahead={forecast}
              width={TREND_WIDTH}
              label={t('trendLabel')}
              tone={tone === 'now' || tone === 'soon' ? tone : 'past'}
            />
          );
        },
      },
      {
        key: 'quantity',
        title: t('columns.quantity'),
        width: 84,
        align: 'end',
        exported: exportedAs('quantity', 'integer'),
        render: (line) => <QuantityCell line={line} changes={changes} onChange={onChange} />,
      },
      {
        key: 'supplier',
        title: t('columns.supplier'),
        width: 144,
        exported: [
          exportedAs('supplierName'),
          {
            ...exportedAs('supplierCost', 'unit-price'),
            header: `${t('columns.unitCost')} ${currencySymbol(currency)}`,
          },
        ],
        render: (line) => <OfferCell line={line} currency={currency} changes={changes} onChange={onChange} />,
      },
      {
        key: 'second',
        title: t('columns.second'),
        width: 150,
        isHiddenAtFirst: true,
        exported: exportedAs('secondName'),
        render: (line) => {
          const first = offerOf(line, changes);
          const second = line.offers.find((offer) => offer !== first);
          return second ? <OfferText offer={second} {...{ line, currency, changes }} /> : <NoOffer />;
        },
      },
      {
        key: 'cost',
        title: t('columns.cost'),
        unit: currencySymbol(currency),
        width: 92,
        align: 'end',
        exported: exportedAs('cost', 'money'),
        render: (line) => <Amount value={wantedLine(line, changes)?.quote.cost ?? 0} isZeroDash isRounded />,
      },
      {
        key: 'limit',
        title: t('columns.limit'),
        width: 84,
        exported: [
          exportedAs(
            'limit',
            'text',
            wordsOf(REORDER_LIMITS, (limit) => t(`limits.${limit}`)),
          ),
          { ...exportedAs('unsoldPlaced', 'integer'), header: t('unsoldPlaced') },
        ],
        render: ({ limit, unsoldPlaced }) => {
          if (limit !== null) return <span title={t(`limits.${limit}`)}>{t(`shortLimits.${limit}`)}</span>;
          if (unsoldPlaced === 0) return <span className="kc-faint">–</span>;
          return <span title={t('unsoldPlacedTitle', { count: unsoldPlaced })}>{t('unsoldPlaced')}</span>;
        },
      },
    ],
    [t, currency, changes, onChange],
  );
}

type RowEditing = { line: PlanLine } & Pick<Editing, 'changes' | 'onChange'>;

function QuantityCell({ line, changes, onChange }: RowEditing) {
  const { t } = useTranslation('replenishment');
  const offer = offerOf(line, changes);
  const quantity = quantityOf(line, changes);
  if (!onChange || !offer) return <Quantity value={quantity} isZeroDash />;
  return (
    <CountInput
      size="small"
      value={quantity === 0 ? null : quantity}
      min={0}
      max={LARGEST}
      step={offer.orderMultiple}
      style={{ width: 64 }}
      aria-label={t('quantityOf', { sku: line.skuCode })}
      onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => event.stopPropagation()}
      onChange={(value) => onChange(line, { quantity: value ?? 0 })}
    />
  );
}

/** Whom the line is ordered from; another one can be chosen where more than one offers it. */
function OfferCell({ line, currency, changes, onChange }: RowEditing & Pick<Editing, 'currency'>) {
  const { t } = useTranslation('replenishment');
  const offer = offerOf(line, changes);
  if (!offer) return <NoOffer />;
  const textOf = (one: LineOffer) => <OfferText offer={one} {...{ line, currency, changes }} />;
  if (!onChange || line.offers.length < 2) return textOf(offer);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keeps the row from hearing what its field was meant to hear
    <div
      className={styles.offerCell}
      onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <Select
        size="small"
        variant="borderless"
        className={styles.offerSelect}
        popupMatchSelectWidth={false}
        value={offer.supplierId}
        options={line.offers.map((one) => ({ value: one.supplierId, label: textOf(one) }))}
        aria-label={t('supplierOf', { sku: line.skuCode })}
        onChange={(supplierId) => onChange(line, { supplierId })}
      />
    </div>
  );
}

type OfferTextProps = { offer: LineOffer } & Pick<RowEditing, 'line' | 'changes'> & Pick<Editing, 'currency'>;

function OfferText({ offer, line, changes, currency }: OfferTextProps) {
  const price = unitCostOf(line, offer, changes);
  return (
    <span
      className={styles.offerText}
      title={`${offer.supplierName} ${formatAmount(price, { currency, decimals: 4 })}`}
    >
      <span className={styles.offerName}>{offer.supplierName}</span>
      <span className="kc-soft">{formatAmount(price, { currency, isRounded: true })}</span>
    </span>
  );
}

function NoOffer() {
  return <span className="kc-faint">–</span>;
}
