import type { DeliveryId } from '#shared/domain/ids.ts';
import { addDays } from '#shared/domain/time/business-time.ts';
import type { DemoWorld } from './demo-world.ts';

/** Sells keys that too often do not work: more than the line of warning, less than that of exclusion. */
const CARELESS = 'LZDC';
const BAD_SHARE = 0.06;
const MOST_KEYS = 500;
/** The owner does not buy from this one for a while. */
const MISTRUSTED = 'HQBC';
const MISTRUSTED_DAYS = 30;

/** Suppliers of each standing: one warned of by its bad keys, one that the owner has ruled out, the others as they trade. */
export async function leaveStandings(world: DemoWorld): Promise<void> {
  await complainOf(world, CARELESS);
  const { demo, suppliers, today } = world;
  const supplierId = suppliers.get(MISTRUSTED);
  if (supplierId === undefined) return;
  await demo.client.scorecards.rule({
    commandId: demo.commandId(),
    supplierId,
    ruling: 'excluded',
    reason: '近两批卡的来源说不清，问明白前先停购',
    endsOn: addDays(today, MISTRUSTED_DAYS),
  });
}

/** Buyers found that some of its newest sold keys do not work. */
async function complainOf({ demo, suppliers }: DemoWorld, code: string): Promise<void> {
  const supplierId = suppliers.get(code);
  if (supplierId === undefined) return;
  const filter = { supplierId, states: ['delivered' as const] };
  const { rows } = await demo.client.cardKeys.list({ filter, limit: MOST_KEYS });
  const sold = rows.flatMap(({ id, delivery }) => (delivery ? [{ id, deliveryId: delivery.id }] : []));
  const bad = sold.slice(0, Math.ceil(sold.length * BAD_SHARE));
  const byDelivery = Map.groupBy(bad, ({ deliveryId }): DeliveryId => deliveryId);
  for (const [id, keys] of byDelivery) {
    const keyIds = keys.map((key) => key.id);
    await demo.client.deliveries.markBad({ commandId: demo.commandId(), id, keyIds, reason: '买家反馈无法兑换' });
  }
}
