import type { InnerDoor } from '#core/demo/demo-client.ts';
import type { WholeList } from '#shared/contract/lists.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import { comparedRemark } from '#shared/domain/purchasing/offer-comparison.ts';
import { measuredValues } from '#shared/domain/replenishment/score-weights.ts';
import { RATE_SCALE } from '#shared/domain/spreadsheets/cell-rates.ts';

export type ContractClient = ReturnType<InnerDoor>;

/** The rows of a report's table, named as its screen names them. */
export async function readWhole(client: ContractClient, list: WholeList): Promise<readonly unknown[]> {
  switch (list.list) {
    case 'deadStock':
      return (await client.stockAge.report(list.filter)).dead;
    case 'agedBatches':
      return (await client.stockAge.batches(list.filter)).rows;
    case 'demandGroups': {
      const { period, by } = list.filter;
      return (await client.demand.groups({ period, dimension: by })).rows;
    }
    case 'purchaseShares':
      return purchaseShares(client, list.filter);
    case 'channels': {
      const { bySupplier, byKind } = await client.tradeReports.channels({ period: list.filter.period });
      return list.filter.by === 'supplier' ? bySupplier : byKind.map((row) => ({ ...row, name: row.kind }));
    }
    case 'turnover': {
      const { skus, brands } = await client.tradeReports.turnover({ period: list.filter.period });
      return list.filter.by === 'sku' ? skus.map((sku) => ({ ...sku, name: skuTitle(sku) })) : brands;
    }
    case 'scorecards': {
      const { cards } = await client.scorecards.list(list.filter);
      return cards.map((card) => ({ ...card, values: measuredValues(card.scores) }));
    }
    case 'comparedOffers': {
      const { offers } = await client.offers.compare(list.filter);
      return offers.map((offer) => ({
        ...offer,
        remark: comparedRemark(offer),
        dearerBy: shareOf(offer.dearerBy),
        purchaseShare: shareOf(offer.purchaseShare),
        failureRate: shareOf(offer.failureRate),
      }));
    }
  }
}

/** A rate in 1e-8 as a sheet reckons with it. */
function shareOf(rate: number | null): number | null {
  return rate === null ? null : rate / RATE_SCALE;
}

async function purchaseShares(
  client: ContractClient,
  { period, by }: Extract<WholeList, { list: 'purchaseShares' }>['filter'],
): Promise<readonly unknown[]> {
  const { bySupplier, byKind, byBrand } = await client.tradeReports.concentration({ period });
  switch (by) {
    case 'supplier':
      return bySupplier.shares.map((share) => ({ ...share, name: share.key.name }));
    case 'kind':
      return byKind.shares.map((share) => ({ ...share, name: share.key }));
    case 'brand':
      return byBrand.shares.map((share) => ({ ...share, name: share.key.name }));
  }
}
