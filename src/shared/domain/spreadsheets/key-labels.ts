import { type KeySheetRole, roleOfColumnName } from './column-vocabulary.ts';

/** A name that a text gives to what follows it: `卡号：`, `【卡密】`, `PIN=`, `卡号 0006`. */
export interface KeyLabel {
  readonly name: string;
  /** What a column of this name holds; null for a name that says nothing to us. */
  readonly role: KeySheetRole | null;
  /** It is a known name as it stands; `骏网卡密` only ends with one and may be a product. */
  readonly isSure: boolean;
  readonly start: number;
  readonly valueStart: number;
}

/** Roles whose values are a part of a key. */
export const KEY_PART_ROLES: ReadonlySet<string> = new Set([
  'cardNumber',
  'secret',
  'account',
  'password',
  'redeemLink',
  'otherField',
]);

/** What stands between a labelled value and the next label, and two dashes or more; one dash may be the value's own. */
const DIVIDER = /[\s,，;；|、║｜]/u;

/**
 * Where a labelled value ends before what divides it from the next label. Read from its end, character by character: a line of a
 * hundred dashes must not be tried in every way that it can be cut.
 */
export function endOfValue(text: string): number {
  let end = text.length;
  for (;;) {
    let before = end;
    while (before > 0 && DIVIDER.test(text[before - 1] ?? '')) before -= 1;
    if (text.endsWith('--', before)) while (text[before - 1] === '-') before -= 1;
    if (before === end) return end;
    end = before;
  }
}

const LONGEST_NAME = 16;
/** Before a mark: a name, its unit and some spaces. */
const LONGEST_BEFORE_MARK = 64;
/** No key has so many parts. */
const MOST_MARKS = 64;
const MARK = /[:：=＝]/g;
const BRACKETS = /[【[]([\p{Script=Han}A-Za-z][\p{Script=Han}A-Za-z0-9 ]{0,14})[】\]][ \t]*[:：=＝]?/gu;
/** Words that name a part of a key by standing before it, without any mark. */
const BARE =
  /(?:卡号|卡號|账号|帐号|帳號|序列号|序號|卡密|密码|密碼|激活码|激活碼|兑换码|兌換碼|充值码|券码|有效期至?|到期日?|面值)[ \t\u3000]*(?=[0-9A-Za-z])/g;
/** `卡号(16位)：` */
const UNIT_BEHIND = /[(（][^()（）]{1,10}[)）]$/u;
const HAN = /\p{Script=Han}/u;
const NAME_CHARACTER = /[\p{Script=Han}\p{L}\d /_\-.#]/u;
/** Where a name may begin: at the beginning of a line, or behind what divides values. A single `-` may be inside a link. */
const BEHIND_DIVIDER = /(?:^|[\s,，;；|、║｜()（）【】[\]]|--)$/u;

const JSON_NAME = /"[A-Za-z_]\w{0,30}"\s*:/;
const CODE = /[0-9A-Za-z]{4}/;

/** Whether a text gives a name to a part of it. */
export function holdsLabel(text: string): boolean {
  return /[:：=＝】\]\u3400-\u9fff]/.test(text) && (JSON_NAME.test(text) || findKeyLabels(text).length > 0);
}

/** Whether Chinese words stand beside a code: `AB12-CD34（已使用）`, `京东卡 AB12`. */
export function holdsWordsBesideCode(text: string): boolean {
  return CODE.test(text) && HAN.test(text);
}

/**
 * The names that one line gives to its values, in order. Of a name before a mark the longest form that is a known column name
 * counts; a Chinese word that is unknown counts where it stands by itself, so that it does not end inside a value unseen. The `:` of
 * a link is no mark.
 */
export function findKeyLabels(line: string): KeyLabel[] {
  const found: KeyLabel[] = [...bracketedLabels(line), ...markedLabels(line)];
  for (const match of line.matchAll(BARE)) {
    const name = match[0].trimEnd();
    const before = line[match.index - 1] ?? '';
    const valueStart = match.index + match[0].length;
    // `充值卡号`, `密码：`: another form of label has it.
    if (HAN.test(before) || found.some((other) => match.index < other.valueStart && other.start < valueStart)) continue;
    const role = roleOfColumnName('card-keys', name)?.role ?? null;
    found.push({ name, role, isSure: role !== null, start: match.index, valueStart });
  }
  return found.sort((left, right) => left.start - right.start);
}

function bracketedLabels(line: string): KeyLabel[] {
  return [...line.matchAll(BRACKETS)].flatMap((match) => {
    const name = (match[1] ?? '').trim();
    const named = roleOfColumnName('card-keys', name);
    if (named?.match !== 'exact') return [];
    return [
      {
        name,
        role: named.role,
        isSure: true,
        start: match.index,
        valueStart: valueStart(line, match.index + match[0].length),
      },
    ];
  });
}

function markedLabels(line: string): KeyLabel[] {
  const found: KeyLabel[] = [];
  let earliest = 0;
  let marks = 0;
  for (const { index } of line.matchAll(MARK)) {
    marks += 1;
    if (marks > MOST_MARKS) break;
    const isLink = line.startsWith('//', index + 1);
    const label = isLink ? null : nameBefore(line, index, earliest);
    if (label === null) continue;
    found.push({ ...label, valueStart: valueStart(line, index + 1) });
    earliest = index + 1;
  }
  return found;
}

function valueStart(line: string, from: number): number {
  let at = from;
  while (/\s/.test(line[at] ?? '')) at += 1;
  return at;
}

function nameBefore(line: string, markAt: number, earliest: number): Omit<KeyLabel, 'valueStart'> | null {
  const from = Math.max(earliest, markAt - LONGEST_BEFORE_MARK);
  const end = from + line.slice(from, markAt).trimEnd().replace(UNIT_BEHIND, '').trimEnd().length;
  let start = end;
  while (start > earliest && end - start < LONGEST_NAME && NAME_CHARACTER.test(line[start - 1] ?? '')) start -= 1;
  let unknown: Omit<KeyLabel, 'valueStart'> | null = null;
  for (let at = start; at < end; at += 1) {
    const isAtStart = BEHIND_DIVIDER.test(line.slice(Math.max(0, at - 2), at));
    if (!isAtStart && !HAN.test(line[at] ?? '')) continue;
    const name = line.slice(at, end);
    if (!/^[\p{L}\d]/u.test(name)) continue;
    const named = roleOfColumnName('card-keys', name);
    const isPart = named?.match === 'part' && isAtStart && /^\p{L}/u.test(name) && HAN.test(name);
    const isKnown = named?.match === 'exact' || isPart;
    if (named && isKnown) return { name, role: named.role, isSure: !isPart, start: at };
    if (isAtStart && /^\p{Script=Han}{2,8}$/u.test(name)) unknown ??= { name, role: null, isSure: false, start: at };
  }
  return unknown;
}
