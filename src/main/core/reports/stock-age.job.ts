import type { ThreadContext } from '#core/jobs/thread-context.ts';
import { replenishmentPolicy } from '#core/replenishment/replenishment-policy.ts';
import { lostSuppliers } from '#core/suppliers/supplier-losses.lookup.ts';
import {
  type AgedBatch,
  type AgedBatches,
  MOST_AGED_BATCHES,
  type StockAgeReport,
} from '#shared/contract/stock-age.contract.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import { sumMoney } from '#shared/domain/money/money.ts';
import { type AgedStock, ageBucket, deadStock, stockAge } from '#shared/domain/replenishment/stock-age.ts';
import { type Day, dayOf, daysBetween } from '#shared/domain/time/business-time.ts';
import { type HeldStock, heldStock } from './stock-age.job.repo.ts';

export type StockAgeInput = { readonly today: Day; readonly timeZone: string } & (
  | { readonly of: 'report'; readonly deadAfterDays: number | undefined }
  | { readonly of: 'batches'; readonly bucket: number | undefined; readonly skuId: SkuId | undefined }
);

const NEVER = '9999-12-31';
const HOUR_MILLISECONDS = 3_600_000;

/** How long everything on hand has been lying here, and what of it is dead; or the batches behind it. */
export function run(input: StockAgeInput, { readDb: db }: ThreadContext): StockAgeReport | AgedBatches {
  const lost = lostSuppliers(db);
  const held = heldStock
    .all(db)
    .map((row) => ({ ...row, ...lastDaysOf(row, input.timeZone, lost.has(row.supplierId)) }));
  if (input.of === 'batches') return batchesOf(held, input);
  const { today } = input;
  const deadAfterDays = input.deadAfterDays ?? replenishmentPolicy(db).deadAfterDays;
  const value = sumMoney(held.map((row) => row.value));
  const byBatch = new Map(held.map((row) => [row.batchId, row]));
  const dead = deadStock(held, heldStock.lastSales(db), today, deadAfterDays).flatMap((sku) => {
    const row = byBatch.get(sku.batchId);
    if (!row) return [];
    const { skuCode, skuName, productName, batchNumber, supplierName, expiresOn, returnableUntil } = row;
    return [{ ...sku, skuCode, skuName, productName, batchNumber, supplierName, expiresOn, returnableUntil }];
  });
  return {
    today,
    deadAfterDays,
    buckets: stockAge(held, today),
    quantity: held.reduce((sum, row) => sum + row.quantity, 0),
    value,
    meanDays: meanDays(held, today),
    dead,
    deadValue: sumMoney(dead.map((sku) => sku.value)),
  };
}

type DatedStock = Omit<HeldStock, 'expiresOn'> & AgedStock;

/** The supplier takes back what nobody touched, as long as his warranty runs; one who is gone takes nothing. */
function lastDaysOf(
  { expiresOn, receivedAt, warrantyHours, returnable }: HeldStock,
  timeZone: string,
  isLost: boolean,
): Pick<AgedStock, 'expiresOn' | 'returnableUntil'> {
  const isTakenBack = !isLost && warrantyHours > 0 && returnable > 0;
  return {
    expiresOn: expiresOn === NEVER ? null : expiresOn,
    returnableUntil: isTakenBack ? dayOf(receivedAt + warrantyHours * HOUR_MILLISECONDS, timeZone) : null,
  };
}

function meanDays(held: readonly DatedStock[], today: Day): number | null {
  const value = held.reduce((sum, row) => sum + row.value, 0);
  if (value <= 0) return null;
  const weighted = held.reduce((sum, row) => sum + row.value * ageOf(row, today), 0);
  return Math.round((weighted / value) * 10) / 10;
}

function batchesOf(
  held: readonly DatedStock[],
  { today, bucket, skuId }: Extract<StockAgeInput, { of: 'batches' }>,
): AgedBatches {
  const wanted = held.filter(
    (row) =>
      (bucket === undefined || ageBucket(row.receivedOn, today) === bucket) &&
      (skuId === undefined || row.skuId === skuId),
  );
  return {
    rows: wanted.slice(0, MOST_AGED_BATCHES).map((row): AgedBatch => {
      const { receivedAt: _, warrantyHours: __, returnable: ___, ...shown } = row;
      return { ...shown, ageDays: ageOf(row, today) };
    }),
    count: wanted.length,
    quantity: wanted.reduce((sum, row) => sum + row.quantity, 0),
    value: sumMoney(wanted.map((row) => row.value)),
  };
}

function ageOf({ receivedOn }: Pick<AgedStock, 'receivedOn'>, today: Day): number {
  return Math.max(0, daysBetween(receivedOn, today));
}
