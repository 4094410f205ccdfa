import { findSku } from '#core/catalog/catalog.lookup.ts';
import { type Context, signedInUser, today } from '#core/context.ts';
import type { Readable } from '#core/db/connection.ts';
import { decodeCursor, type Page, pageOfRows } from '#core/db/keyset.ts';
import { rightsOf } from '#core/identity/rights.service.ts';
import { findingsForOrder } from '#core/suppliers/dossiers.lookup.ts';
import type {
  LineReason,
  OrderDetails,
  OrderDifference,
  OrderLine,
  OrderRow,
} from '#shared/contract/purchase-orders.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import type { PurchaseOrderId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { multiplyMoney, ZERO_MONEY } from '#shared/domain/money/money.ts';
import { isOverdue, openQuantity } from '#shared/domain/purchasing/order-lines.ts';
import type { OrderState } from '#shared/domain/purchasing/order-states.ts';
import { chargedFor, creditLeftOf } from './differences.ts';
import { causeOfApproval } from './order-approval.ts';
import {
  findOrderId,
  type ListedOrder,
  listOrders,
  readOrderFigures,
  readOrderLines,
  readReceivableOrders,
  type StoredOrderLine,
} from './purchase-orders.repo.ts';
import { requireOrder } from './purchase-orders.service.ts';
import { readDifferences, readReceipts, type StoredDifference } from './purchase-receipts.repo.ts';

interface ListInput {
  readonly cursor?: string;
  readonly limit: number;
  readonly states: readonly OrderState[];
  readonly supplierId?: SupplierId;
  readonly skuId?: SkuId;
  readonly isOverdue: boolean;
  readonly search: string;
}

/** What people see of orders. */
export function createOrderViews() {
  function details(context: Context, id: PurchaseOrderId): OrderDetails {
    const { db } = context;
    const order = requireOrder(db, id);
    return {
      ...orderRow(context, order),
      ...order,
      approvalCause: order.state === 'draft' ? causeOfApproval(db, order, today(context).day) : null,
      dossierFindings: isUnsent(order) ? findingsForOrder(db, order, today(context).day) : [],
      lines: readOrderLines(db, id).map(orderLine),
      receipts: readReceipts(db, id),
      differences: readDifferences(db, id).map((difference) => orderDifference(db, difference)),
    };
  }

  return {
    list(context: Context, input: ListInput): Page<OrderRow> {
      const { cursor, limit, isOverdue: isLate, search, ...filter } = input;
      const [before] = cursor === undefined ? [Number.MAX_SAFE_INTEGER] : decodeCursor(cursor, ['number'] as const);
      const lateOn = isLate ? today(context).day : undefined;
      const rows = listOrders(context.db, { ...filter, search: search.trim(), lateOn, before, limit: limit + 1 });
      const page = pageOfRows(rows, limit, ({ id }) => [id]);
      return { rows: page.rows.map((order) => orderRow(context, order)), nextCursor: page.nextCursor };
    },

    get: details,

    findByNumber(context: Context, number: string): OrderDetails | null {
      const id = findOrderId(context.db, number.trim().toUpperCase());
      return id === null ? null : details(context, id);
    },

    figures: (context: Context) => readOrderFigures(context.db, today(context).day),

    openFor(context: Context, input: { supplierId: SupplierId; skuIds: readonly SkuId[] }) {
      const wanted = new Set(input.skuIds.map((id) => findSku(context.db, id)?.id));
      const rights = rightsOf(context.db, signedInUser(context));
      const showsPrices = rights.has('purchasing.read') || rights.has('accounts.read');
      return readReceivableOrders(context.db, input.supplierId)
        .map((id) => openOrder(context.db, id, { wanted, showsPrices }))
        .sort((left, right) => Number(right.isWaitingForThem) - Number(left.isWaitingForThem));
    },
  };
}

export type OrderViews = ReturnType<typeof createOrderViews>;

function openOrder(
  db: Readable,
  id: PurchaseOrderId,
  { wanted, showsPrices }: { wanted: ReadonlySet<SkuId | undefined>; showsPrices: boolean },
) {
  const { number, revision, state, currency, sentOn, expectedOn } = requireOrder(db, id);
  const lines = readOrderLines(db, id).map((line) => ({
    skuId: line.skuId,
    skuName: skuTitle({ productName: line.productName, name: line.skuName }),
    unitPrice: showsPrices ? line.unitPrice : null,
    quantity: line.quantity,
    openQuantity: openQuantity(line),
  }));
  const isWaitingForThem = lines.some((line) => wanted.has(line.skuId) && line.openQuantity > 0);
  return { id, number, revision, state, currency, sentOn, expectedOn, isWaitingForThem, lines };
}

/** What a supplier's dossier lacks matters until the order has left. */
function isUnsent({ state }: ListedOrder): boolean {
  return state === 'draft' || state === 'approved';
}

function orderRow(context: Context, order: ListedOrder): OrderRow {
  return { ...order, isOverdue: isOverdue(order, today(context).day) };
}

function orderLine({ orderId: _, position: __, ...line }: StoredOrderLine): OrderLine {
  return {
    ...line,
    amount: multiplyMoney(line.unitPrice, line.quantity),
    reasons: JSON.parse(line.reasons) as LineReason[],
    openQuantity: openQuantity(line),
  };
}

function orderDifference(db: Readable, stored: StoredDifference): OrderDifference {
  const { orderId: _, details, ...difference } = stored;
  const { byReason } = JSON.parse(details) as { byReason: Record<string, number> };
  const left = stored.state === 'open' ? creditLeftOf(db, stored) : ZERO_MONEY;
  return { ...difference, charged: chargedFor(db, stored), byReason, creditLeft: left };
}
