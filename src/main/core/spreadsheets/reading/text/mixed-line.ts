import { DIVIDERS_BEHIND } from '#shared/domain/spreadsheets/key-line.ts';
import { splitAtSpaces } from './space-parts.ts';

const SEPARATORS = ['----', '║', '｜', '|', '\t', '，', ',', ';', '--'] as const;
const LABELS =
  /(卡号|卡號|账号|帐号|帳號|序列号|序號|卡密|密码|密碼|激活码|激活碼|兑换码|兌換碼|充值码|券码|有效期至?|到期日?|面值)(?:\s*[:：]\s*|\s*(?=[0-9A-Za-z]))/g;
const NAMED_NUMBER = /^(?:卡号|卡號|账号|帐号|帳號|序列号|序號)$/;
const NAMED_OTHERWISE = /^(?:有效期至?|到期日?|面值)$/;

/** What people put before a labelled key: its number in their list, or the product in brackets. */
const LEAD_IN = /^(?:\d{1,4}\s*[.．、)）:：]\s*|【[^【】]{0,40}】\s*|\[[^[\]]{0,40}\]\s*)+/;

/** Splits a line that follows no common rule: labels first, then the first separator that occurs, colon and spaces last. */
export function splitMixedLine(line: string): string[] {
  const trimmed = line.trim();
  const labelled = splitLabelledLine(trimmed);
  if (labelled) return labelled.parts;
  for (const separator of SEPARATORS) {
    if (trimmed.includes(separator)) return trimmed.split(separator);
  }
  if (/^[^:：\s]+：[^:：\s]+$/.test(trimmed)) return trimmed.split('：');
  return splitAtSpaces(trimmed);
}

export interface LabelledLine {
  readonly parts: string[];
  /** What its labels mean, in order; lines of one kind have the same. */
  readonly meaning: string;
}

/** `卡号：0006，卡密：FFFF`, also after `1、` or `【50元】`; null for a line that does not begin with a label then. */
export function splitLabelledLine(line: string): LabelledLine | null {
  const trimmed = line.trim().replace(LEAD_IN, '');
  const found = [...trimmed.matchAll(LABELS)];
  if (found[0]?.index !== 0) return null;
  const parts = found.map((match, index) =>
    trimmed.slice(match.index + match[0].length, found[index + 1]?.index).replace(DIVIDERS_BEHIND, ''),
  );
  return { parts, meaning: found.map((match) => meaningOf(match[1] ?? '')).join(' ') };
}

function meaningOf(label: string): string {
  if (NAMED_NUMBER.test(label)) return 'number';
  return NAMED_OTHERWISE.test(label) ? label.slice(0, 2) : 'secret';
}

/** Lines enough name their parts that one which does not is a note, and no key. */
export function areLabelled(lines: readonly string[]): boolean {
  const count = lines.filter((line) => splitLabelledLine(line) !== null).length;
  return count >= 2 && count >= lines.length * 0.4;
}

/**
 * Splits the lines of a text that names its parts. What names nothing, or other parts in another order, stays whole: a note
 * must not become a key, nor a number a secret. In a sample, by which columns are told, notes have no part.
 */
export function createLabelledSplitter(isSample: boolean): (line: string) => string[] {
  let meaning: string | null = null;
  return (line) => {
    const labelled = splitLabelledLine(line);
    if (labelled) meaning ??= labelled.meaning;
    if (labelled && labelled.meaning === meaning) return labelled.parts;
    return isSample ? [] : [line.trim()];
  };
}
