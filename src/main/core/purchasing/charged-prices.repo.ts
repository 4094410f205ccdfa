import type { Readable } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';
import type { CardKeyId, ImportId, SkuId } from '#shared/domain/ids.ts';
import { type Money, sumMoney, ZERO_MONEY } from '#shared/domain/money/money.ts';

/** What a batch was bought as: the import that its keys came with, and their SKU then, whatever they were reclassified into since. */
export interface BatchOrigin {
  readonly importId: ImportId | null;
  readonly skuId: SkuId;
}

interface OriginRow extends BatchOrigin {
  readonly parentId: number | null;
}

/** What a correction changed for a key, in the shop's currency, and the rate at which it was turned into it; null: the account's own. */
interface CorrectedShare {
  readonly keyId: CardKeyId;
  readonly rate: number | null;
  readonly amount: Money;
}

/** A bad key that its supplier owes for, and what its uses cost; in the shop's currency. */
export interface ClaimCost {
  readonly keyId: CardKeyId;
  readonly batchId: number;
  readonly isConsigned: number;
  /** What it cost whole. */
  readonly cost: Money;
  /** What it still carries, having been claimed from our own stock. */
  readonly valueLeft: Money;
  readonly badCost: Money;
  /** Of uses that buyers keep. */
  readonly goodCost: Money;
}

/** One use of such a key that did not work or that a buyer keeps; both null where there is none. */
export interface ClaimUse extends Omit<ClaimCost, 'badCost' | 'goodCost'> {
  readonly useState: 'bad' | 'open' | null;
  readonly useCost: Money | null;
}

const KEY_COST = `k.id AS keyId, k.batch_id AS batchId, b.receipt_kind = 'consignment' AS isConsigned, k.cost,
  k.value_left AS valueLeft`;
/** The key `k` of the batch `b` with its uses `u`, a row for each, as {@link ClaimUse} says them; a key's rows follow each other. */
export const CLAIM_USE = `${KEY_COST}, u.state AS useState, u.cost AS useCost`;
export const CLAIM_USES = "LEFT JOIN delivery_keys u ON u.key_id = k.id AND u.state IN ('bad', 'open')";

const usesOf = (state: 'bad' | 'open') =>
  `COALESCE((SELECT SUM(u.cost) FROM delivery_keys u WHERE u.key_id = k.id AND u.state = '${state}'), 0)`;
/** The same in one row for each key, for job threads. */
export const CLAIM_COST = `${KEY_COST}, ${usesOf('bad')} AS badCost, ${usesOf('open')} AS goodCost`;

const selectClaimUses = readStatement<{ keyIds: string }, ClaimUse>(
  `SELECT ${CLAIM_USE} FROM json_each(@keyIds) j CROSS JOIN card_keys k ON k.id = j.value
   CROSS JOIN batches b ON b.id = k.batch_id ${CLAIM_USES}`,
);
const selectOrigin = readStatement<{ batchId: number }, OriginRow>(
  'SELECT import_id AS importId, sku_id AS skuId, parent_batch_id AS parentId FROM batches WHERE id = @batchId',
);
const selectShares = readStatement<{ keyIds: string }, CorrectedShare>(
  `SELECT p.key_id AS keyId, c.rate, p.stock_part + p.cost_part AS amount
   FROM json_each(@keyIds) j CROSS JOIN price_correction_keys p INDEXED BY price_correction_keys_key ON p.key_id = j.value
     CROSS JOIN price_corrections c ON c.document_id = p.document_id`,
);
const selectCharge = readStatement<{ importId: number }, { amount: Money; ofKeys: Money }>(
  `SELECT e.amount, (SELECT COALESCE(SUM(n.amount), 0) FROM supplier_entry_lines n WHERE n.entry_id = e.id) AS ofKeys
   FROM supplier_entries e INDEXED BY supplier_entries_import
   WHERE e.import_id = @importId AND e.kind = 'purchase' AND e.reverses_id IS NULL
     AND NOT EXISTS (SELECT 1 FROM supplier_entries v WHERE v.reverses_id = e.id)`,
);

/** The batches that keys of a SKU came in with an import, and those that were split from them since. */
const CAME = `WITH RECURSIVE came (id) AS (
    SELECT id FROM batches INDEXED BY batches_import
    WHERE import_id = @importId AND sku_id = @skuId AND parent_batch_id IS NULL
    UNION ALL SELECT b.id FROM came c CROSS JOIN batches b INDEXED BY batches_parent ON b.parent_batch_id = c.id)`;
/** No paper of its own stands behind the credit of an undo. */
const IS_UNDO = `NOT EXISTS (SELECT 1 FROM supplier_returns r WHERE r.entry_id = COALESCE(e.reverses_id, e.id))
  AND NOT EXISTS (SELECT 1 FROM purchase_differences d WHERE d.entry_id = COALESCE(e.reverses_id, e.id))`;

interface CreditedRow {
  readonly ofKeys: Money;
  /** What they came to in stock, in the shop's currency. */
  readonly bought: Money;
  readonly claimed: Money;
  readonly returned: Money;
  readonly returnedQuantity: number;
  readonly undone: Money;
}

const selectCredited = readStatement<{ importId: number; skuId: number }, CreditedRow>(
  `${CAME} SELECT
     (SELECT COALESCE(SUM(n.amount), 0) FROM supplier_entries e INDEXED BY supplier_entries_import
       CROSS JOIN supplier_entry_lines n INDEXED BY supplier_entry_lines_entry ON n.entry_id = e.id
       WHERE e.import_id = @importId AND e.kind = 'purchase' AND n.sku_id = @skuId) AS ofKeys,
     (SELECT COALESCE(SUM(b.total_cost), 0) FROM batches b INDEXED BY batches_import
       WHERE b.import_id = @importId AND b.sku_id = @skuId AND b.parent_batch_id IS NULL) AS bought,
     (SELECT COALESCE(SUM(d.credited), 0) FROM purchase_differences d INDEXED BY purchase_differences_import
       WHERE d.import_id = @importId AND d.sku_id = @skuId AND d.kind IN ('over', 'wrong-sku') AND d.state = 'decided'
         AND d.decision = 'claim') AS claimed,
     (SELECT COALESCE(SUM(x.credited), 0) FROM came c CROSS JOIN supplier_returns x ON x.batch_id = c.id
       WHERE x.reversed_by_id IS NULL) AS returned,
     (SELECT COALESCE(SUM(x.quantity), 0) FROM came c CROSS JOIN supplier_returns x ON x.batch_id = c.id
       WHERE x.reversed_by_id IS NULL) AS returnedQuantity,
     -- Undos of before have no lines: whatever they brought back counts.
     -(SELECT COALESCE(SUM(n.amount), 0) FROM supplier_entries e INDEXED BY supplier_entries_import
       CROSS JOIN supplier_entry_lines n INDEXED BY supplier_entry_lines_entry ON n.entry_id = e.id
       WHERE e.import_id = @importId AND e.kind = 'refund' AND n.sku_id = @skuId AND ${IS_UNDO})
     -(SELECT COALESCE(SUM(e.amount), 0) FROM supplier_entries e INDEXED BY supplier_entries_import
       WHERE e.import_id = @importId AND e.kind = 'refund' AND ${IS_UNDO}
         AND NOT EXISTS (SELECT 1 FROM supplier_entry_lines n WHERE n.entry_id = e.id)) AS undone`,
);
const selectCorrected = readStatement<{ importId: number; skuId: number }, { rate: number | null; amount: Money }>(
  `${CAME} SELECT c.rate, (SELECT COALESCE(SUM(p.stock_part + p.cost_part), 0)
       FROM price_correction_keys p CROSS JOIN card_keys k ON k.id = p.key_id
       WHERE p.document_id = c.document_id AND k.batch_id IN (SELECT id FROM came)) AS amount
   FROM price_correction_receipts r INDEXED BY price_correction_receipts_import
     CROSS JOIN price_corrections c ON c.document_id = r.document_id
   WHERE r.import_id = @importId`,
);
const selectTakenBack = readStatement<{ importId: number; skuId: number }, { quantity: number }>(
  `SELECT COALESCE(SUM(l.taken_back), 0) AS quantity FROM purchase_receipt_lines l INDEXED BY purchase_receipt_lines_import
   WHERE l.import_id = @importId AND l.sku_id = @skuId`,
);

/** Null for a batch that is not there. */
export function findBatchOrigin(db: Readable, batchId: number): BatchOrigin | null {
  let found: OriginRow | null = null;
  for (let at: number | null = batchId; at !== null; at = found?.parentId ?? null) {
    const row: OriginRow | null = selectOrigin.get(db, { batchId: at }) ?? null;
    if (row === null) break;
    found = row;
  }
  return found === null ? null : { importId: found.importId, skuId: found.skuId };
}

/** What corrections changed for keys, one row for each key and correction; reversals are corrections too. */
export function readCorrectedShares(db: Readable, keyIds: readonly CardKeyId[]): CorrectedShare[] {
  return selectShares.all(db, { keyIds: JSON.stringify(keyIds) });
}

export function readClaimCosts(db: Readable, keyIds: readonly CardKeyId[]): ClaimCost[] {
  return claimCostsOf(selectClaimUses.all(db, { keyIds: JSON.stringify(keyIds) }));
}

/** One row for each key, its uses added up. */
export function claimCostsOf<Row extends ClaimUse>(rows: readonly Row[]): (Row & ClaimCost)[] {
  return [...Map.groupBy(rows, ({ keyId }) => keyId).values()].flatMap((ofKey) => {
    const sum = (state: 'bad' | 'open') =>
      sumMoney(ofKey.flatMap(({ useState, useCost }) => (useState === state && useCost !== null ? [useCost] : [])));
    return ofKey.slice(0, 1).map((row) => ({ ...row, badCost: sum('bad'), goodCost: sum('open') }));
  });
}

/** What stands on the account for an import, and what its keys come to there; null where nothing stands. */
export function findReceiptCharge(db: Readable, importId: ImportId) {
  return selectCharge.get(db, { importId }) ?? null;
}

/** What keys of a SKU that an import brought come to by their prices, and what came back of it. */
export function readCreditedOfReceipt(db: Readable, importId: ImportId, skuId: SkuId): CreditedRow {
  const nothing = {
    ofKeys: ZERO_MONEY,
    bought: ZERO_MONEY,
    claimed: ZERO_MONEY,
    returned: ZERO_MONEY,
    undone: ZERO_MONEY,
  };
  return selectCredited.get(db, { importId, skuId }) ?? { ...nothing, returnedQuantity: 0 };
}

/** What corrections changed for those keys, in the shop's currency, with the rate of each. */
export function readCorrectionsOfReceipt(db: Readable, importId: ImportId, skuId: SkuId) {
  return selectCorrected.all(db, { importId, skuId });
}

/** Keys of a SKU that undos of an import in part withdrew from its receipt against an order. */
export function readTakenBack(db: Readable, importId: ImportId, skuId: SkuId): number {
  return selectTakenBack.get(db, { importId, skuId })?.quantity ?? 0;
}
