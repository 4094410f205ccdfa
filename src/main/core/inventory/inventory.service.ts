import type { Kernel } from '#core/kernel.ts';
import { createDeliveredList } from './delivered-list.ts';
import { createReclassifyService } from './reclassify.service.ts';
import { createReservationsService } from './reservations.service.ts';
import { createStockActs } from './stock-acts.service.ts';
import { createStockLists } from './stock-lists.service.ts';
import { createStockTakesService } from './stock-takes.service.ts';

/** Stock: what there is, what moves it by hand, and what time does to it. */
export function createInventoryService(kernel: Kernel) {
  const acts = createStockActs(kernel);
  const reservations = createReservationsService(kernel);
  const stockTakes = createStockTakesService(kernel);
  let isChecking = false;

  /** Ends reservations and takes expired keys out; cheap where there is nothing to do. */
  async function followTime(): Promise<void> {
    if (isChecking) return;
    isChecking = true;
    try {
      await reservations.endReservations();
      await acts.noteEndedSale();
      await acts.expireKeys();
    } catch (error) {
      kernel.logger.error('stock could not follow the time', { name: error instanceof Error ? error.name : 'unknown' });
    } finally {
      isChecking = false;
    }
  }

  return {
    acts,
    delivered: createDeliveredList(kernel),
    lists: createStockLists(),
    reclassification: createReclassifyService(kernel),
    reservations,
    stockTakes,
    followTime,
    async start(): Promise<void> {
      await stockTakes.start();
      acts.resume();
    },
    stop(): void {
      stockTakes.stop();
    },
  };
}

export type InventoryService = ReturnType<typeof createInventoryService>;
