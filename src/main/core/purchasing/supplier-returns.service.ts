import { type Context, write } from '#core/context.ts';
import { decodeCursor, type Page, pageOfRows } from '#core/db/keyset.ts';
import { shownCosts } from '#core/identity/shown-costs.ts';
import type { StockDocumentId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import { ORDER_AREAS } from './purchase-orders.service.ts';
import { listReturns, type ReturnFilter, type StoredReturn } from './supplier-returns.repo.ts';
import { type PostedReturn, type ReturnWish, returnBatchKeys, reverseReturn } from './supplier-returns.ts';

const AREAS = [...ORDER_AREAS, 'cardKeys', 'suppliers', 'reconciliation'];

/** As whoever sent them back may see it. */
type AnsweredReturn = Omit<PostedReturn, 'entryId' | 'credited'> & { readonly credited: Money | null };

/** Keys that go back to whom they were bought from. */
export function createSupplierReturnsService() {
  return {
    list(
      context: Context,
      input: ReturnFilter & { cursor?: string; limit: number },
    ): Page<Omit<StoredReturn, 'credited'> & { credited: Money | null }> {
      const { cursor, limit, ...filter } = input;
      const [before] = cursor === undefined ? [Number.MAX_SAFE_INTEGER] : decodeCursor(cursor, ['number'] as const);
      const show = shownCosts(context);
      const rows = listReturns(context.db, filter, before, limit + 1).map((row) => ({
        ...row,
        credited: show(row.credited),
      }));
      return pageOfRows(rows, limit, ({ documentId }) => [documentId]);
    },

    async post(context: Context, wish: ReturnWish): Promise<AnsweredReturn> {
      const { entryId: _, ...posted } = await write(context, AREAS, (tx) => returnBatchKeys(tx, context, wish));
      return { ...posted, credited: shownCosts(context)(posted.credited) };
    },

    reverse: (context: Context, input: { id: StockDocumentId; reason: string }) =>
      write(context, AREAS, (tx) => reverseReturn(tx, context, input)),
  };
}

export type SupplierReturnsService = ReturnType<typeof createSupplierReturnsService>;
