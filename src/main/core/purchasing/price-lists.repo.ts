import type { Readable, WriteTx } from '#core/db/connection.ts';
import { prepared, readStatement, writeStatement } from '#core/db/statement.ts';
import type { PriceListCounts } from '#shared/contract/price-lists.contract.ts';
import type { PriceListId, SupplierId } from '#shared/domain/ids.ts';
import type { PriceListRole } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

export interface StoredPriceList {
  readonly id: PriceListId;
  readonly number: string;
  readonly supplierId: SupplierId;
  readonly supplierName: string;
  readonly state: 'posted' | 'undone';
  readonly effectiveOn: Day;
  readonly fileName: string;
  readonly counts: PriceListCounts;
  readonly postedAt: number;
  readonly postedBy: string;
  readonly undoneAt: number | null;
  readonly undoReason: string;
}
type Row = Omit<StoredPriceList, 'counts'> & { readonly counts: string };

const COLUMNS = `l.id, l.number, l.supplier_id AS supplierId, s.name AS supplierName, l.state, l.effective_on AS effectiveOn,
  l.file_name AS fileName, l.counts, l.posted_at AS postedAt, COALESCE(u.name, '') AS postedBy, l.undone_at AS undoneAt,
  l.undo_reason AS undoReason`;
const FROM = `FROM price_lists l JOIN suppliers s ON s.id = l.supplier_id LEFT JOIN users u ON u.id = l.posted_by`;

const selectList = readStatement<{ id: number }, Row>(`SELECT ${COLUMNS} ${FROM} WHERE l.id = @id`);
const selectRefusals = readStatement<{ id: number }, { sealed: Buffer | null }>(
  'SELECT sealed_refusals AS sealed FROM price_lists WHERE id = @id',
);
const selectOfFile = readStatement<{ digest: Buffer }, { id: PriceListId; number: string; postedAt: number }>(
  `SELECT id, number, posted_at AS postedAt FROM price_lists
   WHERE file_digest = @digest AND state = 'posted' ORDER BY id`,
);
const insertRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO price_lists (number, supplier_id, state, effective_on, file_name, file_digest, counts, posted_at, posted_by)
   VALUES (@number, @supplierId, 'posted', @effectiveOn, @fileName, @fileDigest, @counts, @now, @userId)`,
);
const updateRefusals = writeStatement<{ id: number; sealed: Buffer }>(
  'UPDATE price_lists SET sealed_refusals = @sealed WHERE id = @id',
);
const markUndone = writeStatement<{ id: number; now: number; userId: number; reason: string }>(
  `UPDATE price_lists SET state = 'undone', undone_at = @now, undone_by = @userId, undo_reason = @reason
   WHERE id = @id AND state = 'posted'`,
);
const selectProfile = readStatement<{ supplierId: number; signature: string }, { mapping: string }>(
  `SELECT mapping FROM price_list_profiles WHERE supplier_id = @supplierId AND header_signature = @signature`,
);
const upsertProfile = writeStatement<{ supplierId: number; signature: string; mapping: string; now: number }>(
  `INSERT INTO price_list_profiles (supplier_id, header_signature, mapping, updated_at)
   VALUES (@supplierId, @signature, @mapping, @now)
   ON CONFLICT (supplier_id, header_signature)
   DO UPDATE SET mapping = excluded.mapping, used_count = used_count + 1, updated_at = excluded.updated_at`,
);

const fromRow = (row: Row): StoredPriceList => ({ ...row, counts: JSON.parse(row.counts) as PriceListCounts });

export function findPriceList(db: Readable, id: PriceListId): StoredPriceList | null {
  const row = selectList.get(db, { id });
  return row ? fromRow(row) : null;
}

export function findListsOfFile(db: Readable, digest: Buffer) {
  return selectOfFile.all(db, { digest });
}

export function readSealedRefusals(db: Readable, id: PriceListId): Buffer | null {
  return selectRefusals.get(db, { id })?.sealed ?? null;
}

export interface PriceListQuery {
  readonly supplierId?: SupplierId;
  readonly after: number | null;
  readonly limit: number;
}

export function priceListStatement({ supplierId }: Pick<PriceListQuery, 'supplierId'>): string {
  const conditions = ['l.id < CAST(@after AS INTEGER)'];
  if (supplierId !== undefined) conditions.push('l.supplier_id = @supplierId');
  return `SELECT ${COLUMNS} ${FROM} WHERE ${conditions.join(' AND ')} ORDER BY l.id DESC LIMIT CAST(@limit AS INTEGER)`;
}

export function listPriceLists(db: Readable, query: PriceListQuery): StoredPriceList[] {
  const after = query.after ?? Number.MAX_SAFE_INTEGER;
  const parameters = { supplierId: query.supplierId ?? 0, after, limit: query.limit };
  return (prepared(db, priceListStatement(query)).all(parameters) as Row[]).map(fromRow);
}

export function insertPriceList(
  tx: WriteTx,
  list: {
    number: string;
    supplierId: SupplierId;
    effectiveOn: Day;
    fileName: string;
    fileDigest: Buffer;
    counts: PriceListCounts;
    now: number;
    userId: number;
  },
): PriceListId {
  return insertRow.run(tx, { ...list, counts: JSON.stringify(list.counts) }).lastInsertRowid as PriceListId;
}

export function keepRefusals(tx: WriteTx, id: PriceListId, sealed: Buffer): void {
  updateRefusals.run(tx, { id, sealed });
}

/** False where it was undone already. */
export function markPriceListUndone(
  tx: WriteTx,
  undone: { id: PriceListId; now: number; userId: number; reason: string },
): boolean {
  return markUndone.run(tx, undone).changes === 1;
}

export function findPriceProfile(db: Readable, supplierId: SupplierId, signature: string): PriceListRole[] | null {
  const row = selectProfile.get(db, { supplierId, signature });
  return row ? (JSON.parse(row.mapping) as PriceListRole[]) : null;
}

export function rememberPriceProfile(
  tx: WriteTx,
  profile: { supplierId: SupplierId; signature: string; columns: readonly PriceListRole[]; now: number },
): void {
  const { supplierId, signature, columns, now } = profile;
  upsertProfile.run(tx, { supplierId, signature, mapping: JSON.stringify(columns), now });
}
