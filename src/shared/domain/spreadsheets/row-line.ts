import type { SheetRow } from './sheet-row.ts';

const QUOTE = '"';

/**
 * A row's cells as one line, the way the file had them. A cell that holds the separator or a line break, begins with a
 * quote or ends like a separator is put in quotes with its own doubled, so that {@link splitLine} finds the same cells again.
 */
export function joinCells({ cells }: SheetRow, separator: string): string {
  let line = '';
  for (let index = 0; index < cells.length; index += 1) {
    const text = quoted(cells[index]?.text ?? '', separator);
    line += index === 0 ? text : separator + text;
  }
  return line;
}

/** The cells of a line that {@link joinCells} made with this separator. */
export function splitLine(line: string, separator: string): string[] {
  const cells: string[] = [];
  for (let at = 0; at <= line.length; at += separator.length) {
    if (line[at] === QUOTE) {
      const end = closingQuote(line, at);
      cells.push(line.slice(at + 1, end).replaceAll(QUOTE + QUOTE, QUOTE));
      at = end + 1;
    } else {
      const next = line.indexOf(separator, at);
      const end = next === -1 ? line.length : next;
      cells.push(line.slice(at, end));
      at = end;
    }
  }
  return cells;
}

function quoted(text: string, separator: string): string {
  // `A-` before `----` would end a character early.
  const endsClearly = separator.length === 1 || !text.endsWith(separator[0] ?? '');
  const isPlain = endsClearly && !text.startsWith(QUOTE) && !text.includes(separator) && !/[\r\n]/.test(text);
  return isPlain ? text : QUOTE + text.replaceAll(QUOTE, QUOTE + QUOTE) + QUOTE;
}

function closingQuote(line: string, opening: number): number {
  for (let at = opening + 1; at < line.length; at += 1) {
    if (line[at] !== QUOTE) continue;
    if (line[at + 1] !== QUOTE) return at;
    at += 1;
  }
  return line.length;
}
