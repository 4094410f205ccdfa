import { decodeCursor } from '#core/db/keyset.ts';

/*
 * Where a page of the rows behind a figure begins, newest first. Rows that come while somebody reads on are newer than all of them.
 */

/** A page as its job reads it: what lies before these values, one row more than it shows. */
export interface DrilledPage<Key extends readonly (string | number)[]> {
  readonly before: Key;
  readonly limit: number;
}

type Wished = { readonly cursor?: string | undefined; readonly limit: number };

export function pageById({ cursor, limit }: Wished): DrilledPage<readonly [number]> {
  return {
    before: cursor === undefined ? [Number.MAX_SAFE_INTEGER] : decodeCursor(cursor, ['number'] as const),
    limit,
  };
}

export function pageByDay({ cursor, limit }: Wished): DrilledPage<readonly [string, number]> {
  const latest = ['9999-12-31', Number.MAX_SAFE_INTEGER] as const;
  return { before: cursor === undefined ? latest : decodeCursor(cursor, ['string', 'number'] as const), limit };
}
