import type { Money } from '../money/money.ts';
import { type AmountStyle, readAmountText } from './cell-amounts.ts';
import { plainValueText } from './cell-text.ts';
import { isErrorText } from './damage.ts';
import type { SheetRow } from './sheet-row.ts';

/** What a trailer says about the rows above it. Amounts are as written, without a sign of their own where none stood. */
export interface ControlTotal {
  /** The words before the numbers: `支出合计`, `商家实收`. */
  readonly label: string;
  readonly direction: 'income' | 'expense' | 'neutral' | 'all';
  readonly count?: number;
  readonly amount?: Money;
  /** Where it is written. */
  readonly rowNumber?: number;
}

/** The label alone, or with numbers after it: `合计`, `合计：3张`, `本页小计 100.00`, `#支出合计：2笔，共0.30元`. */
const SUMMARY =
  /^#?\s*(?:本[页月期日次])?(?:(?:交易|退款|支出|收入|金额|数量)?合计|总计|小计|累计|共计|总合计|汇总|总交易单数|资金流水总笔数|总数|总金额|总数量|总张数)(?:\s*\([^()]*\))?\s*(?:$|[:,=\s\d¥$+-]|共)/;
/** English labels stand alone or before a colon or a space: `SUM12345` may be a key. */
const ENGLISH_SUMMARY = /^#?\s*(?:totals?|sub-?totals?|grand total|sum)\s*(?:$|[:=]|\s[-+¥$]?\d[\d,.]*$)/i;
const COUNT_LINE = /^#?\s*(?:以上)?(?:共|总共|共计)\s*[\d,]+\s*(?:张|条|笔|个|件|行|份|枚)/;
const DIRECTION_LINE = /^#?\s*(?:收入|支出|不计收支|中性交易|已收入|已支出|待收入|待支出|其他)\s*[:：]\s*[\d,]+\s*笔/;

/** True for the text with which a summary row or a trailer line begins. `text` is the row's first filled cell. */
export function isSummaryText(text: string): boolean {
  if (!mayBeSummary(text)) return false;
  const plain = withoutHanSpaces(plainValueText(text));
  return SUMMARY.test(plain) || ENGLISH_SUMMARY.test(plain) || COUNT_LINE.test(plain) || DIRECTION_LINE.test(plain);
}

/** `合 计` is 合计. */
function withoutHanSpaces(plain: string): string {
  return plain.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');
}

/** The day or month that a total is of may stand before its word: `10月合计`, `2026-10-05 小计`. */
const TOTAL_LABEL =
  /^(?:\d{4}[-/.年])?(?:\d{1,2}[-/.月])?(?:\d{1,2}日?)? ?\p{Script=Han}{0,6}(?:合计|总计|总额|小计|共计|小结)(?:金额|数量)?(?:\([^()]*\))?\s*:?$/u;
const PERIOD_TOTAL =
  /^(?:[本当该]?[日天周旬月季年期页次]|全[月年])?(?:合计|总计|小计|累计|共计)(?:金额|数量)?\s*:?$|^(?:sub-?|grand )?totals?\s*:?$/i;
const YEAR_TOTAL = /^[本当全]年(?:合计|总计|累计|共计)/;
const PAGE_CARRY = /^(?:承前页|承上页|接上页|过次页|转次页|转下页|接下页)$/;
const PAGE_MARK = /第 ?\d+ ?页|^page \d+/i;
const SIGNATURE_LINE =
  /^(?:制表|制单|经办|复核|审核|签章|盖章|签字|签收|确认|备注|说明|注|(?:合计)?(?:人民币|金额)?大写(?:金额)?)(?:人|日期)? ?:/;
const DUE_LABEL =
  /^(?:本[月期次单]|当[月期]|实际|合计)?(?:应付|应收|未付|结算)(?:金额|货款|款项?)?(?:\([^()]*\))?\s*:?$|^(?:total|amount|net)(?: amount)?(?: due| payable| owed)?\s*:?$/i;
const BALANCE_LABEL =
  /^(?:累计|当前|目前|本[月期]|期末|剩余)?(?:欠款|尚欠|结欠|余额|结余|结存)(?:金额|总额)?(?:\([^()]*\))?\s*:?$|^balance(?: due)?\s*:?$/i;

/**
 * Whether a whole cell is what a statement calls its total or what is due: `应付合计`, `货款总额`, `Total due`. Types are
 * called 应付 too: the row must have no day, number or price besides.
 */
export function isTotalLabel(text: string): boolean {
  const plain = withoutHanSpaces(plainValueText(text));
  return TOTAL_LABEL.test(plain) || DUE_LABEL.test(plain);
}

/** Whether a whole cell is nothing but the word for a total of some time or page: nothing that is traded is called so. */
export function isPeriodTotal(text: string): boolean {
  return PERIOD_TOTAL.test(withoutHanSpaces(plainValueText(text)));
}

/** `本年累计`: of more than the rows above it. */
export function isYearTotal(text: string): boolean {
  return YEAR_TOTAL.test(withoutHanSpaces(plainValueText(text)));
}

/** Whether a whole cell says that a ledger goes on from one page to the next: `承前页`, `过次页`. */
export function isPageCarry(text: string): boolean {
  return PAGE_CARRY.test(withoutHanSpaces(plainValueText(text)));
}

/** Whether a text that stands alone in its row is the paper around a list: `第 1 页 共 2 页`, `返利明细`. */
export function isLoneNote(text: string): boolean {
  const plain = plainValueText(text);
  return PAGE_MARK.test(plain) || !/\d/.test(plain);
}

/** Whether a row begins with what people write below a statement: `制表：张三`, `备注：…`, `金额大写：…`. */
export function isSignatureLine(text: string): boolean {
  return SIGNATURE_LINE.test(plainValueText(text));
}

/** Whether a whole cell is the word for what is left in the end: `欠款`, `余额`, `Balance due`. */
export function isBalanceLabel(text: string): boolean {
  return BALANCE_LABEL.test(withoutHanSpaces(plainValueText(text)));
}

/** Ornament that separates parts of a file: `=====`, `-----列表结束-----`. */
export function isRuleLine(text: string): boolean {
  const first = text.charCodeAt(0);
  if (
    first !== 0x23 &&
    first !== 0x2d &&
    first !== 0x3d &&
    first !== 0x2a &&
    first !== 0x5f &&
    first !== 0x7e &&
    first < 0x2014
  ) {
    return false;
  }
  const line = text.trim();
  if (line.length > LONGEST_RULE_LINE) return /^#?[-=*_~—－＝]+$/.test(line);
  return /^#?[-=*_~—－＝]{3,}(?:[^\dA-Za-z]{0,40}[-=*_~—－＝]{3,})?$/.test(line);
}

/** A longer one is of nothing but its ornament: a pattern of two parts tries every place where one may end. */
const LONGEST_RULE_LINE = 200;
/** Nobody writes a total into more words. */
const LONGEST_TRAILER = 1000;

/** A line that the sender wrote about the keys: it begins with `#` or `//`, and is no formula error such as `#N/A`. */
export function isCommentText(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first === 0x23) return !isErrorText(text.trim());
  return first === 0x2f && text.charCodeAt(1) === 0x2f;
}

/** A cheap first look, so that a million ordinary cells never meet a pattern. */
function mayBeSummary(text: string): boolean {
  if (text.length > 200) return false;
  const first = text.charCodeAt(0);
  if (first > 0x7f || first === 0x23 || first <= 0x20) return true;
  const lower = first | 0x20;
  return (lower === 0x74 || lower === 0x73 || lower === 0x67) && /^(?:total|sub-?total|sum|grand)/i.test(text);
}

/** The row's first filled cell and how many are filled; null for a blank row. */
export function firstFilledCell(row: SheetRow): { text: string; columnIndex: number; filledCount: number } | null {
  let found: { text: string; columnIndex: number } | null = null;
  let filledCount = 0;
  for (let columnIndex = 0; columnIndex < row.cells.length; columnIndex += 1) {
    const cell = row.cells[columnIndex];
    if (!cell || cell.kind === 'empty' || isBlankText(cell.text, cell.kind)) continue;
    filledCount += 1;
    found ??= { text: cell.text, columnIndex };
  }
  return found && { ...found, filledCount };
}

/** True when nobody would see anything in the cell. */
export function isBlankText(text: string, kind: string): boolean {
  if (kind === 'uncached-formula') return false;
  if (text === '') return true;
  const first = text.charCodeAt(0);
  if (first > 0x20 && first < 0x7f) return false;
  return /^[\s\p{Cf}\p{Cc}\u00ad`]*$/u.test(text);
}

/** How amounts stand in a trailer line: before 元, or alone with their decimals. */
const POINT_AMOUNTS = {
  named: /([^\d,;。\-+¥$]*?)(?:共计?)?\s*([-+]?[¥$]?[-+]?\d[\d,]*(?:\.\d+)?)\s*元/g,
  bare: /(?:^|[\s,])([-+]?[¥$]?\d[\d,]*\.\d{1,4})(?:$|[\s,])/,
} as const;
const COMMA_AMOUNTS = {
  named: /([^\d,;。\-+¥$]*?)(?:共计?)?\s*([-+]?[¥$]?[-+]?\d[\d,.]*)\s*元/g,
  bare: /(?:^|\s)([-+]?[¥$]?\d[\d,.]*[,.]\d{1,4})(?:$|\s)/,
} as const;

/** Every total that a trailer line states: `#支出合计：2笔，共0.30元`, `收入：1笔 28.50元`, `共66笔记录`, `合计 3张 150元`. */
export function readControlTotals(text: string, style: AmountStyle = {}): ControlTotal[] {
  if (text.length > LONGEST_TRAILER) return [];
  const plain = plainValueText(text).replace(/^#\s*/, '');
  const [, label = '', body = ''] = /^([^\d:]*?)\s*:?\s*(?:共计?)?\s*([-+¥$\d].*|共.*)$/.exec(plain) ?? [];
  const count = /([\d,]+)\s*(?:笔|张|条|个|件|行|份|枚)/.exec(body)?.[1];
  const totals: ControlTotal[] = [];
  const direction = directionOf(label);
  const written = style.hasDecimalCommas ? COMMA_AMOUNTS : POINT_AMOUNTS;
  for (const [, words = '', amountText = ''] of body.matchAll(written.named)) {
    const reading = readAmountText(amountText.replace(/,$/, ''), style);
    if (reading.outcome !== 'value') continue;
    const own = words.replace(/笔|张|条|[,，\s]/g, '');
    totals.push({ label: own || label, direction, amount: reading.value.amount });
  }
  if (totals.length === 0) {
    const bare = written.bare.exec(body)?.[1];
    const reading = bare ? readAmountText(bare, style) : null;
    if (reading?.outcome === 'value') totals.push({ label, direction, amount: reading.value.amount });
  }
  if (count === undefined) return totals;
  const counted = Number(count.replaceAll(',', ''));
  const [first, ...rest] = totals;
  return first ? [{ ...first, count: counted }, ...rest] : [{ label, direction, count: counted }];
}

const COUNTED = '(?:张|条|个|份|枚)';
const PROMISES = [
  new RegExp(`(?:共|共计|总计|合计|总共)\\s*:?\\s*([\\d,]+)\\s*${COUNTED}`),
  new RegExp(`(?:数量|张数)\\s*:\\s*([\\d,]+)\\s*(?:${COUNTED}|$|[\\s,;])`),
  // What card factories write above each batch: `第 3 批次 (50元点卡) 200 张`.
  new RegExp(`^第\\s*\\d+\\s*批次?\\s*\\(.*\\)\\s*([\\d,]+)\\s*${COUNTED}?$`),
];
const COUNT_CELL = new RegExp(`^共?\\s*([\\d,]+)\\s*${COUNTED}$`);
const COUNT_LABEL = /^#?\s*(?:总张数|总数量|(?:数量|张数)合计)\s*:?\s*([\d,]*)$/;

/** The number of keys that a comment or heading promises (`# 50元点卡 2026-09-01 共3张`); null when it promises none. */
export function readStatedCount(text: string): number | null {
  if (text.length > LONGEST_TRAILER) return null;
  const plain = plainValueText(text);
  return countOf(PROMISES.map((pattern) => pattern.exec(plain)?.[1]).find((count) => count !== undefined));
}

/** The numbers of keys that a row of totals states: in words (`合计：3张`), in a cell of its own (`合计 | 3张`), or by its name (`总张数：3`). */
export function readTotalCounts(row: SheetRow): number[] {
  const first = firstFilledCell(row);
  if (!first) return [];
  const inWords = readControlTotals(first.text).flatMap(({ count }) => count ?? []);
  if (inWords.length > 0) return inWords;
  const others = row.cells.slice(first.columnIndex + 1).map(({ text }) => plainValueText(text));
  const [, named] = COUNT_LABEL.exec(plainValueText(first.text)) ?? [];
  const bare = named === '' ? others.find((text) => text !== '') : named;
  const ofName = bare !== undefined && /^[\d,]+$/.test(bare) ? bare : undefined;
  const inCell = others.map((text) => COUNT_CELL.exec(text)?.[1]).find((count) => count !== undefined);
  return [countOf(inCell ?? ofName)].filter((count) => count !== null);
}

function countOf(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits.replaceAll(',', ''));
}

function directionOf(label: string): ControlTotal['direction'] {
  if (/收入|入账|credit|income|充值|付款/i.test(label)) return 'income';
  if (/支出|出账|debit|expense|退款/i.test(label)) return 'expense';
  return /不计收支|中性|其他/.test(label) ? 'neutral' : 'all';
}
