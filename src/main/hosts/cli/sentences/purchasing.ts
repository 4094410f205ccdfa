import type { Sentences } from './sentences.ts';

/** Orders, what comes of them, and replenishment. */
export const PURCHASING: Sentences = {
  OVERRIDE_REASON_NEEDED: {
    'zh-CN': '有一行的单价与报价不同:请说明原因。',
    en: 'The price of a line differs from the offer: say why.',
  },
  SUPPLIER_ARCHIVED: {
    'zh-CN': '供应商已归档,不能下单。',
    en: 'The supplier is archived and takes no orders.',
  },
  ORDER_EMPTY: {
    'zh-CN': '采购单里还没有商品。',
    en: 'The order has no products yet.',
  },
  APPROVAL_NEEDED: {
    'zh-CN': '采购单要先审批。',
    en: 'The order has to be approved first.',
  },
  DOSSIER_REFUSES: {
    'zh-CN': '没有下发:供应商资质不符合规则。',
    en: 'The order was not sent: the dossier of the supplier breaks a rule.',
  },
  LIMIT_REACHED: {
    'zh-CN': '超出补货限制,没有下单。',
    en: 'A limit of replenishment is reached; nothing was ordered.',
  },
  DIFFERENCES_OPEN: {
    'zh-CN': '采购单还有差异没处理。',
    en: 'The order has differences that are not decided yet.',
  },
  NOTHING_TO_SPLIT: {
    'zh-CN': '拆分后两张采购单都要有商品。',
    en: 'Both orders must keep products after a split.',
  },
  SUPPLIERS_DIFFER: {
    'zh-CN': '这些单据不是同一家供应商的。',
    en: 'These documents are of different suppliers.',
  },
  DIFFERENCE_DECIDED: {
    'zh-CN': '这项差异已经处理过。',
    en: 'This difference is decided already.',
  },
  DIFFERENCE_NOT_DECIDED: {
    'zh-CN': '这项差异没有可撤销的处理。',
    en: 'There is no decision to withdraw.',
  },
  NOTHING_OPEN: {
    'zh-CN': '没有可追讨的了,刚才已经索赔,或已说不再追讨。',
    en: 'Nothing is left to claim: it was claimed or accepted meanwhile.',
  },
  NOT_ACCEPTED: {
    'zh-CN': '本来就可以索赔,什么都没有改。',
    en: 'It can be claimed already; nothing was changed.',
  },
  CREDIT_TOO_HIGH: {
    'zh-CN': '超过这些卡能要回的金额,没有记入。多赔的部分请在往来账里另记一笔。',
    en: 'The credit is more than comes back for these keys; nothing was posted. What the supplier pays beyond it is posted on their account.',
  },
  LOSS_CREDITED: {
    'zh-CN': '这笔损失已经由其他差异或退回的卡要回来了,没有记入。',
    en: 'This loss came back already, by other differences or by keys that went back; nothing was posted.',
  },
  NOT_ENOUGH_UNTOUCHED: {
    'zh-CN': '没有这么多未动过的卡。',
    en: 'There are not that many untouched keys.',
  },
  RETURN_REVERSED: {
    'zh-CN': '这张退货已经冲销。',
    en: 'This return was reversed already.',
  },
  RECEIPT_NOT_CORRECTABLE: {
    'zh-CN': '这张入库不是采购,没有可以更正的价格。',
    en: 'This receipt was not bought: it has no price to correct.',
  },
  UNIT_COST_UNKNOWN: {
    'zh-CN': '有的卡没有成本价,不能更正。',
    en: 'The cost of some keys is not known and cannot be corrected.',
  },
  NOTHING_TO_CORRECT: {
    'zh-CN': '没有卡密的成本会变,没有记入。',
    en: 'No key would cost anything else; nothing was posted.',
  },
  CREDIT_ABOVE_COST: {
    'zh-CN': '退的比卡密的成本还多,没有记入。',
    en: 'The credit is more than a key costs; nothing was posted.',
  },
  SPLIT_CHANGED: {
    'zh-CN': '刚有卡售出,分摊已变,没有记入:请重新查看。',
    en: 'Keys were sold just now and nothing was posted: look at the split anew.',
  },
  CORRECTION_REVERSED: {
    'zh-CN': '这张更正单已经冲销。',
    en: 'This correction was reversed already.',
  },
  RECEIPT_CORRECTED: {
    'zh-CN': '这张入库已有价格更正:请先冲销它。',
    en: 'A price correction stands for this receipt: reverse it first.',
  },
  ORDERED_MEANWHILE: {
    'zh-CN': '刚有别的订单,没有下单:请重新计算。',
    en: 'Something was ordered meanwhile and no order was written: plan anew.',
  },
  PRICE_CHANGED: {
    'zh-CN': '价格刚变,没有下单:请重新计算。',
    en: 'A price changed and no order was written: plan anew.',
  },
  NOT_ORDERABLE: {
    'zh-CN': '数量不符合起订量或倍数。',
    en: 'The quantity does not fit the smallest order or its multiple.',
  },
};
