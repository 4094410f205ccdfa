import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { PlanLine, PlanRun } from '#shared/contract/replenishment.contract.ts';
import type { ReorderRunId, SkuId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';

export type RunCause = PlanRun['cause'];

/** SKUs in need by state, those that sleep left out, and what is proposed. */
export interface RunSummary {
  readonly out: number;
  readonly urgent: number;
  readonly soon: number;
  /** SKUs that need an order, and of them those that a limit leaves without any. */
  readonly needed: number;
  readonly blocked: number;
  /** What the plan was made from, see plan-marker.repo.ts. */
  readonly marker: string;
}

export interface StoredRun extends PlanRun {
  readonly summary: RunSummary;
}

const RUN_COLUMNS = `id, cause, ran_at AS ranAt, planned_on AS plannedOn, sku_count AS skuCount, line_count AS lineCount,
  cost, summary`;

const selectLatest = readStatement<Record<string, never>, Omit<StoredRun, 'summary'> & { summary: string }>(
  `SELECT ${RUN_COLUMNS} FROM reorder_runs ORDER BY id DESC LIMIT 1`,
);
const selectLines = readStatement<{ runId: number }, { line: string }>(
  'SELECT line FROM reorder_lines WHERE run_id = @runId ORDER BY position',
);
const selectLine = readStatement<{ runId: number; skuId: number }, { line: string }>(
  'SELECT line FROM reorder_lines WHERE run_id = @runId AND sku_id = @skuId',
);
const insertRun = writeStatement<Record<string, unknown>>(
  `INSERT INTO reorder_runs (cause, ran_at, planned_on, sku_count, line_count, cost, summary)
   VALUES (@cause, @ranAt, @plannedOn, @skuCount, @lineCount, @cost, @summary)`,
);
const insertLine = writeStatement<{ runId: number; position: number; skuId: number; line: string }>(
  'INSERT INTO reorder_lines (run_id, position, sku_id, line) VALUES (@runId, @position, @skuId, @line)',
);
const deleteLinesBefore = writeStatement<{ runId: number }>('DELETE FROM reorder_lines WHERE run_id <= @runId');

const selectNotices = readStatement<Record<string, never>, { skuId: SkuId; state: NoticeState }>(
  'SELECT sku_id AS skuId, state FROM reorder_notices',
);
const upsertNotice = writeStatement<{ skuId: number; state: string; at: number }>(
  `INSERT INTO reorder_notices (sku_id, state, told_at) VALUES (@skuId, @state, @at)
   ON CONFLICT (sku_id) DO UPDATE SET state = excluded.state, told_at = excluded.told_at`,
);
const deleteNotice = writeStatement<{ skuId: number }>('DELETE FROM reorder_notices WHERE sku_id = @skuId');

export type NoticeState = 'out' | 'urgent' | 'soon';

/** Lines of so many plans are kept; older ones keep their sums. */
const KEPT_RUNS = 10;

export function latestRun(db: Readable): StoredRun | null {
  const row = selectLatest.get(db, {});
  if (!row) return null;
  // A plan of an older version has neither count.
  const counts = { needed: row.lineCount, blocked: 0 };
  return { ...row, summary: { ...counts, ...(JSON.parse(row.summary) as RunSummary) } };
}

export function readPlanLines(db: Readable, runId: ReorderRunId): PlanLine[] {
  return selectLines.all(db, { runId }).map(({ line }) => storedLine(line));
}

export function findPlanLine(db: Readable, runId: ReorderRunId, skuId: SkuId): PlanLine | null {
  const row = selectLine.get(db, { runId, skuId });
  return row ? storedLine(row.line) : null;
}

/** Plans of older versions know of nothing unchecked, and left out what was placed. */
function storedLine(text: string): PlanLine {
  const line = JSON.parse(text) as Omit<PlanLine, 'placed' | 'unchecked' | 'onItsWay'> & Partial<PlanLine>;
  const { incoming, drafted, placed = 0, unchecked = 0 } = line;
  return { ...line, placed, unchecked, onItsWay: incoming + drafted + unchecked };
}

export interface NewRun {
  readonly cause: RunCause;
  readonly ranAt: number;
  readonly plannedOn: string;
  readonly skuCount: number;
  readonly lineCount: number;
  readonly cost: Money;
  readonly summary: RunSummary;
}

/** Stores a plan whole and lets go of the lines of old ones. */
export function storeRun(tx: WriteTx, run: NewRun, lines: readonly { skuId: SkuId; text: string }[]): ReorderRunId {
  const { lastInsertRowid } = insertRun.run(tx, { ...run, summary: JSON.stringify(run.summary) });
  const runId = lastInsertRowid as ReorderRunId;
  lines.forEach(({ skuId, text }, position) => {
    insertLine.run(tx, { runId, position, skuId, line: text });
  });
  deleteLinesBefore.run(tx, { runId: runId - KEPT_RUNS });
  return runId;
}

/** The state in which each SKU was last told of. */
export function readNotices(db: Readable): ReadonlyMap<SkuId, NoticeState> {
  return new Map(selectNotices.all(db, {}).map(({ skuId, state }) => [skuId, state]));
}

export function storeNotice(tx: WriteTx, skuId: SkuId, state: NoticeState, at: number): void {
  upsertNotice.run(tx, { skuId, state, at });
}

export function removeNotice(tx: WriteTx, skuId: SkuId): void {
  deleteNotice.run(tx, { skuId });
}
