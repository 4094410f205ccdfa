import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Collapse, Input, Segmented } from 'antd';
import type { FormEvent, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan, useSession } from '#renderer/app/session/session.ts';
import { AmountInput } from '#renderer/components/amount-input.tsx';
import { CountInput } from '#renderer/components/count-input.tsx';
import { ignoreComposingEnter } from '#renderer/components/form-enter.ts';
import { Keys } from '#renderer/components/keys.tsx';
import { SkuSelect } from '#renderer/components/sku-select.tsx';
import { api } from '#renderer/lib/client.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import type { ReservationId, SkuId } from '#shared/domain/ids.ts';
import { formatMoneyPlain, type Money } from '#shared/domain/money/money.ts';
import { DELIVERY_PURPOSES, type DeliveryPurpose } from '#shared/domain/sales/delivery-kinds.ts';
import { MOST_KEYS_OF_DISPENSE, MOST_KEYS_ORDERED } from '#shared/domain/sales/dispense-limits.ts';
import {
  assumedTotal,
  type DispenseDraft,
  type DraftLine,
  EMPTY_LINE,
  hasOrder,
  hasSeveral,
  isComplete,
  isOrderedTooFew,
  isOrderMissing,
  isShopMissing,
  isTooMany,
  quantityOf,
  type SalePrices,
  withLines,
  withOrderTotal,
} from './dispense-draft.ts';
import styles from './sales.module.css';
import { ShopSelect } from './shop-select.tsx';
import { SourceFields } from './source-fields.tsx';

interface DispenseFormProps {
  draft: DispenseDraft;
  prices: SalePrices;
  onChange: (patch: Partial<DispenseDraft>) => void;
  onSubmit: () => void;
  onClear: () => void;
  isPending: boolean;
  orderField: RefObject<HTMLInputElement | null>;
}

/** The order: where, which number, who, what and how many. Enter dispenses. */
export function DispenseForm(props: DispenseFormProps) {
  const { draft, prices, onChange, onSubmit, onClear, isPending, orderField } = props;
  const { t } = useTranslation('sales');
  const mayGive = useCan('keys.gift');
  const mayReissue = useCan('keys.reissue');
  const may: Readonly<Record<DeliveryPurpose, boolean>> = {
    sale: true,
    gift: mayGive,
    test: mayGive,
    replacement: mayReissue,
  };
  const purposes = DELIVERY_PURPOSES.filter((purpose) => may[purpose]);
  const quantity = quantityOf(draft);
  const isReady = isComplete(draft);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady && !isPending) onSubmit();
  };
  return (
    <form className={styles.form} onSubmit={submit} onKeyDown={ignoreComposingEnter} aria-label={t('title')}>
      <Segmented<DeliveryPurpose>
        value={draft.purpose}
        onChange={(purpose) => onChange({ purpose })}
        aria-label={t('form.purpose')}
        options={purposes.map((value) => ({ value, label: t(`purposes.${value}`) }))}
      />
      {draft.purpose === 'sale' ? <OrderFields draft={draft} onChange={onChange} orderField={orderField} /> : null}
      <div className={styles.field}>
        <span className={styles.label}>{t('form.buyer')}</span>
        <Input
          aria-label={t('form.buyer')}
          value={draft.buyer}
          maxLength={120}
          autoComplete="off"
          onChange={(event) => onChange({ buyer: event.target.value })}
        />
      </div>
      <Lines draft={draft} prices={prices} onChange={onChange} />
      {isTooMany(draft) ? (
        <Alert type="warning" showIcon title={t('form.tooMany', { count: MOST_KEYS_OF_DISPENSE })} />
      ) : null}
      <Collapse
        ghost
        size="small"
        className={styles.more}
        items={[{ key: 'more', label: t('form.more'), children: <MoreFields draft={draft} onChange={onChange} /> }]}
      />
      <div className={styles.submit}>
        <Button type="primary" htmlType="submit" size="large" disabled={!isReady} loading={isPending}>
          {t('form.submit', { count: quantity })}
        </Button>
        <Button type="text" onClick={onClear}>
          {t('form.clear')}
        </Button>
        <span className={styles.hint}>
          {isOrderMissing(draft) ? (
            t('form.orderMissing')
          ) : isShopMissing(draft) ? (
            t('form.shopMissing')
          ) : (
            <>
              <Keys keys="Enter" /> {t('form.hint')}
            </>
          )}
        </span>
      </div>
    </form>
  );
}

type PartProps = Pick<DispenseFormProps, 'draft' | 'onChange'>;

function OrderFields({ draft, onChange, orderField }: PartProps & { orderField: RefObject<HTMLInputElement | null> }) {
  const { t } = useTranslation('sales');
  return (
    <div className={styles.pair}>
      <div className={styles.field}>
        <span className={styles.label}>{t('form.shop')}</span>
        <ShopSelect
          value={draft.shopId}
          onChange={(shopId) => onChange({ shopId })}
          canCreate
          autoFocus
          aria-label={t('form.shop')}
        />
      </div>
      <div className={styles.field}>
        <span className={styles.label}>{t('form.orderNumber')}</span>
        <Input
          aria-label={t('form.orderNumber')}
          ref={(field) => {
            orderField.current = field?.input ?? null;
          }}
          className="kc-mono"
          value={draft.orderNumber}
          maxLength={120}
          autoComplete="off"
          spellCheck={false}
          status={isShopMissing(draft) ? 'warning' : undefined}
          placeholder={t('form.orderHint')}
          onChange={(event) => onChange({ orderNumber: event.target.value })}
        />
      </div>
    </div>
  );
}

function Lines({ draft, prices, onChange }: PartProps & { prices: SalePrices }) {
  const { t } = useTranslation('sales');
  const setLine = (key: number, patch: Partial<DraftLine>): void =>
    onChange(
      withLines(
        draft,
        draft.lines.map((line) => (line.key === key ? { ...line, ...patch } : line)),
      ),
    );
  const add = (): void => {
    const key = Math.max(...draft.lines.map((line) => line.key)) + 1;
    onChange(withLines(draft, [...draft.lines, { ...EMPTY_LINE, key }]));
  };
  return (
    <div className={styles.lines}>
      {draft.lines.map((line) => (
        <div key={line.key} className={`${styles.line} ${lineShape(draft)}`}>
          <div className={styles.field}>
            <span className={styles.label}>
              {t('form.sku')}
              <LineStock line={line} reservationId={draft.source.reservationId} />
            </span>
            <SkuSelect
              value={line.skuId}
              showsStock
              aria-label={t('form.sku')}
              onChange={(id, sku) =>
                setLine(line.key, {
                  skuId: id as SkuId | null,
                  skuName: sku ? skuTitle(sku) : '',
                })
              }
            />
          </div>
          <div className={styles.field}>
            <span className={styles.label}>{t('form.quantity')}</span>
            <CountInput
              aria-label={t('form.quantity')}
              min={1}
              max={MOST_KEYS_ORDERED}
              value={line.quantity}
              style={{ width: '100%' }}
              onChange={(quantity) => setLine(line.key, { quantity })}
            />
          </div>
          {hasOrder(draft) ? (
            <div className={styles.field}>
              <span className={styles.label}>{t('form.ordered')}</span>
              <CountInput
                aria-label={t('form.ordered')}
                min={1}
                max={MOST_KEYS_ORDERED}
                value={line.orderedQuantity}
                placeholder={line.quantity === null ? undefined : String(line.quantity)}
                status={isOrderedTooFew(line) ? 'error' : undefined}
                title={t('form.orderedHint')}
                style={{ width: '100%' }}
                onChange={(orderedQuantity) => setLine(line.key, { orderedQuantity })}
              />
            </div>
          ) : null}
          {draft.purpose === 'sale' ? (
            <div className={styles.field}>
              <LineTotal
                line={line}
                isPart={draft.orderTotal !== null}
                assumed={assumedTotal(draft, line, prices)}
                onChange={(orderTotal) => setLine(line.key, { orderTotal })}
              />
            </div>
          ) : null}
          {draft.lines.length > 1 ? (
            <Button
              type="text"
              icon={<CloseOutlined />}
              aria-label={t('form.removeLine')}
              title={t('form.removeLine')}
              onClick={() =>
                onChange(
                  withLines(
                    draft,
                    draft.lines.filter(({ key }) => key !== line.key),
                  ),
                )
              }
            />
          ) : null}
        </div>
      ))}
      <Button type="link" size="small" icon={<PlusOutlined />} className={styles.add} onClick={add}>
        {t('form.addLine')}
      </Button>
      {draft.purpose === 'sale' && hasSeveral(draft.lines) ? <OrderTotal draft={draft} onChange={onChange} /> : null}
    </div>
  );
}

/** What was paid for all products together, where the buyer paid one sum. */
function OrderTotal({ draft, onChange }: PartProps) {
  const { t } = useTranslation('sales');
  const { shop } = useSession();
  return (
    <div className={styles.field}>
      <span className={styles.label}>
        {t('form.wholeTotal')}
        <span className={styles.enough}>{t('form.wholeTotalHint')}</span>
      </span>
      <AmountInput
        value={draft.orderTotal}
        currency={shop.currency}
        aria-label={t('form.wholeTotal')}
        onChange={(orderTotal) => onChange(withOrderTotal(draft, orderTotal))}
      />
    </div>
  );
}

interface LineTotalProps {
  line: DraftLine;
  /** One total stands for all lines: this one shows its part of it. */
  isPart: boolean;
  assumed: Money | null;
  onChange: (orderTotal: Money | null) => void;
}

/** What the buyer paid: left empty, its part of one total or what the order comes to at the sale price, and then it says so. */
function LineTotal({ line, isPart, assumed, onChange }: LineTotalProps) {
  const { t } = useTranslation('sales');
  const { shop } = useSession();
  const isAssumed = line.orderTotal === null && assumed !== null;
  const assumption = isPart ? t('form.partOfTotal') : t('form.atSalePrice');
  return (
    <>
      <span className={styles.label}>
        {t('form.orderTotal')}
        {isAssumed ? <span className={styles.enough}>{assumption}</span> : null}
      </span>
      <AmountInput
        value={line.orderTotal}
        currency={shop.currency}
        isDisabled={isPart}
        placeholder={assumed === null ? undefined : formatMoneyPlain(assumed)}
        aria-label={t('form.orderTotal')}
        onChange={onChange}
      />
    </>
  );
}

/** How many keys the line can be served from, as of now: of the SKU, or of what is held for somebody. */
function LineStock({ line, reservationId }: { line: DraftLine; reservationId: ReservationId | null }) {
  const { t } = useTranslation('sales');
  const { skuId } = line;
  const isHeld = reservationId !== null;
  const sku = useQuery(
    api.skus.get.queryOptions({ input: { id: skuId ?? (1 as SkuId) }, enabled: skuId !== null && !isHeld }),
  );
  const open = useQuery(api.reservations.list.queryOptions({ input: { openOnly: true }, enabled: isHeld }));
  const held = open.data?.rows.find(({ id }) => id === reservationId)?.heldQuantity;
  const available = isHeld ? held : sku.data?.available;
  if (skuId === null || available === undefined) return null;
  return (
    <span className={available < (line.quantity ?? 0) ? styles.short : styles.enough}>
      {t('form.available', { count: available })}
    </span>
  );
}

/** The columns of a line: with an order's quantity and money, with money alone, or neither. */
function lineShape(draft: DispenseDraft): string {
  if (draft.purpose !== 'sale') return styles.bareLine ?? '';
  return hasOrder(draft) ? (styles.orderLine ?? '') : '';
}

function MoreFields({ draft, onChange }: PartProps) {
  const { t } = useTranslation('sales');
  return (
    <div className={styles.pair}>
      <SourceFields draft={draft} onChange={onChange} />
      <div className={styles.field}>
        <span className={styles.label}>{t('form.minimumDays')}</span>
        <CountInput
          aria-label={t('form.minimumDays')}
          min={0}
          max={36_500}
          value={draft.minimumDaysLeft}
          placeholder={t('form.minimumDaysHint')}
          style={{ width: '100%' }}
          onChange={(minimumDaysLeft) => onChange({ minimumDaysLeft })}
        />
      </div>
      <div className={styles.field}>
        <span className={styles.label}>{t('form.note')}</span>
        <Input
          aria-label={t('form.note')}
          value={draft.note}
          maxLength={2000}
          onChange={(event) => onChange({ note: event.target.value })}
        />
      </div>
    </div>
  );
}
