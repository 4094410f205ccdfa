import type { Readable, WriteTx } from '#core/db/connection.ts';
import { prepared, readStatement, writeStatement } from '#core/db/statement.ts';
import type { ExchangeRateId } from '#shared/domain/ids.ts';
import type { ExchangeRate } from '#shared/domain/purchasing/exchange-rate.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

export interface StoredRate {
  readonly id: ExchangeRateId;
  readonly currency: string;
  readonly rateOn: Day;
  readonly rate: number;
  readonly source: 'hand' | 'import';
  readonly note: string;
  readonly enteredAt: number;
  readonly enteredBy: string;
}

const selectOnDay = readStatement<{ currency: string; day: string }, ExchangeRate>(
  `SELECT currency, rate, rate_on AS rateOn FROM exchange_rates
   WHERE currency = @currency AND rate_on <= @day AND is_superseded = 0 ORDER BY rate_on DESC LIMIT 1`,
);
const selectExact = readStatement<{ currency: string; day: string }, { id: ExchangeRateId; rate: number }>(
  'SELECT id, rate FROM exchange_rates WHERE currency = @currency AND rate_on = @day AND is_superseded = 0',
);
const selectRate = readStatement<{ id: number }, StoredRate & { isSuperseded: number }>(
  `SELECT r.id, r.currency, r.rate_on AS rateOn, r.rate, r.source, r.note, r.entered_at AS enteredAt,
     COALESCE(u.name, '') AS enteredBy, r.is_superseded AS isSuperseded
   FROM exchange_rates r LEFT JOIN users u ON u.id = r.entered_by WHERE r.id = @id`,
);
const selectHistory = readStatement<{ currency: string; from: string }, { rateOn: Day; rate: number }>(
  `SELECT rate_on AS rateOn, rate FROM exchange_rates
   WHERE currency = @currency AND rate_on >= @from AND is_superseded = 0 ORDER BY rate_on`,
);
const selectCurrencies = readStatement<Record<string, never>, { currency: string; supplierCount: number }>(
  `SELECT currency, SUM(isSupplier) AS supplierCount FROM (
     SELECT currency, 1 AS isSupplier FROM suppliers WHERE is_archived = 0
     UNION ALL SELECT DISTINCT currency, 0 FROM exchange_rates WHERE is_superseded = 0
   ) GROUP BY currency ORDER BY currency`,
);
const supersede = writeStatement<{ id: number }>('UPDATE exchange_rates SET is_superseded = 1 WHERE id = @id');
const insertRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO exchange_rates (currency, rate_on, rate, source, note, entered_at, entered_by)
   VALUES (@currency, @rateOn, @rate, @source, @note, @now, @userId)`,
);

/** The latest rate on or before a day; null where none is known. */
export function findRateOn(db: Readable, currency: string, day: Day): ExchangeRate | null {
  return selectOnDay.get(db, { currency, day }) ?? null;
}

/** What was entered for this very day. */
export function findRateOfDay(db: Readable, currency: string, day: Day): { id: ExchangeRateId; rate: number } | null {
  return selectExact.get(db, { currency, day }) ?? null;
}

/** A rate that stands; null for one that was superseded. */
export function findRate(db: Readable, id: ExchangeRateId): StoredRate | null {
  const row = selectRate.get(db, { id });
  return row && row.isSuperseded === 0 ? row : null;
}

export function listRateHistory(db: Readable, currency: string, from: Day): { rateOn: Day; rate: number }[] {
  return selectHistory.all(db, { currency, from });
}

export function listCurrencies(db: Readable): { currency: string; supplierCount: number }[] {
  return selectCurrencies.all(db, {});
}

export interface RateListQuery {
  readonly currency?: string;
  readonly after: readonly [rateOn: string, id: number] | null;
  readonly limit: number;
}

export function rateListStatement({ currency, after }: Pick<RateListQuery, 'currency' | 'after'>): string {
  const conditions = ['r.is_superseded = 0'];
  if (after) conditions.push('(r.rate_on, r.id) < (@afterDay, CAST(@afterId AS INTEGER))');
  if (currency !== undefined) conditions.push('r.currency = @currency');
  return `SELECT r.id, r.currency, r.rate_on AS rateOn, r.rate, r.source, r.note, r.entered_at AS enteredAt,
      COALESCE(u.name, '') AS enteredBy
    FROM exchange_rates r INDEXED BY exchange_rates_list LEFT JOIN users u ON u.id = r.entered_by
    WHERE ${conditions.join(' AND ')} ORDER BY r.rate_on DESC, r.id DESC LIMIT CAST(@limit AS INTEGER)`;
}

export function listRates(db: Readable, query: RateListQuery): StoredRate[] {
  const [afterDay, afterId] = query.after ?? ['', 0];
  const parameters = { currency: query.currency ?? '', afterDay, afterId, limit: query.limit };
  return prepared(db, rateListStatement(query)).all(parameters) as StoredRate[];
}

export function supersedeRate(tx: WriteTx, id: ExchangeRateId): void {
  supersede.run(tx, { id });
}

export function insertRate(
  tx: WriteTx,
  rate: {
    currency: string;
    rateOn: Day;
    rate: number;
    source: 'hand' | 'import';
    note: string;
    now: number;
    userId: number;
  },
): ExchangeRateId {
  return insertRow.run(tx, rate).lastInsertRowid as ExchangeRateId;
}
