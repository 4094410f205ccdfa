import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WriteDb } from '#core/db/connection.ts';
import { type OldDatabase, openDatabaseBefore } from '#tests/support/old-database.ts';

let old: OldDatabase;
let db: WriteDb;
beforeEach(() => {
  old = openDatabaseBefore('0290');
  db = old.db;
  db.exec(`INSERT INTO users (id, name, name_key, role, created_at, updated_at)
      VALUES (1, '财务', '财务', 'buyer-finance', 1, 1), (2, '小李', '小李', 'clerk', 1, 1), (3, '小王', '小王', 'buyer-finance', 1, 1),
        (4, '小张', '小张', 'buyer-finance', 1, 1), (5, '小赵', '小赵', 'clerk', 1, 1);
    INSERT INTO user_rights (user_id, right_name, is_granted, daily_limit)
      VALUES (1, 'keys.dispense', 1, NULL), (2, 'keys.export', 1, 5), (3, 'keys.dispense', 1, NULL), (3, 'keys.reissue', NULL, 3),
        (4, 'keys.dispense', 1, NULL), (4, 'keys.reissue', 0, NULL), (5, 'keys.dispense', 0, NULL);`);
  old.update();
});
afterEach(() => old.close());

describe('migration 0290', () => {
  it('lets whoever was given the right to dispense by name give keys anew, unless refused', () => {
    const sql = `SELECT user_id, is_granted, daily_limit FROM user_rights WHERE right_name = 'keys.reissue' ORDER BY user_id`;
    expect(db.prepare(sql).raw().all()).toEqual([
      [1, 1, null],
      [3, 1, 3],
      [4, 0, null],
    ]);
  });
});
