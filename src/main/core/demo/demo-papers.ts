import type { ImportId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import { DEMO_GOODS } from './demo-goods.ts';
import type { DemoWorld } from './demo-trade.ts';

const SUPPLIER = 'JKZX';

/** A supplier's credit at the end of the month for the latest receipt of what sells best, and one that was a mistake. */
export async function leavePapers(world: DemoWorld): Promise<void> {
  await leaveCorrections(world);
}

async function leaveCorrections({ demo, suppliers, skus, today }: DemoWorld): Promise<void> {
  const supplierId = suppliers.get(SUPPLIER);
  const goods = DEMO_GOODS.filter((one) => one.suppliers.includes(SUPPLIER));
  if (supplierId === undefined) return;
  let count = 0;
  for (const { code } of goods) {
    const skuId = skus.get(code);
    if (skuId === undefined || count === 2) continue;
    const [receipt] = await demo.client.priceCorrections.receipts({ supplierId, skuId });
    if (!receipt) continue;
    count += 1;
    const importIds: ImportId[] = [receipt.importId];
    const change = { by: 'per-key' as const, amount: money(count === 1 ? -3_000 : 1_500) };
    const wish = { importIds, skuId, change, paperedOn: today };
    const { stockPart, costPart } = await demo.client.priceCorrections.preview(wish);
    const { documentId } = await demo.client.priceCorrections.post({
      commandId: demo.commandId(),
      ...wish,
      externalNumber: `${SUPPLIER}-TZ${count}`,
      reason: count === 1 ? '月底返差价' : '补收涨价差额',
      shown: { stockPart, costPart },
    });
    if (count === 2) {
      const reason = '对方说不用补了';
      await demo.client.priceCorrections.reverse({ commandId: demo.commandId(), id: documentId, reason });
    }
  }
}
