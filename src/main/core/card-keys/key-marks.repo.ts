import type { Readable, WriteTx } from '#core/db/connection.ts';
import { prepared, writeStatement } from '#core/db/statement.ts';

/**
 * The kinds of marks in `key_marks`, as its migration numbers them. The pair, which one key holds alone, has its own table
 * (`key_pairs`). Every statement that looks for keys by what stands in them begins in one of the two.
 */
export const MARK_KIND = { number: 1, secret: 2, loose: 3, tail: 4 } as const;

const deletePairRow = writeStatement<{ keyId: number; pairMac: Uint8Array }>(
  'DELETE FROM key_pairs WHERE pair_mac = @pairMac AND key_id = @keyId',
);
const deleteMarkRow = writeStatement<{ kind: number; mark: Uint8Array; keyId: number }>(
  'DELETE FROM key_marks WHERE kind = @kind AND mark = @mark AND key_id = @keyId',
);

/** A withdrawn key lets go of its pair: the same key may come in again. */
export function releasePair(tx: WriteTx, keyId: number, pairMac: Uint8Array): void {
  deletePairRow.run(tx, { keyId, pairMac });
}

/** How many marks one statement writes: what each call costs beside SQLite's own work is then shared by so many. */
export const MARKS_PER_STATEMENT = 32;

/** What keys are found by: one key holds a pair, any number may share the others. */
export type MarkName = 'pair' | keyof typeof MARK_KIND;

interface Inserts {
  readonly one: string;
  readonly many: string;
}

function insertsOf(head: string, row: string): Inserts {
  const many = Array.from({ length: MARKS_PER_STATEMENT }, () => row).join(', ');
  return { one: `${head} VALUES ${row}`, many: `${head} VALUES ${many}` };
}

const insertsOfKind = (name: keyof typeof MARK_KIND): Inserts =>
  insertsOf('INSERT INTO key_marks (kind, mark, key_id)', `(${MARK_KIND[name]}, ?, ?)`);
const INSERTS: Record<MarkName, Inserts> = {
  pair: insertsOf('INSERT INTO key_pairs (pair_mac, key_id)', '(?, ?)'),
  number: insertsOfKind('number'),
  secret: insertsOfKind('secret'),
  loose: insertsOfKind('loose'),
  tail: insertsOfKind('tail'),
};

/**
 * Writes up to {@link MARKS_PER_STATEMENT} marks of one name; `marksAndKeyIds` holds each followed by its key's id. Fails as a whole
 * where a pair has a holder.
 */
export function insertMarks(tx: WriteTx, name: MarkName, marksAndKeyIds: readonly unknown[]): void {
  const { one, many } = INSERTS[name];
  if (marksAndKeyIds.length === 2 * MARKS_PER_STATEMENT) {
    prepared(tx, many).run(marksAndKeyIds);
    return;
  }
  const statement = prepared(tx, one);
  for (let at = 0; at < marksAndKeyIds.length; at += 2) statement.run(marksAndKeyIds[at], marksAndKeyIds[at + 1]);
}

/** Takes away one of the marks by which a key is found; for keys that are about to be deleted. */
export function removeMark(tx: WriteTx, name: MarkName, mark: Uint8Array, keyId: number): void {
  if (name === 'pair') releasePair(tx, keyId, mark);
  else deleteMarkRow.run(tx, { kind: MARK_KIND[name], mark, keyId });
}

/** Every pair that a key holds, in order. */
export function allPairs(db: Readable): IterableIterator<Uint8Array> {
  return prepared(db, 'SELECT pair_mac FROM key_pairs').pluck().iterate() as IterableIterator<Uint8Array>;
}

/** Every mark of a kind, in order; those of withdrawn keys are among them. */
export function allMarks(db: Readable, kind: 'number' | 'secret' | 'loose'): IterableIterator<Uint8Array> {
  const statement = prepared(db, `SELECT mark FROM key_marks WHERE kind = ${MARK_KIND[kind]}`);
  return statement.pluck().iterate() as IterableIterator<Uint8Array>;
}
