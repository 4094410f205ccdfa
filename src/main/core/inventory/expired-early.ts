import type { WriteTx } from '#core/db/connection.ts';
import { monthOf } from '#shared/domain/time/business-time.ts';
import { type LedgerKey, readKeyExpiry } from './ledger.repo.ts';
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
  const expiries = new Map(keys.map(({ id }) => [id, readKeyExpiry(tx, id)]));
  const booked = bookedWith(
    author,
    [...expiries.values()].flatMap((expiry) => expiry?.expiredOn ?? []),
  );
  moveKeys(tx, booked, { ...text, keys, toState: 'quarantined' });
  const wereForSale = keys.filter(({ id }) => {
    const before = expiries.get(id)?.stateBefore;
    return before === 'available' || before === 'reserved';
  });
  const ids = wereForSale.map(({ id }) => id);
  if (ids.length > 0) moveKeys(tx, booked, { ...text, keys: ledgerKeys(tx, ids), toState: 'available' });
}

/**
 * On no earlier day than they expired on: a clock that ran ahead left that day in the future, and a month before it would end
 * with the keys twice.
 */
function bookedWith(author: StockAuthor, expiredOn: readonly StockAuthor['day'][]): StockAuthor {
  const day = expiredOn.reduce((latest, one) => (one > latest ? one : latest), author.day);
  const month = monthOf(day);
  return { ...author, day, month: month > author.month ? month : author.month };
}
