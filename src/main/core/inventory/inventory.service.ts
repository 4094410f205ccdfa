import type { Kernel } from '#core/kernel.ts';
import { createReclassifyService } from './reclassify.service.ts';
import { createReservationsService } from './reservations.service.ts';
import { createStockActs } from './stock-acts.service.ts';
import { createStockLists } from './stock-lists.service.ts';
import { createStockTakesService } from './stock-takes.service.ts';

const CHECK_EVERY_MILLISECONDS = 60_000;

/** Stock: what there is, what moves it by hand, and what time does to it. */
export function createInventoryService(kernel: Kernel) {
  const acts = createStockActs(kernel);
  const reservations = createReservationsService(kernel);
  const stockTakes = createStockTakesService(kernel);
  let timer: NodeJS.Timeout | null = null;
  let isChecking = false;

  /** Ends reservations and takes expired keys out; cheap where there is nothing to do. */
  async function followTime(): Promise<void> {
    if (isChecking) return;
    isChecking = true;
    try {
      await reservations.endReservations();
      await acts.expireKeys();
    } catch (error) {
      kernel.logger.error('stock could not follow the time', { name: error instanceof Error ? error.name : 'unknown' });
    } finally {
      isChecking = false;
    }
  }

  return {
    acts,
    lists: createStockLists(),
    reclassification: createReclassifyService(),
    reservations,
    stockTakes,
    followTime,
    async start(): Promise<void> {
      acts.resume();
      await followTime();
      timer = setInterval(() => void followTime(), CHECK_EVERY_MILLISECONDS);
      timer.unref();
    },
    stop(): void {
      if (timer) clearInterval(timer);
      timer = null;
      stockTakes.stop();
    },
  };
}

export type InventoryService = ReturnType<typeof createInventoryService>;
