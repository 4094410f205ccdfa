import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWriteDatabase, type WriteDb } from '#core/db/connection.ts';
import { migrate, readMigrations } from '#core/db/migrate.ts';
import { type DeclaredStatement, declaredStatements } from '#core/db/statement.ts';
import { MIGRATIONS_FOLDER } from '#hosts/node/program-files.ts';
import { explain, planProblems, toleratedStatements } from '#tests/support/statement-plans.ts';

/**
 * Which statements run on the core's own thread is told by the file: all of `*.repo.ts` do, those of `*.job.repo.ts` run in
 * job threads only. The job files are loaded last, so what a core file pulls in counts as the core's.
 */
const allRepos = globSync('src/main/core/**/*.repo.ts').map((file) => path.resolve(file));
const isJobRepo = (file: string): boolean => file.endsWith('.job.repo.ts');

let folder: string;
let db: WriteDb;
let coreStatements: DeclaredStatement[] = [];
let allStatements: DeclaredStatement[] = [];

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kacang-plans-'));
  db = openWriteDatabase(path.join(folder, 'kacang.db'));
  migrate(db, readMigrations(MIGRATIONS_FOLDER), 1);
  for (const file of allRepos) if (!isJobRepo(file)) await import(pathToFileURL(file).href);
  coreStatements = declaredStatements();
  for (const file of allRepos) if (isJobRepo(file)) await import(pathToFileURL(file).href);
  allStatements = declaredStatements();
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('every declared statement', () => {
  it('is known', () => {
    expect(allStatements.length).toBeGreaterThan(20);
  });

  it('prepares against the migrated schema', () => {
    const broken = allStatements.flatMap(({ sql }) => {
      try {
        db.prepare(sql);
        return [];
      } catch (error) {
        return [`${error instanceof Error ? error.message : String(error)}: ${sql}`];
      }
    });
    expect(broken).toEqual([]);
  });

  it('runs, bound by place, by the plan that it has as it is written', () => {
    const others = allStatements.filter(
      ({ sql, boundSql }) => explain(db, boundSql).join('\n') !== explain(db, sql).join('\n'),
    );
    expect(others).toEqual([]);
    expect(allStatements.filter(({ boundSql }) => /@\w/.test(boundSql))).toEqual([]);
  });

  it("on the core's thread neither scans nor sorts what grows with the trade", () => {
    const problems = coreStatements.flatMap(({ sql }) => planProblems(db, sql));
    expect(problems).toEqual([]);
  });

  it('that is tolerated still exists', () => {
    const gone = toleratedStatements.filter(({ part }) => !allStatements.some(({ sql }) => sql.includes(part)));
    expect(gone).toEqual([]);
  });
});

const SQL = /['"`]\s*(?:SELECT\s|WITH\s+\w+ AS \(|INSERT (?:OR \w+ )?INTO\s|UPDATE \w+ SET\s|DELETE FROM\s)/;

describe('SQL', () => {
  it('stands in repositories and in the database layer, and nowhere else', () => {
    const files = globSync('src/**/*.{ts,tsx}').map((file) => file.replaceAll(path.sep, '/'));
    const others = files.filter((file) => !/^src\/main\/core\/db\/|\.repo\.ts$|\.test\.tsx?$/.test(file));
    expect(others.filter((file) => SQL.test(readFileSync(file, 'utf8')))).toEqual([]);
    expect(allRepos.filter((file) => SQL.test(readFileSync(file, 'utf8'))).length).toBeGreaterThan(50);
  });
});

describe('the plan reader', () => {
  it.each([
    ['a scan', 'SELECT id FROM card_keys WHERE cost = @cost'],
    ['a scan of an index', 'SELECT COUNT(*) AS quantity FROM card_keys'],
    ['a sort', 'SELECT id FROM card_keys WHERE sku_id = @skuId ORDER BY cost'],
    ['a grouping sort', 'SELECT value, SUM(quantity) AS total FROM movements WHERE sku_id = @skuId GROUP BY value'],
    ['a count over keys', 'SELECT COUNT(*) AS quantity FROM card_keys WHERE sku_id = @skuId'],
    ['an update of all', 'UPDATE card_keys SET is_exposed = 1 WHERE cost = @cost'],
    ['a scan behind an alias', 'SELECT k.id FROM skus AS s JOIN card_keys AS k ON k.cost = s.sale_price'],
  ])('speaks up at %s', (_, sql) => {
    expect(planProblems(db, sql)).not.toEqual([]);
  });

  it.each([
    [
      'a page on an index',
      'SELECT id FROM card_keys WHERE sku_id = @skuId AND state = @state AND id > @after ORDER BY id LIMIT 100',
    ],
    ['the newest row', 'SELECT mac FROM audit_events ORDER BY sequence DESC LIMIT 1'],
    ['a small table', 'SELECT id FROM users ORDER BY name'],
  ])('lets %s pass', (_, sql) => {
    expect({ problems: planProblems(db, sql), plan: explain(db, sql) }).toMatchObject({ problems: [] });
  });
});
