import type { BenchRun, Measurement } from '../bench-definition.ts';
import { copyShop, openFloorDatabase } from '../bench-shop.ts';
import { matchDigest } from '../match-digest.ts';
import { ACCOUNT } from '../prepare-account.ts';
import { startStopwatch } from '../stopwatch.ts';

interface Side {
  readonly id: number;
  readonly externalNumber: string;
  readonly ourNumber: string;
  readonly amount: number;
}

const COLUMNS = 'id, external_number AS externalNumber, our_number AS ourNumber, amount';
const NOW = Date.UTC(2026, 10, 21, 2, 0, 0);

/** Both sides read whole, two maps, one walk over the lines, rows in one transaction. */
export async function floor({ preparedFolder, workFolder, rows }: BenchRun): Promise<Measurement> {
  const folder = copyShop(preparedFolder, workFolder);
  const database = openFloorDatabase(folder);
  const { supplierId, statementId, from, to } = ACCOUNT;
  const stop = startStopwatch();
  const entries = database
    .prepare(`SELECT ${COLUMNS} FROM supplier_entries WHERE supplier_id = ? AND occurred_on BETWEEN ? AND ?`)
    .all(supplierId, from, to) as Side[];
  const lines = database
    .prepare(`SELECT ${COLUMNS} FROM statement_lines WHERE statement_id = ?`)
    .all(statementId) as Side[];
  const byExternalNumber = new Map<string, Side>();
  const byOurNumber = new Map<string, Side>();
  for (const entry of entries) {
    if (entry.externalNumber !== '') byExternalNumber.set(entry.externalNumber, entry);
    byOurNumber.set(entry.ourNumber, entry);
  }
  const insertMatch = database.prepare(
    `INSERT INTO statement_matches (statement_id, pass, score, reasons, difference, state, made_at, confirmed_at, confirmed_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertLine = database.prepare('INSERT INTO statement_match_lines (match_id, line_id) VALUES (?, ?)');
  const insertEntry = database.prepare('INSERT INTO statement_match_entries (match_id, entry_id) VALUES (?, ?)');
  database.exec('BEGIN IMMEDIATE');
  for (const line of lines) {
    const isNumbered = line.externalNumber !== '';
    const entry = isNumbered ? byExternalNumber.get(line.externalNumber) : byOurNumber.get(line.ourNumber);
    if (!entry) continue;
    const isEqual = line.amount === entry.amount;
    const isSure = isNumbered && isEqual;
    const reasons = [
      isNumbered
        ? { code: 'SAME_EXTERNAL_NUMBER', externalNumber: line.externalNumber }
        : { code: 'OUR_NUMBER_STATED', ourNumber: line.ourNumber },
      isEqual
        ? { code: 'SAME_AMOUNT', amount: line.amount }
        : { code: 'AMOUNT_DIFFERS', ours: entry.amount, theirs: line.amount },
    ];
    const { lastInsertRowid } = insertMatch.run(
      statementId,
      isSure ? '1' : isNumbered ? '2' : '3',
      isSure ? 100 : isNumbered ? 85 : 92,
      JSON.stringify(reasons),
      line.amount - entry.amount,
      isSure ? 'confirmed' : 'proposed',
      NOW,
      isSure ? NOW : null,
      isSure ? 0 : null,
    );
    insertLine.run(lastInsertRowid, line.id);
    insertEntry.run(lastInsertRowid, entry.id);
  }
  database.exec('COMMIT');
  const times = stop();
  database.close();
  return { ...times, rows, digest: matchDigest(folder) };
}
