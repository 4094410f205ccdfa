import { splitLabelledLine } from './labelled-lines.ts';
import { splitAtSpaces } from './space-parts.ts';

const SEPARATORS = ['----', '║', '｜', '|', '\t', '，', ',', ';', '--'] as const;

/** Splits a line that follows no common rule: labels first, then the first separator that occurs, colon and spaces last. */
export function splitMixedLine(line: string): string[] {
  const trimmed = line.trim();
  const labelled = splitLabelledLine(trimmed);
  if (labelled) return labelled;
  for (const separator of SEPARATORS) {
    if (trimmed.includes(separator)) return trimmed.split(separator);
  }
  if (/^[^:：\s]+：[^:：\s]+$/.test(trimmed)) return trimmed.split('：');
  return splitAtSpaces(trimmed);
}
