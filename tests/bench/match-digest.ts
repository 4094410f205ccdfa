import { createHash } from 'node:crypto';
import path from 'node:path';
import Database from 'better-sqlite3';

/** Over every match that was stored, in the order of the statement's lines, but for ids and times. */
export function matchDigest(folder: string): string {
  const database = new Database(path.join(folder, 'kacang.db'), { readonly: true });
  const hash = createHash('sha256');
  const rows = database
    .prepare(
      `SELECT l.line_id, e.entry_id, e.entry_line_id, m.pass, m.score, m.reasons, m.difference, m.state
       FROM statement_matches m JOIN statement_match_lines l ON l.match_id = m.id
         JOIN statement_match_entries e ON e.match_id = m.id ORDER BY l.line_id, e.entry_id, e.entry_line_id`,
    )
    .raw()
    .iterate();
  let count = 0;
  for (const row of rows) {
    count += 1;
    hash.update(JSON.stringify(row));
  }
  database.close();
  if (count === 0) throw new Error('No match was stored.');
  return hash.digest('hex');
}
