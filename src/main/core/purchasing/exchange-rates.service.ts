import { audit, type Context, signedInUser, today, write } from '#core/context.ts';
import type { WriteTx } from '#core/db/connection.ts';
import { decodeCursor, type Page, pageOfRows } from '#core/db/keyset.ts';
import type { Kernel } from '#core/kernel.ts';
import { invalidValue, notFound, Refusal } from '#core/refusal.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import type { SheetReadOptions } from '#core/spreadsheets/sheet-source.ts';
import { createStagedSheets } from '#core/spreadsheets/staged-sheets.ts';
import type {
  CurrencyState,
  ExchangeRateRow,
  RateVerdict,
  UsedRate,
} from '#shared/contract/exchange-rates.contract.ts';
import type { ExchangeRateId, FileId } from '#shared/domain/ids.ts';
import { proposeMapping } from '#shared/domain/spreadsheets/column-mapping.ts';
import type { ExchangeRateRole } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import { type RateColumns, readRateRow, unitsOfColumnName } from '#shared/domain/spreadsheets/exchange-rate-row.ts';
import { addDays, type Day } from '#shared/domain/time/business-time.ts';
import {
  findRate,
  findRateOfDay,
  findRateOn,
  insertRate,
  listCurrencies,
  listRateHistory,
  listRates,
  supersedeRate,
} from './exchange-rates.repo.ts';
import { readTable } from './sheet-table.ts';

const AREAS = ['purchasing'];
const HISTORY_DAYS = 730;
const MOST_ROWS = 5_000;
const SHOWN_ROWS = 1_000;

interface EnteredRate {
  readonly currency: string;
  readonly rateOn: Day;
  readonly rate: number;
}

interface SheetInput {
  readonly fileId: FileId;
  readonly read: SheetReadOptions;
  readonly rateOn: Day;
  readonly units: number;
}

/** Exchange rates by day: entered by hand or imported, corrected by entering them again, never guessed. */
export function createExchangeRatesService(kernel: Kernel) {
  const sheets = createStagedSheets(kernel);

  function list({ db }: Context, input: { cursor?: string; limit: number; currency?: string }): Page<ExchangeRateRow> {
    const after = input.cursor === undefined ? null : decodeCursor(input.cursor, ['string', 'number'] as const);
    const rows = listRates(db, { currency: input.currency, after, limit: input.limit + 1 });
    return pageOfRows(rows, input.limit, (row) => [row.rateOn, row.id]);
  }

  function currencies(context: Context): { currency: string; currencies: CurrencyState[] } {
    const { db } = context;
    const own = shopSettings(db).currency;
    const { day } = today(context);
    const states = listCurrencies(db)
      .filter(({ currency }) => currency !== own)
      .map(({ currency, supplierCount }): CurrencyState => {
        const held = findRateOn(db, currency, day);
        const previous = held ? findRateOn(db, currency, addDays(held.rateOn, -1)) : null;
        return {
          currency,
          supplierCount,
          rate: held?.rate ?? null,
          rateOn: held?.rateOn ?? null,
          previousRate: previous?.rate ?? null,
        };
      });
    return { currency: own, currencies: states };
  }

  function enter(context: Context, input: { rates: readonly EnteredRate[]; note: string }) {
    return write(context, AREAS, (tx) => {
      for (const rate of input.rates) requireUsable(context, rate);
      const entered = input.rates.filter((rate) => put(tx, context, rate, 'hand', input.note)).length;
      return { entered };
    });
  }

  function withdraw(context: Context, { id }: { id: ExchangeRateId }): Promise<{ id: ExchangeRateId }> {
    return write(context, AREAS, (tx) => {
      const rate = findRate(tx, id);
      if (!rate) throw notFound('exchangeRate', id);
      supersedeRate(tx, id);
      const { currency, rateOn } = rate;
      const details = { currency, rateOn, rate: rate.rate };
      audit(tx, context, { action: 'exchangeRates.withdraw', subjectKind: 'exchange-rate', subjectId: id, details });
      return { id };
    });
  }

  async function readSheet(context: Context, input: SheetInput) {
    const table = await readTable(context, sheets, input, 'exchange-rates', MOST_ROWS);
    const { header } = table;
    const roles = proposeMapping({ kind: 'exchange-rates', header, sampleRows: table.rows.slice(0, 100) }).map(
      ({ role }) => role,
    );
    const placed = header.rowNumber === null ? placeByOrder(table.width) : placeColumns(roles);
    if (placed.currency === undefined || placed.rate === undefined) {
      throw new Refusal('NO_RATE_COLUMNS', { sheet: table.sheet });
    }
    const columns = header.names.map((name, index) => ({ name, role: roleAt(placed, index) }));
    return { table, placed, columns };
  }

  async function judge(context: Context, input: SheetInput) {
    const { table, placed, columns } = await readSheet(context, input);
    const units = unitsOfColumnName(table.header.names[placed.rate ?? -1] ?? '') ?? input.units;
    const rows: RateVerdict[] = [];
    const seen = new Map<string, RateVerdict>();
    for (const row of table.rows) {
      const verdict = judgeRow(
        context,
        readRateRow(row, placed, units, table.amountStyle),
        input.rateOn,
        table.header.names,
      );
      if (!verdict) continue;
      const key = `${verdict.currency} ${verdict.rateOn}`;
      const earlier = verdict.verdict === 'refused' ? undefined : seen.get(key);
      if (earlier && earlier.rate !== verdict.rate) rows.push({ ...verdict, verdict: 'refused', reason: 'RATE_TWICE' });
      else if (!earlier) {
        if (verdict.verdict !== 'refused') seen.set(key, verdict);
        rows.push(verdict);
      }
    }
    return { sheet: table.sheet, columns, rows, counts: countRates(rows) };
  }

  async function importSheet(context: Context, input: SheetInput) {
    const { rows } = await judge(context, input);
    return write(context, AREAS, (tx) => {
      const counts = { new: 0, changed: 0, same: 0, refused: 0 };
      for (const row of rows) {
        if (row.verdict === 'refused' || row.rate === null || row.rateOn === null) counts.refused += 1;
        else {
          const hadOne = findRateOfDay(tx, row.currency, row.rateOn) !== null;
          const isPut = put(tx, context, { ...row, rate: row.rate, rateOn: row.rateOn }, 'import', '');
          counts[isPut ? (hadOne ? 'changed' : 'new') : 'same'] += 1;
        }
      }
      return counts;
    });
  }

  return {
    list,
    currencies,
    onDay: ({ db }: Context, { currency, day }: { currency: string; day: Day }): UsedRate | null =>
      currency === shopSettings(db).currency ? null : findRateOn(db, currency, day),
    history: (context: Context, { currency }: { currency: string }) =>
      listRateHistory(context.db, currency, addDays(today(context).day, -HISTORY_DAYS)),
    enter,
    withdraw,
    async stageText(context: Context, { name, text }: { name: string; text: string }): Promise<{ fileId: FileId }> {
      if (!text.isWellFormed()) throw invalidValue('text', 'WELL_FORMED');
      const staged = await kernel.spool.stageText(context.userId, name, text);
      return { fileId: staged.id as FileId };
    },
    async previewSheet(context: Context, input: SheetInput) {
      const judged = await judge(context, input);
      return { ...judged, rows: judged.rows.slice(0, SHOWN_ROWS) };
    },
    importSheet,
    stop: () => sheets.stop(),
  };
}

export type ExchangeRatesService = ReturnType<typeof createExchangeRatesService>;

/** Refuses a rate of the shop's own currency, or for a day that has not come. */
function requireUsable(context: Context, { currency, rateOn }: Pick<EnteredRate, 'currency' | 'rateOn'>): void {
  if (currency === shopSettings(context.db).currency) throw invalidValue('currency', 'OWN_CURRENCY', currency);
  if (rateOn > today(context).day) throw invalidValue('rateOn', 'NOT_IN_FUTURE', rateOn);
}

/** Puts a rate in place of the one of the same day; false where that one says the same. */
function put(
  tx: WriteTx,
  context: Context,
  { currency, rateOn, rate }: EnteredRate,
  source: 'hand' | 'import',
  note: string,
): boolean {
  const earlier = findRateOfDay(tx, currency, rateOn);
  if (earlier?.rate === rate) return false;
  if (earlier) supersedeRate(tx, earlier.id);
  const userId = signedInUser(context);
  const id = insertRate(tx, { currency, rateOn, rate, source, note, now: context.now, userId });
  const details = { currency, rateOn, rate, before: earlier?.rate ?? null, source };
  audit(tx, context, { action: 'exchangeRates.enter', subjectKind: 'exchange-rate', subjectId: id, details });
  return true;
}

function judgeRow(
  context: Context,
  row: ReturnType<typeof readRateRow>,
  defaultDay: Day,
  header: readonly string[],
): RateVerdict | null {
  if (row.verdict === 'skipped') return null;
  const blank = {
    rowNumber: row.rowNumber,
    currency: '',
    rateOn: null,
    rate: null,
    before: null,
    known: null,
    column: '',
  };
  if (row.verdict === 'refused') {
    const column = row.columnIndex === null ? '' : (header[row.columnIndex] ?? '');
    return { ...blank, verdict: 'refused', reason: row.reason, column };
  }
  const rateOn = row.rateOn ?? defaultDay;
  const judged = { ...blank, currency: row.currency, rateOn, rate: row.rate };
  try {
    requireUsable(context, judged);
  } catch (error) {
    const reason = error instanceof Refusal ? String(error.data?.rule) : 'NOT_A_RATE';
    return { ...judged, verdict: 'refused', reason };
  }
  const before = findRateOfDay(context.db, row.currency, rateOn)?.rate ?? null;
  const verdict = before === null ? 'new' : before === row.rate ? 'same' : 'changed';
  const held = findRateOn(context.db, row.currency, rateOn);
  const known = held && { rate: held.rate, rateOn: held.rateOn };
  return { ...judged, verdict, before, known, reason: null };
}

function countRates(rows: readonly RateVerdict[]) {
  const counts = { new: 0, changed: 0, same: 0, refused: 0 };
  for (const { verdict } of rows) counts[verdict] += 1;
  return counts;
}

function placeColumns(roles: readonly ExchangeRateRole[]): RateColumns {
  const placed: { -readonly [Role in keyof RateColumns]: number } = {};
  for (const [index, role] of roles.entries()) if (role !== 'ignore') placed[role] ??= index;
  return placed;
}

/** Pasted lines without a header: `USD 2026-11-20 7.1234`, or `USD 7.1234` for one day. */
function placeByOrder(width: number): RateColumns {
  return width === 2 ? { currency: 0, rate: 1 } : { currency: 0, occurredOn: 1, rate: 2 };
}

function roleAt(placed: RateColumns, index: number): ExchangeRateRole {
  const found = Object.entries(placed).find(([, at]) => at === index);
  return (found?.[0] ?? 'ignore') as ExchangeRateRole;
}
