import type Database from 'better-sqlite3';
import type { Readable, WriteTx } from './connection.ts';

type Parameters = Record<string, unknown> | readonly unknown[];
type Cache = Map<string, Database.Statement>;

const caches = new WeakMap<Database.Database, Cache>();
const registry = new Map<string, DeclaredStatement>();

/** A statement as it is written, and as it runs. */
export interface DeclaredStatement {
  readonly sql: string;
  readonly boundSql: string;
  readonly kind: 'read' | 'write';
}

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
  const { on, valuesOf } = declared<Params>(sql, 'read');
  return {
    all: (db, params) => on(db).all(valuesOf(params)) as Row[],
    get: (db, params) => on(db).get(valuesOf(params)) as Row | undefined,
    iterate: (db, params) => on(db).iterate(valuesOf(params)) as IterableIterator<Row>,
  };
}

/** Declares a changing statement with `@name` parameters. */
export function writeStatement<Params extends Parameters>(sql: string): WriteStatement<Params> {
  const { on, valuesOf } = declared<Params>(sql, 'write');
  return {
    run: (tx, params) => {
      const result = on(tx).run(valuesOf(params));
      return { changes: result.changes, lastInsertRowid: Number(result.lastInsertRowid) };
    },
  };
}

/** A changing statement that answers what it wrote (`RETURNING`), in one row. */
export interface ReturningStatement<Params extends Parameters, Row> {
  get(tx: WriteTx, params: Params): Row;
}

/** Declares a changing statement with `RETURNING`, so that what it wrote need not be read before or after. */
export function returningStatement<Params extends Parameters, Row>(sql: string): ReturningStatement<Params, Row> {
  const { on, valuesOf } = declared<Params>(sql, 'write');
  return { get: (tx, params) => on(tx).get(valuesOf(params)) as Row };
}

const NAMED_PARAMETER = /'[^']*'|"[^"]*"|@(\w+)/g;

/**
 * A statement's parameters are named where it is written and bound by place where it runs: the driver would look up every
 * name at every run, which costs a sale a twentieth of its time. They are bound as `+?`: SQLite looks at the value of a
 * parameter that stands alone (is it the one a partial index is made for?) and plans the statement anew for each other value,
 * which costs more than most of them take. So a statement runs by the plan that the tests have seen.
 */
function declared<Params extends Parameters>(sql: string, kind: DeclaredStatement['kind']) {
  const names: string[] = [];
  const boundSql = sql.replace(NAMED_PARAMETER, (whole, name?: string) => {
    if (name === undefined) return whole;
    names.push(name);
    return '+?';
  });
  registry.set(sql, { sql, boundSql, kind });
  let latest: { db: Database.Database; statement: Database.Statement } | null = null;
  return {
    /** The statement on a connection; most are asked for on the same one again and again. */
    on(db: Database.Database): Database.Statement {
      if (latest?.db !== db) latest = { db, statement: prepared(db, boundSql) };
      return latest.statement;
    },
    valuesOf(params: Params): readonly unknown[] {
      if (names.length === 0) return Array.isArray(params) ? params : NO_VALUES;
      const values: unknown[] = [];
      for (const name of names) values.push(named(params as Record<string, unknown>, name));
      return values;
    },
  };
}

const NO_VALUES: readonly unknown[] = [];

function named(params: Record<string, unknown>, name: string): unknown {
  const value = params[name];
  if (value === undefined) throw new RangeError(`A statement lacks its parameter ${name}.`);
  return value;
}

/** All statements declared by the modules loaded so far, for the tests that prepare and explain every one. */
export function declaredStatements(): DeclaredStatement[] {
  return [...registry.values()];
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
