import type { RefusalWords } from './refusal-words.ts';
import type { StatementRefusal } from './statement-row.ts';

type Words = Readonly<Record<StatementRefusal, RefusalWords>>;

const AS_TEXT = '在原表把这一列设为“文本”后重新导出，或请供应商重发；丢掉的数字补不回来。';
const AS_TEXT_EN =
  'Export the sheet again with this column as text, or ask for it again: the lost digits cannot be restored.';
const AMOUNT = '核对这一列是不是金额；选错了就改列对应，写错了就改单元格。';
const AMOUNT_EN = 'See whether this column is an amount: change what the column is, or correct the cell.';
const QUANTITY = '核对这一列是不是数量；选错了就改列对应，写错了就改单元格。';
const QUANTITY_EN = 'See whether this column is a quantity: change what the column is, or correct the cell.';
const TWO_READINGS = '分号分隔的文件里，1.250 要写成 1250 或 1,25。';
const TWO_READINGS_EN = ' In a file separated by semicolons write 1.250 as 1250 or 1,25.';
const DAY = '把单元格改成 2026-11-30 这样的日期；选错了列就改列对应。';
const DAY_EN = 'Write the day as 2026-11-30, or change what the column is.';
const FORMULA = '用 Excel 打开原表，改好公式并保存一次，再导入。';
const FORMULA_EN = 'Open the sheet in Excel, mend the formula, save, and import it again.';

const ZH: Words = {
  HIDDEN_ROW: { what: '这一行在表里是隐藏的', remedy: '要读入就勾选“读入隐藏的行”；多半是旧数据，先看一眼原表。' },
  AMOUNT_MISSING: { what: '没有金额', remedy: '补上金额，或补上数量和单价；不是往来就删掉这一行。' },
  REFUND_WITHOUT_AMOUNT: {
    what: '只写了“已退款”，没有金额',
    remedy: '在单元格里补上原金额，如 12.50(已退款)；或补上数量和单价。',
  },
  CURRENCY_DIFFERS: {
    what: '不是这个供应商账户的币种',
    remedy: '一份对账单只记一个币种：请供应商按账户的币种出单，或另建该币种的供应商账户；币种列认错了就改列对应。',
  },
  DATE_EMPTY: { what: '没有日期', remedy: '补上日期；不是往来就删掉这一行。' },
  WITHOUT_EFFECT: { what: '状态是关闭、取消、失败或未付', remedy: '没有成交，不计入对账，无需处理。' },
  SIDE_UNCLEAR: {
    what: '借贷或欠、余的方向说不准',
    remedy: '金额旁的 CR/DR、借/贷和类型对不上，或余额有的写了欠、余，有的没写。改单元格，或请供应商写明。',
  },
  REFUND_UNCLEAR: {
    what: '退款金额和这一行对不上',
    remedy: '退款不能比金额大；退款单独成行时，两处金额要一样。改单元格，或把这一列改成“不使用”。',
  },
  DISCOUNT_UNCLEAR: {
    what: '优惠没有可扣的金额',
    remedy: '这一行没有金额、优惠比金额大，或是一笔付款。改单元格；金额已经扣过优惠就把这一列改成“不使用”。',
  },
  NET_DIFFERS: {
    what: '金额减去优惠不等于实付',
    remedy: '三个数有一个不对：请供应商核对；或只留一列作“金额”，其余改成“不使用”。',
  },
  DIRECTION_UNKNOWN: { what: '看不出是收入还是支出', remedy: '把收支方向写成“收入”或“支出”，或给出类型。' },
  NOT_AN_AMOUNT: { what: '不是金额', remedy: AMOUNT + TWO_READINGS },
  TOO_MANY_DECIMALS: { what: '金额超过四位小数', remedy: AMOUNT },
  AMOUNT_TOO_LARGE: { what: '金额大得不合理', remedy: AMOUNT },
  NOT_A_QUANTITY: { what: '不是数量', remedy: QUANTITY + TWO_READINGS },
  FRACTIONAL_QUANTITY: { what: '数量不是整数', remedy: QUANTITY },
  NOT_A_DAY: { what: '不是日期', remedy: DAY },
  NO_SUCH_DAY: { what: '没有这一天', remedy: DAY },
  DAY_MONTH_AMBIGUOUS: { what: '分不清哪个是月、哪个是日', remedy: DAY },
  YEAR_MISSING: { what: '日期缺年份', remedy: DAY },
  DAY_MISSING: { what: '日期只到月份', remedy: DAY },
  YEAR_OF_TWO_DIGITS: { what: '年份只有两位', remedy: DAY },
  TIMESTAMP_NOT_A_DAY: { what: '是时间戳，不是日期', remedy: DAY },
  DAY_OUT_OF_RANGE: { what: '日期超出合理范围', remedy: DAY },
  NOT_A_DISCOUNT: { what: '不是折扣', remedy: AMOUNT },
  DISCOUNT_AMBIGUOUS: { what: '分不清是几折', remedy: AMOUNT },
  NOT_A_DURATION: { what: '不是时长', remedy: AMOUNT },
  FORMULA_ERROR: { what: '公式出错', remedy: FORMULA },
  FORMULA_WITHOUT_VALUE: { what: '公式还没有算出结果', remedy: FORMULA },
  SCIENTIFIC_NOTATION: { what: '单号变成了科学计数，后面的数字已经丢失', remedy: AS_TEXT },
  TOO_MANY_DIGITS: { what: '单号超过 15 位，Excel 已经改掉了末尾', remedy: AS_TEXT },
  FRACTIONAL_NUMBER: { what: '单号变成了小数', remedy: AS_TEXT },
  NEGATIVE_NUMBER: { what: '单号变成了负数', remedy: AS_TEXT },
  DATE_CELL: { what: '单号被 Excel 变成了日期', remedy: AS_TEXT },
  BOOLEAN_CELL: { what: '单号被 Excel 变成了真假值', remedy: AS_TEXT },
};

const EN: Words = {
  HIDDEN_ROW: {
    what: 'The sheet hides this row',
    remedy: 'Tick “Read hidden rows” to take it; look at the sheet first, it is often old data.',
  },
  AMOUNT_MISSING: {
    what: 'The line has no amount',
    remedy: 'Fill in the amount, or quantity and unit price; remove the row where it is no entry.',
  },
  REFUND_WITHOUT_AMOUNT: {
    what: 'The cell says “refunded” without an amount',
    remedy: 'Write the amount in the cell, as 12.50(已退款), or fill in quantity and unit price.',
  },
  CURRENCY_DIFFERS: {
    what: 'Not the currency of this supplier’s account',
    remedy:
      'A statement is in one currency: ask for it in the account’s, or keep a supplier account in the other; where the column is not a currency, change what it is.',
  },
  DATE_EMPTY: { what: 'The line has no date', remedy: 'Fill in the date; remove the row where it is no entry.' },
  WITHOUT_EFFECT: {
    what: 'Closed, cancelled, failed or unpaid',
    remedy: 'It never took effect and does not count; nothing to do.',
  },
  SIDE_UNCLEAR: {
    what: 'Which side the amount is on is not certain',
    remedy:
      'CR or DR does not fit the type, or some balances say whose they are and this one does not: correct the cell, or ask the supplier.',
  },
  REFUND_UNCLEAR: {
    what: 'The refund does not fit the line',
    remedy:
      'It is at most the amount, and the same as the amount in a row of its own: correct the cell, or leave the column out.',
  },
  DISCOUNT_UNCLEAR: {
    what: 'There is no amount to take the discount from',
    remedy:
      'No amount, less than the discount, or a payment: correct the cell; leave the column out where amounts are without it.',
  },
  NET_DIFFERS: {
    what: 'Amount less discount is not what was paid',
    remedy: 'One of the three is wrong: ask the supplier, or keep one column as the amount and leave out the others.',
  },
  DIRECTION_UNKNOWN: {
    what: 'Neither income nor expense',
    remedy: 'Write income or expense in the direction, or give a type.',
  },
  NOT_AN_AMOUNT: { what: 'Not an amount', remedy: AMOUNT_EN + TWO_READINGS_EN },
  TOO_MANY_DECIMALS: { what: 'More than four decimals', remedy: AMOUNT_EN },
  AMOUNT_TOO_LARGE: { what: 'The amount is too large', remedy: AMOUNT_EN },
  NOT_A_QUANTITY: { what: 'Not a quantity', remedy: QUANTITY_EN + TWO_READINGS_EN },
  FRACTIONAL_QUANTITY: { what: 'The quantity is not whole', remedy: QUANTITY_EN },
  NOT_A_DAY: { what: 'Not a date', remedy: DAY_EN },
  NO_SUCH_DAY: { what: 'There is no such day', remedy: DAY_EN },
  DAY_MONTH_AMBIGUOUS: { what: 'Day and month cannot be told apart', remedy: DAY_EN },
  YEAR_MISSING: { what: 'The date has no year', remedy: DAY_EN },
  DAY_MISSING: { what: 'The date has no day', remedy: DAY_EN },
  YEAR_OF_TWO_DIGITS: { what: 'The year has two digits', remedy: DAY_EN },
  TIMESTAMP_NOT_A_DAY: { what: 'A time stamp, not a date', remedy: DAY_EN },
  DAY_OUT_OF_RANGE: { what: 'The date is out of range', remedy: DAY_EN },
  NOT_A_DISCOUNT: { what: 'Not a discount', remedy: AMOUNT_EN },
  DISCOUNT_AMBIGUOUS: { what: 'The discount can be read two ways', remedy: AMOUNT_EN },
  NOT_A_DURATION: { what: 'Not a duration', remedy: AMOUNT_EN },
  FORMULA_ERROR: { what: 'A formula error', remedy: FORMULA_EN },
  FORMULA_WITHOUT_VALUE: { what: 'A formula without a result', remedy: FORMULA_EN },
  SCIENTIFIC_NOTATION: { what: 'The number is in scientific notation: digits are lost', remedy: AS_TEXT_EN },
  TOO_MANY_DIGITS: { what: 'The number has more than 15 digits: Excel has changed its end', remedy: AS_TEXT_EN },
  FRACTIONAL_NUMBER: { what: 'The number became a fraction', remedy: AS_TEXT_EN },
  NEGATIVE_NUMBER: { what: 'The number became negative', remedy: AS_TEXT_EN },
  DATE_CELL: { what: 'Excel made a date of the number', remedy: AS_TEXT_EN },
  BOOLEAN_CELL: { what: 'Excel made true or false of the number', remedy: AS_TEXT_EN },
};

/** Says in words why a row of a statement was not read, and what to do about it. */
export function explainStatementRefusal(language: 'zh-CN' | 'en', reason: string): RefusalWords {
  const words: Readonly<Record<string, RefusalWords>> = language === 'en' ? EN : ZH;
  return words[reason] ?? { what: reason, remedy: '' };
}
