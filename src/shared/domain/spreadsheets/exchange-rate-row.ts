import { LARGEST_RATE, parseRate, ratePerUnit } from '../purchasing/exchange-rate.ts';
import type { Day } from '../time/business-time.ts';
import { type AmountStyle, withDecimalPoint } from './cell-amounts.ts';
import { readDay } from './cell-days.ts';
import { readQuantity } from './cell-rates.ts';
import { plainValueText } from './cell-text.ts';
import type { ExchangeRateRole } from './column-vocabulary.ts';
import { currencyOf } from './currency-names.ts';
import { EMPTY_CELL, type SheetCell, type SheetRow } from './sheet-row.ts';
import { firstFilledCell, isRuleLine } from './trailers.ts';

export type RateColumns = Readonly<Partial<Record<Exclude<ExchangeRateRole, 'ignore'>, number>>>;

export type RateRowVerdict =
  | {
      readonly verdict: 'accepted';
      readonly rowNumber: number;
      readonly currency: string;
      readonly rateOn: Day | null;
      readonly rate: number;
    }
  | { readonly verdict: 'skipped' }
  | {
      readonly verdict: 'refused';
      readonly rowNumber: number;
      readonly reason: string;
      readonly columnIndex: number | null;
    };

/** Reads one row of a table of rates. `units`: for how many units of the currency the table quotes where it does not say. */
export function readRateRow(
  row: SheetRow,
  columns: RateColumns,
  units: number,
  style: AmountStyle = {},
): RateRowVerdict {
  const first = firstFilledCell(row);
  if (!first || isRuleLine(first.text)) return { verdict: 'skipped' };
  const cellOf = (role: keyof RateColumns): SheetCell => {
    const index = columns[role];
    return index === undefined ? EMPTY_CELL : (row.cells[index] ?? EMPTY_CELL);
  };
  const refuse = (reason: string, role: keyof RateColumns): RateRowVerdict => ({
    verdict: 'refused',
    rowNumber: row.rowNumber,
    reason,
    columnIndex: columns[role] ?? null,
  });
  const currency = currencyOf(plainValueText(cellOf('currency').text));
  if (!currency) return refuse('CURRENCY_UNKNOWN', 'currency');
  const day = readDay(cellOf('occurredOn'));
  if (day.outcome === 'problem') return refuse(day.problem, 'occurredOn');
  const quoted = rateOf(cellOf('rate'), style);
  if (quoted === null) return refuse('NOT_A_RATE', 'rate');
  const perUnits = readQuantity(cellOf('units'), style);
  if (perUnits.outcome === 'problem') return refuse(perUnits.problem, 'units');
  const rate = ratePerUnit(quoted, perUnits.outcome === 'value' ? Math.max(perUnits.value, 1) : units);
  if (rate === null) return refuse('NOT_A_RATE', 'rate');
  return {
    verdict: 'accepted',
    rowNumber: row.rowNumber,
    currency,
    rateOn: day.outcome === 'value' ? day.value.day : null,
    rate,
  };
}

/** `汇率(100外币)`, `每100单位`, `rate per 100`: for how many units a column of this name quotes; null where it does not say. */
export function unitsOfColumnName(name: string): number | null {
  const plain = plainValueText(name).replaceAll(/[\s,]/g, '');
  return Number(/(?<![\d.])(10{2,4})(?![\d.])/.exec(plain)?.[1] ?? 0) || null;
}

/** Text to eight decimals; a workbook's double is brought back to the digits it stands for. */
function rateOf(cell: SheetCell, style: AmountStyle): number | null {
  const plain = withoutCommas(plainValueText(cell.text), style);
  const direct = parseRate(plain);
  if (direct !== null || cell.kind !== 'number') return direct;
  const rate = Math.round(Number(Number(plain).toPrecision(15)) * 100_000_000);
  return Number.isSafeInteger(rate) && rate > 0 && rate <= LARGEST_RATE ? rate : null;
}

/** Thousands in threes are taken together; any other comma is the decimal mark where the file has such, and no rate elsewhere. */
function withoutCommas(plain: string, { hasDecimalCommas = false }: AmountStyle): string {
  const text = hasDecimalCommas ? withDecimalPoint(plain) : plain;
  return /^\d{1,3}(?:,\d{3})+(?:\.\d*)?$/.test(text) ? text.replaceAll(',', '') : text;
}
