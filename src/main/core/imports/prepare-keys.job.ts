import { fingerprintsOf, sealKey } from '#core/card-keys/key-sealing.ts';
import type { ThreadContext } from '#core/jobs/thread-context.ts';
import { unpackRows } from '#core/spreadsheets/row-batch.ts';
import { identityFields } from '#shared/domain/card-keys/fingerprint.ts';
import { numberTail } from '#shared/domain/card-keys/number-tail.ts';
import { readDay } from '#shared/domain/spreadsheets/cell-days.ts';
import { rememberReadings } from '#shared/domain/spreadsheets/cell-text.ts';
import { roleOfColumnName } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import { columnsBeside } from '#shared/domain/spreadsheets/key-columns.ts';
import { createRoundedWatch } from '#shared/domain/spreadsheets/rounded-columns.ts';
import { joinCells } from '#shared/domain/spreadsheets/row-line.ts';
import type { SheetCell, SheetRow } from '#shared/domain/spreadsheets/sheet-row.ts';
import { remindsOfDiscount } from '#shared/domain/spreadsheets/small-amounts.ts';
import {
  addAmounts,
  NO_AMOUNTS,
  readStatedAmounts,
  type StatedAmount,
} from '#shared/domain/spreadsheets/stated-amounts.ts';
import type { StatedCount } from '#shared/domain/spreadsheets/stated-counts.ts';
import { cellNamesOtherCurrency } from '#shared/domain/spreadsheets/stated-currency.ts';
import { type StatusMeaning, statusOfWord } from '#shared/domain/spreadsheets/status-words.ts';
import type { ImportPlan } from './import-plan.ts';
import { sealRow } from './import-sealing.ts';
import { createRowJudge, type JudgedKey, statedCounts } from './prepare-keys.ts';
import { type PreparedKey, type PreparedKeys, type PreparedRefusal, packPreparedKeys } from './prepared-keys.ts';

const GONE: ReadonlySet<StatusMeaning> = new Set(['used', 'sold', 'void']);

/**
 * The middle station of an import: rows come in from the isolate, judged, costed, fingerprinted and sealed keys go out.
 * Here is the crypto, which is most of an import's work, so that it runs beside the parsing and the writing.
 */
export async function run(plan: ImportPlan, thread: ThreadContext): Promise<null> {
  const keys = thread.keys();
  const sealsRows = !plan.isDryRun || plan.keepsRefused;
  const rounded = new Set(plan.roundedColumns);
  const watch = createRoundedWatch(plan.watchedColumns, rounded, plan.expectedRows);
  const judge = createRowJudge(plan, rounded);
  const identities = plan.skus.map(({ keyFields }) => identityFields(keyFields));
  const beside = [...new Set(plan.skus.flatMap(({ columns }) => columnsBeside(plan.header, columns.fields)))];
  const isFilled = (row: SheetRow) => (index: number) => (row.cells[index]?.text ?? '').trim() !== '';
  const leavesKeyOut = (row: SheetRow): boolean => beside.some(isFilled(row));
  const homeless = plan.skus.map(({ columns }) => plan.keyColumns.filter((index) => !columns.fields.includes(index)));
  const leavesFieldOut = (row: SheetRow, skuIndex: number): boolean => homeless[skuIndex]?.some(isFilled(row)) ?? false;
  const saysItIsGone = createGoneTest(plan);
  const leavesCurrencyOut = createCurrencyTest(plan);
  const leavesDayOut = createDayTest(plan);
  let nextKeyId = plan.firstKeyId;
  let keyRowCount = 0;
  let amounts = NO_AMOUNTS;

  function prepareKey(rowNumber: number, judged: JudgedKey): PreparedKey {
    const { row, skuIndex, sku, batchLabel, cost, expiresOn } = judged;
    const identity = identities[skuIndex] ?? identityFields(sku.keyFields);
    const { pairMac, numberMac, secretMac, looseMac } = fingerprintsOf(keys, identity, row.fields);
    const number = identity.isNumberShown ? (row.fields[identity.number ?? 0] ?? '') : '';
    const keyId = nextKeyId;
    nextKeyId += 1;
    // The numbers beyond are another import's.
    if (!plan.isDryRun && keyId >= plan.firstKeyId + plan.expectedRows) throw new Error('More rows than were counted.');
    return {
      rowNumber,
      keyId,
      skuIndex,
      batchLabel,
      cost,
      expiresOn,
      numberTail: numberTail(number),
      fingerprints: { pair: pairMac, number: numberMac, secret: secretMac, loose: looseMac },
      sealed: sealsRows ? sealKey(keys, keyId, { fields: row.fields, rawLine: row.rawLine }) : null,
    };
  }

  function prepareRows(rows: readonly SheetRow[]): PreparedKeys {
    const prepared: PreparedKey[] = [];
    const refused: PreparedRefusal[] = [];
    const skipped: Record<string, number> = {};
    const warnings: Record<string, number> = {};
    const unknownSkuTexts: Record<string, number> = {};
    const stated: StatedCount[] = [];
    const statedAmounts: StatedAmount[] = [];
    const noteStatedCounts = (row: SheetRow) => {
      for (const count of statedCounts(row)) {
        stated.push({ ...count, rowNumber: row.rowNumber, keysBefore: keyRowCount });
      }
    };
    let rowCount = 0;
    for (const row of rows) {
      if (plan.headerRowNumber !== null && row.rowNumber <= plan.headerRowNumber) {
        if (row.rowNumber < plan.headerRowNumber) noteStatedCounts(row);
        continue;
      }
      rowCount += 1;
      const judged = judge(row);
      if (judged.outcome === 'key') {
        keyRowCount += 1;
        amounts = addAmounts(amounts, judged.amounts);
        prepared.push(prepareKey(row.rowNumber, judged.key));
        if (saysItIsGone(row)) warnings.STATUS_LEFT_OUT = (warnings.STATUS_LEFT_OUT ?? 0) + 1;
        if (leavesFieldOut(row, judged.key.skuIndex)) warnings.FIELD_LEFT_OUT = (warnings.FIELD_LEFT_OUT ?? 0) + 1;
        if (leavesDayOut(row)) warnings.DAY_LEFT_OUT = (warnings.DAY_LEFT_OUT ?? 0) + 1;
        if (costsLikeDiscount(plan, judged.key)) warnings.COST_LOW = (warnings.COST_LOW ?? 0) + 1;
        if (leavesCurrencyOut(row)) warnings.CURRENCY_LEFT_OUT = (warnings.CURRENCY_LEFT_OUT ?? 0) + 1;
        if (leavesKeyOut(row)) warnings.KEY_BESIDE_LEFT_OUT = (warnings.KEY_BESIDE_LEFT_OUT ?? 0) + 1;
        for (const warning of judged.key.row.warnings) warnings[warning] = (warnings[warning] ?? 0) + 1;
      } else if (judged.outcome === 'refused') {
        keyRowCount += 1;
        amounts = addAmounts(amounts, judged.amounts);
        const { unknownSkuText } = judged;
        if (unknownSkuText) unknownSkuTexts[unknownSkuText] = (unknownSkuTexts[unknownSkuText] ?? 0) + 1;
        const line = joinCells(row, plan.rawLineSeparator);
        const sealedRow = sealsRows ? sealRow(keys, plan, row.rowNumber, line) : null;
        refused.push({ ...judged.refusal, sealedRow });
      } else {
        skipped[judged.reason] = (skipped[judged.reason] ?? 0) + 1;
        noteStatedCounts(row);
        for (const amount of readStatedAmounts(row, plan.valueColumns, plan.amountStyle)) {
          statedAmounts.push({ ...amount, rowNumber: row.rowNumber, before: amounts });
        }
      }
    }
    const lastRowNumber = rows.at(-1)?.rowNumber ?? 0;
    const counted = { rowCount, lastRowNumber, refused, skipped, warnings, unknownSkuTexts };
    return { ...counted, keys: prepared, stated, statedAmounts, amountsSoFar: amounts };
  }

  for await (const bytes of thread.chunks()) {
    const ready = watch.pass(unpackRows(bytes));
    if (ready.length > 0) await thread.emit(packPreparedKeys(prepareRows(ready)));
    // Here and not where keys are written, which takes longer: so both cores are used.
    if (!plan.isDryRun) thread.copyLog();
  }
  const rest = watch.rest();
  if (rest.length > 0) await thread.emit(packPreparedKeys(prepareRows(rest)));
  return null;
}

/**
 * Whether a remark, or a cell that serves nothing, says that the key was used, sold or made void: a note in the margin, a second
 * status.
 */
function createGoneTest(plan: ImportPlan): (row: SheetRow) => boolean {
  if (plan.isHistory) return () => false;
  const { fields: _fields, remark: _remark, ...values } = plan.valueColumns;
  const placed = plan.skus.flatMap(({ columns }) => columns.fields);
  const serving = new Set([...placed, ...Object.values(values), ...plan.skuTextColumns]);
  return (row) =>
    row.cells.some(({ text }, index) => text !== '' && !serving.has(index) && GONE.has(statusOfWord(text)));
}

/** Whether a day stands in a column that serves nothing and has no name that we know: it may be the last day of the key. */
function createDayTest({ expiry, header, valueColumns, skus, ...plan }: ImportPlan): (row: SheetRow) => boolean {
  if (expiry.by === 'day' || valueColumns.expiresOn !== undefined) return () => false;
  const { fields: _fields, ...values } = valueColumns;
  const placed = skus.flatMap(({ columns }) => columns.fields);
  const serving = new Set([...placed, ...Object.values(values), ...plan.skuTextColumns, ...plan.keyColumns]);
  const isUnknown = (index: number) =>
    !serving.has(index) && roleOfColumnName('card-keys', header[index] ?? '') === null;
  const unknown = header.flatMap((_, index) => (isUnknown(index) ? [index] : []));
  const dayOf = rememberReadings((cell) => readDay(cell, { timeZone: plan.timeZone }));
  // Numbers count days too, and mean anything else.
  const isDay = (cell: SheetCell | undefined) =>
    cell?.kind === 'text' && cell.text.length >= 8 && dayOf(cell).outcome === 'value';
  return ({ cells }) => {
    if (unknown.some((index) => isDay(cells[index]))) return true;
    // Behind the header columns have no name either.
    for (let index = header.length; index < cells.length; index += 1) {
      if (!serving.has(index) && isDay(cells[index])) return true;
    }
    return false;
  };
}

/** Whether a currency column that is not read names another currency than the costs of its row are taken in. */
function createCurrencyTest({ cost, header, valueColumns, accountCurrency }: ImportPlan): (row: SheetRow) => boolean {
  if (cost.by !== 'column' || valueColumns.currency !== undefined) return () => false;
  const columns = header.flatMap((name, index) =>
    roleOfColumnName('card-keys', name)?.role === 'currency' ? [index] : [],
  );
  return ({ cells }) => columns.some((index) => cellNamesOtherCurrency(cells[index]?.text ?? '', accountCurrency));
}

/** Whether a cost from its column, which nobody was asked about, is so far below the face value that it may be meant as a discount. */
function costsLikeDiscount({ cost: { by }, smallCosts }: ImportPlan, { cost, row, sku }: JudgedKey): boolean {
  if (by !== 'column' || smallCosts !== 'refuse' || cost === null || row.cost === undefined) return false;
  const isComparable = sku.isFaceInCostCurrency && row.faceValueUnit === undefined && row.costCurrency === undefined;
  return isComparable && remindsOfDiscount(cost, row.faceValue ?? sku.faceValue);
}
