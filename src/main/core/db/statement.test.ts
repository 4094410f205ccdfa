import { afterEach, describe, expect, it } from 'vitest';
import { asTransaction, openWriteDatabase } from './connection.ts';
import { declaredStatements, readStatement, returningStatement, writeStatement } from './statement.ts';

const database = openWriteDatabase(':memory:');
database.exec('CREATE TABLE notes (id INTEGER PRIMARY KEY, day TEXT, place TEXT, count INTEGER)');
const tx = asTransaction(database);

afterEach(() => {
  database.exec('DELETE FROM notes');
});

describe('a declared statement', () => {
  const insert = writeStatement<{ day: string; place: string | null; count: number }>(
    'INSERT INTO notes (count, place, day) VALUES (@count, @place, @day)',
  );
  const select = readStatement<{ day: string; least: number }, { text: string; place: string | null }>(
    `SELECT 'it''s @day' AS text, place FROM notes WHERE day = @day AND count >= @least AND day <= @day`,
  );

  it('finds each value by its name, also one that is used twice, and leaves quoted text alone', () => {
    insert.run(tx, { day: '2026-11-21', place: null, count: 3 });
    insert.run(tx, { day: '2026-11-22', place: 'shelf', count: 5 });
    expect(select.all(tx, { day: '2026-11-22', least: 4 })).toEqual([{ text: "it's @day", place: 'shelf' }]);
    expect(select.get(tx, { day: '2026-11-21', least: 4 })).toBeUndefined();
    expect([...select.iterate(tx, { least: 1, day: '2026-11-21' })]).toEqual([{ text: "it's @day", place: null }]);
  });

  it('names the parameter that was forgotten, and writes nothing', () => {
    const forgetful = { day: '2026-11-21', count: 3 } as { day: string; place: null; count: number };
    expect(() => insert.run(tx, forgetful)).toThrow('parameter place');
    expect(database.prepare('SELECT count(*) FROM notes').pluck().get()).toBe(0);
  });

  it('answers what it wrote', () => {
    const upsert = returningStatement<{ id: number; by: number }, { count: number; before: number }>(
      `INSERT INTO notes (id, count) VALUES (@id, CAST(@by AS INTEGER))
       ON CONFLICT (id) DO UPDATE SET count = count + CAST(@by AS INTEGER)
       RETURNING count, count - CAST(@by AS INTEGER) AS before`,
    );
    expect(upsert.get(tx, { id: 1, by: 2 })).toEqual({ count: 2, before: 0 });
    expect(upsert.get(tx, { id: 1, by: 3 })).toEqual({ count: 5, before: 2 });
    expect(database.prepare('SELECT count FROM notes').pluck().all()).toEqual([5]);
  });

  it('takes values by place where it is written so', () => {
    const many = writeStatement<readonly unknown[]>('INSERT INTO notes (day, count) VALUES (?, ?), (?, ?)');
    expect(many.run(tx, ['2026-11-21', 1, '2026-11-22', 2]).changes).toBe(2);
  });

  it('runs by one plan, whatever values it is given', () => {
    database.exec("CREATE INDEX notes_of_shelf ON notes (day) WHERE place = 'shelf'");
    const sql = 'SELECT id FROM notes WHERE day = @day AND place = @place';
    readStatement<{ day: string; place: string }, { id: number }>(sql);
    const bound = declaredStatements().find((statement) => statement.sql === sql)?.boundSql;
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${bound}`);
    const planFor = (...values: string[]) => plan.all(values).map((row) => (row as { detail: string }).detail);
    expect(planFor('2026-11-21', 'shelf')).toEqual(planFor('2026-11-21', 'drawer'));
    database.exec('DROP INDEX notes_of_shelf');
  });
});
