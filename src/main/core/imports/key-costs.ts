import { type Money, scaleMoney } from '#shared/domain/money/money.ts';
import { readAmount, readFaceValue } from '#shared/domain/spreadsheets/cell-amounts.ts';
import { RATE_SCALE, readDiscount } from '#shared/domain/spreadsheets/cell-rates.ts';
import type { AcceptedKeyRow } from '#shared/domain/spreadsheets/key-row-verdict.ts';
import { createMergedTest } from '#shared/domain/spreadsheets/merged-cells.ts';
import { isMergedUnitCost } from '#shared/domain/spreadsheets/merged-costs.ts';
import { EMPTY_CELL, type SheetRow } from '#shared/domain/spreadsheets/sheet-row.ts';
import { discountOfAmount, looksLikeDiscount, remindsOfDiscount } from '#shared/domain/spreadsheets/small-amounts.ts';
import { type AmountSums, amountIn } from '#shared/domain/spreadsheets/stated-amounts.ts';
import {
  cellNamesOtherCurrency,
  headerNamesOtherCurrency,
  namesOtherCurrency,
} from '#shared/domain/spreadsheets/stated-currency.ts';
import type { ImportPlan, PlannedSku } from './import-plan.ts';

/** What one row's key costs in the supplier's currency, why that is not known, or null where a lot's total is spread. */
export type KeyCost = Money | null | CostRefusal;

type CostRefusal =
  | 'COST_MISSING'
  | 'COST_MERGED'
  | 'COST_LIKE_DISCOUNT'
  | 'CURRENCY_DIFFERS'
  | 'CURRENCY_COLUMN_DIFFERS'
  | 'FACE_VALUE_MISSING'
  | 'FACE_CURRENCY_DIFFERS';

type StatedCost = Pick<AcceptedKeyRow, 'cost' | 'costCurrency' | 'discount' | 'faceValue' | 'faceValueUnit'>;

const CURRENCY_CODE = /^[A-Z]{3}$/;

/** Costs the rows of one sheet, each once and in order, as its merged cells make them. */
export function createKeyCosts(plan: ImportPlan) {
  const {
    unitCost: costColumn,
    discount: discountColumn,
    faceValue: faceColumn,
    currency: currencyColumn,
  } = plan.valueColumns;
  const { amountStyle, accountCurrency } = plan;
  const isMerged = createMergedTest(plan.mergedRanges, costColumn);
  const columnName = costColumn === undefined ? '' : (plan.header[costColumn] ?? '');
  const isColumnForeign = headerNamesOtherCurrency(columnName, accountCurrency);
  const isForeignAmount = rememberAnswer((text) => namesOtherCurrency(text, accountCurrency));
  const isForeignWord = rememberAnswer((text) => cellNamesOtherCurrency(text, accountCurrency));
  const isForeign = (row: SheetRow, column: number | undefined): boolean =>
    column !== undefined && isForeignAmount(row.cells[column]?.text ?? '');

  /** Whether the row names another currency in a cell of its own. */
  const namesForeign = (row: SheetRow): boolean =>
    currencyColumn !== undefined && isForeignWord(row.cells[currencyColumn]?.text ?? '');

  /** A part of the face value is an amount of the account only where that is in its currency; units such as 点 are taken for it. */
  function discounted(row: SheetRow, stated: StatedCost, sku: PlannedSku | undefined, rate: number): KeyCost {
    const face = stated.faceValue ?? sku?.faceValue ?? null;
    if (face === null) return 'FACE_VALUE_MISSING';
    const isOther = sku !== undefined && !sku.isFaceInCostCurrency && CURRENCY_CODE.test(sku.faceCurrency);
    if (isOther || (stated.faceValueUnit !== undefined && isForeign(row, faceColumn))) return 'FACE_CURRENCY_DIFFERS';
    return scaleMoney(face, rate, RATE_SCALE);
  }

  function inColumn(row: SheetRow, stated: StatedCost, sku: PlannedSku | undefined): KeyCost {
    const { cost, costCurrency, discount } = stated;
    const face = stated.faceValue ?? sku?.faceValue ?? null;
    if ((cost !== undefined || discount !== undefined) && namesForeign(row)) return 'CURRENCY_COLUMN_DIFFERS';
    if (cost === undefined) return discount === undefined ? 'COST_MISSING' : discounted(row, stated, sku, discount);
    if (isColumnForeign || (costCurrency !== undefined && isForeign(row, costColumn))) return 'CURRENCY_DIFFERS';
    const isComparable = sku?.isFaceInCostCurrency === true && stated.faceValueUnit === undefined;
    // Who says that the sheet means discounts says it of all costs that may be some.
    const isMeant = plan.smallCosts === 'discount' && isComparable && remindsOfDiscount(cost, face);
    if (costCurrency === undefined && (isMeant || looksLikeDiscount(cost, face, isComparable))) {
      if (plan.smallCosts === 'refuse') return 'COST_LIKE_DISCOUNT';
      if (plan.smallCosts === 'discount') return discounted(row, stated, sku, discountOfAmount(cost));
    }
    const comparable = sku?.isFaceInCostCurrency ? face : null;
    return isMerged(row.rowNumber) && !isMergedUnitCost(columnName, cost, comparable) ? 'COST_MERGED' : cost;
  }

  function costOf(row: SheetRow, stated: StatedCost, sku: PlannedSku): KeyCost {
    switch (plan.cost.by) {
      case 'total':
        return null;
      case 'unit':
        return sku.unitCost ?? 'COST_MISSING';
      case 'discount':
        return namesForeign(row) ? 'CURRENCY_COLUMN_DIFFERS' : discounted(row, stated, sku, plan.cost.rate);
      case 'column':
        return inColumn(row, stated, sku);
    }
  }

  return {
    costOf,
    /** What a refused row adds: what it would have cost, as far as its cells and a cost said for all tell it. */
    amountsOfRefused(row: SheetRow, sku: PlannedSku | undefined): AmountSums {
      const faceValue = amountIn(row, faceColumn, amountStyle);
      const only = plan.skus.length === 1 ? plan.skus[0] : undefined;
      if (plan.cost.by !== 'column') {
        const cost = plan.cost.by === 'unit' && only ? only.unitCost : null;
        return amountsOf(plan, cost, faceValue);
      }
      const price = costColumn === undefined ? null : readAmount(row.cells[costColumn] ?? EMPTY_CELL, amountStyle);
      const rate =
        discountColumn === undefined ? null : readDiscount(row.cells[discountColumn] ?? EMPTY_CELL, amountStyle);
      const { amount, currency } = price?.outcome === 'value' ? price.value : {};
      const discount = rate?.outcome === 'value' ? rate.value : undefined;
      const face = faceColumn === undefined ? null : readFaceValue(row.cells[faceColumn] ?? EMPTY_CELL, amountStyle);
      const faceValueUnit = face?.outcome === 'value' ? face.value.unit : undefined;
      const stated = {
        cost: amount,
        costCurrency: currency,
        discount,
        faceValue: faceValue ?? undefined,
        faceValueUnit,
      };
      const cost = inColumn(row, stated, sku ?? only);
      return amountsOf(plan, typeof cost === 'string' ? null : cost, faceValue);
    },
    amountsOfKey: (cost: Money | null, stated: StatedCost, sku: PlannedSku): AmountSums =>
      amountsOf(plan, cost, stated.faceValue ?? sku.faceValue),
  };
}

/** Costs and currencies of a sheet are the same for many rows. */
function rememberAnswer(ask: (text: string) => boolean): (text: string) => boolean {
  let told = { text: '', answer: false };
  return (text) => {
    if (text !== told.text) told = { text, answer: ask(text) };
    return told.answer;
  };
}

/** What is given for nothing and history say nothing of the amounts that the supplier adds up. */
function amountsOf({ isHistory }: ImportPlan, cost: Money | null, faceValue: Money | null): AmountSums {
  return { cost: isHistory || cost === 0 ? null : cost, faceValue };
}
