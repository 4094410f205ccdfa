import type { SupplierId } from '#shared/domain/ids.ts';
import { sumMoney } from '#shared/domain/money/money.ts';
import type { SupplierRecord } from '#shared/domain/replenishment/supplier-scorecard.ts';
import type { ScoreEvidence } from './score-evidence.ts';

/** What each of these suppliers did, counted from the evidence of a period. */
export function recordsOf(
  evidence: ScoreEvidence,
  suppliers: readonly { readonly supplierId: SupplierId; readonly promisedHours: number | null }[],
): Map<SupplierId, SupplierRecord> {
  const orders = Map.groupBy(evidence.orders, ({ supplierId }) => supplierId);
  const receipts = Map.groupBy(evidence.receipts, ({ supplierId }) => supplierId);
  const batches = Map.groupBy(evidence.batches, ({ supplierId }) => supplierId);
  const credits = Map.groupBy(evidence.credits, ({ supplierId }) => supplierId);
  return new Map(
    suppliers.map(({ supplierId, promisedHours }): [SupplierId, SupplierRecord] => {
      const own: ScoreEvidence = {
        orders: orders.get(supplierId) ?? [],
        receipts: receipts.get(supplierId) ?? [],
        batches: batches.get(supplierId) ?? [],
        credits: credits.get(supplierId) ?? [],
      };
      return [supplierId, recordOf(own, promisedHours)];
    }),
  );
}

function recordOf({ orders, receipts, batches, credits }: ScoreEvidence, promisedHours: number | null): SupplierRecord {
  const promised = orders.filter(({ expectedOn }) => expectedOn !== null);
  const compared = batches.flatMap(({ paid, best }) => (best === null ? [] : [{ paid, best }]));
  const disputed = receipts.filter(({ hasComplaint }) => hasComplaint);
  return {
    orders: orders.length + count(receipts, ({ hasOrder }) => hasOrder === 0),
    unitsOrdered: sum(orders, ({ ordered }) => ordered),
    unitsReceived: sum(orders, ({ received }) => received),
    ordersPromised: promised.length,
    ordersOnTime: count(promised, ({ completeOn, dueOn }) => completeOn !== null && completeOn <= dueOn),
    deliveryHours: orders.flatMap(({ hours }) => hours ?? []),
    promisedHours,
    keysReceived: sum(receipts, ({ keys }) => keys),
    badKeys: sum(receipts, ({ bad }) => bad),
    duplicateKeys: sum(receipts, ({ duplicates }) => duplicates),
    disputes: disputed.length,
    disputesSettled: count(disputed, ({ isSettled }) => isSettled),
    paid: sumMoney(compared.map(({ paid }) => paid)),
    bestCost: compared.length === 0 ? null : sumMoney(compared.map(({ best }) => best)),
    creditsDue: credits.length,
    creditsLate: count(credits, ({ isLate }) => isLate),
  };
}

function sum<Row>(rows: readonly Row[], read: (row: Row) => number): number {
  return rows.reduce((total, row) => total + read(row), 0);
}

function count<Row>(rows: readonly Row[], is: (row: Row) => boolean): number {
  return rows.filter(is).length;
}
