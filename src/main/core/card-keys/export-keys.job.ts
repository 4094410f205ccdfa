import type { ThreadContext } from '#core/jobs/thread-context.ts';
import { bytePieces } from '#core/spreadsheets/byte-pieces.ts';
import { writeCsv } from '#core/spreadsheets/csv-writer.ts';
import { writeXlsx, type XlsxDocument } from '#core/spreadsheets/xlsx-writer.ts';
import type { KeyFieldDefinition } from '#shared/domain/card-keys/key-fields.ts';
import { NEVER_EXPIRES } from '#shared/domain/card-keys/key-states.ts';
import type { CardKeyId } from '#shared/domain/ids.ts';
import { formatMoneyPlain, money } from '#shared/domain/money/money.ts';
import { type ExportedKeyRow, findExportedKey, readExportedSku } from './export-keys.job.repo.ts';
import { openKey } from './key-sealing.ts';

export interface ExportKeysInput {
  readonly ids: Float64Array;
  readonly format: 'xlsx' | 'csv';
  /** Without it the sheet has no column of costs. */
  readonly showsCost: boolean;
  readonly document: Omit<XlsxDocument, 'sheets'>;
}

/** Column names that our import knows again, in either language. */
const WORDS = {
  'zh-CN': { sheet: '卡密', sku: 'SKU', cost: '成本', expiresOn: '有效期', batch: '批号' },
  en: { sheet: 'Keys', sku: 'SKU', cost: 'Cost', expiresOn: 'Expiry date', batch: 'Batch' },
} as const;
const PROGRESS_EVERY = 2000;

/** Opens the listed keys and emits the sheet that holds them: one column per name of a field. */
export async function run(input: ExportKeysInput, thread: ThreadContext): Promise<{ rows: number }> {
  const { document, format, ids, showsCost } = input;
  fieldCache.clear();
  const words = WORDS[document.language];
  const fieldNames = namesOfFields(thread, ids);
  const costColumns = showsCost ? [words.cost] : [];
  const columns = [words.sku, ...fieldNames, ...costColumns, words.expiresOn, words.batch];
  const rows = exportedRows(thread, ids, { fieldNames, showsCost });
  const bytes =
    format === 'csv'
      ? writeCsv({ columns, rows })
      : writeXlsx({
          ...document,
          sheets: [{ name: words.sheet, columns: columns.map((header) => ({ header, kind: 'text' as const })), rows }],
        });
  for await (const piece of bytePieces(bytes)) await thread.emit(piece);
  return { rows: ids.length };
}

function namesOfFields(thread: ThreadContext, ids: Float64Array): string[] {
  const names = new Set<string>();
  for (const skuId of new Set([...ids].map((id) => findExportedKey(thread.readDb, id as CardKeyId)?.skuId))) {
    if (skuId !== undefined) for (const { name } of fieldsOf(thread, skuId)) names.add(name);
  }
  return [...names];
}

const fieldCache = new Map<number, readonly KeyFieldDefinition[]>();

function fieldsOf(thread: ThreadContext, skuId: number): readonly KeyFieldDefinition[] {
  const known = fieldCache.get(skuId) ?? readExportedSku(thread.readDb, skuId);
  fieldCache.set(skuId, known);
  return known;
}

/** Which cells a row has between its SKU and its expiry date. */
interface ShownCells {
  readonly fieldNames: readonly string[];
  readonly showsCost: boolean;
}

function* exportedRows(thread: ThreadContext, ids: Float64Array, shown: ShownCells): Generator<string[]> {
  const keys = thread.keys();
  for (const [index, id] of ids.entries()) {
    const row = findExportedKey(thread.readDb, id as CardKeyId);
    if (row?.sealed) {
      const { fields } = openKey(keys, id, row.sealed);
      yield toCells(row, fields, fieldsOf(thread, row.skuId), shown);
    }
    if (index % PROGRESS_EVERY === 0) {
      thread.signal.throwIfAborted();
      thread.progress(index, ids.length);
    }
  }
}

function toCells(
  row: ExportedKeyRow,
  values: readonly string[],
  definitions: readonly KeyFieldDefinition[],
  { fieldNames, showsCost }: ShownCells,
): string[] {
  const cells = fieldNames.map((name) => values[definitions.findIndex((definition) => definition.name === name)] ?? '');
  const expiresOn = row.expiresOn === NEVER_EXPIRES ? '' : row.expiresOn;
  const costs = showsCost ? [formatMoneyPlain(money(row.cost))] : [];
  return [row.skuCode, ...cells, ...costs, expiresOn, row.batchLabel];
}
