import { money } from '#shared/domain/money/money.ts';
import { type Day, daysBetween, startOfDay } from '#shared/domain/time/business-time.ts';
import { BEST_SELLER, type DemoWorld, orderNumberOf, yuan } from './demo-world.ts';

const MINUTE = 60_000;
/** A quarter past eight in the evening. */
const BULK_MINUTE = 1215;
/** Of its minimum, what a large order leaves of the best seller. */
const LEFT_BY_BULK = 0.4;

/** On the eve of the demo one buyer takes most of the best seller: it is below its minimum on any morning. */
export function bulkOf(world: DemoWorld, day: Day): { at: number; act: (at: number) => Promise<void> }[] {
  const { demo, left, skus, shops, timeZone, today } = world;
  const [shop] = shops;
  const skuId = BEST_SELLER && skus.get(BEST_SELLER.code);
  if (!BEST_SELLER || !shop || !skuId || daysBetween(day, today) !== 1) return [];
  const { code, minimumStock, salePrice } = BEST_SELLER;
  const kept = Math.round(minimumStock * LEFT_BY_BULK);
  async function act(at: number): Promise<void> {
    demo.at(at);
    // What is too near its last day is not sold: the generator does not count it out.
    const { rows } = await demo.client.inventory.stock({ search: code });
    const stock = rows.find((row) => row.skuId === skuId);
    const quantity = stock ? stock.available - stock.tooNearExpiry - kept : 0;
    if (quantity <= 0 || !shop || !skuId) return;
    world.orderCount += 1;
    const lines = [{ skuId, quantity, orderTotal: money(yuan(salePrice) * quantity) }];
    const orderNumber = orderNumberOf(world, shop.code, day);
    const order = { commandId: demo.commandId(), shopId: shop.id, orderNumber, buyer: '网吧李姐', lines };
    await demo.client.deliveries.dispense(order);
    left.set(code, kept);
  }
  return [{ at: startOfDay(day, timeZone) + BULK_MINUTE * MINUTE, act }];
}
