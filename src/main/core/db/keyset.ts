import { invalidValue } from '#core/refusal.ts';

/** Where a page of a keyset list ended: the sort values and the id of its last row. Opaque to clients. */
export type KeysetCursor = readonly (string | number)[];

export function encodeCursor(values: KeysetCursor): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** Reads a cursor of exactly these kinds of values; refuses with INVALID_VALUE what no list of ours gave out. */
export function decodeCursor<Kinds extends readonly ('string' | 'number')[]>(
  text: string,
  kinds: Kinds,
): { [Index in keyof Kinds]: Kinds[Index] extends 'string' ? string : number } {
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw invalidValue('cursor', 'NOT_A_CURSOR');
  }
  const isExpected =
    Array.isArray(values) && values.length === kinds.length && kinds.every((kind, i) => typeof values[i] === kind);
  if (!isExpected) throw invalidValue('cursor', 'NOT_A_CURSOR');
  return values as { [Index in keyof Kinds]: Kinds[Index] extends 'string' ? string : number };
}

export interface Page<Row> {
  readonly rows: Row[];
  readonly nextCursor: string | null;
}

/**
 * Makes a page of rows that were read with one more than `limit`: the extra row only says that there is a next page.
 */
export function pageOfRows<Row>(rows: readonly Row[], limit: number, cursorOf: (row: Row) => KeysetCursor): Page<Row> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, nextCursor: rows.length > limit && last ? encodeCursor(cursorOf(last)) : null };
}
