import { audit, type Context, signedInUser, systemContext, write } from '#core/context.ts';
import type { WriteTx } from '#core/db/connection.ts';
import { decodeCursor, type Page, pageOfRows } from '#core/db/keyset.ts';
import type { Kernel } from '#core/kernel.ts';
import { invalidValue, notFound, Refusal } from '#core/refusal.ts';
import { findShopSettings, shopSettings } from '#core/settings/shop-settings.ts';
import type { ReservationRow } from '#shared/contract/inventory.contract.ts';
import type { ReservationId, SkuId } from '#shared/domain/ids.ts';
import { dayOf } from '#shared/domain/time/business-time.ts';
import { allocateKeys } from './allocation.ts';
import { readReservedKeys } from './ledger.repo.ts';
import { moveKeys, type StockAuthor } from './ledger.ts';
import {
  findReservation,
  insertReservation,
  type Reservation,
  readEndedReservations,
  readOpenReservations,
  readReservations,
  setReservationState,
} from './reservations.repo.ts';
import { stockAuthor } from './stock-author.ts';
import { postStockDocument } from './stock-documents.repo.ts';
import { currentStockSku } from './stock-skus.repo.ts';

const AREAS = ['inventory', 'cardKeys', 'reservations'] as const;
const MOST_HELD = 10_000;

export interface ReservationInput {
  readonly skuId: SkuId;
  readonly quantity: number;
  readonly buyer: string;
  readonly endsAt: number;
  readonly note: string;
}

/** Keys held for a buyer until a moment. */
export function createReservationsService(kernel: Kernel) {
  return {
    create(context: Context, input: ReservationInput): Promise<{ id: ReservationId; number: string }> {
      if (input.endsAt <= context.now) throw invalidValue('endsAt', 'IN_THE_FUTURE');
      return write(context, AREAS, (tx) => {
        const sku = currentStockSku(tx, input.skuId);
        if (!sku) throw notFound('sku', input.skuId);
        const author = stockAuthor(context);
        const keys = allocateKeys(tx, {
          skuId: sku.id,
          skuCode: sku.code,
          quantity: input.quantity,
          today: author.day,
          minimumDaysLeft: sku.minimumDaysLeft,
          heldThrough: dayOf(input.endsAt, shopSettings(tx).timeZone),
        });
        const paper = postStockDocument(tx, author, {
          kind: 'reservation',
          reason: 'reservation',
          note: input.note,
          quantity: keys.length,
        });
        const madeBy = signedInUser(context);
        const id = insertReservation(tx, {
          ...input,
          skuId: sku.id,
          number: paper.number,
          madeAt: context.now,
          madeBy,
        });
        moveKeys(tx, author, {
          keys,
          toState: 'reserved',
          reservationId: id,
          kind: 'adjustment',
          reason: 'reservation',
          paper: { documentKind: 'stock-document', documentId: paper.id },
        });
        audit(tx, context, {
          action: 'reservations.create',
          subjectKind: 'reservation',
          subjectId: id,
          quantity: keys.length,
          details: { number: paper.number, sku: sku.code },
        });
        return { id, number: paper.number };
      });
    },

    release(context: Context, id: ReservationId): Promise<{ id: ReservationId; quantity: number }> {
      return write(context, AREAS, (tx) => {
        const reservation = findReservation(tx, id);
        if (!reservation) throw notFound('reservation', id);
        if (reservation.state !== 'open') throw new Refusal('NOTHING_TO_MOVE');
        const quantity = setKeysFree(tx, stockAuthor(context), reservation, 'released');
        audit(tx, context, {
          action: 'reservations.release',
          subjectKind: 'reservation',
          subjectId: id,
          quantity,
          details: { number: reservation.number },
        });
        return { id, quantity };
      });
    },

    list(
      context: Context,
      page: { cursor?: string; limit: number; skuId?: SkuId; openOnly: boolean },
    ): Page<ReservationRow> {
      if (page.openOnly) {
        const open = readOpenReservations(context.db).filter(({ skuId }) => !page.skuId || skuId === page.skuId);
        return { rows: open, nextCursor: null };
      }
      const before = page.cursor ? decodeCursor(page.cursor, ['number'] as const)[0] : Number.MAX_SAFE_INTEGER;
      const rows = readReservations(context.db, { before, limit: page.limit + 1, skuId: page.skuId });
      return pageOfRows(rows, page.limit, ({ id }) => [id]);
    },

    /** Sets free what was held until now or earlier; called every minute. */
    async endReservations(): Promise<number> {
      if (!findShopSettings(kernel.readDb)) return 0;
      const context = systemContext(kernel, 'reservations.end');
      if (readEndedReservations(kernel.readDb, context.now).length === 0) return 0;
      return write(context, AREAS, (tx) => {
        const ended = readEndedReservations(tx, context.now);
        for (const reservation of ended) setKeysFree(tx, stockAuthor(context), reservation, 'ended');
        return ended.length;
      });
    },
  };
}

export type ReservationsService = ReturnType<typeof createReservationsService>;

function setKeysFree(tx: WriteTx, author: StockAuthor, reservation: Reservation, state: 'released' | 'ended'): number {
  const keys = readReservedKeys(tx, reservation.id, MOST_HELD);
  setReservationState(tx, reservation.id, state);
  if (keys.length === 0) return 0;
  const paper = postStockDocument(tx, author, {
    kind: 'reservation-end',
    reason: state,
    details: { reservationId: reservation.id, number: reservation.number },
    quantity: keys.length,
  });
  moveKeys(tx, author, {
    keys,
    toState: 'available',
    kind: 'adjustment',
    reason: 'reservation-end',
    paper: { documentKind: 'stock-document', documentId: paper.id },
  });
  return keys.length;
}
