import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { DossierProfile, TestOrder } from '#shared/contract/dossiers.contract.ts';
import type { BrandId, SupplierId, TestOrderId } from '#shared/domain/ids.ts';

export interface StoredProfile extends DossierProfile {
  readonly revision: number;
}

type Stored = Omit<StoredProfile, 'verifiesBeforePay'> & { readonly verifiesBeforePay: number };

const selectProfile = readStatement<{ supplierId: number }, Stored>(
  `SELECT founded_on AS foundedOn, dispute_rate AS disputeRate, source_trace AS sourceTrace, source_note AS sourceNote,
     support_hours AS supportHours, support_time_zone AS supportTimeZone, fulfilment,
     verifies_before_pay AS verifiesBeforePay, promise_hours AS promiseHours, refund_terms AS refundTerms,
     bad_keys_paid_by AS badKeysPaidBy, failure_compensation AS failureCompensation,
     price_notice_days AS priceNoticeDays, contract_ends_on AS contractEndsOn, minimum_volume AS minimumVolume, revision
   FROM supplier_dossiers WHERE supplier_id = @supplierId`,
);
const upsertProfile = writeStatement<Record<string, unknown>>(
  `INSERT INTO supplier_dossiers (supplier_id, founded_on, dispute_rate, source_trace, source_note, support_hours,
     support_time_zone, fulfilment, verifies_before_pay, promise_hours, refund_terms, bad_keys_paid_by,
     failure_compensation, price_notice_days, contract_ends_on, minimum_volume, updated_at, updated_by)
   VALUES (@supplierId, @foundedOn, @disputeRate, @sourceTrace, @sourceNote, @supportHours, @supportTimeZone,
     @fulfilment, @verifiesBeforePay, @promiseHours, @refundTerms, @badKeysPaidBy, @failureCompensation,
     @priceNoticeDays, @contractEndsOn, @minimumVolume, @now, @userId)
   ON CONFLICT (supplier_id) DO UPDATE SET founded_on = excluded.founded_on, dispute_rate = excluded.dispute_rate,
     source_trace = excluded.source_trace, source_note = excluded.source_note, support_hours = excluded.support_hours,
     support_time_zone = excluded.support_time_zone, fulfilment = excluded.fulfilment,
     verifies_before_pay = excluded.verifies_before_pay, promise_hours = excluded.promise_hours,
     refund_terms = excluded.refund_terms, bad_keys_paid_by = excluded.bad_keys_paid_by,
     failure_compensation = excluded.failure_compensation, price_notice_days = excluded.price_notice_days,
     contract_ends_on = excluded.contract_ends_on, minimum_volume = excluded.minimum_volume,
     revision = revision + 1, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
);
const selectTests = readStatement<{ supplierId: number }, TestOrder>(
  `SELECT id, step, tested_on AS testedOn, amount, result, note
   FROM supplier_test_orders INDEXED BY supplier_test_orders_supplier
   WHERE supplier_id = @supplierId AND removed_at IS NULL ORDER BY tested_on DESC, id DESC`,
);
const selectTest = readStatement<{ id: number }, TestOrder & { supplierId: SupplierId }>(
  `SELECT id, supplier_id AS supplierId, step, tested_on AS testedOn, amount, result, note
   FROM supplier_test_orders WHERE id = @id AND removed_at IS NULL`,
);
const insertTest = writeStatement<Record<string, unknown>>(
  `INSERT INTO supplier_test_orders (supplier_id, step, tested_on, amount, result, note, created_at, created_by)
   VALUES (@supplierId, @step, @testedOn, @amount, @result, @note, @now, @userId)`,
);
const updateTestRemoved = writeStatement<{ id: number; now: number }>(
  'UPDATE supplier_test_orders SET removed_at = @now WHERE id = @id',
);
const selectOfferedBrands = readStatement<{ supplierId: number }, { brandId: BrandId }>(
  `SELECT DISTINCT COALESCE(b.merged_into_id, b.id) AS brandId
   FROM offers o JOIN skus s ON s.id = o.sku_id JOIN products p ON p.id = s.product_id JOIN brands b ON b.id = p.brand_id
   WHERE o.supplier_id = @supplierId AND o.is_archived = 0 AND s.is_archived = 0`,
);
const selectOrderedBrands = readStatement<{ orderId: number }, { brandId: BrandId }>(
  `SELECT DISTINCT COALESCE(b.merged_into_id, b.id) AS brandId
   FROM purchase_order_lines l JOIN skus s ON s.id = l.sku_id JOIN products p ON p.id = s.product_id
   JOIN brands b ON b.id = p.brand_id
   WHERE l.order_id = @orderId`,
);
const selectBrandName = readStatement<{ id: number }, { name: string }>('SELECT name FROM brands WHERE id = @id');

export function findProfile(db: Readable, supplierId: SupplierId): StoredProfile | null {
  const row = selectProfile.get(db, { supplierId });
  return row ? { ...row, verifiesBeforePay: row.verifiesBeforePay === 1 } : null;
}

export interface Author {
  readonly now: number;
  readonly userId: number;
}

export function replaceProfile(tx: WriteTx, supplierId: SupplierId, profile: DossierProfile, author: Author): void {
  upsertProfile.run(tx, {
    supplierId,
    foundedOn: profile.foundedOn,
    disputeRate: profile.disputeRate,
    sourceTrace: profile.sourceTrace,
    sourceNote: profile.sourceNote,
    supportHours: profile.supportHours,
    supportTimeZone: profile.supportTimeZone,
    fulfilment: profile.fulfilment,
    verifiesBeforePay: profile.verifiesBeforePay ? 1 : 0,
    promiseHours: profile.promiseHours,
    refundTerms: profile.refundTerms,
    badKeysPaidBy: profile.badKeysPaidBy,
    failureCompensation: profile.failureCompensation,
    priceNoticeDays: profile.priceNoticeDays,
    contractEndsOn: profile.contractEndsOn,
    minimumVolume: profile.minimumVolume,
    ...author,
  });
}

/** Newest first. */
export function listTestOrders(db: Readable, supplierId: SupplierId): TestOrder[] {
  return selectTests.all(db, { supplierId });
}

export function findTestOrder(db: Readable, id: TestOrderId): (TestOrder & { supplierId: SupplierId }) | null {
  return selectTest.get(db, { id }) ?? null;
}

export function insertTestOrder(
  tx: WriteTx,
  supplierId: SupplierId,
  { step, testedOn, amount, result, note }: Omit<TestOrder, 'id'>,
  author: Author,
): TestOrderId {
  const row = { supplierId, step, testedOn, amount, result, note, ...author };
  return insertTest.run(tx, row).lastInsertRowid as TestOrderId;
}

export function setTestOrderRemoved(tx: WriteTx, id: TestOrderId, now: number): void {
  updateTestRemoved.run(tx, { id, now });
}

/** The brands of what a supplier offers now. */
export function offeredBrands(db: Readable, supplierId: SupplierId): BrandId[] {
  return selectOfferedBrands.all(db, { supplierId }).map(({ brandId }) => brandId);
}

/** The brands of one purchase order's lines. */
export function orderedBrands(db: Readable, orderId: number): BrandId[] {
  return selectOrderedBrands.all(db, { orderId }).map(({ brandId }) => brandId);
}

export function brandNameOf(db: Readable, id: BrandId): string | null {
  return selectBrandName.get(db, { id })?.name ?? null;
}
