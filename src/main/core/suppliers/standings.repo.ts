import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import type { PlannedStanding } from '#shared/domain/replenishment/reorder-plan.ts';
import type { SupplierRecord } from '#shared/domain/replenishment/supplier-scorecard.ts';
import type { StandingReason, SupplierStanding } from '#shared/domain/replenishment/supplier-standing.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

/** How a supplier is regarded, as it was last worked out. */
export interface StoredStanding extends SupplierStanding {
  readonly supplierId: SupplierId;
  readonly record: SupplierRecord;
  readonly from: Day;
  readonly to: Day;
  /** 0 to 100; null: not enough data. */
  readonly points: number | null;
  readonly countedAt: number;
}

export interface StoredRuling {
  readonly id: number;
  readonly supplierId: SupplierId;
  readonly ruling: PlannedStanding;
  readonly reason: string;
  readonly endsOn: Day | null;
  readonly madeAt: number;
  readonly madeBy: string;
  readonly withdrawnAt: number | null;
  readonly withdrawnBy: string | null;
}

type Row = Omit<StoredStanding, 'record' | 'reasons'> & { record: string; reasons: string };

const COLUMNS = `supplier_id AS supplierId, record, from_on AS "from", to_on AS "to", standing, colour,
  points / 10.0 AS points, reasons, counted_at AS countedAt`;
const selectAll = readStatement<Record<string, never>, Row>(`SELECT ${COLUMNS} FROM supplier_standings`);
const selectOne = readStatement<{ supplierId: number }, Row>(
  `SELECT ${COLUMNS} FROM supplier_standings WHERE supplier_id = @supplierId`,
);
const upsertRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO supplier_standings (supplier_id, record, from_on, to_on, standing, colour, points, reasons, counted_at)
   VALUES (@supplierId, @record, @from, @to, @standing, @colour, CAST(@points AS INTEGER), @reasons, @countedAt)
   ON CONFLICT (supplier_id) DO UPDATE SET record = excluded.record, from_on = excluded.from_on, to_on = excluded.to_on,
     standing = excluded.standing, colour = excluded.colour, points = excluded.points, reasons = excluded.reasons,
     counted_at = excluded.counted_at`,
);

const RULING = `SELECT r.id, r.supplier_id AS supplierId, r.ruling, r.reason, r.ends_on AS endsOn, r.made_at AS madeAt,
    COALESCE(u.name, '') AS madeBy, r.withdrawn_at AS withdrawnAt, w.name AS withdrawnBy
  FROM supplier_rulings r LEFT JOIN users u ON u.id = r.made_by LEFT JOIN users w ON w.id = r.withdrawn_by`;
const selectStandingRulings = readStatement<Record<string, never>, StoredRuling>(
  `${RULING} WHERE r.withdrawn_at IS NULL`,
);
const selectStandingRuling = readStatement<{ supplierId: number }, StoredRuling>(
  `${RULING} WHERE r.supplier_id = @supplierId AND r.withdrawn_at IS NULL`,
);
const selectRulings = readStatement<{ supplierId: number }, StoredRuling>(
  `${RULING} WHERE r.supplier_id = @supplierId ORDER BY r.id DESC LIMIT 50`,
);
const insertRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO supplier_rulings (supplier_id, ruling, reason, ends_on, made_at, made_by)
   VALUES (@supplierId, @ruling, @reason, @endsOn, @at, @by)`,
);
const withdrawRow = writeStatement<{ supplierId: number; at: number; by: number }>(
  `UPDATE supplier_rulings SET withdrawn_at = @at, withdrawn_by = @by
   WHERE supplier_id = @supplierId AND withdrawn_at IS NULL`,
);

/** Of every supplier that has one; there are as many rows as suppliers at most. */
export function allStandings(db: Readable): Map<SupplierId, StoredStanding> {
  return new Map(selectAll.all(db, {}).map((row) => [row.supplierId, standingOf(row)]));
}

export function findStanding(db: Readable, supplierId: SupplierId): StoredStanding | null {
  const row = selectOne.get(db, { supplierId });
  return row ? standingOf(row) : null;
}

export function storeStanding(tx: WriteTx, { points, record, reasons, ...standing }: StoredStanding): void {
  upsertRow.run(tx, {
    ...standing,
    record: JSON.stringify(record),
    reasons: JSON.stringify(reasons),
    points: points === null ? null : Math.round(points * 10),
  });
}

/** Rulings that were not withdrawn; whether one is still in force says its last day. */
export function standingRulings(db: Readable): StoredRuling[] {
  return selectStandingRulings.all(db, {});
}

export function findRuling(db: Readable, supplierId: SupplierId): StoredRuling | null {
  return selectStandingRuling.get(db, { supplierId }) ?? null;
}

/** A supplier's rulings, the newest first. */
export function listRulings(db: Readable, supplierId: SupplierId): StoredRuling[] {
  return selectRulings.all(db, { supplierId });
}

export interface NewRuling {
  readonly supplierId: SupplierId;
  readonly ruling: PlannedStanding;
  readonly reason: string;
  readonly endsOn: Day | null;
  readonly at: number;
  readonly by: number;
}

export function insertRuling(tx: WriteTx, ruling: NewRuling): void {
  insertRow.run(tx, { ...ruling });
}

/** False where none stood. */
export function withdrawRuling(tx: WriteTx, supplierId: SupplierId, author: { at: number; by: number }): boolean {
  return withdrawRow.run(tx, { supplierId, ...author }).changes === 1;
}

function standingOf({ record, reasons, ...row }: Row): StoredStanding {
  return {
    ...row,
    record: JSON.parse(record) as SupplierRecord,
    reasons: JSON.parse(reasons) as StandingReason[],
  };
}
