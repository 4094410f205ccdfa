import type { WriteDb } from '#core/db/connection.ts';

/** Tables that grow with the trade: nothing on the core's own thread may walk through them. */
const GROWING_TABLES = [
  'card_keys',
  'key_pairs',
  'key_marks',
  'movements',
  'key_events',
  'audit_events',
  'statement_lines',
  'delivery_keys',
  'deliveries',
  'supplier_entries',
  'supplier_entry_lines',
  'supplier_items',
  'supplier_allocations',
  'supplier_exchange_results',
  'invoiceable_purchases',
  'supplier_purchase_days',
];

/** Over these even an indexed count reads as many rows as it counts. */
const KEY_TABLES = ['card_keys', 'key_pairs', 'key_marks', 'movements', 'key_events'];

/** Statements that the rules would refuse and that are right all the same; `part` is found in their text. */
export const toleratedStatements: readonly { readonly part: string; readonly reason: string }[] = [
  {
    part: 'SELECT DISTINCT k.id, k.state, k.number_tail',
    reason: 'sorts the keys of one order only',
  },
  {
    part: 'SUM(CAST(c.uses_left AS REAL)',
    reason:
      'counts the uses left in keys of several uses, of the SKUs of one order that have a maximum, by the index of their batches',
  },
  {
    part: 'r.batch_id = w.id AND r.reversed_by_id IS NULL',
    reason: 'adds up the movements of what a lost supplier sent after all by their papers: a few rows for each receipt',
  },
  {
    part: 'k.batch_id IN (SELECT id FROM came)',
    reason: 'adds up the keys of the corrections of one receipt, where a claim or its charge left less than they cost',
  },
  {
    part: 'WHERE batch_id = @batchId GROUP BY expires_on, state',
    reason: 'an import sums up its own batch in its job thread',
  },
];

/** What is wrong with a statement for the core's own thread; empty when nothing is. */
export function planProblems(db: WriteDb, sql: string): string[] {
  if (toleratedStatements.some(({ part }) => sql.includes(part))) return [];
  const plan = explain(db, sql);
  const tables = tablesByName(db, sql);
  const touched = [...tables.values()].filter((table) => GROWING_TABLES.includes(table));
  if (touched.length === 0) return [];
  const problems: string[] = [];
  for (const detail of plan) {
    const scanned = /^SCAN (\S+)/.exec(detail)?.[1];
    const table = scanned && (tables.get(scanned) ?? scanned);
    if (table && GROWING_TABLES.includes(table) && !readsOneEnd(sql) && !asksForAnyRow(sql, table))
      problems.push(`${detail}: ${sql}`);
    // SQLite would build an index over the whole table for this one question.
    if (/ AUTOMATIC .*INDEX/.test(detail)) problems.push(`${detail}: ${sql}`);
    if (detail.startsWith('USE TEMP B-TREE')) problems.push(`${detail}: ${sql}`);
  }
  const counted = touched.filter((table) => KEY_TABLES.includes(table));
  if (counted.length > 0 && /\b(count|sum|total|avg)\s*\(/i.test(sql)) {
    problems.push(`counts over ${counted.join(', ')}: ${sql}`);
  }
  return problems;
}

export function explain(db: WriteDb, sql: string): string[] {
  const names = [...sql.matchAll(/@(\w+)/g)].map(([, name = '']) => [name, null] as const);
  const statement = db.prepare(`EXPLAIN QUERY PLAN ${sql}`);
  const positional = [...sql.matchAll(/\?/g)].map(() => null);
  const rows = names.length > 0 ? statement.all(Object.fromEntries(names)) : statement.all(...positional);
  return (rows as { detail: string }[]).map(({ detail }) => detail);
}

/** Whether a table has any row at all: a scan by name only, over before it has begun. */
function asksForAnyRow(sql: string, table: string): boolean {
  return new RegExp(`EXISTS \\(SELECT 1 FROM ${table}\\)`, 'i').test(sql);
}

/** The first rows in the order of the primary key: a scan by name only, as long as nothing is filtered away. */
function readsOneEnd(sql: string): boolean {
  return /\bLIMIT\b/i.test(sql) && !/\bWHERE\b/i.test(sql);
}

/** Table names by what the statement calls them, as the plan speaks of aliases. */
function tablesByName(db: WriteDb, sql: string): Map<string, string> {
  const known = new Set(
    (db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all() as { name: string }[]).map(
      ({ name }) => name,
    ),
  );
  const found = new Map<string, string>();
  for (const [, table = '', , alias] of sql.matchAll(/\b(?:FROM|JOIN|INTO|UPDATE|,)\s+(\w+)(\s+(?:AS\s+)?(\w+))?/gi)) {
    if (!known.has(table)) continue;
    found.set(table, table);
    if (alias) found.set(alias, table);
  }
  return found;
}
