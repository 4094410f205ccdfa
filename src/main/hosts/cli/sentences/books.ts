import type { Sentences } from './sentences.ts';

/** Statements, months and their closing. */
export const BOOKS: Sentences = {
  STATEMENT_OVERLAPS: {
    'zh-CN': '这家供应商已有包含这些日期的对账单,没有导入:请改 --from 和 --to。',
    en: 'Another statement of this supplier covers some of these days and nothing was imported: change --from and --to.',
  },
  STATEMENT_NOT_OPEN: {
    'zh-CN': '对账单已结清或已撤回,不能再改。',
    en: 'The statement is settled or withdrawn and cannot be changed.',
  },
  DIFFERENCE_ADJUSTED: {
    'zh-CN': '已为它记过调整:请先冲销那一笔。',
    en: 'An adjustment was posted for it: reverse that first.',
  },
  ALREADY_MATCHED: {
    'zh-CN': '其中一项已经配对:请先拆开。',
    en: 'Part of it is matched already: take that apart first.',
  },
  NO_DIFFERENCE: {
    'zh-CN': '没有要标记的差异。',
    en: 'There is no difference to mark.',
  },
  UNEXPLAINED_DIFFERENCE: {
    'zh-CN': '还有没说明的差异,不能结清。',
    en: 'There is a difference that nobody explained: it cannot be settled.',
  },
  STATEMENT_UNFINISHED: {
    'zh-CN': '对账单还有没处理的行,不能结清。',
    en: 'The statement has lines that are not dealt with: it cannot be settled.',
  },
  EARLIER_STATEMENT_OPEN: {
    'zh-CN': '更早的对账单还没结清:请先结清它。',
    en: 'An earlier statement is not settled yet: settle that first.',
  },
  LATER_STATEMENT_SETTLED: {
    'zh-CN': '之后的对账单已结清:请先反结它。',
    en: 'A later statement is settled: re-open that first.',
  },
  MONTH_IS_CLOSED: {
    'zh-CN': '这个月已结账:请先反结账。',
    en: 'The month is closed: re-open it first.',
  },
  BALANCE_DIFFERS: {
    'zh-CN': '期末余额已变,没有确认:请看过新余额再确认。',
    en: 'The closing balance has changed and was not confirmed: look at it anew.',
  },
  STATEMENT_OPEN: {
    'zh-CN': '这一期的对账单还在处理:请先结清或撤回。',
    en: 'A statement of this period is being worked on: settle or withdraw it.',
  },
  PERIOD_NOT_OVER: {
    'zh-CN': '这一期还没有结束。',
    en: 'The period is not over yet.',
  },
  STATEMENT_SETTLED: {
    'zh-CN': '这一期由对账单结清:请在那里反结。',
    en: 'A statement settled this period: re-open it there.',
  },
  PREVIOUS_PERIOD_OPEN: {
    'zh-CN': '前一个月还没有结账:请先结它。',
    en: 'The month before is not closed yet: close that first.',
  },
  STOCK_BREACH: {
    'zh-CN': '库存账对不上,没有结账:请先运行 kacang verify。',
    en: 'The stock ledger disagrees and nothing was closed: run kacang verify first.',
  },
  NO_STOCK: {
    'zh-CN': '那个月还没有库存,不用结算。',
    en: 'There was no stock yet that month.',
  },
  STOCK_NOT_SETTLED: {
    'zh-CN': '那个月的库存还没结算:请先结算。',
    en: 'The stock of that month is not settled: settle it first.',
  },
  LATER_MONTHS_CLOSED: {
    'zh-CN': '之后的月份已结账:请先反结它们。',
    en: 'Later months are closed: re-open those first.',
  },
  BOOKS_NOT_READY: {
    'zh-CN': '还有供应商的账没结清,没有结账。',
    en: 'Some books are not settled yet and nothing was closed.',
  },
  MONTH_NOT_CLOSED: {
    'zh-CN': '这个月没有结账。',
    en: 'The month is not closed.',
  },
};
