import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openWriteDatabase, type WriteDb } from '#core/db/connection.ts';
import { migrate, readMigrations } from '#core/db/migrate.ts';
import { MIGRATIONS_FOLDER } from '#hosts/node/program-files.ts';

const shipped = readMigrations(MIGRATIONS_FOLDER);

/** A database as a version before some migration made it, to be filled by hand and brought up to date. */
export interface OldDatabase {
  readonly db: WriteDb;
  readonly file: string;
  /** Runs every migration that is still to come, at a moment of the shop's clock. */
  update(at?: number): void;
  /** Closes it and removes its folder. */
  close(): void;
}

/** Opens a database that has every migration before the one of this number, `0320` say. */
export function openDatabaseBefore(migration: string): OldDatabase {
  const folder = mkdtempSync(path.join(os.tmpdir(), `kacang-${migration}-`));
  const file = path.join(folder, 'kacang.db');
  const db = openWriteDatabase(file);
  const earlier = shipped.filter(({ name }) => name < migration);
  migrate(db, earlier, 1);
  return {
    db,
    file,
    update: (at = 2) => migrate(db, shipped, at),
    close() {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** One supplier and one SKU, both of id 1, by the columns that they have had from the beginning. */
export const ONE_SUPPLIER_ONE_SKU = `
  INSERT INTO suppliers (id, code, code_key, name, name_key, kind, currency, settlement, created_at, updated_at)
    VALUES (1, 'S1', 's1', '诚信卡商', '诚信卡商', 'wholesaler', 'CNY', 'prepaid', 1, 1);
  INSERT INTO brands (id, name, name_key, created_at, updated_at) VALUES (1, 'Steam', 'steam', 1, 1);
  INSERT INTO products (id, brand_id, name, name_key, created_at, updated_at) VALUES (1, 1, '钱包码', '钱包码', 1, 1);
  INSERT INTO skus (id, product_id, code, code_key, name, name_key, delivery_kind, key_fields, created_at, updated_at)
    VALUES (1, 1, 'A50', 'a50', '50', '50', 'card-key', '[]', 1, 1);
`;
