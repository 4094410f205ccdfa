import type { TierProblem } from './purchasing/price-tiers.ts';
import type { SeasonProblem } from './replenishment/season-rules.ts';

type Words<Key extends string> = Readonly<Record<'zh-CN' | 'en', Readonly<Record<Key, string>>>>;

/** The rule that a value breaks where its shape is right and its meaning is not: `INVALID_VALUE` names it. */
export type ValueRule =
  | TierProblem
  | SeasonProblem
  | 'ABOVE_WARNING'
  | 'ABOVE_ZERO'
  | 'AT_LEAST_QUANTITY'
  | 'BALANCE_TOO_LARGE'
  | 'BEFORE_DOCUMENT'
  | 'BEFORE_ENTRY'
  | 'BEFORE_FROZEN'
  | 'BEFORE_ISSUED'
  | 'BELOW_MINIMUM'
  | 'BELOW_WARNING'
  | 'BRAND_EXPECTED'
  | 'CURRENCY'
  | 'DIRECTION_MISSING'
  | 'FOR_ALL_OR_EACH'
  | 'IN_THE_FUTURE'
  | 'MORE_THAN_PAID'
  | 'NEEDED_WITH_AGAIN'
  | 'NEEDED_WITH_ORDER'
  | 'NO_SHOP_EXPECTED'
  | 'NOT_A_CURSOR'
  | 'NOT_A_PAYMENT'
  | 'NOT_BEFORE_FROM'
  | 'NOT_IN_FUTURE'
  | 'NOT_IN_THE_PAST'
  | 'NOT_NEGATIVE'
  | 'NOT_WITH_ORDER'
  | 'NOTHING_TO_ADJUST'
  | 'NOTHING_TO_RETURN'
  | 'NOTHING_WAS_CHARGED'
  | 'ONLY_OF_REPLACEMENT'
  | 'OWN_CURRENCY'
  | 'PAPER_EMPTY'
  | 'PARTY_EXPECTED'
  | 'PURCHASE_FOR_ORDER'
  | 'REFUND_ONLY'
  | 'SAME_SUPPLIER'
  | 'SIDE_OF_KIND'
  | 'SKU_ONCE'
  | 'SUM_100'
  | 'SUPPLIER_EXPECTED'
  | 'TIME_ZONE'
  | 'TOO_FAR_AHEAD'
  | 'TOTAL_TOO_LARGE'
  | 'WELL_FORMED'
  | 'WITHIN_STATEMENT';

/** What people are told of a broken rule, in windows and on the command line: what is wrong and what to do instead. */
export const VALUE_RULE_WORDS: Words<ValueRule> = {
  'zh-CN': {
    ABOVE_WARNING: '停用线要低于警告线：先警告，再停用。',
    ABOVE_ZERO: '金额要大于 0。',
    AT_LEAST_QUANTITY: '订单数量不能少于这次要提的数量。',
    BALANCE_TOO_LARGE: '余额会大到记不下，请检查金额。',
    BEFORE_DOCUMENT: '到期日不能早于单据日期。',
    BEFORE_ENTRY: '冲销日期不能早于那笔账的日期。',
    BEFORE_FROZEN: '解冻日不能早于冻结日。',
    BEFORE_ISSUED: '到期日不能早于签发日。',
    BELOW_MINIMUM: '最高库存不能低于最低库存。',
    BELOW_WARNING: '停用线要高于警告线：先警告，再停用。',
    BRAND_EXPECTED: '品牌授权要选品牌，其他资质不要选。',
    CURRENCY: '没有这种货币，请用三个字母的代码，如 CNY、USD。',
    DAY_OF_OTHER_YEAR: '节日的日子不在它的年份里。',
    DIRECTION_MISSING: '这类账目要说明是增加欠款还是减少欠款。',
    FACTOR_OUT_OF_RANGE: '节日的倍数须在 0.1 到 20 之间。',
    FOR_ALL_OR_EACH: '订单金额只填一处：要么整单，要么逐行。',
    IMPOSSIBLE_DAY: '节日里有不存在的日子，请写成 月-日，如 06-15。',
    IN_THE_FUTURE: '结束时间要晚于现在。',
    MORE_THAN_PAID: '分配到各笔账的金额合计超过了付款金额。',
    NAME_MISSING: '节日要有名称。',
    NAME_TWICE: '有两个节日同名。',
    NEEDED_WITH_AGAIN: '补发或续发要填原来的订单号。',
    NEEDED_WITH_ORDER: '填了订单号，就要选是哪个店铺的。',
    NO_SHOP_EXPECTED: '进项发票不按店铺月份登记。',
    NO_YEARS: '浮动的节日至少要填一年的日子。',
    NOT_A_CURSOR: '翻页的位置不对，请从第一页重新打开列表。',
    NOT_A_PAYMENT: '只有付款才能补填本币金额。',
    NOT_BEFORE_FROM: '日期早于允许的起始日，请改晚一些。',
    NOT_IN_FUTURE: '日期不能在今天之后。',
    NOT_IN_THE_PAST: '日期已经过去，请选今天或以后。',
    NOT_NEGATIVE: '金额不能是负数。',
    NOT_WITH_ORDER: '赠送、测试和补偿不填订单号；有订单号的请按销售提卡。',
    NOTHING_TO_ADJUST: '这条差异没有金额，不用调整，请改选别的处理方式。',
    NOTHING_TO_RETURN: '这条差异没有到货的卡密，没有可退的，请改选别的处理方式。',
    NOTHING_WAS_CHARGED: '代销的卡密还没有计账，退回时不能要求退款。',
    ONLY_OF_REPLACEMENT: '“沿用坏卡成本”只用于补卡。',
    OWN_CURRENCY: '这是本币，不需要汇率或本币金额。',
    PAPER_EMPTY: '证照要有编号、发证方、日期或附件，至少填一项。',
    PARTY_EXPECTED: '销项发票要填购方名称。',
    PURCHASE_FOR_ORDER: '按采购单收货，入库类型要选“采购”或“代销”。',
    REFUND_ONLY: '只有退款才能指明索赔的卡密。',
    SAME_SUPPLIER: '这张采购单是别的供应商的。',
    SIDE_OF_KIND: '金额的方向和这类账目不符。',
    SKU_ONCE: '同一个 SKU 只能有一行，请合并数量。',
    SUM_100: '各项权重之和要等于 100。',
    SUPPLIER_EXPECTED: '进项发票要选供应商，销项发票不要选。',
    TIER_PRICE_MISSING: '每一档要么填单价，要么填折扣，只填一个。',
    TIER_PRICE_NEGATIVE: '阶梯价不能是负数。',
    TIER_QUANTITY: '每一档的起订数量要是 1 以上的整数。',
    TIER_QUANTITY_TWICE: '有两档起订数量相同，请留一档。',
    TIERS_MISSING: '至少要有一档价格。',
    TIME_ZONE: '没有这个时区，请写成 Asia/Shanghai 这样的名称。',
    TOO_FAR_AHEAD: '日期比今天晚了一个多月，请检查年份和月份。',
    TOO_LONG: '节日超过 150 天，开始和结束是否写反了？',
    TOO_MANY_TIERS: '阶梯价最多 20 档。',
    TOTAL_TOO_LARGE: '合计金额大到记不下，请检查数量和单价。',
    WELL_FORMED: '文字里有残缺的字符，请重新复制再粘贴。',
    WITHIN_STATEMENT: '所选账目不在这张对账单的日期里，请另选。',
  },
  en: {
    ABOVE_WARNING: 'The line of exclusion has to lie below the line of warning: a supplier is warned first.',
    ABOVE_ZERO: 'The amount has to be above zero.',
    AT_LEAST_QUANTITY: 'The ordered quantity cannot be less than what is handed out now.',
    BALANCE_TOO_LARGE: 'The balance would become too large to be kept: check the amount.',
    BEFORE_DOCUMENT: 'It cannot be due before the day of its document.',
    BEFORE_ENTRY: 'An entry cannot be reversed before its own day.',
    BEFORE_FROZEN: 'The freeze cannot end before the day it began.',
    BEFORE_ISSUED: 'It cannot expire before the day it was issued.',
    BELOW_MINIMUM: 'The maximum cannot be below the minimum.',
    BELOW_WARNING: 'The line of exclusion has to lie above the line of warning: a supplier is warned first.',
    BRAND_EXPECTED: 'A brand authorisation names its brand, any other paper names none.',
    CURRENCY: 'There is no such currency: write its three letters, like CNY or USD.',
    DAY_OF_OTHER_YEAR: 'A day of the season is not in its year.',
    DIRECTION_MISSING: 'Say whether this entry raises or lowers what you owe.',
    FACTOR_OUT_OF_RANGE: 'The factor of a season lies between 0.1 and 20.',
    FOR_ALL_OR_EACH: 'Give the total of the order once: for the whole, or line by line.',
    IMPOSSIBLE_DAY: 'A season names a day that does not exist; write month-day, like 06-15.',
    IN_THE_FUTURE: 'Its end has to lie after now.',
    MORE_THAN_PAID: 'What is allocated is more than what is paid.',
    NAME_MISSING: 'A season needs a name.',
    NAME_TWICE: 'Two seasons have the same name.',
    NEEDED_WITH_AGAIN: 'Give the number of the order that is served again.',
    NEEDED_WITH_ORDER: 'With an order number, choose the shop that it comes from.',
    NO_SHOP_EXPECTED: 'An invoice received belongs to no month of a shop.',
    NO_YEARS: 'A moving season needs the day of one year at least.',
    NOT_A_CURSOR: 'The place in the list is not right: open the list from its first page.',
    NOT_A_PAYMENT: 'Only for a payment can its amount in your own currency be entered.',
    NOT_BEFORE_FROM: 'The day lies before the first one allowed: choose a later one.',
    NOT_IN_FUTURE: 'The day cannot lie after today.',
    NOT_IN_THE_PAST: 'The day is over: choose today or a later one.',
    NOT_NEGATIVE: 'The amount cannot be negative.',
    NOT_WITH_ORDER: 'Gifts, tests and replacements have no order number; with one, dispense it as a sale.',
    NOTHING_TO_ADJUST: 'This difference has no amount to adjust: settle it in another way.',
    NOTHING_TO_RETURN: 'This difference has no keys that came and could go back: settle it in another way.',
    NOTHING_WAS_CHARGED: 'Keys on consignment were not charged yet: there is nothing to refund for them.',
    ONLY_OF_REPLACEMENT: 'Only replacements take over the cost of the bad keys.',
    OWN_CURRENCY: "This is the shop's own currency: it needs no rate and no second amount.",
    PAPER_EMPTY: 'A document has a number, an issuer, a day or a file: fill in one at least.',
    PARTY_EXPECTED: 'An invoice issued names its buyer.',
    PURCHASE_FOR_ORDER: 'Keys of a purchase order come in as a purchase or on consignment.',
    REFUND_ONLY: 'Only a refund can name the keys that were claimed.',
    SAME_SUPPLIER: "This purchase order is another supplier's.",
    SIDE_OF_KIND: 'The amount is on the wrong side for an entry of this kind.',
    SKU_ONCE: 'A SKU can stand on one line only: put its quantities together.',
    SUM_100: 'The weights have to sum to 100.',
    SUPPLIER_EXPECTED: 'An invoice received names its supplier, one issued names none.',
    TIER_PRICE_MISSING: 'Each tier has either a price or a discount.',
    TIER_PRICE_NEGATIVE: 'A tier cannot have a negative price.',
    TIER_QUANTITY: 'A tier begins at a whole quantity of 1 or more.',
    TIER_QUANTITY_TWICE: 'Two tiers begin at the same quantity: keep one of them.',
    TIERS_MISSING: 'There has to be one tier at least.',
    TIME_ZONE: 'There is no such time zone: write its name, like Asia/Shanghai.',
    TOO_FAR_AHEAD: 'The day lies more than a month after today: check its year and month.',
    TOO_LONG: 'A season is longer than 150 days: are its two days swapped?',
    TOO_MANY_TIERS: 'There can be 20 tiers at most.',
    TOTAL_TOO_LARGE: 'The total would become too large to be kept: check quantities and prices.',
    WELL_FORMED: 'The text has broken characters in it: copy and paste it again.',
    WITHIN_STATEMENT: 'The chosen entry is not within the days of this statement: choose another.',
  },
};

/**
 * The rule that an input breaks which the contract itself refuses (`BAD_REQUEST`), where one is named; undefined where its
 * shape is wrong.
 */
export function brokenRule(data: unknown): ValueRule | undefined {
  if (typeof data !== 'object' || data === null || !('issues' in data) || !Array.isArray(data.issues)) return undefined;
  const rules = Object.keys(VALUE_RULE_WORDS.en) as ValueRule[];
  const messages = data.issues.map((issue: { message?: unknown }) => issue.message);
  return rules.find((rule) => messages.includes(rule));
}
