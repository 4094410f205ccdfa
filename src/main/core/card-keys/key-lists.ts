import type { ReadDb } from '#core/db/connection.ts';
import { decodeCursor, encodeCursor, pageOfRows } from '#core/db/keyset.ts';
import type { ShowCost } from '#core/identity/shown-costs.ts';
import { countIn } from '#core/inventory/lots.repo.ts';
import type { KeyFilter, KeyRow } from '#shared/contract/card-keys.contract.ts';
import { KEY_STATES, type KeyState, NEVER_EXPIRES } from '#shared/domain/card-keys/key-states.ts';
import type { CardKeyId } from '#shared/domain/ids.ts';
import {
  countListKeys,
  findKeyRow,
  findLastDelivery,
  type ListedKey,
  type LotFilter,
  type LotPlace,
  readKeysByOrder,
  readKeysByReservation,
  readKeysByTail,
  readListLots,
  readLotKeyIds,
  type StoredKeyRow,
} from './key-lists.repo.ts';

export interface KeyPage {
  readonly ids: readonly CardKeyId[];
  readonly nextCursor: string | null;
  readonly total: number | null;
}

const MOST_OF_ORDER = 5000;
const LOTS_AT_ONCE = 64;

/**
 * The keys of a list in the order it is shown. Without a tail, an order or a reservation the way leads through the lots of
 * the projection, so that a page costs the same among a hundred keys and a million, and keys being loaded are never met.
 */
export function pageOfKeys(db: ReadDb, filter: KeyFilter, cursor: string | undefined, limit: number): KeyPage {
  if (filter.orderNumber) {
    const keys = readKeysByOrder(db, filter.orderNumber, MOST_OF_ORDER).filter((key) => fits(key, filter));
    const [after] = cursor ? decodeCursor(cursor, ['number'] as const) : [0];
    const rest = idsOf(keys)
      .sort((a, b) => a - b)
      .filter((id) => id > after);
    const page = pageOfRows(rest, limit, (id) => [id]);
    return { ids: page.rows, nextCursor: page.nextCursor, total: keys.length };
  }
  if (filter.tail || filter.reservationId !== undefined) return pageByIndex(db, filter, cursor, limit);
  return pageByLots(db, filter, cursor, limit);
}

function pageByIndex(db: ReadDb, filter: KeyFilter, cursor: string | undefined, limit: number): KeyPage {
  const { tail, reservationId } = filter;
  let [before] = cursor ? decodeCursor(cursor, ['number'] as const) : [Number.MAX_SAFE_INTEGER];
  const ids: CardKeyId[] = [];
  for (;;) {
    const read =
      reservationId === undefined
        ? readKeysByTail(db, tail ?? '', before, limit + 1)
        : readKeysByReservation(db, reservationId, before, limit + 1);
    ids.push(...idsOf(read.filter((key) => fits(key, filter))));
    const last = read.at(-1)?.id;
    if (ids.length > limit || read.length <= limit || last === undefined) break;
    before = last;
  }
  const page = pageOfRows(ids, limit, (id) => [id]);
  return { ids: page.rows, nextCursor: page.nextCursor, total: null };
}

function pageByLots(db: ReadDb, filter: KeyFilter, cursor: string | undefined, limit: number): KeyPage {
  const { skuId, batchId, supplierId, importId, expiresFrom, expiresThrough } = filter;
  const states = filter.states.length > 0 ? KEY_STATES.filter((state) => filter.states.includes(state)) : KEY_STATES;
  const lotFilter: LotFilter = { skuId, batchId, supplierId, importId, expiresFrom, expiresThrough, states };
  const start = cursor ? decodeCursor(cursor, ['number', 'string', 'string', 'number'] as const) : null;
  const ids: CardKeyId[] = [];
  for (const range of rangesFrom(db, lotFilter, start)) {
    const found = readLotKeyIds(db, range.lot, range.state, range.after, limit - ids.length);
    ids.push(...found);
    const last = ids.at(-1);
    if (ids.length === limit && last !== undefined) {
      const nextCursor = encodeCursor([range.lot.batchId, range.lot.expiresOn, range.state, last]);
      return { ids, nextCursor, total: cursor ? null : countListKeys(db, lotFilter) };
    }
  }
  return { ids, nextCursor: null, total: cursor ? null : countListKeys(db, lotFilter) };
}

interface KeyRange {
  readonly lot: LotPlace;
  readonly state: KeyState;
  readonly after: number;
}

/** Every lot and state that holds keys of the list, from where the cursor stands. */
function* rangesFrom(
  db: ReadDb,
  filter: LotFilter,
  start: readonly [number, string, string, number] | null,
): Generator<KeyRange, void, undefined> {
  let from: LotPlace | null = start ? { batchId: start[0], expiresOn: start[1] } : null;
  let isFirst = start !== null;
  for (let passed: LotPlace | null = null; ; ) {
    const lots = readListLots(db, filter, from, LOTS_AT_ONCE + 1);
    for (const lot of lots) {
      if (passed && lot.batchId === passed.batchId && lot.expiresOn === passed.expiresOn) continue;
      const isStart = isFirst && start !== null && lot.batchId === start[0] && lot.expiresOn === start[1];
      const startIndex = isStart ? filter.states.indexOf(start[2] as KeyState) : 0;
      for (const [index, state] of filter.states.entries()) {
        if (index < startIndex || countIn(lot, [state]) === 0) continue;
        yield { lot, state, after: isStart && index === startIndex ? start[3] : 0 };
      }
    }
    isFirst = false;
    passed = lots.at(-1) ?? null;
    if (lots.length <= LOTS_AT_ONCE || !passed) return;
    from = passed;
  }
}

/** The conditions that the way in did not serve. */
function fits(row: ListedKey, filter: KeyFilter): boolean {
  if (filter.states.length > 0 && !filter.states.includes(row.state)) return false;
  if (filter.skuId !== undefined && row.skuId !== filter.skuId) return false;
  if (filter.batchId !== undefined && row.batchId !== filter.batchId) return false;
  if (filter.supplierId !== undefined && row.supplierId !== filter.supplierId) return false;
  if (filter.importId !== undefined && row.importId !== filter.importId) return false;
  if (filter.tail && row.tail !== filter.tail) return false;
  if (filter.reservationId !== undefined && row.reservationId !== filter.reservationId) return false;
  if (filter.expiresFrom !== undefined && row.expiresOn < filter.expiresFrom) return false;
  return filter.expiresThrough === undefined || row.expiresOn <= filter.expiresThrough;
}

function idsOf(keys: readonly ListedKey[]): CardKeyId[] {
  return keys.map(({ id }) => id);
}

/** A key as lists show it: nothing of it but its tail. */
export function keyRowOf(db: ReadDb, row: StoredKeyRow, show: ShowCost): KeyRow {
  const {
    reservationId,
    reservationNumber,
    reservationBuyer,
    importId: _,
    importNumber: __,
    receivedAt: ___,
    ...key
  } = row;
  const delivery = row.isExposed === 1 ? findLastDelivery(db, row.id) : null;
  return {
    ...key,
    cost: show(row.cost),
    isExposed: row.isExposed === 1,
    expiresOn: row.expiresOn === NEVER_EXPIRES ? null : row.expiresOn,
    reservation:
      reservationId === null
        ? null
        : { id: reservationId, number: reservationNumber ?? '', buyer: reservationBuyer ?? '' },
    delivery,
  };
}

export function keyRows(db: ReadDb, ids: readonly CardKeyId[], show: ShowCost): KeyRow[] {
  return ids.flatMap((id) => {
    const row = findKeyRow(db, id);
    return row ? [keyRowOf(db, row, show)] : [];
  });
}
