import type { Readable, WriteTx } from '#core/db/connection.ts';
import { skuTitleOf } from '#core/db/sku-title.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { ReservationId, SkuId } from '#shared/domain/ids.ts';

export interface Reservation {
  readonly id: ReservationId;
  readonly number: string;
  readonly skuId: SkuId;
  readonly quantity: number;
  /** Keys it still holds. */
  readonly heldQuantity: number;
  readonly buyer: string;
  readonly note: string;
  readonly endsAt: number;
  readonly state: 'open' | 'used' | 'released' | 'ended';
  readonly madeAt: number;
}

export interface ReservationListRow extends Reservation {
  readonly skuCode: string;
  readonly skuName: string;
  readonly madeBy: string;
}

const COLUMNS = `r.id, r.number, r.sku_id AS skuId, r.quantity, r.held_quantity AS heldQuantity, r.buyer, r.note, r.ends_at AS endsAt, r.state,
  r.made_at AS madeAt`;
const LIST = `SELECT ${COLUMNS}, k.code AS skuCode, ${skuTitleOf('k')} AS skuName, u.name AS madeBy
  FROM reservations r JOIN skus k ON k.id = r.sku_id JOIN users u ON u.id = r.made_by`;

const selectReservation = readStatement<{ id: number }, Reservation>(
  `SELECT ${COLUMNS} FROM reservations r WHERE r.id = @id`,
);
const selectAll = readStatement<{ before: number; limit: number }, ReservationListRow>(
  `${LIST} WHERE r.id < @before ORDER BY r.id DESC LIMIT CAST(@limit AS INTEGER)`,
);
const selectOfSku = readStatement<{ skuId: number; before: number; limit: number }, ReservationListRow>(
  `${LIST} WHERE r.sku_id = @skuId AND r.id < @before ORDER BY r.id DESC LIMIT CAST(@limit AS INTEGER)`,
);
const selectOpen = readStatement<Record<string, never>, ReservationListRow>(
  `${LIST} WHERE r.state = 'open' ORDER BY r.ends_at`,
);
const selectEnded = readStatement<{ now: number }, Reservation>(
  `SELECT ${COLUMNS} FROM reservations r WHERE r.state = 'open' AND r.ends_at <= @now ORDER BY r.ends_at`,
);
const insertRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO reservations (number, sku_id, quantity, held_quantity, buyer, note, ends_at, state, made_at, made_by)
   VALUES (@number, @skuId, @quantity, @quantity, @buyer, @note, @endsAt, 'open', @madeAt, @madeBy)`,
);
const updateState = writeStatement<{ id: number; state: string }>(
  'UPDATE reservations SET state = @state WHERE id = @id',
);

export function findReservation(db: Readable, id: ReservationId): Reservation | null {
  return selectReservation.get(db, { id }) ?? null;
}

export function readReservations(
  db: Readable,
  page: { before: number; limit: number; skuId?: SkuId },
): ReservationListRow[] {
  const { before, limit, skuId } = page;
  return skuId === undefined ? selectAll.all(db, { before, limit }) : selectOfSku.all(db, { skuId, before, limit });
}

/** All that are open, the first to end first. */
export function readOpenReservations(db: Readable): ReservationListRow[] {
  return selectOpen.all(db, {});
}

export function readEndedReservations(db: Readable, now: number): Reservation[] {
  return selectEnded.all(db, { now });
}

export function insertReservation(
  tx: WriteTx,
  row: Omit<Reservation, 'id' | 'state' | 'heldQuantity'> & { readonly madeBy: number },
): ReservationId {
  return insertRow.run(tx, { ...row }).lastInsertRowid as ReservationId;
}

export function setReservationState(tx: WriteTx, id: ReservationId, state: Reservation['state']): void {
  updateState.run(tx, { id, state });
}
