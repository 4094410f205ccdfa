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

function readAnswer(isYes: boolean, columnName: string): StatusMeaning {
  if (/未使用|有效|可用|可售|在库|valid|available|unused/i.test(columnName)) return isYes ? 'sellable' : 'void';
  if (/使用|用|核销|兑换|used|redeemed/i.test(columnName)) return isYes ? 'used' : 'sellable';
  if (/售|出库|sold/i.test(columnName)) return isYes ? 'sold' : 'sellable';
  if (/作废|失效|过期|void|expired/i.test(columnName)) return isYes ? 'void' : 'sellable';
  return 'unknown';
}
