/** What a line of a supplier's statement is about. */
export const STATEMENT_LINE_KINDS = [
  'purchase',
  'payment',
  'refund',
  'rebate',
  'fee',
  'adjustment',
  'opening',
  'closing',
] as const;
export type StatementLineKind = (typeof STATEMENT_LINE_KINDS)[number];

/** Tried in this order: `采购退货` is a refund, `退款手续费` a fee. */
const TYPE_WORDS: readonly (readonly [StatementLineKind, RegExp])[] = [
  [
    'opening',
    /期初|上[期月](?:余额|结转|结余|结存|欠款|结欠|尚欠|未付|未结)|承前|承上页|opening|brought forward|b\/f/i,
  ],
  ['closing', /期末|本[期月](?:余额|结余|结存|欠款|结欠|尚欠)|结转下期|closing|carried forward|c\/f/i],
  // `扣款` alone is a deduction that they make; of an order it is its price.
  ['purchase', /(?:下单|订单|购买|购卡|消费|提卡|提货|采购|兑换)扣[款费]$/],
  ['fee', /手续费|服务费|技术服务费|通道费|提现费|\bfees?\b|commission charged/i],
  ['rebate', /返利|返点|返现|返佣|佣金|优惠|折让|奖励|让利|补贴|rebate|bonus|cashback|discount/i],
  ['refund', /退款|退货|退卡|退回|退单|售后|冲正|冲红|红冲|撤销|refund|return|reversal|chargeback|credit note/i],
  [
    'payment',
    /充值|预存|付款|打款|加款|入金|转账|汇款|收款|回款|存入|缴款|top-?\s?up|deposit|payment|paid|transfer|recharge/i,
  ],
  ['adjustment', /调整|调账|更正|补差|差额|扣款|罚款|赔付|补偿|adjust|correction|compensation|penalty/i],
  [
    'purchase',
    /采购|提卡|提货|购买|购卡|消费|出货|出库|发货|订单|进货|下单|兑换|拿货|货款|purchase|order|sale|invoice|issue/i,
  ],
];

/** The kind that a type column's text names; null for text that says nothing. */
export function kindOfType(text: string): StatementLineKind | null {
  return text === '' ? null : (TYPE_WORDS.find(([, words]) => words.test(text))?.[0] ?? null);
}

/** Only what stands at an end of a note counts: `优惠券50元` and `话费充值100元` are goods. */
const NOTE_WORDS: readonly (readonly [StatementLineKind, RegExp])[] = [
  [
    'opening',
    /^(?:期初|承前|承上页|上[期月](?:余额|结转|结余|结存|欠款|结欠|尚欠|未付|未结))|opening balance|brought forward/i,
  ],
  ['closing', /^(?:期末|本[期月](?:余额|结余|结存|欠款|结欠|尚欠))|closing balance|carried forward/i],
  ['refund', /^(?:退款|退货|退卡|退回|冲正|refund|credit note)|(?:退款|退货|退卡|退回|冲正|refund)$/i],
  ['fee', /^(?:手续费|服务费)|(?:手续费|服务费|\bfee)$/i],
  ['rebate', /^(?:返利|返点|返佣)|(?:返利|返点|返佣|返现|优惠|折让|奖励|rebate)$/i],
  [
    'payment',
    /^.{0,5}(?:充值|预存|付款|打款|加款|转账|汇款|回款|预存款|top-?\s?up|deposit|payment)$|^减?:?\s*已付(?:金额|货款|款)?:?$/i,
  ],
];

/** Nothing that is sold is called just this, whatever quantity and price stand beside it (`手续费`, 1, 5.00). */
const WHOLE_NOTE = /^(?:手续费|服务费|技术服务费|通道费|提现费|(?:service )?fees?|返利|返点|返佣|返现|rebate)$/i;

/**
 * The kind that a product or remark names where no type does. Goods with quantity or price stay goods unless the note
 * speaks of a balance or a refund, or is nothing but the word for a fee or a rebate.
 */
export function kindOfNote(text: string, hasQuantityOrPrice: boolean): StatementLineKind | null {
  if (WHOLE_NOTE.test(text)) return kindOfType(text);
  const kind = text === '' ? undefined : NOTE_WORDS.find(([, words]) => words.test(text))?.[0];
  if (!kind) return null;
  return hasQuantityOrPrice && kind !== 'opening' && kind !== 'closing' && kind !== 'refund' ? null : kind;
}

const DEBT_WORDS = /欠款|结欠|尚欠|应付(?:余额|账款)|amount (?:due|owed)|balance due/i;

/** What a status says went back of a line that stands with its whole price; null where it says nothing of the kind. */
export type StatusRefund = { readonly part: 'all' } | { readonly part: 'some'; readonly amountText: string | null };

export function refundOfStatus(status: string): StatusRefund | null {
  if (/^已?(?:全额|全部)?退[款货卡单](?:成功|完成|完毕)?$|^(?:fully )?refunded$/i.test(status)) return { part: 'all' };
  const [, amountText] = /^已?(?:部分)?退款:?\(?([¥$]?[\d,.]+元?)\)?$/.exec(status) ?? [];
  if (amountText !== undefined) return { part: 'some', amountText };
  return /^已?部分退[款货卡]|^partially refunded$/i.test(status) ? { part: 'some', amountText: null } : null;
}

/** Whether the text of a balance says that it is what we owe, whatever sign the statement's amounts have. */
export function namesDebt(text: string): boolean {
  return DEBT_WORDS.test(text);
}

export type MoneyDirection = 'income' | 'expense' | 'neutral';

/** `收入` adds to our balance with the supplier, `支出` takes from it; so do 贷 and 借. */
export function readDirection(text: string): MoneyDirection | null {
  if (/^(?:\/|不计收支|中性(?:交易)?|其他|neutral|none)$/i.test(text)) return 'neutral';
  if (/收入|入账|存入|转入|收款|贷|^收$|^入$|^\+$|income|credit|^in$|^cr$/i.test(text)) return 'income';
  if (/支出|出账|支取|转出|扣款|付款|借|^支$|^出$|^-$|expense|debit|^out$|^dr$/i.test(text)) return 'expense';
  return null;
}

/** True for a line that never took effect: closed, cancelled, failed or not yet paid. */
export function isWithoutEffect(status: string): boolean {
  return /关闭|取消|失败|未支付|未付款|等待.{0,4}付款|待付款|待支付|已撤销|cancell?ed|failed|closed|unpaid|pending/i.test(
    status,
  );
}

/** Whether a line of this kind adds to (+1) or takes from (−1) a prepaid balance with the supplier. */
export function balanceSign(kind: StatementLineKind): 1 | -1 {
  return kind === 'purchase' || kind === 'fee' ? -1 : 1;
}
