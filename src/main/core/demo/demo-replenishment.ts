import { DEMO_GOODS } from './demo-goods.ts';
import type { DemoWorld } from './demo-world.ts';

/** Kept for a while for people who have asked and not yet paid. */
const HELD = [
  { code: 'STEAM-50', quantity: 3, buyer: '老客户阿明', hours: 20 },
  { code: 'IQIYI-M', quantity: 2, buyer: '网吧李姐', hours: 44 },
];
const HOUR_MILLISECONDS = 3_600_000;

/** Keys that wait for their buyers. */
export async function leaveKeysReserved({ demo, skus, left, now }: DemoWorld): Promise<void> {
  for (const { code, quantity, buyer, hours } of HELD) {
    const skuId = skus.get(code);
    // A short trade may have sold out; the generator's own count may be a little too high.
    if (skuId === undefined || (left.get(code) ?? 0) < 2 * quantity) continue;
    const endsAt = now + hours * HOUR_MILLISECONDS;
    await demo.client.reservations.create({ commandId: demo.commandId(), skuId, quantity, buyer, endsAt });
  }
}

const SHORT_GOODS = 5;
/** More than the trade of the demo ever keeps: these goods have something to order on any morning. */
const MINIMUM_DAYS = 30;

/** Rules that make the morning's plan propose orders, the slower half of the goods first: the quick ones have orders under way. */
export async function leaveGoodsShort({ demo, skus }: DemoWorld): Promise<void> {
  const slow = [...DEMO_GOODS].sort((left, right) => left.perDay - right.perDay).slice(0, SHORT_GOODS);
  for (const { code, perDay } of slow) {
    const skuId = skus.get(code);
    if (skuId === undefined) continue;
    const rule = await demo.client.replenishment.rule({ skuId });
    const minimum = Math.max(30, Math.ceil(perDay * MINIMUM_DAYS));
    await demo.client.replenishment.setRule({ commandId: demo.commandId(), ...rule, minimum });
  }
}
