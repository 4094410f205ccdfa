import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { ImportId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import type { ExchangeRate } from '#shared/domain/purchasing/exchange-rate.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

/** At which rate an import valued its keys, and what they came to in both currencies. */
export interface ImportExchange extends ExchangeRate {
  readonly supplierCost: Money;
  readonly stockCost: Money;
}

type Row = Omit<ImportExchange, 'rateOn'> & { readonly rateOn: Day };

const selectExchange = readStatement<{ importId: number }, Row>(
  `SELECT currency, rate, rate_on AS rateOn, supplier_cost AS supplierCost, stock_cost AS stockCost
   FROM import_exchanges WHERE import_id = @importId`,
);
const selectOrigin = readStatement<{ batchId: number }, { importId: ImportId | null; parentId: number | null }>(
  'SELECT import_id AS importId, parent_batch_id AS parentId FROM batches WHERE id = @batchId',
);
const insertRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO import_exchanges (import_id, currency, rate, rate_on, supplier_cost, stock_cost)
   VALUES (@importId, @currency, @rate, @rateOn, @supplierCost, @stockCost)`,
);

/** Null where the import was in the shop's own currency. */
export function findImportExchange(db: Readable, importId: ImportId): ImportExchange | null {
  return selectExchange.get(db, { importId }) ?? null;
}

/** Of the import that a batch, or the batch it was split from, came with. */
export function findBatchExchange(db: Readable, batchId: number): ImportExchange | null {
  let at: number | null = batchId;
  while (at !== null) {
    const origin = selectOrigin.get(db, { batchId: at });
    if (!origin) return null;
    if (origin.importId !== null) return findImportExchange(db, origin.importId);
    at = origin.parentId;
  }
  return null;
}

export function insertImportExchange(tx: WriteTx, importId: ImportId, exchange: ImportExchange): void {
  const { currency, rate, rateOn, supplierCost, stockCost } = exchange;
  insertRow.run(tx, { importId, currency, rate, rateOn, supplierCost, stockCost });
}
