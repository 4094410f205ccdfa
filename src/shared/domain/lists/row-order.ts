/** Where in a row of a list the value of a column stands. */
export interface ColumnValue {
  /** Dotted names; the first place that holds something counts. Of a list inside a row, every value. */
  readonly paths: readonly string[];
  /** What a state or kind is called. */
  readonly words?: Readonly<Record<string, string>> | undefined;
}

/** By which column a list that comes whole is sorted. */
export interface RowOrder extends ColumnValue {
  readonly isDescending: boolean;
}

type Plain = string | number | boolean | null;

/** What a row holds in a column, as people call it; null where it holds nothing. */
export function rowValue(row: unknown, { paths, words }: ColumnValue): Plain {
  const value = paths.map((path) => valueAt(row, path.split('.'))).find((found) => found !== null && found !== '');
  if (value === undefined) return null;
  return words?.[String(value)] ?? value;
}

/**
 * The rows by one column: numbers by size, texts as a Chinese reader looks them up (Latin ones come out the same in either
 * language), digits in texts by their value. Rows without a value come last whichever way; equal ones stay as they stood.
 */
export function orderedRows<Row>(rows: readonly Row[], order: RowOrder | null): readonly Row[] {
  if (!order) return rows;
  const direction = order.isDescending ? -1 : 1;
  const compareTexts = new Intl.Collator('zh-CN', { numeric: true }).compare;
  return rows
    .map((row) => ({ row, value: rowValue(row, order) }))
    .sort(({ value: one }, { value: other }) => {
      if (one === null || other === null) return Number(one === null) - Number(other === null);
      if (typeof one === 'number' && typeof other === 'number') return direction * (one - other);
      return direction * compareTexts(String(one), String(other));
    })
    .map(({ row }) => row);
}

function valueAt(value: unknown, path: readonly string[]): Plain {
  if (Array.isArray(value)) {
    const found = value.map((entry) => valueAt(entry, path)).filter((entry) => entry !== null && entry !== '');
    return [...new Set(found)].join(', ');
  }
  const [name, ...rest] = path;
  if (name !== undefined) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return null;
    return valueAt((value as Record<string, unknown>)[name], rest);
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
