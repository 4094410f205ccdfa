import type { Readable, ReadDb } from '#core/db/connection.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import { addDays, type Day } from '#shared/domain/time/business-time.ts';
import {
  readExpiringLots,
  readNearExpiry,
  readPlacedNearExpiry,
  readSkuStock,
  type SkuStock,
} from './stock-lists.repo.ts';

/** So far ahead lots are looked at: no SKU asks for more days left. */
export const LONGEST_AHEAD = 3650;

/**
 * Keys that may still be sold, by us or where they were placed, as the plan counts them: free or placed, and not too near their end
 * for the SKU.
 */
export function sellableOf({ available, placed }: Pick<SkuStock, 'available' | 'placed'>, tooNearExpiry: number) {
  return available + placed - tooNearExpiry;
}

type Minimum = Pick<SkuStock, 'available' | 'placed' | 'minimumInForce'> & { readonly isArchived: number | boolean };

/** Whether a SKU in use has fewer keys to sell than its minimum: what the lists filter by and the dashboard counts. */
export function isBelowMinimum(row: Minimum, tooNearExpiry: number): boolean {
  const { isArchived, minimumInForce } = row;
  return !isArchived && minimumInForce > 0 && sellableOf(row, tooNearExpiry) < minimumInForce;
}

/** As {@link isBelowMinimum}, of one SKU; its lots are looked at only where it has a minimum. */
export function isSkuBelowMinimum(
  db: Readable,
  sku: Minimum & { readonly id: SkuId; readonly minimumDaysLeft: number },
  today: Day,
): boolean {
  if (sku.isArchived || sku.minimumInForce === 0) return false;
  const sellableFrom = addDays(today, sku.minimumDaysLeft);
  const placed = sku.placed === 0 ? 0 : readPlacedNearExpiry(db, sku.id, sellableFrom);
  return isBelowMinimum(sku, readNearExpiry(db, sku.id, sellableFrom) + placed);
}

export interface ShortSku {
  readonly skuId: SkuId;
  readonly code: string;
  readonly name: string;
  /** For sale, and of them placed with a delivery tool or shop. */
  readonly available: number;
  readonly placed: number;
  readonly minimum: number;
}

/** SKUs under their minimum, the emptiest first. */
export function skusBelowMinimum(db: ReadDb, today: Day): ShortSku[] {
  const lots = Map.groupBy(readExpiringLots(db, addDays(today, LONGEST_AHEAD)), ({ skuId }) => skuId);
  return readSkuStock(db)
    .flatMap((row): ShortSku[] => {
      const sellableFrom = addDays(today, row.minimumDaysLeft);
      const near = (lots.get(row.skuId) ?? []).filter(({ expiresOn }) => expiresOn < sellableFrom);
      const placedNear = near.reduce((sum, lot) => sum + lot.placed, 0);
      const tooNear = near.reduce((sum, lot) => sum + lot.available, placedNear);
      if (!isBelowMinimum(row, tooNear)) return [];
      const { skuId, skuCode: code, skuName: name, minimumInForce: minimum } = row;
      return [{ skuId, code, name, available: sellableOf(row, tooNear), placed: row.placed - placedNear, minimum }];
    })
    .sort((a, b) => a.available / a.minimum - b.available / b.minimum || (a.code < b.code ? -1 : 1));
}
