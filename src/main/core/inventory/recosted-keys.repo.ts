import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { CardKeyId } from '#shared/domain/ids.ts';
import { type Money, money } from '#shared/domain/money/money.ts';

const selectRecosted = readStatement<{ keyIds: string }, { keyId: CardKeyId; difference: Money }>(
  `SELECT r.key_id AS keyId, r.difference FROM json_each(@keyIds) j CROSS JOIN recosted_keys r ON r.key_id = j.value`,
);
const selectOne = readStatement<{ keyId: number }, { difference: Money }>(
  'SELECT difference FROM recosted_keys WHERE key_id = @keyId',
);
const upsertRecosted = writeStatement<{ keyId: number; difference: number }>(
  `INSERT INTO recosted_keys (key_id, difference) VALUES (@keyId, @difference)
   ON CONFLICT (key_id) DO UPDATE SET difference = excluded.difference`,
);
const deleteRecosted = writeStatement<{ keyId: number }>('DELETE FROM recosted_keys WHERE key_id = @keyId');

/** A reclassification gave a key another cost: `change` more, or less, than it had before. */
export function recordRecosting(tx: WriteTx, keyId: CardKeyId, change: Money): void {
  if (change === 0) return;
  const before = selectOne.get(tx, { keyId })?.difference ?? 0;
  const difference = money(before + change);
  if (difference === 0) deleteRecosted.run(tx, { keyId });
  else upsertRecosted.run(tx, { keyId, difference });
}

/** By how much reclassifications changed what keys cost, in the shop's currency; keys that cost what they were bought at are left out. */
export function readRecostings(db: Readable, keyIds: readonly CardKeyId[]): ReadonlyMap<CardKeyId, Money> {
  const rows = selectRecosted.all(db, { keyIds: JSON.stringify(keyIds) });
  return new Map(rows.map(({ keyId, difference }) => [keyId, difference]));
}
