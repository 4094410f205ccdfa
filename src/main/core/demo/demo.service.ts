import { type Context, today } from '#core/context.ts';
import type { JobHandle } from '#core/jobs/jobs.ts';
import type { Kernel } from '#core/kernel.ts';
import { Refusal } from '#core/refusal.ts';
import { writeSetting } from '#core/settings/settings.repo.ts';
import { SHOP_SETTING, shopSettings } from '#core/settings/shop-settings.ts';
import type { JobId } from '#shared/domain/ids.ts';
import { addDays, daysBetween } from '#shared/domain/time/business-time.ts';
import { isShopEmpty } from './demo.repo.ts';
import { nameCategories } from './demo-categories.ts';
import { createDemoClient, type InnerDoor } from './demo-client.ts';
import { leaveDossiers } from './demo-dossiers.ts';
import { foundShop } from './demo-founding.ts';
import { loadManyKeys } from './demo-many-keys.ts';
import { leaveMoney } from './demo-money.ts';
import { leaveOffers } from './demo-offers.ts';
import { leaveOrdersOpen } from './demo-orders.ts';
import { leavePapers } from './demo-papers.ts';
import { leaveGoodsShort, leaveKeysReserved } from './demo-replenishment.ts';
import { leaveStandings } from './demo-standings.ts';
import { leaveStatementOpen } from './demo-statement.ts';
import { tradeOneDay } from './demo-trade.ts';
import { type DemoWorld, yuan } from './demo-world.ts';
import { createSeededRandom } from './seeded-random.ts';

export interface DemoSize {
  /** Months of trade behind today. */
  readonly months: number;
  readonly seed: number;
  /** Keys in all; what the trade does not bring comes in one opening sheet. 0: what the trade brings. */
  readonly keys: number;
}

/** Fills an empty shop with a believable trade, through the contract, at moments in the past. */
export function createDemoService(kernel: Kernel, door: InnerDoor) {
  async function fill(asker: Context, size: DemoSize, handle: JobHandle): Promise<{ orders: number }> {
    const demo = createDemoClient(door, asker);
    const { timeZone } = shopSettings(asker.db);
    const { day: lastDay } = today(asker);
    const firstDay = addDays(lastDay, -Math.round(size.months * 30.4));
    const random = createSeededRandom(size.seed);
    demo.at(asker.now - daysBetween(firstDay, lastDay) * 86_400_000);
    const world: DemoWorld = await foundShop({
      kernel,
      demo,
      random,
      timeZone,
      today: lastDay,
      now: asker.now - 30_000,
      signal: handle.signal,
      left: new Map(),
      prepaid: new Map(Object.entries({ JKZX: yuan(0), XHKM: yuan(0), GDHK: yuan(0) })),
      serial: 0,
      orderCount: 0,
    });
    const total = daysBetween(firstDay, lastDay);
    for (let count = 0; count <= total; count += 1) {
      await tradeOneDay(world, addDays(firstDay, count), asker.now - 60_000);
      handle.progress(count, total + 1);
    }
    demo.at(world.now);
    await loadManyKeys(world, size.keys);
    await leaveStatementOpen(world);
    await leaveOffers(world);
    await leaveMoney(world);
    await leaveOrdersOpen(world);
    await leaveDossiers(world);
    await leavePapers(world);
    await leaveStandings(world);
    await leaveKeysReserved(world);
    await leaveGoodsShort(world);
    await nameCategories(world);
    handle.progress(total + 1, total + 1);
    return { orders: world.orderCount };
  }

  return {
    /** Starts filling the shop; refused with SHOP_NOT_EMPTY once anything was entered. */
    async load(context: Context, size: DemoSize): Promise<{ jobId: JobId }> {
      await kernel.queue.write((tx) => {
        if (!isShopEmpty(tx)) throw new Refusal('SHOP_NOT_EMPTY');
        writeSetting(tx, SHOP_SETTING, { ...shopSettings(tx), isDemo: true });
      });
      kernel.events.changed(['settings']);
      const job = kernel.jobs.start({
        kind: 'demo',
        startedBy: context.userId,
        subject: '',
        run: (handle) => fill(context, size, handle),
      });
      return { jobId: job.id };
    },
  };
}

export type DemoService = ReturnType<typeof createDemoService>;
