import type { WriteTx } from '#core/db/connection.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import { planAllocations } from '#shared/domain/suppliers/allocations.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import type { Acted } from './supplier-items.repo.ts';
import { dueRebates, insertRebateReceipt, type RebateSource } from './supplier-rebates.repo.ts';

export { type RebateSource, undoRebateReceipts } from './supplier-rebates.repo.ts';

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
