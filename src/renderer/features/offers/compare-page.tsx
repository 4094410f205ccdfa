import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan, useSession } from '#renderer/app/session/session.ts';
import { CountInput } from '#renderer/components/count-input.tsx';
import { WholeTable } from '#renderer/components/data-table/whole-table.tsx';
import { Page } from '#renderer/components/page.tsx';
import { SkuSelect } from '#renderer/components/sku-select.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { type FilterCodec, idFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { OfferId, SkuId } from '#shared/domain/ids.ts';
import { TAX_BASES } from '#shared/domain/purchasing/landed-cost.ts';
import { comparedRemark } from '#shared/domain/purchasing/offer-comparison.ts';
import { type RemarkedOffer, useComparedColumns } from './compared-columns.tsx';
import { CostDrawer } from './cost-drawer.tsx';

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
  const { shop } = useSession();
  const [opened, setOpened] = useState<OfferId | null>(null);
  const query = useQuery(
    api.offers.compare.queryOptions({
      input: { skuId: values.sku ?? (1 as SkuId), quantity: values.quantity },
      enabled: values.sku !== null,
      placeholderData: keepPreviousData,
      select: ({ offers, currency }) => ({
        offers: offers.map((offer): RemarkedOffer => ({ ...offer, remark: comparedRemark(offer) })),
        currency,
      }),
    }),
  );
  const columns = useComparedColumns(query.data?.currency ?? shop.currency);
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
          <CountInput
            value={values.quantity}
            min={1}
            max={LARGEST}
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
        <WholeTable<RemarkedOffer>
          name="compared-offers"
          label={t('comparison.title')}
          columns={columns}
          query={query}
          rows={query.data?.offers}
          list={{ list: 'comparedOffers', filter: { skuId: values.sku, quantity: values.quantity } }}
          rowKey={({ id }) => id}
          openKey={opened}
          onOpen={({ id }) => setOpened(id)}
          empty={
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
          }
        />
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
