import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { CalendarDay, Moment } from '#renderer/components/day.tsx';
import { Quantity } from '#renderer/components/money.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { Details, SideDrawer } from '#renderer/components/side-drawer.tsx';
import { LoadingState } from '#renderer/components/states/loading-state.tsx';
import { QueryView } from '#renderer/components/states/query-view.tsx';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { OfferDetails, OfferPrice } from '#shared/contract/offers.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import type { OfferId } from '#shared/domain/ids.ts';
import { OfferState } from './offer-columns.tsx';
import { promiseText, tiersText } from './offer-text.ts';
import styles from './offers.module.css';
import { PriceDialog } from './price-dialog.tsx';
import { PriceHistoryChart } from './price-history-chart.tsx';

interface OfferDrawerProps {
  id: OfferId;
  onClose: () => void;
  onEdit: (offer: OfferDetails) => void;
}

/** One offer: its price today, what it was before, and the terms. */
export function OfferDrawer({ id, onClose, onEdit }: OfferDrawerProps) {
  const { t } = useTranslation('offers');
  const mayEdit = useCan('purchasing.edit');
  const query = useQuery(api.offers.get.queryOptions({ input: { id } }));
  const prices = useQuery(api.offers.prices.queryOptions({ input: { id } }));
  const [isPricing, setPricing] = useState(false);
  const offer = query.data;
  return (
    <SideDrawer
      isOpen
      onClose={onClose}
      name="offer"
      width={640}
      title={offer ? titleOf(offer) : ''}
      actions={
        offer && mayEdit ? (
          <>
            <Button type="text" onClick={() => onEdit(offer)}>
              {t('drawer.edit')}
            </Button>
            <ArchiveButton offer={offer} />
          </>
        ) : null
      }
      footer={
        offer && mayEdit ? (
          <Button type="primary" disabled={prices.data === undefined} onClick={() => setPricing(true)}>
            {t('drawer.newPrice')}
          </Button>
        ) : null
      }
    >
      <QueryView query={query} loading={<LoadingState shape="form" />}>
        {(details) => (
          <>
            <OfferFacts offer={details} />
            <QueryView query={prices}>
              {(versions) => (
                <>
                  {versions.length > 1 ? (
                    <PageSection title={t('drawer.history')}>
                      <PriceHistoryChart name={titleOf(details)} prices={versions} />
                    </PageSection>
                  ) : null}
                  <PageSection title={t('drawer.versions')}>
                    <Versions prices={versions} />
                  </PageSection>
                </>
              )}
            </QueryView>
          </>
        )}
      </QueryView>
      {isPricing && offer && prices.data ? (
        <PriceDialog offer={offer} prices={prices.data} onClose={() => setPricing(false)} />
      ) : null}
    </SideDrawer>
  );
}

function titleOf({ productName, skuName, supplierName }: OfferDetails): string {
  return `${skuTitle({ productName, name: skuName })} · ${supplierName}`;
}

function OfferFacts({ offer }: { offer: OfferDetails }) {
  const { t } = useTranslation('offers');
  const { minimumQuantity: minimum, quantityMultiple: multiple } = offer;
  return (
    <Details
      items={[
        {
          label: t('columns.price'),
          value: offer.price ? tiersText(t, offer.price.tiers, offer.price.currency) : t('drawer.noPrice'),
        },
        { label: t('columns.state'), value: <OfferState state={offer.state} /> },
        { label: t('columns.effectiveOn'), value: <CalendarDay on={offer.price?.effectiveOn} /> },
        { label: t('columns.validTo'), value: <CalendarDay on={offer.price?.validTo} /> },
        { label: t('editor.supplierCode'), value: offer.supplierCode || '–' },
        { label: t('editor.supplierProduct'), value: offer.supplierProduct || '–' },
        { label: t('columns.minimum'), value: t('minimumText', { minimum, multiple }) },
        {
          label: t('columns.stock'),
          value: (
            <>
              <Quantity value={offer.knownStock} />{' '}
              {offer.knownStockAt === null ? null : <Moment at={offer.knownStockAt} />}
            </>
          ),
        },
        { label: t('columns.promise'), value: promiseText(t, offer.promiseHours) },
        ...(offer.notes === '' ? [] : [{ label: t('editor.notes'), value: offer.notes }]),
        {
          label: t('drawer.compare'),
          value: <Link to={`/offers/compare?sku=${offer.skuId}`}>{t('comparison.title')}</Link>,
        },
      ]}
    />
  );
}

function Versions({ prices }: { prices: readonly OfferPrice[] }) {
  const { t } = useTranslation('offers');
  if (prices.length === 0) return <p className="kc-soft">{t('drawer.noPrice')}</p>;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th>{t('history.effectiveOn')}</th>
          <th>{t('history.tiers')}</th>
          <th>{t('history.source')}</th>
          <th>{t('history.posted')}</th>
        </tr>
      </thead>
      <tbody>
        {prices.map((price) => (
          <tr key={price.id}>
            <td>
              <CalendarDay on={price.effectiveOn} />
            </td>
            <td>{tiersText(t, price.tiers, price.currency)}</td>
            <td title={price.reason}>
              {t(`history.sources.${price.source}`, { number: price.priceListNumber ?? '' })}
              {price.reason === '' ? null : <div className="kc-faint">{price.reason}</div>}
            </td>
            <td>
              {price.postedBy} <Moment at={price.postedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ArchiveButton({ offer }: { offer: OfferDetails }) {
  const { t } = useTranslation('offers');
  const { message } = App.useApp();
  const setArchived = useCommand(client.offers.setArchived);
  const change = async (): Promise<void> => {
    const done = await setArchived.run({ id: offer.id, isArchived: !offer.isArchived });
    if (done) message.success(t(offer.isArchived ? 'drawer.unarchived' : 'drawer.archived'));
  };
  return (
    <Button type="text" loading={setArchived.isPending} onClick={() => void change()}>
      {t(offer.isArchived ? 'drawer.unarchive' : 'drawer.archive')}
    </Button>
  );
}
