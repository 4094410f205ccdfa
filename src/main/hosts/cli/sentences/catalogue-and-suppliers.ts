import type { Sentences } from './sentences.ts';

/** Catalogue, suppliers, and what lies between them and us. */
export const CATALOGUE_AND_SUPPLIERS: Sentences = {
  MERGE_REFUSED: {
    'zh-CN': '现在不能合并,没有改动。',
    en: 'This cannot be merged now; nothing was changed.',
  },
  INVALID_KEY_FIELDS: {
    'zh-CN': '卡密字段的定义不对。',
    en: 'The fields of the key are not built rightly.',
  },
  KEY_LAYOUT_FIXED: {
    'zh-CN': '这个 SKU 已有卡密,字段结构不能再改。',
    en: 'This SKU has keys: the layout of its fields stands.',
  },
  CURRENCY_IN_USE: {
    'zh-CN': '往来账已有记录,币种不能再改。',
    en: 'The account has entries: its currency stands.',
  },
  NO_RULING: {
    'zh-CN': '没有可以撤回的评级决定。',
    en: 'There is no ruling to withdraw.',
  },
  OPENING_EXISTS: {
    'zh-CN': '已有期初余额:要改请先冲销。',
    en: 'There is an opening balance: reverse it first.',
  },
  EXPOSURE_EXCEEDED: {
    'zh-CN': '没有记账:该供应商的敞口会超过上限。',
    en: 'Nothing was posted: the supplier would hold more than the maximum.',
  },
  REFUND_ABOVE_CLAIM: {
    'zh-CN': '退款多于所选索赔的未退金额:请再选几笔索赔,或把多出的部分另记一笔。',
    en: 'The refund is more than the named claims have open: name further claims, or post the rest on its own.',
  },
  CLAIM_NOT_OPEN: {
    'zh-CN': '所选的索赔已没有未退金额,或晚于退款日期:请去掉它或更正日期。',
    en: 'A named claim has nothing open, or is later than the refund: leave it out, or correct the date.',
  },
  ENTRY_REVERSED: {
    'zh-CN': '这笔已经冲销过。',
    en: 'This entry was reversed already.',
  },
  ENTRY_IS_REVERSAL: {
    'zh-CN': '这是一笔冲销,不能再冲销:请重新记一笔。',
    en: 'This is a reversal and cannot be reversed: post the entry anew.',
  },
  ENTRY_SETTLED: {
    'zh-CN': '这笔已随对账单结清:请先反结那张对账单。',
    en: 'This entry was settled with a statement: re-open that statement first.',
  },
  ENTRY_HAS_DOCUMENT: {
    'zh-CN': '这笔随单据入账:请去撤销那张单据。',
    en: 'This entry came with a document: undo that document.',
  },
  FREEZE_ENDED: {
    'zh-CN': '这笔冻结已经结束。',
    en: 'This freeze has ended already.',
  },
  REBATE_EXISTS: {
    'zh-CN': '这段时间或其中一部分的返利已经记过:同一笔进货不返两次。另外答应的返利按金额登记。',
    en: 'The rebate of this period, or of a part of it, is recorded already: no purchase is rebated twice. What was promised besides is recorded by its amount.',
  },
  REBATE_ENDED: {
    'zh-CN': '这笔返利已经结束。',
    en: 'This rebate was closed already.',
  },
  ALLOCATION_EXCEEDS: {
    'zh-CN': '剩下的金额不够对应:请重新查看。',
    en: 'There is not that much left to allocate: look at it anew.',
  },
  ACCOUNTS_DIFFER: {
    'zh-CN': '付款和欠款不是同一家供应商的。',
    en: 'The payment and the debt are of two suppliers.',
  },
  ALLOCATION_RELEASED: {
    'zh-CN': '这笔对应已经解除。',
    en: 'This allocation was released already.',
  },
  ALLOCATION_FROZEN: {
    'zh-CN': '那个月已结算,这笔对应不能再解除。',
    en: 'Its month is settled: this allocation cannot be released.',
  },
  DUE_CHANGED: {
    'zh-CN': '到期日刚被改过:请看过再改。',
    en: 'The due day was changed just now: look at it first.',
  },
  COST_KNOWN: {
    'zh-CN': '本币金额已经填过:要改请冲销付款重记。',
    en: 'The cost is known already: reverse the payment to change it.',
  },
  ALREADY_LOST: {
    'zh-CN': '已经认定过失联。',
    en: 'The supplier was declared lost already.',
  },
  CONSEQUENCES_CHANGED: {
    'zh-CN': '后果与看到的不同,没有认定:请重新查看。',
    en: 'The consequences have changed and nothing was declared: look at them anew.',
  },
  SUPPLIER_NOT_LOST: {
    'zh-CN': '这家供应商没有被认定失联。',
    en: 'This supplier was not declared lost.',
  },
  NOTHING_TO_WRITE_OFF: {
    'zh-CN': '没有要转为坏账的金额。',
    en: 'There is no amount to write off.',
  },
  MORE_THAN_LIES_THERE: {
    'zh-CN': '比实际还在它手里的多,没有记入。',
    en: 'That is more than they hold; nothing was posted.',
  },
  BAD_DEBT_REVERSED: {
    'zh-CN': '这笔坏账已经冲销过。',
    en: 'This bad debt was reversed already.',
  },
  INVOICE_EXISTS: {
    'zh-CN': '这张发票已经登记过。',
    en: 'This invoice is registered already.',
  },
  NOT_THE_SUM: {
    'zh-CN': '不含税金额与税额之和不等于价税合计。',
    en: 'Net and tax do not add up to the total.',
  },
  NOT_THE_RATE: {
    'zh-CN': '税额与税率不符。',
    en: 'The tax does not agree with its rate.',
  },
  INVOICE_STATE_FORBIDS: {
    'zh-CN': '发票已作废或已红冲,不能这样改。',
    en: 'The invoice is void or taken back and cannot be changed like this.',
  },
  MORE_THAN_INVOICE: {
    'zh-CN': '超过了这张发票剩下的金额。',
    en: 'That is more than is left of the invoice.',
  },
  MORE_THAN_OPEN: {
    'zh-CN': '没有这么多未收票金额。',
    en: 'There is not that much without an invoice.',
  },
  OFFER_EXISTS: {
    'zh-CN': '这家供应商对这个商品已有报价:请改那一条。',
    en: 'This supplier has an offer for the product already: change that one.',
  },
  NOTHING_TO_UNDO: {
    'zh-CN': '没有可以撤回的内容。',
    en: 'There is nothing to withdraw.',
  },
};
