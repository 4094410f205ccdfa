import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, returningStatement, writeStatement } from '#core/db/statement.ts';

const selectSetting = readStatement<{ name: string }, { value: string }>(
  'SELECT value FROM settings WHERE name = @name',
);
const upsertSetting = writeStatement<{ name: string; value: string }>(
  'INSERT INTO settings (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
);
const advanceSequence = returningStatement<{ name: string; count: number }, { first: number }>(
  `INSERT INTO sequences (name, next_value) VALUES (@name, 1 + CAST(@count AS INTEGER))
   ON CONFLICT (name) DO UPDATE SET next_value = next_value + CAST(@count AS INTEGER)
   RETURNING next_value - CAST(@count AS INTEGER) AS first`,
);
const raiseSequence = writeStatement<{ name: string; nextValue: number }>(
  `INSERT INTO sequences (name, next_value) VALUES (@name, @nextValue)
   ON CONFLICT (name) DO UPDATE SET next_value = max(next_value, excluded.next_value)`,
);

/** A stored setting parsed from JSON, or null when it was never set. */
export function readSetting<Value>(db: Readable, name: string): Value | null {
  const row = selectSetting.get(db, { name });
  return row ? (JSON.parse(row.value) as Value) : null;
}

export function writeSetting(tx: WriteTx, name: string, value: unknown): void {
  upsertSetting.run(tx, { name, value: JSON.stringify(value) });
}

/** Takes `count` consecutive numbers of a sequence and gives the first one; they are never given twice. */
export function takeNumbers(tx: WriteTx, name: string, count = 1): number {
  return advanceSequence.get(tx, { name, count }).first;
}

/** Numbers of a sequence from below `nextValue` were given out without it: it goes on from there. */
export function passNumbers(tx: WriteTx, name: string, nextValue: number): void {
  raiseSequence.run(tx, { name, nextValue });
}

/** A document number such as `IM-202611-0007`: prefix, month, and a sequence of its own per prefix and month. */
export function takeDocumentNumber(tx: WriteTx, prefix: string, month: string): string {
  const compactMonth = month.replace('-', '');
  const sequence = takeNumbers(tx, `document/${prefix}/${compactMonth}`);
  return `${prefix}-${compactMonth}-${String(sequence).padStart(4, '0')}`;
}

/** A number that was given out by a database which knew more than this one: it is not given again. */
export function passDocumentNumber(tx: WriteTx, number: string): void {
  const [, prefix, month, sequence] = /^([A-Z]+)-(\d{6})-(\d{4,9})$/.exec(number) ?? [];
  if (sequence === undefined) return;
  raiseSequence.run(tx, { name: `document/${prefix}/${month}`, nextValue: Number(sequence) + 1 });
}
