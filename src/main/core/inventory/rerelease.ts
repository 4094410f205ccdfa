import { queueIssued } from '#core/commands.repo.ts';
import { audit, type Context } from '#core/context.ts';
import type { WriteTx } from '#core/db/connection.ts';
import { useCountedRight as takeCountedRight } from '#core/identity/rights.service.ts';
import type { LedgerKey } from './ledger.repo.ts';

/** Keys that somebody has seen go back on sale: by a right of its own, counted and recorded, and issued.log is told. */
export function allowRerelease(tx: WriteTx, context: Context, exposed: readonly LedgerKey[]): void {
  takeCountedRight(tx, context, 'keys.rerelease', exposed.length);
  audit(tx, context, { action: 'inventory.release-exposed', subjectKind: 'cardKey', quantity: exposed.length });
  queueIssued(tx, 'keys-rereleased', { pairs: exposed.map(({ pairMac }) => pairMac.toString('base64')) });
}
