import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, InputNumber, Segmented, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { Page } from '#renderer/components/page.tsx';
import { SkuSelect } from '#renderer/components/sku-select.tsx';
import { StandingTag } from '#renderer/components/standing-tag.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { formatAmount, formatQuantity } from '#renderer/i18n/format.ts';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { type FilterCodec, idFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { ComparedOffer } from '#shared/contract/offers.contract.ts';
import type { OfferId, SkuId } from '#shared/domain/ids.ts';
import { TAX_BASES } from '#shared/domain/purchasing/landed-cost.ts';
import { CostDrawer } from './cost-drawer.tsx';
import { promiseText, rateShare, tierPriceText } from './offer-text.ts';
import styles from './offers.module.css';
import { rebateText } from './rebate-text.ts';

const LARGEST = 10_000_000;
const quantityFilter: FilterCodec<number> = {
  read: (text) => (text !== null && /^[1-9]\d{0,7}$/.test(text) ? Math.min(Number(text), LARGEST) : 100),
  write: (value) => (value === 100 ? null : String(value)),
};
const FILTERS = { sku: idFilter<SkuId>(), quantity: quantityFilter };

/** All offers of one SKU and quantity side by side, cheapest landed cost first. */
export default function ComparePage() {
  const { t } = useTranslation('offers');
  const { values, set } = useUrlFilters(FILTERS);
  const mayEdit = useCan('purchasing.edit');
  const [opened, setOpened] = useState<OfferId | null>(null);
  const query = useQuery(
    api.offers.compare.queryOptions({
      input: { skuId: values.sku ?? (1 as SkuId), quantity: values.quantity },
      enabled: values.sku !== null,
      placeholderData: keepPreviousData,
    }),
  );
  const open = query.data?.offers.find(({ id }) => id === opened);
  return (
    <Page
      title={t('comparison.title')}
      actions={<BasisChoice />}
      filters={
        <>
          <span style={{ width: 280 }}>
            <SkuSelect value={values.sku} onChange={(sku) => set({ sku })} aria-label={t('comparison.sku')} />
          </span>
          <InputNumber
            value={values.quantity}
            min={1}
            max={LARGEST}
            precision={0}
            aria-label={t('comparison.quantity')}
            onChange={(quantity) => set({ quantity: quantity ?? 100 })}
            style={{ width: 120 }}
          />
        </>
      }
    >
      {values.sku === null ? (
        <EmptyState title={t('comparison.title')} text={t('comparison.choose')} />
      ) : (
        <QueryView query={query}>
          {({ offers, currency }) =>
            offers.length === 0 ? (
              <EmptyState
                title={t('comparison.none')}
                actions={
                  mayEdit ? (
                    <Link to="/offers?new=1">
                      <Button type="primary">{t('new')}</Button>
                    </Link>
                  ) : null
                }
              />
            ) : (
              <ComparedTable offers={offers} currency={currency} onOpen={setOpened} />
            )
          }
        </QueryView>
      )}
      {open && query.data ? (
        <CostDrawer offer={open} currency={query.data.currency} onClose={() => setOpened(null)} />
      ) : null}
    </Page>
  );
}

function BasisChoice() {
  const { t } = useTranslation('offers');
  const mayEdit = useCan('purchasing.edit');
  const basis = useQuery(api.offers.basis.queryOptions());
  const setBasis = useCommand(client.offers.setBasis);
  return (
    <Segmented
      value={basis.data?.basis ?? 'without-invoice'}
      disabled={!mayEdit || setBasis.isPending}
      aria-label={t('comparison.basisLabel')}
      options={TAX_BASES.map((value) => ({ value, label: t(`comparison.basis.${value}`) }))}
      onChange={(value) => void setBasis.run({ basis: value })}
    />
  );
}

interface ComparedTableProps {
  offers: readonly ComparedOffer[];
  currency: string;
  onOpen: (id: OfferId) => void;
}

function ComparedTable({ offers, currency, onOpen }: ComparedTableProps) {
  const { t } = useTranslation('offers');
  return (
    <div className={styles.scroll}>
      <table className={`${styles.table} ${styles.compared}`} aria-label={t('comparison.title')}>
        <thead>
          <tr>
            <th>{t('columns.supplier')}</th>
            <th className={styles.number}>{`${t('comparison.landed')} ${currency}`}</th>
            <th />
            <th className={styles.number}>{t('comparison.tierPrice')}</th>
            <th className={styles.number}>{t('comparison.orderQuantity')}</th>
            <th className={styles.number}>{`${t('comparison.total')} ${currency}`}</th>
            <th>{t('comparison.nextTier')}</th>
            <th>{t('comparison.speed')}</th>
            <th className={styles.number}>{t('columns.stock')}</th>
            <th className={styles.number}>{t('comparison.share')}</th>
            <th className={styles.number}>{t('comparison.rebate')}</th>
            <th className={styles.number}>{t('comparison.failure')}</th>
            <th>{t('comparison.standing')}</th>
          </tr>
        </thead>
        <tbody>
          {offers.map((offer) => (
            <ComparedRow key={offer.id} offer={offer} currency={currency} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ComparedRow({ offer, currency, onOpen }: { offer: ComparedOffer } & Omit<ComparedTableProps, 'offers'>) {
  const { t } = useTranslation('offers');
  const { cost, nextTier } = offer;
  const amount = (value: number): string => formatAmount(value, { currency });
  const unknown = t('comparison.unknown');
  return (
    <tr className={offer.isCheapest ? styles.best : undefined}>
      <td className={styles.nowrap}>{offer.supplierName}</td>
      <td className={styles.number}>
        {cost ? (
          <Button type="link" size="small" onClick={() => onOpen(offer.id)} title={t('comparison.arithmetic')}>
            {formatAmount(cost.unitCost, { decimals: 4 })}
          </Button>
        ) : (
          unknown
        )}
      </td>
      <td className={styles.nowrap}>
        <Remarks offer={offer} />
      </td>
      <td className={styles.number}>
        {cost ? tierPriceText(t, cost.tier, offer.price?.currency ?? currency) : unknown}
      </td>
      <td className={styles.number}>{formatQuantity(offer.orderQuantity)}</td>
      <td className={styles.number}>{cost ? formatAmount(cost.total, { isRounded: true }) : unknown}</td>
      <td className="kc-soft">
        {nextTier ? (
          <>
            {t('comparison.nextTierText', {
              quantity: nextTier.quantity,
              price: amount(nextTier.unitCost),
              extra: amount(nextTier.extraMoney),
            })}
            {nextTier.coverDays === null ? null : (
              <div title={t('comparison.coverHint')}>{t('comparison.cover', { count: nextTier.coverDays })}</div>
            )}
          </>
        ) : (
          unknown
        )}
      </td>
      <td>{promiseText(t, offer.promiseHours)}</td>
      <td className={styles.number}>{offer.knownStock === null ? unknown : formatQuantity(offer.knownStock)}</td>
      <td className={styles.number}>{offer.purchaseShare === null ? unknown : rateShare(offer.purchaseShare)}</td>
      <td className={styles.number}>
        {cost && cost.rebate.promised > 0 ? (
          <Tooltip title={rebateText(t, cost.rebate, amount)}>
            {formatAmount(cost.rebate.expected, { isRounded: true })}
          </Tooltip>
        ) : (
          unknown
        )}
      </td>
      <td className={styles.number}>{offer.failureRate === null ? unknown : rateShare(offer.failureRate)}</td>
      <td>
        <StandingTag standing={offer.standing} />
      </td>
    </tr>
  );
}

function Remarks({ offer }: { offer: ComparedOffer }) {
  const { t } = useTranslation('offers');
  if (offer.problem) {
    return (
      <StateTag tone="soon" shape="triangle" isPlain>
        {t(`comparison.problems.${offer.problem}`, { currency: offer.price?.currency ?? '' })}
      </StateTag>
    );
  }
  if (offer.isSuspect) {
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
  if (offer.isCheapest) {
    return (
      <StateTag tone="go" shape="check" isPlain>
        {t('comparison.cheapest')}
      </StateTag>
    );
  }
  return offer.dearerBy === null ? null : (
    <span className="kc-soft">{t('comparison.dearer', { share: rateShare(offer.dearerBy) })}</span>
  );
}
