import { requireSku } from '#core/catalog/catalog.lookup.ts';
import { audit, type Context, today } from '#core/context.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import { invalidValue, Refusal } from '#core/refusal.ts';
import { takeDocumentNumber } from '#core/settings/settings.repo.ts';
import { requireNotLost } from '#core/suppliers/supplier-losses.lookup.ts';
import { requireSupplier, type Supplier } from '#core/suppliers/suppliers.lookup.ts';
import type { OrderLineDraft } from '#shared/contract/purchase-orders.contract.ts';
import type { PurchaseOrderId, SupplierId } from '#shared/domain/ids.ts';
import { type Money, ZERO_MONEY } from '#shared/domain/money/money.ts';
import { orderTotal } from '#shared/domain/purchasing/order-lines.ts';
import type { OrderAct } from '#shared/domain/purchasing/order-states.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { insertOrder, type NewOrderLine, type OrderOrigin } from './purchase-orders.repo.ts';

export interface OrderDraft {
  readonly supplierId: SupplierId;
  readonly lines: readonly OrderLineDraft[];
  readonly expectedOn?: Day | null;
  readonly note?: string;
}

export interface OrderRef {
  readonly id: PurchaseOrderId;
  readonly number: string;
  readonly revision: number;
}

export interface DraftOrigin {
  readonly origin: OrderOrigin;
  readonly originNumber?: string;
}

/**
 * Makes draft orders inside the caller's transaction, for the planner: one per supplier, with the lines of all drafts of that
 * supplier in their order, each with its `reasons`. The earliest expected day of a supplier's drafts is the order's. Refuses
 * with NOT_FOUND, SUPPLIER_ARCHIVED, SUPPLIER_LOST, OVERRIDE_REASON_NEEDED and INVALID_VALUE; then nothing of the transaction stands.
 */
export function createPurchaseOrders(tx: WriteTx, context: Context, drafts: readonly OrderDraft[]): OrderRef[] {
  const bySupplier = Map.groupBy(drafts, ({ supplierId }) => supplierId);
  return [...bySupplier].map(([supplierId, own]) => {
    const days = own.flatMap(({ expectedOn }) => (expectedOn ? [expectedOn] : [])).sort();
    const draft = {
      supplierId,
      lines: own.flatMap(({ lines }) => [...lines]),
      expectedOn: days[0] ?? null,
      note: own.map(({ note }) => note ?? '').find((note) => note !== '') ?? '',
    };
    return createDraft(tx, context, draft, { origin: 'plan' });
  });
}

/** A new draft with its number, audited. */
export function createDraft(tx: WriteTx, context: Context, draft: OrderDraft, origin: DraftOrigin): OrderRef {
  const supplier = requireActiveSupplier(tx, draft.supplierId);
  const lines = storedLines(tx, draft.lines);
  const number = takeDocumentNumber(tx, 'PO', today(context).month);
  const total = totalOf(lines);
  const id = insertOrder(
    tx,
    {
      number,
      supplierId: supplier.id,
      currency: supplier.currency,
      total,
      expectedOn: draft.expectedOn ?? null,
      note: draft.note ?? '',
      origin: origin.origin,
      originNumber: origin.originNumber ?? '',
      createdAt: context.now,
      createdBy: context.userId,
    },
    lines,
  );
  auditOrder(tx, context, 'create', { id, number }, { supplierId: supplier.id, total, ...origin });
  return { id, number, revision: 1 };
}

/** The lines as they are kept: merged SKUs resolved, the price's source told. */
export function storedLines(db: Readable, lines: readonly OrderLineDraft[]): NewOrderLine[] {
  return lines.map((line, index) => {
    const { offer, unitPrice, overrideReason, quantity } = line;
    const isOverridden = offer !== null && offer.unitPrice !== unitPrice;
    if (isOverridden && overrideReason === '') throw new Refusal('OVERRIDE_REASON_NEEDED', { line: index + 1 });
    return {
      skuId: requireSku(db, line.skuId).id,
      quantity,
      unitPrice,
      priceSource: offer === null ? 'typed' : isOverridden ? 'overridden' : 'offer',
      offerId: offer?.offerId ?? null,
      offerPrice: offer?.unitPrice ?? null,
      overrideReason: isOverridden ? overrideReason : '',
      reasons: JSON.stringify(line.reasons),
    };
  });
}

/** The sum of the lines; refuses with INVALID_VALUE what no amount can hold. */
export function totalOf(lines: readonly NewOrderLine[]): Money {
  if (lines.length === 0) return ZERO_MONEY;
  try {
    return orderTotal(lines);
  } catch {
    throw invalidValue('lines', 'TOTAL_TOO_LARGE');
  }
}

export function requireActiveSupplier(db: Readable, id: SupplierId): Supplier {
  const supplier = requireSupplier(db, id);
  if (supplier.isArchived) throw new Refusal('SUPPLIER_ARCHIVED', { supplierId: id });
  requireNotLost(db, supplier);
  return supplier;
}

/** One row in the audit trail for an act on an order. */
export function auditOrder(
  tx: WriteTx,
  context: Context,
  act: OrderAct,
  { id, number }: { id: PurchaseOrderId; number: string },
  details: Record<string, unknown> = {},
): void {
  audit(tx, context, {
    action: `purchaseOrders.${act}`,
    subjectKind: 'purchaseOrder',
    subjectId: id,
    details: { number, ...details },
  });
}
