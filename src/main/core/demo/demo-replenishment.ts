import { DEMO_GOODS } from './demo-goods.ts';
import type { DemoWorld } from './demo-trade.ts';

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
