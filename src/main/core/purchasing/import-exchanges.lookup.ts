import type { Readable } from '#core/db/connection.ts';
import type { ImportId } from '#shared/domain/ids.ts';
import { type Money, scaleMoney } from '#shared/domain/money/money.ts';
import { RATE_SCALE } from '#shared/domain/spreadsheets/cell-rates.ts';
import { findBatchExchange, findImportExchange, type ImportExchange } from './import-exchanges.repo.ts';

/*
 * Stock is valued in the shop's currency and accounts are kept in the supplier's. What leaves stock for an account goes
 * back at the rate at which it came in, so that the account neither gains nor loses by it.
 */

/** What stock of an import was in the supplier's currency; exact where it is all of the import. */
export function supplierAmountOfImport(db: Readable, importId: ImportId, stockAmount: Money): Money {
  return backAtItsRate(findImportExchange(db, importId), stockAmount);
}

/** Like {@link supplierAmountOfImport}, of keys that are known by their batch. */
export function supplierAmountOfBatch(db: Readable, batchId: number, stockAmount: Money): Money {
  return backAtItsRate(findBatchExchange(db, batchId), stockAmount);
}

/** {@link supplierAmountOfBatch} for many keys of few batches: the exchange of each batch is asked for once. */
export function supplierAmountsOfBatches(db: Readable): (batchId: number, stockAmount: Money) => Money {
  const exchanges = new Map<number, ImportExchange | null>();
  return (batchId, stockAmount) => {
    let exchange = exchanges.get(batchId);
    if (exchange === undefined) {
      exchange = findBatchExchange(db, batchId);
      exchanges.set(batchId, exchange);
    }
    return backAtItsRate(exchange, stockAmount);
  };
}

function backAtItsRate(exchange: ImportExchange | null, amount: Money): Money {
  if (!exchange) return amount;
  if (amount === exchange.stockCost) return exchange.supplierCost;
  return scaleMoney(amount, RATE_SCALE, exchange.rate);
}
