import { type Context, write } from '#core/context.ts';
import { decodeCursor, type Page, pageOfRows } from '#core/db/keyset.ts';
import type { StockDocumentId } from '#shared/domain/ids.ts';
import { ORDER_AREAS } from './purchase-orders.service.ts';
import { listReturns, type ReturnFilter, type StoredReturn } from './supplier-returns.repo.ts';
import { type ReturnWish, returnBatchKeys, reverseReturn } from './supplier-returns.ts';

const AREAS = [...ORDER_AREAS, 'cardKeys', 'suppliers', 'reconciliation'];

/** Keys that go back to whom they were bought from. */
export function createSupplierReturnsService() {
  return {
    list({ db }: Context, input: ReturnFilter & { cursor?: string; limit: number }): Page<StoredReturn> {
      const { cursor, limit, ...filter } = input;
      const [before] = cursor === undefined ? [Number.MAX_SAFE_INTEGER] : decodeCursor(cursor, ['number'] as const);
      return pageOfRows(listReturns(db, filter, before, limit + 1), limit, ({ documentId }) => [documentId]);
    },

    post: (context: Context, wish: ReturnWish) =>
      write(context, AREAS, (tx) => {
        const { entryId: _, ...posted } = returnBatchKeys(tx, context, wish);
        return posted;
      }),

    reverse: (context: Context, input: { id: StockDocumentId; reason: string }) =>
      write(context, AREAS, (tx) => reverseReturn(tx, context, input)),
  };
}

export type SupplierReturnsService = ReturnType<typeof createSupplierReturnsService>;
