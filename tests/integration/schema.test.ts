import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWriteDatabase, unsafePragmas, type WriteDb } from '#core/db/connection.ts';
import { DatabaseFromFuture, type Migration, MigrationChanged, migrate, readMigrations } from '#core/db/migrate.ts';
import { MIGRATIONS_FOLDER } from '#hosts/node/program-files.ts';

let folder: string;
let db: WriteDb;
const shipped = readMigrations(MIGRATIONS_FOLDER);

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kacang-schema-'));
  db = openWriteDatabase(path.join(folder, 'kacang.db'));
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

function rows<Row>(sql: string, ...parameters: unknown[]): Row[] {
  return db.prepare(sql).all(...parameters) as Row[];
}

function tableNames(): string[] {
  return rows<{ name: string }>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
  ).map(({ name }) => name);
}

/** Everything the schema says, to compare before and after. */
function schemaText(): string {
  return rows<{ sql: string | null }>('SELECT sql FROM sqlite_schema ORDER BY type, name')
    .map(({ sql }) => sql ?? '')
    .join('\n');
}

function extraMigration(name: string, sql: string): Migration {
  return { name, sql, sha256: `made up for ${name}` };
}

describe('the migrated schema', () => {
  beforeEach(() => void migrate(db, shipped, 1));

  it('has only STRICT tables', () => {
    const loose = rows<{ name: string; strict: number }>('PRAGMA table_list').filter(
      ({ name, strict }) => strict === 0 && !name.startsWith('sqlite_'),
    );
    expect(loose).toEqual([]);
    expect(tableNames().length).toBeGreaterThan(30);
  });

  it('has an index for each reference from a table that grows with the keys', () => {
    const growing = ['card_keys', 'movements', 'key_events', 'statement_lines', 'supplier_entry_lines', 'batch_stock'];
    const bare = growing.flatMap((table) =>
      rows<{ from: string }>(`PRAGMA foreign_key_list(${table})`)
        .filter(({ from }) => !indexedFirst(table, from))
        .map(({ from }) => `${table}.${from}`),
    );
    expect(bare.filter((column) => !(column in unindexedReferences))).toEqual([]);
  });

  it('has an index for each reference to keys, which are deleted again where their import was cut', () => {
    const bare = tableNames().flatMap((table) =>
      rows<{ table: string; from: string }>(`PRAGMA foreign_key_list(${table})`)
        .filter(({ table: parent, from }) => parent === 'card_keys' && !indexedFirst(table, from))
        .map(({ from }) => `${table}.${from}`),
    );
    expect(bare).toEqual([]);
  });

  it('is set safely once something was written', () => {
    db.exec("INSERT INTO settings (name, value) VALUES ('first', '1')");
    expect(unsafePragmas(db)).toEqual([]);
  });

  it('keeps one holder of a key pair, one sale per order, one open delivery per key and use', () => {
    const unique = rows<{ name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql LIKE 'CREATE UNIQUE%'",
    ).map(({ name }) => name);
    expect(unique).toEqual(expect.arrayContaining(['deliveries_one_sale', 'delivery_keys_one_open']));
    const hold = (keyId: number) => db.exec(`INSERT INTO key_pairs (pair_mac, key_id) VALUES (x'0a', ${keyId})`);
    hold(1);
    expect(() => hold(2)).toThrow(/UNIQUE/);
  });
});

/** References that need no index of their own, and why: the parent is never deleted and nobody asks this way round. */
const unindexedReferences: Readonly<Record<string, string>> = {
  'card_keys.sku_id': 'keys are asked for by batch; the batches of a SKU are indexed',
  'movements.reverses_id': 'asked from the reversing document only',
  'statement_lines.sku_id': 'read by statement only',
};

function indexedFirst(table: string, column: string): boolean {
  const isPrimaryKey = rows<{ name: string; pk: number }>(`PRAGMA table_info(${table})`).some(
    ({ name, pk }) => name === column && pk === 1,
  );
  return (
    isPrimaryKey ||
    rows<{ name: string }>(`PRAGMA index_list(${table})`).some(
      ({ name }) => rows<{ seqno: number; name: string }>(`PRAGMA index_info(${name})`)[0]?.name === column,
    )
  );
}

describe('migrations', () => {
  it('are numbered in tens, once each', () => {
    const numbers = shipped.map(({ name }) => Number(name.slice(0, 4)));
    // Rooms may be left between storeys; what counts is tens, each once, in order.
    expect(numbers.filter((number) => number % 10 !== 0)).toEqual([]);
    expect(numbers).toEqual([...new Set(numbers)].sort((left, right) => left - right));
  });

  it('run once', () => {
    expect(migrate(db, shipped, 1)).toHaveLength(shipped.length);
    expect(migrate(db, shipped, 2)).toEqual([]);
    expect(rows('SELECT * FROM migrations WHERE at = 2')).toEqual([]);
  });

  it('stop the start when a shipped one was changed', () => {
    migrate(db, shipped, 1);
    const before = schemaText();
    const changed = shipped.map((one, index) => (index === 1 ? { ...one, sha256: 'another' } : one));
    expect(() =>
      migrate(db, [...changed, extraMigration('9990-more.sql', 'CREATE TABLE more (id INTEGER) STRICT')], 2),
    ).toThrow(MigrationChanged);
    expect(schemaText()).toBe(before);
  });

  it('refuse a database from the future by the name of what is unknown', () => {
    const later = extraMigration('9990-later.sql', 'CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT');
    migrate(db, [...shipped, later], 1);
    expect(() => migrate(db, shipped, 2)).toThrow(DatabaseFromFuture);
    expect(() => migrate(db, shipped, 2)).toThrow('9990-later.sql');
  });

  it('apply a missing one that lies between those that ran', () => {
    const [first, ...others] = shipped;
    migrate(db, shipped, 1);
    const between = extraMigration('0015-between.sql', 'CREATE TABLE between_two (id INTEGER PRIMARY KEY) STRICT');
    const ran = migrate(db, [...(first ? [first] : []), between, ...others], 2);
    expect(ran.map(({ name }) => name)).toEqual(['0015-between.sql']);
    expect(tableNames()).toContain('between_two');
  });

  it('rebuild a parent table without emptying its children', () => {
    migrate(db, shipped, 1);
    insertProduct();
    const rebuild = extraMigration(
      '9990-rebuild-brands.sql',
      `CREATE TABLE brands_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL, name_key TEXT NOT NULL,
         merged_into_id INTEGER REFERENCES brands (id), is_archived INTEGER NOT NULL DEFAULT 0,
         created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, colour TEXT NOT NULL DEFAULT '') STRICT;
       INSERT INTO brands_new (id, name, name_key, merged_into_id, is_archived, created_at, updated_at)
         SELECT id, name, name_key, merged_into_id, is_archived, created_at, updated_at FROM brands;
       DROP TABLE brands;
       ALTER TABLE brands_new RENAME TO brands;`,
    );
    migrate(db, [...shipped, rebuild], 2);
    expect(rows('SELECT id, name, colour FROM brands')).toEqual([{ id: 1, name: 'Steam', colour: '' }]);
    expect(rows('SELECT brand_id FROM products')).toEqual([{ brand_id: 1 }]);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
  });

  it('change nothing when one would break a reference, or fails half way', () => {
    migrate(db, shipped, 1);
    insertProduct();
    const before = schemaText();
    const breaking = extraMigration('9990-breaking.sql', 'CREATE TABLE done (id INTEGER) STRICT; DELETE FROM brands;');
    const failing = extraMigration(
      '9990-failing.sql',
      'CREATE TABLE done (id INTEGER) STRICT; INSERT INTO nowhere VALUES (1);',
    );
    expect(() => migrate(db, [...shipped, breaking], 2)).toThrow('references');
    expect(() => migrate(db, [...shipped, failing], 2)).toThrow('nowhere');
    expect(schemaText()).toBe(before);
    expect(rows('SELECT COUNT(*) AS count FROM brands')).toEqual([{ count: 1 }]);
    expect(migrate(db, shipped, 3)).toEqual([]);
  });
});

function insertProduct(): void {
  db.exec(`
    INSERT INTO brands (id, name, name_key, created_at, updated_at) VALUES (1, 'Steam', 'steam', 1, 1);
    INSERT INTO products (id, brand_id, name, name_key, created_at, updated_at) VALUES (1, 1, '充值卡', '充值卡', 1, 1);`);
}
