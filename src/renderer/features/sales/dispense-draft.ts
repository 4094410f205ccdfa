import type { ShopId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import type { DeliveryPurpose } from '#shared/domain/sales/delivery-kinds.ts';

export interface DraftLine {
  readonly key: number;
  readonly skuId: SkuId | null;
  readonly skuName: string;
  readonly available: number | null;
  readonly quantity: number | null;
  readonly orderTotal: Money | null;
}

/** What stands in the form. The shop and the products stay for the next order; the rest is cleared. */
export interface DispenseDraft {
  readonly purpose: DeliveryPurpose;
  readonly shopId: ShopId | null;
  readonly orderNumber: string;
  readonly buyer: string;
  readonly lines: readonly DraftLine[];
  readonly fromSupplierId: SupplierId | null;
  readonly notSupplierId: SupplierId | null;
  readonly minimumDaysLeft: number | null;
  readonly note: string;
}

export const EMPTY_LINE: DraftLine = {
  key: 0,
  skuId: null,
  skuName: '',
  available: null,
  quantity: 1,
  orderTotal: null,
};

export const EMPTY_DRAFT: DispenseDraft = {
  purpose: 'sale',
  shopId: null,
  orderNumber: '',
  buyer: '',
  lines: [EMPTY_LINE],
  fromSupplierId: null,
  notSupplierId: null,
  minimumDaysLeft: null,
  note: '',
};

/** The form after an order was served: ready for the next of the same shop. */
export function nextDraft(draft: DispenseDraft): DispenseDraft {
  const [first = EMPTY_LINE] = draft.lines;
  return { ...EMPTY_DRAFT, shopId: draft.shopId, lines: [{ ...first, quantity: 1, orderTotal: null }] };
}

export function quantityOf(draft: DispenseDraft): number {
  return draft.lines.reduce((sum, line) => sum + (line.quantity ?? 0), 0);
}

export function isComplete(draft: DispenseDraft): boolean {
  const isSale = draft.purpose === 'sale';
  if (isSale && draft.orderNumber.trim() !== '' && draft.shopId === null) return false;
  const chosen = draft.lines.map(({ skuId }) => skuId);
  if (new Set(chosen).size < chosen.length) return false;
  return draft.lines.every(({ skuId, quantity }) => skuId !== null && quantity !== null && quantity > 0);
}

/** What the core is asked for; `again` goes on with a served order. */
export function dispenseInput(draft: DispenseDraft, again: 'rest' | 'reissue' | null) {
  const isSale = draft.purpose === 'sale';
  return {
    shopId: isSale ? draft.shopId : null,
    orderNumber: isSale ? draft.orderNumber.trim() : '',
    buyer: draft.buyer.trim(),
    purpose: draft.purpose,
    again,
    note: draft.note,
    lines: draft.lines.flatMap(({ skuId, quantity, orderTotal }) =>
      skuId === null || quantity === null
        ? []
        : [{ skuId, quantity, orderTotal: isSale && again !== 'reissue' ? orderTotal : null }],
    ),
    source: {
      supplierId: draft.fromSupplierId ?? undefined,
      notSupplierIds: draft.notSupplierId === null ? [] : [draft.notSupplierId],
      notBatchIds: [],
      minimumDaysLeft: draft.minimumDaysLeft ?? undefined,
    },
  };
}
