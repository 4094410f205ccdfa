import type { WriteTx } from '#core/db/connection.ts';
import type { SupplierId, SupplierRebateId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import { planAllocations } from '#shared/domain/suppliers/allocations.ts';
import { earlierRebate } from '#shared/domain/suppliers/rebates.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import type { Acted } from './supplier-items.repo.ts';
import { dueRebates, insertRebateReceipt, type RebateSource, rebatesPostedFrom } from './supplier-rebates.repo.ts';

export { type RebateSource, undoRebateReceipts } from './supplier-rebates.repo.ts';

/**
 * A rebate is recorded that came already: the one entry of exactly its amount that answers nothing yet answers it, from its period on.
 * Answers the number of that entry; null where none or several fit, which is for a person to say.
 */
export function answerByEarlierEntry(
  tx: WriteTx,
  recorded: { rebateId: SupplierRebateId; supplierId: SupplierId; amount: Money; fromOn: Day },
  acted: Acted,
): string | null {
  const { rebateId, supplierId, amount, fromOn } = recorded;
  const entry = earlierRebate(amount, rebatesPostedFrom(tx, supplierId, fromOn));
  if (entry === null) return null;
  const receipt = { rebateId, supplierId, amount, receivedOn: entry.occurredOn };
  insertRebateReceipt(tx, { ...receipt, entryId: entry.id, importId: null }, acted);
  return entry.number;
}

/** A rebate came: it answers what was promised first. What is beyond every recorded one answers nothing. */
export function receiveRebate(
  tx: WriteTx,
  received: { supplierId: SupplierId; source: RebateSource; amount: Money; receivedOn: Day },
  acted: Acted,
): void {
  const { supplierId, source, amount, receivedOn } = received;
  const promised = dueRebates(tx, supplierId).map(({ id, due, promisedOn }) => ({
    id,
    open: due,
    dueOn: promisedOn,
    document: null,
  }));
  const came = { id: 'came', open: amount, dueOn: receivedOn, document: null };
  for (const { debtId: rebateId, amount: part } of planAllocations(promised, [came])) {
    insertRebateReceipt(tx, { ...source, rebateId, supplierId, amount: part, receivedOn }, acted);
  }
}
