export const MAX_COLUMNS = 16_384;
export const MAX_ROWS = 1_048_576;

/** `A`, `Z`, `AA` … for a column counted from 1. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

export function cellName(column: number, row: number): string {
  return `${columnName(column)}${row}`;
}
