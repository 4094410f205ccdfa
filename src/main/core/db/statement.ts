import type Database from 'better-sqlite3';
import type { Readable, WriteTx } from './connection.ts';

type Parameters = Record<string, unknown> | readonly unknown[];
type Cache = Map<string, Database.Statement>;

const caches = new WeakMap<Database.Database, Cache>();
const registry = new Map<string, 'read' | 'write'>();

/** A statement that reads rows; prepared once per connection, at its first use there. */
export interface ReadStatement<Params extends Parameters, Row> {
  all(db: Readable, params: Params): Row[];
  get(db: Readable, params: Params): Row | undefined;
  iterate(db: Readable, params: Params): IterableIterator<Row>;
}

/** A statement that changes rows; it wants the open transaction. */
export interface WriteStatement<Params extends Parameters> {
  run(tx: WriteTx, params: Params): { changes: number; lastInsertRowid: number };
}

/**
 * Declares a reading statement with `@name` parameters. Columns come back under their SQL names, so alias them in camelCase.
 * Every declared statement is known to the tests, which run EXPLAIN QUERY PLAN on those of the core's own thread.
 */
export function readStatement<Params extends Parameters, Row>(sql: string): ReadStatement<Params, Row> {
  registry.set(sql, 'read');
  return {
    all: (db, params) => prepared(db, sql).all(params) as Row[],
    get: (db, params) => prepared(db, sql).get(params) as Row | undefined,
    iterate: (db, params) => prepared(db, sql).iterate(params) as IterableIterator<Row>,
  };
}

/** Declares a changing statement with `@name` parameters. */
export function writeStatement<Params extends Parameters>(sql: string): WriteStatement<Params> {
  registry.set(sql, 'write');
  return {
    run: (tx, params) => {
      const result = prepared(tx, sql).run(params);
      return { changes: result.changes, lastInsertRowid: Number(result.lastInsertRowid) };
    },
  };
}

/** All statements declared by the modules loaded so far, for the tests that prepare and explain every one. */
export function declaredStatements(): { sql: string; kind: 'read' | 'write' }[] {
  return [...registry].map(([sql, kind]) => ({ sql, kind }));
}

/** Prepares a statement that is put together at run time (a list's filters), cached by its text. */
export function prepared(db: Database.Database, sql: string): Database.Statement {
  let cache = caches.get(db);
  if (!cache) {
    cache = new Map();
    caches.set(db, cache);
  }
  let statement = cache.get(sql);
  if (!statement) {
    statement = db.prepare(sql);
    cache.set(sql, statement);
  }
  return statement;
}
