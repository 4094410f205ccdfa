import { endOfValue, findKeyLabels } from './key-labels.ts';
import type { SheetCell, SheetRow } from './sheet-row.ts';
import { EMPTY_CELL } from './sheet-row.ts';

/** What divides the parts of a line, the surest first: a `-` or a space may be part of a key, `----` hardly. */
export const LINE_SEPARATORS = ['----', '---', '║', '｜', '|', '\t', '--', '，', ',', ';', ' '] as const;
export type LineSeparator = (typeof LINE_SEPARATORS)[number];

export interface KeyLinePart {
  /** `卡号`, `卡密` … as the line names it; absent for a bare part. */
  readonly label?: string;
  readonly text: string;
}

export interface KeyLine {
  readonly parts: readonly KeyLinePart[];
  /** How the line was divided; `labels` when it names its parts, `none` for a single code. */
  readonly divided: LineSeparator | 'labels' | 'colon' | 'none';
}

/** `第 3 批次 (50元点卡) 100 张`: what a card factory writes above a batch. */
export interface SectionHeading {
  readonly batchNumber: string;
  readonly name: string;
  readonly count: number;
}

const SECTION = /^[#=\s-]*第\s*(\d+)\s*批次?\s*[(（]([^()（）]*)[)）]\s*(\d+)\s*[张条个]?[=\s-]*$/;

export function readSectionHeading(line: string): SectionHeading | null {
  const match = SECTION.exec(line.trim());
  return match ? { batchNumber: match[1] ?? '', name: (match[2] ?? '').trim(), count: Number(match[3]) } : null;
}

/**
 * Divides one line of a text file or a chat into its parts. Labels win (`卡号：0006 卡密：FFFF`), then the surest separator
 * that the line holds; `separator` fixes it where the file's own is known.
 */
export function readKeyLine(line: string, separator?: LineSeparator): KeyLine {
  const trimmed = line.trim();
  const labelled = separator ? null : readLabels(trimmed);
  if (labelled) return { parts: labelled, divided: 'labels' };
  const divider = separator ?? LINE_SEPARATORS.find((candidate) => trimmed.includes(candidate));
  if (divider && trimmed.includes(divider)) {
    const parts = splitBy(trimmed, divider);
    if (parts.length > 1) return { parts: parts.map((text) => ({ text })), divided: divider };
  }
  const pair = separator ? null : /^([^\s:：/]{2,40})[:：]([^\s:：/][^\s:：]*)$/.exec(trimmed);
  if (pair) return { parts: [{ text: pair[1] ?? '' }, { text: pair[2] ?? '' }], divided: 'colon' };
  return { parts: [{ text: trimmed }], divided: 'none' };
}

/** The line as a row of text cells, one per part, for the judge of rows. */
export function keyLineToRow(line: KeyLine, rowNumber: number, isHidden = false): SheetRow {
  const cells = line.parts.map(({ text }): SheetCell => (text === '' ? EMPTY_CELL : { kind: 'text', text }));
  return { rowNumber, isHidden, cells };
}

/** Two labels or more, or one that stands first and is a known name: `卡密：ABCD`. A link's `https:` is no label. */
function readLabels(line: string): KeyLinePart[] | null {
  const found = findKeyLabels(line).filter(({ role }) => role !== null);
  if (found.length === 0 || (found[0]?.start ?? 1) !== 0) return null;
  return found.map(({ name, valueStart }, index) => {
    const text = line.slice(valueStart, found[index + 1]?.start);
    return { label: name, text: text.slice(0, endOfValue(text)) };
  });
}

function splitBy(line: string, divider: LineSeparator): string[] {
  const parts = divider === ' ' ? line.split(/ +/) : divider === '--' ? line.split(/-{2}(?!-)/) : line.split(divider);
  return parts.map((part) => part.trim());
}
