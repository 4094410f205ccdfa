/** `0` is A, `26` is AA: a column as spreadsheet programs name it. */
export function columnLetter(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest === 0 ? '' : columnLetter(rest - 1)) + String.fromCharCode(65 + (index % 26));
}

/** `C12`: where a person finds the cell. The column's index counts from 0, the row's number from 1. */
export function cellAddress(columnIndex: number, rowNumber: number): string {
  return `${columnLetter(columnIndex)}${rowNumber}`;
}
