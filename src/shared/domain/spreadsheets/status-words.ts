import { plainValueText } from './cell-text.ts';

/** What a supplier's word about a key means. Only `sellable` may become stock. */
export type StatusMeaning = 'sellable' | 'used' | 'sold' | 'void' | 'unknown';

/** What a person says that an unknown word of a status list means; lines of an ignored one are left out. */
export const STATUS_CHOICES = ['sellable', 'used', 'sold', 'void', 'ignore'] as const;
export type StatusChoice = (typeof STATUS_CHOICES)[number];

const WORDS: Record<Exclude<StatusMeaning, 'unknown'>, string> = {
  sellable: `未使用, 未用, 未售, 未售出, 未出售, 未兑换, 未核销, 未充值, 未消费, 未提取, 未领取, 可用, 可使用, 可售, 正常,
    有效, 在库, 库存, 库存中, 待售, 待使用, 空闲, 新, 新卡, 全新, unused, unsold, available, valid, new, in stock,
    instock, ok, good, fresh, not used, unredeemed, normal`,
  used: `已使用, 已用, 使用过, 已兑换, 已核销, 已充值, 已消费, 已领取, 已提取, used, redeemed, claimed, consumed,
    activated and used, 已绑定`,
  sold: `已售, 已售出, 已出售, 售出, 已卖, 已卖出, 已出库, 已发货, 已发出, 已交付, 已提卡, sold, sold out, delivered,
    shipped, issued, 预售, 已预订, 锁定, 已锁定, locked, reserved`,
  void: `作废, 已作废, 失效, 已失效, 无效, 过期, 已过期, 冻结, 已冻结, 停用, 已停用, 禁用, 已禁用, 注销, 已注销, 退款,
    已退款, 已退, 已退货, 已退卡, 坏卡, 错误, 异常, 问题卡, void, voided, invalid, expired, disabled, frozen,
    cancelled, canceled, revoked, refunded, returned, bad, dead, blocked, error`,
};

const MEANINGS: ReadonlyMap<string, StatusMeaning> = new Map(
  Object.entries(WORDS).flatMap(([meaning, words]) =>
    words.split(/,\s*/).map((word) => [word.trim(), meaning as StatusMeaning] as const),
  ),
);
/** With a day in brackets: `已使用(2026-09-01 12:00)`. */
const LONGEST_STATUS = 40;
const YES = new Set(['是', 'yes', 'y', 'true', '√', '✓', '✔']);
const NO = new Set(['否', 'no', 'n', 'false', '×', '✗', 'x']);

/**
 * Reads a status word. Yes and no answer the question that the column's name asks (`是否使用`, `是否有效`). `已激活` and bare
 * codes such as `1` mean different things at different suppliers and are `unknown`.
 */
export function readStatus(text: string, columnName = ''): StatusMeaning {
  const plain = plainValueText(text).toLowerCase();
  const isYes = YES.has(plain);
  if (isYes || NO.has(plain)) return readAnswer(isYes, columnName);
  return meaningOf(plain);
}

/** What a cell means by itself, whatever it stands under; yes and no mean nothing then. Quick for cells that are no word. */
export function statusOfWord(text: string): StatusMeaning {
  return text.length > LONGEST_STATUS ? 'unknown' : meaningOf(plainValueText(text).toLowerCase());
}

function meaningOf(plain: string): StatusMeaning {
  const known = MEANINGS.get(plain);
  if (known) return known;
  const outsideBrackets = plain.replace(/\([^()]*\)/g, '').trim();
  return MEANINGS.get(outsideBrackets) ?? 'unknown';
}

/** A status word as it may be named: what is longer than a word might be a part of a key in the wrong column. */
export function shownStatus(text: string): string | undefined {
  const plain = plainValueText(text);
  return /^(?:\p{Script=Han}{1,8}|.{1,2})$/u.test(plain) ? plain : undefined;
}

/**
 * What a column's name asks, and what yes and no say then. The first that fits counts: a question for the opposite (`是否未核销`,
 * `invalid`) holds the words of the plain one.
 */
const QUESTIONS: readonly (readonly [asked: RegExp, yes: StatusMeaning, no: StatusMeaning])[] = [
  [/[未没](?:有)?(?:作废|失效|过期|冻结|停用|禁用)|not[\s_-]*(?:void|expired|invalid|disabled)/i, 'sellable', 'void'],
  [/不可|不能|无效|作废|失效|过期|冻结|停用|禁用|void|expired|disabled|frozen/i, 'void', 'sellable'],
  [/invalid|unavailable|not[\s_-]*(?:valid|available)/i, 'void', 'sellable'],
  [/[未没](?:有|被)?(?:使用|用|核销|兑换|充值|消费|领取|提取|绑定)/, 'sellable', 'used'],
  [/un(?:used|redeemed|claimed)|not[\s_-]*(?:used|redeemed|claimed)/i, 'sellable', 'used'],
  [/[未没](?:有|被)?(?:售|出售|卖|出库|发货)|unsold|not[\s_-]*sold/i, 'sellable', 'sold'],
  [/有效|可用|可以?使用|能用|能使用|可售|在库|valid|available/i, 'sellable', 'void'],
  [/使用|用|核销|兑换|used|redeemed/i, 'used', 'sellable'],
  [/售|出库|sold/i, 'sold', 'sellable'],
];

function readAnswer(isYes: boolean, columnName: string): StatusMeaning {
  const question = QUESTIONS.find(([asked]) => asked.test(columnName));
  return question?.[isYes ? 1 : 2] ?? 'unknown';
}
