import { Refusal } from '#core/refusal.ts';
import { UnwritableTextError, writeCsv, writeTextLines } from '#core/spreadsheets/csv-writer.ts';
import { writeXlsx, type XlsxDocument } from '#core/spreadsheets/xlsx-writer.ts';
import type { DeliveredKey } from './delivered-keys.ts';
import type { StoredDelivery } from './deliveries.repo.ts';

export type DeliveryFileFormat = 'txt' | 'csv' | 'xlsx';
export interface DeliveryContent {
  readonly delivery: StoredDelivery;
  readonly keys: readonly DeliveredKey[];
}

/** Between the fields of a text line, the first that no field holds or touches: what suppliers use, so that it can be read again. */
const SEPARATORS = ['----', '\t', '|', '║'];

/** The keys as a file: txt and csv byte for byte as they are, xlsx as text cells. One line or row a key. */
export async function* writeDeliveryFile(
  format: DeliveryFileFormat,
  contents: readonly DeliveryContent[],
  document: Omit<XlsxDocument, 'sheets' | 'title'>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    if (format === 'txt') yield* writeTextLines({ lines: textLines(contents) });
    else if (format === 'csv') yield* writeCsv({ ...table(contents), isGuarded: false });
    else {
      yield* writeXlsx({
        ...document,
        title: contents[0]?.delivery.number ?? '',
        sheets: contents.map((content) => {
          const { columns, rows } = table([content]);
          return {
            name: content.delivery.skuName,
            columns: columns.map((header) => ({ header, kind: 'text' as const, width: 28 })),
            rows,
          };
        }),
      });
    }
  } catch (error) {
    if (!(error instanceof UnwritableTextError)) throw error;
    throw new Refusal('UNWRITABLE_TEXT', { line: error.lineNumber, reason: error.reason });
  }
}

/** A name without the characters that a file system keeps for itself. */
export function deliveryFileName(delivery: StoredDelivery, format: DeliveryFileFormat): string {
  const parts = [delivery.shopName, delivery.orderNumber || delivery.number, delivery.skuName];
  const name = parts
    .filter((part) => part !== '')
    .join(' ')
    .replace(/[\\/:*?"<>|\u0000-\u001f]/g, '_')
    .slice(0, 120)
    .replace(/[. ]+$/, '');
  return `${name}.${format}`;
}

function* textLines(contents: readonly DeliveryContent[]): Generator<string, void, undefined> {
  const values = contents.flatMap(({ keys }) => keys.map(({ fields }) => fields.map(({ value }) => value)));
  const separator = SEPARATORS.find((candidate) => values.every((row) => isToldApart(row, candidate)));
  for (const row of values) yield row.join(separator ?? '----');
}

/** Whether it is plain where the fields of a line end: `1234-----ABCD` may be `1234-` and `ABCD` as well as `1234` and `-ABCD`. */
function isToldApart(row: readonly string[], separator: string): boolean {
  if (row.length < 2) return true;
  const mark = separator.charAt(0);
  return !row.some((value) => value.includes(separator) || value.startsWith(mark) || value.endsWith(mark));
}

function table(contents: readonly DeliveryContent[]): { columns: string[]; rows: string[][] } {
  const columns = [
    ...new Set(contents.flatMap(({ keys }) => keys.flatMap(({ fields }) => fields.map(({ name }) => name)))),
  ];
  const rows = contents.flatMap(({ keys }) =>
    keys.map(({ fields }) => columns.map((column) => fields.find(({ name }) => name === column)?.value ?? '')),
  );
  return { columns: columns.length > 0 ? columns : ['卡密'], rows };
}
