import type { Separator, SeparatorCandidate } from '../../sheet-description.ts';
import { findLabelledLines, type LabelledLineLayout } from './labelled-lines.ts';
import { findLabelledSets, type LabelledSetLayout } from './labelled-sets.ts';
import { splitMixedLine } from './mixed-line.ts';
import { splitAtSpaces } from './space-parts.ts';

export interface DetectedSeparator {
  readonly separator: Separator;
  /** Its lines name their parts: `卡号：… 卡密：…`. */
  readonly labelled?: LabelledLineLayout;
  /** Its keys are spread over several lines, one label on each. */
  readonly sets?: LabelledSetLayout;
  /** Best first. */
  readonly candidates: readonly SeparatorCandidate[];
}

/** Where two separators explain a file equally well, the one that is less likely to be part of a key goes first. */
const BY_PREFERENCE: readonly Separator[] = ['----', '\t', '║', '｜', '|', ',', ';', '，', '--', 'spaces'];
const QUOTING: readonly Separator[] = [',', ';', '\t'];
/** Of the rows so many must have the same number of fields before lines are taken together. */
const MOST_ROWS = 0.8;
const MOST_LINES_OF_ROW = 100;
const MOST_CHARACTERS_OF_ROW = 65_536;
const SAMPLE_LINES = 1000;
const DECORATION = /^[-=*_#\s]+$/;

/**
 * Finds what separates the fields by consistency: the separator that gives the most lines the same number of fields wins,
 * more fields counting for more. Headlines and notes above the table therefore do not disturb.
 */
export function detectSeparator(text: string): DetectedSeparator {
  const allLines = text.split(/\r\n|\n|\r/);
  const lines = allLines.filter((line) => line.trim() !== '' && !DECORATION.test(line)).slice(0, SAMPLE_LINES);
  if (lines.length === 0) return { separator: 'none', candidates: [] };
  const candidates = BY_PREFERENCE.map((separator) => consistency(separator, lines))
    .filter((candidate) => candidate.score > 0)
    .sort((left, right) => right.score - left.score);
  const best = candidates[0];
  const none: SeparatorCandidate = { separator: 'none', score: 0.4, columnCount: 1 };
  const sets = findLabelledSets(allLines.slice(0, SAMPLE_LINES));
  if (sets) {
    const named: SeparatorCandidate = { separator: 'mixed', score: 1, columnCount: sets.labels.length };
    return { separator: 'mixed', sets, candidates: [named, none].map(publicCandidate) };
  }
  const labelled = findLabelledLines(lines);
  if (labelled) {
    const named: SeparatorCandidate = { separator: 'mixed', score: 1, columnCount: labelled.labels.length };
    return { separator: 'mixed', labelled, candidates: [named, ...candidates, none].map(publicCandidate) };
  }
  if ((!best || best.share < 0.5) && areQuoted(lines)) {
    const quoted: SeparatorCandidate = { separator: ',', score: 1, columnCount: 1 };
    return { separator: ',', candidates: [quoted, none].map(publicCandidate) };
  }
  const rows = !best || best.share < 0.5 ? quotedRowsCandidate(lines) : null;
  if (rows) return { separator: rows.separator, candidates: [rows, ...candidates, none].map(publicCandidate) };
  if (!best || best.share < 0.5) {
    const mixed = mixedCandidate(lines);
    const fallback = mixed && mixed.score > (best?.score ?? 0) ? mixed : best && best.share >= 0.25 ? best : none;
    const others = [...candidates, ...(mixed ? [mixed] : []), none].filter((other) => other !== fallback);
    return { separator: fallback.separator, candidates: [fallback, ...others].map(publicCandidate) };
  }
  return { separator: best.separator, candidates: [...candidates, none].map(publicCandidate) };
}

/** A csv with cells of several lines, as a spreadsheet program saves it: it is even by rows, not by lines. */
function quotedRowsCandidate(lines: readonly string[]): SeparatorCandidate | null {
  const found = QUOTING.flatMap((separator) => {
    const rows = joinQuotedLines(separator, lines);
    return rows && rows.length < lines.length ? [consistency(separator, rows)] : [];
  }).filter(({ share }) => share >= MOST_ROWS);
  return found.sort((left, right) => right.score - left.score)[0] ?? null;
}

/** The lines with those together that one quoted cell holds; null where a quotation mark is not closed within reason. */
function joinQuotedLines(separator: string, lines: readonly string[]): string[] | null {
  const rows: string[] = [];
  let open: string[] = [];
  for (const line of lines) {
    open.push(line);
    const row = open.join('\n');
    if (!scanQuoted(separator, row).isOpen) {
      rows.push(row);
      open = [];
    } else if (open.length > MOST_LINES_OF_ROW || row.length > MOST_CHARACTERS_OF_ROW) return null;
  }
  return rows;
}

/** A csv of one column, each cell in quotation marks: they are no part of its keys. */
function areQuoted(lines: readonly string[]): boolean {
  return lines.filter((line) => /^\s*"(?:[^"]|"")*"\s*$/.test(line)).length >= lines.length * 0.8;
}

function publicCandidate({ separator, score, columnCount }: SeparatorCandidate): SeparatorCandidate {
  return { separator, score: Math.round(score * 1000) / 1000, columnCount };
}

function consistency(separator: Separator, lines: readonly string[]): SeparatorCandidate & { share: number } {
  const byCount = new Map<number, number>();
  for (const line of lines) {
    const count = fieldCount(separator, line);
    if (count > 1) byCount.set(count, (byCount.get(count) ?? 0) + 1);
  }
  let best = { score: 0, columnCount: 1, share: 0 };
  for (const [columnCount, support] of byCount) {
    const share = support / lines.length;
    const score = share * Math.log2(1 + columnCount) * (separator === 'spaces' ? 0.6 : 1);
    if (score > best.score) best = { score, columnCount, share };
  }
  return { separator, ...best };
}

function fieldCount(separator: Separator, line: string): number {
  switch (separator) {
    case '----':
      return 1 + (line.match(/(?<!-)(?:----)+(?!-)/g) ?? []).reduce((sum, run) => sum + run.length / 4, 0);
    case '--':
      return 1 + (line.match(/(?<!-)--(?!-)/g)?.length ?? 0);
    case 'spaces':
      return splitAtSpaces(line).length;
    case ',':
    case ';':
    case '\t':
      return scanQuoted(separator, line).count;
    default:
      return line.split(separator).length;
  }
}

/** A quotation mark opens a field at its start only; two of them inside are one of its text. */
function scanQuoted(separator: string, line: string): { count: number; isOpen: boolean } {
  let count = 1;
  let isQuoted = false;
  let mayOpen = true;
  for (const character of line) {
    const isMark: boolean = character === '"' && (mayOpen || isQuoted);
    if (isMark) isQuoted = !isQuoted;
    else if (character === separator && !isQuoted) count += 1;
    mayOpen = character === separator || (isMark && !isQuoted);
  }
  return { count, isOpen: isQuoted };
}

function mixedCandidate(lines: readonly string[]): SeparatorCandidate | null {
  const counts = lines.map((line) => splitMixedLine(line).length);
  const split = counts.filter((count) => count > 1);
  if (split.length < lines.length * 0.6) return null;
  const columnCount = Math.max(2, [...split].sort((left, right) => left - right)[split.length >> 1] ?? 2);
  return { separator: 'mixed', score: split.length / lines.length, columnCount };
}
