import type { DrilledList } from '#shared/contract/lists.contract.ts';
import type { PriceTierShape } from '#shared/contract/offers.contract.ts';
import { MOST_DRILLED_ROWS } from '#shared/contract/trade-reports.contract.ts';
import { MONEY_SCALE } from '#shared/domain/money/money.ts';
import { RATE_SCALE } from '#shared/domain/spreadsheets/cell-rates.ts';
import type { ContractClient } from './whole-lists.ts';

interface DrilledRows {
  readonly rows: readonly unknown[];
  readonly nextCursor?: string | null;
}

/**
 * A page of the rows behind a figure, by the procedure that its screen asks. Each page reads the figure anew, so there are few of
 * them, and large ones.
 */
export async function readDrilled(
  client: ContractClient,
  list: DrilledList,
  page: { cursor: string | undefined; limit: number },
): Promise<DrilledRows> {
  const limit = page.limit === 1 ? 1 : MOST_DRILLED_ROWS;
  const large = { cursor: page.cursor, limit };
  switch (list.list) {
    case 'salesOfSpan':
      return client.dashboard.sales({ ...list.filter, ...large });
    case 'purchasesOfSpan': {
      const { rows, nextCursor } = await client.dashboard.purchases({ ...list.filter, ...large });
      return { rows: rows.map((row) => ({ ...row, note: row.isReversal ? 'reversal' : row.kind })), nextCursor };
    }
    case 'movedPrices': {
      const { rows } = await client.dashboard.movedPrices();
      return { rows: rows.map((row) => ({ ...row, before: tiersOf(row.beforeTiers), after: tiersOf(row.tiers) })) };
    }
    case 'afterwardsOfMonth': {
      const { rows } = await client.dashboard.afterwards(list.filter);
      return { rows: rows.map((row) => ({ ...row, note: row.isReversal ? 'reversal' : row.kind })) };
    }
    case 'purchasedBatches':
      return client.tradeReports.purchases({ ...list.filter, ...large });
    case 'channelSales':
      return client.tradeReports.channelSales({ ...list.filter, ...large });
    case 'skuDays': {
      const { rows } = await client.tradeReports.skuDays(list.filter);
      return {
        rows: rows.map((day) => ({ ...day, state: day.isOnSale ? (day.isOut ? 'out' : 'inStock') : 'notOnSale' })),
      };
    }
    case 'demandRows':
      return client.demand.rows({ ...list.filter, ...large });
    case 'scoreEvidence':
      return client.scorecards.evidence({ ...list.filter, limit });
  }
}

/** `1+ 48.33; 100+ 47.5`, or a share of the face value. */
function tiersOf(tiers: readonly PriceTierShape[]): string {
  const priceOf = ({ unitPrice, discount }: PriceTierShape): string =>
    unitPrice === null ? `${((discount ?? 0) * 100) / RATE_SCALE}%` : String(unitPrice / MONEY_SCALE);
  return tiers.map((tier) => `${tier.fromQuantity}+ ${priceOf(tier)}`).join('; ');
}
