import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { SkuId, SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import type { SkuReorderRule } from '#shared/domain/replenishment/replenishment-policy.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

export interface StoredReorderRule extends SkuReorderRule {
  readonly skuId: SkuId;
  readonly revision: number;
}

const COLUMNS = `sku_id AS skuId, cover_days AS coverDays, minimum, maximum, order_multiple AS orderMultiple,
  most_money AS mostMoney, trigger, preferred_supplier_id AS preferredSupplierId, snoozed_until AS snoozedUntil,
  order_once AS orderOnce, revision`;

const selectRule = readStatement<{ skuId: number }, StoredReorderRule>(
  `SELECT ${COLUMNS} FROM replenishment_rules WHERE sku_id = @skuId`,
);
const selectRules = readStatement<Record<string, never>, StoredReorderRule>(
  `SELECT ${COLUMNS} FROM replenishment_rules`,
);
const upsertRule = writeStatement<Record<string, unknown>>(
  `INSERT INTO replenishment_rules (sku_id, cover_days, minimum, maximum, order_multiple, most_money, trigger,
     preferred_supplier_id, snoozed_until, order_once, updated_at, updated_by)
   VALUES (@skuId, @coverDays, @minimum, @maximum, @orderMultiple, @mostMoney, @trigger, @preferredSupplierId,
     @snoozedUntil, @orderOnce, @at, @by)
   ON CONFLICT (sku_id) DO UPDATE SET cover_days = excluded.cover_days, minimum = excluded.minimum,
     maximum = excluded.maximum, order_multiple = excluded.order_multiple, most_money = excluded.most_money,
     trigger = excluded.trigger, preferred_supplier_id = excluded.preferred_supplier_id,
     snoozed_until = excluded.snoozed_until, order_once = excluded.order_once, revision = revision + 1,
     updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
);
const upsertSnooze = writeStatement<{ skuId: number; until: string | null; at: number; by: number }>(
  `INSERT INTO replenishment_rules (sku_id, snoozed_until, updated_at, updated_by) VALUES (@skuId, @until, @at, @by)
   ON CONFLICT (sku_id) DO UPDATE SET snoozed_until = excluded.snoozed_until, revision = revision + 1,
     updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
);
const lowerOnce = writeStatement<{ skuId: number; ordered: number }>(
  `UPDATE replenishment_rules SET order_once = CASE WHEN order_once > @ordered THEN order_once - @ordered END,
     revision = revision + 1 WHERE sku_id = @skuId AND order_once > 0`,
);

const selectLimits = readStatement<
  Record<string, never>,
  { supplierId: SupplierId; exposureMaximum: Money | null; minimumBalance: Money | null }
>(
  `SELECT supplier_id AS supplierId, exposure_maximum AS exposureMaximum, minimum_balance AS minimumBalance
   FROM replenishment_supplier_limits`,
);
const upsertLimits = writeStatement<Record<string, unknown>>(
  `INSERT INTO replenishment_supplier_limits (supplier_id, exposure_maximum, minimum_balance, updated_at, updated_by)
   VALUES (@supplierId, @exposureMaximum, @minimumBalance, @at, @by)
   ON CONFLICT (supplier_id) DO UPDATE SET exposure_maximum = excluded.exposure_maximum,
     minimum_balance = excluded.minimum_balance, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
);

interface Author {
  readonly at: number;
  readonly by: number;
}

export function findReorderRule(db: Readable, skuId: SkuId): StoredReorderRule | null {
  return selectRule.get(db, { skuId }) ?? null;
}

export function readReorderRules(db: Readable): ReadonlyMap<SkuId, StoredReorderRule> {
  return new Map(selectRules.all(db, {}).map((rule) => [rule.skuId, rule]));
}

export function storeReorderRule(tx: WriteTx, skuId: SkuId, rule: SkuReorderRule, author: Author): void {
  upsertRule.run(tx, { skuId, ...rule, ...author });
}

export function storeSnooze(tx: WriteTx, skuId: SkuId, until: Day | null, author: Author): void {
  upsertSnooze.run(tx, { skuId, until, ...author });
}

/** What was to be ordered once has been, or so much of it: a limit may have left the rest for another day. */
export function lowerOrderOnce(tx: WriteTx, skuId: SkuId, ordered: number): void {
  lowerOnce.run(tx, { skuId, ordered });
}

export interface StoredSupplierLimits {
  readonly exposureMaximum: Money | null;
  readonly minimumBalance: Money | null;
}

export function readSupplierLimits(db: Readable): ReadonlyMap<SupplierId, StoredSupplierLimits> {
  return new Map(selectLimits.all(db, {}).map(({ supplierId, ...limits }) => [supplierId, limits]));
}

export function storeSupplierLimits(
  tx: WriteTx,
  limits: StoredSupplierLimits & { supplierId: SupplierId },
  author: Author,
): void {
  upsertLimits.run(tx, { ...limits, ...author });
}
