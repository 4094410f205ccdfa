import type { WriteTx } from '#core/db/connection.ts';
import { type LedgerKey, readStateBeforeExpiry } from './ledger.repo.ts';
import { ledgerKeys, type MovementText, moveKeys, type StockAuthor } from './ledger.ts';

/**
 * Brings keys back that expired before their last day, each to where it stood: what was for sale or reserved is for sale, what was
 * in quarantine, or handed to a shop or tool, waits in quarantine. They all pass through it, as the table of moves asks.
 */
export function bringBackExpired(
  tx: WriteTx,
  author: StockAuthor,
  keys: readonly LedgerKey[],
  text: MovementText,
): void {
  moveKeys(tx, author, { ...text, keys, toState: 'quarantined' });
  const wereForSale = keys.filter(({ id }) => {
    const before = readStateBeforeExpiry(tx, id);
    return before === 'available' || before === 'reserved';
  });
  const ids = wereForSale.map(({ id }) => id);
  if (ids.length > 0) moveKeys(tx, author, { ...text, keys: ledgerKeys(tx, ids), toState: 'available' });
}
