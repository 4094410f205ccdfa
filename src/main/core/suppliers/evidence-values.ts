import type { TestOrder } from '#shared/contract/dossiers.contract.ts';
import type { ReceiptKind } from '#shared/contract/imports.contract.ts';
import type { KeyState } from '#shared/domain/card-keys/key-states.ts';
import type { IMPORT_STATES } from '#shared/domain/imports/import-states.ts';
import type { OrderState } from '#shared/domain/purchasing/order-states.ts';
import { DIFFERENCE_WORDS, ORDER_STATE_WORDS } from '#shared/domain/purchasing/purchasing-words.ts';
import type { DifferenceDecision, DifferenceKind } from '#shared/domain/purchasing/receipts.ts';
import type { SupplierEntryKind } from '#shared/domain/reconciliation/supplier-account.ts';
import type { QualificationKind, SourceTrace } from '#shared/domain/suppliers/dossier-checks.ts';
import type { Settlement, SupplierKind } from '#shared/domain/suppliers/supplier-terms.ts';

type Named<Code extends string> = Readonly<Record<Code, string>>;

/** The words of the evidence package for what the shop keeps as codes, by sheet and column. */
export interface EvidenceValues {
  readonly account: { readonly kind: Named<SupplierEntryKind> };
  readonly orders: { readonly state: Named<OrderState> };
  readonly receipts: { readonly kind: Named<ReceiptKind>; readonly state: Named<(typeof IMPORT_STATES)[number]> };
  readonly claims: { readonly state: Named<KeyState> };
  readonly differences: {
    readonly kind: Named<DifferenceKind>;
    readonly state: Named<'open' | 'decided' | 'undone'>;
    readonly decision: Named<DifferenceDecision>;
  };
  readonly statements: { readonly state: Named<'open' | 'settled'> };
  readonly tests: { readonly step: Named<TestOrder['step']>; readonly result: Named<TestOrder['result']> };
  /** Of the facts of the dossier, by their names. */
  readonly dossier: {
    readonly kind: Named<SupplierKind>;
    readonly settlement: Named<Settlement>;
    readonly sourceTrace: Named<SourceTrace>;
    readonly fulfilment: Named<'api' | 'hand' | 'both'>;
    readonly verifiesBeforePay: Named<'true' | 'false'>;
    readonly badKeysPaidBy: Named<'supplier' | 'us' | 'shared'>;
  };
  readonly papers: Named<QualificationKind>;
}

export const CHINESE_VALUES: EvidenceValues = {
  account: {
    kind: {
      opening: '期初',
      purchase: '采购',
      consignment: '代销结算',
      payment: '充值 / 付款',
      withdrawal: '提现',
      refund: '退款',
      rebate: '返利',
      fee: '手续费',
      adjustment: '调整',
    },
  },
  orders: { state: ORDER_STATE_WORDS['zh-CN'] },
  receipts: {
    kind: {
      purchase: '采购',
      opening: '期初',
      gift: '赠送',
      rebate: '返利抵货',
      replacement: '补卡',
      consignment: '代销',
      history: '历史',
    },
    state: {
      loading: '导入中',
      posted: '已入库',
      cancelled: '已取消',
      undone: '已撤销',
      'partly-undone': '部分撤销',
    },
  },
  claims: {
    state: {
      quarantined: '隔离',
      available: '可用',
      reserved: '预留',
      placed: '已上架',
      delivered: '已交付',
      claimed: '售后中',
      'returned-to-supplier': '已退供应商',
      void: '作废',
      expired: '已过期',
      withdrawn: '已撤回',
    },
  },
  differences: {
    kind: DIFFERENCE_WORDS['zh-CN'],
    state: { open: '未处理', decided: '已处理', undone: '已撤销' },
    decision: { accept: '接受', reject: '拒绝', claim: '索赔' },
  },
  statements: { state: { open: '未结清', settled: '已结清' } },
  tests: {
    step: { 'top-up': '充值', order: '下单', withdraw: '提现' },
    result: { passed: '通过', failed: '未通过' },
  },
  dossier: {
    kind: { official: '官方', platform: '平台', wholesaler: '批发商', 'cross-border': '跨境', agent: '代理' },
    settlement: { prepaid: '预存', credit: '账期', 'per-order': '单结', consignment: '代销' },
    sourceTrace: { full: '可追溯到品牌方', partial: '部分可追溯', none: '不可追溯' },
    fulfilment: { api: 'API', hand: '人工', both: 'API 与人工' },
    verifiesBeforePay: { true: '支持', false: '不支持' },
    badKeysPaidBy: { supplier: '供应商', us: '我方', shared: '共同承担' },
  },
  papers: {
    'business-licence': '营业执照',
    'icp-filing': 'ICP 备案',
    'brand-authorisation': '品牌授权',
    'agency-certificate': '代理证书',
    'tax-registration': '税务登记',
  },
};

export const ENGLISH_VALUES: EvidenceValues = {
  account: {
    kind: {
      opening: 'Opening',
      purchase: 'Purchase',
      consignment: 'Consignment',
      payment: 'Top-up or payment',
      withdrawal: 'Withdrawal',
      refund: 'Refund',
      rebate: 'Rebate',
      fee: 'Fee',
      adjustment: 'Adjustment',
    },
  },
  orders: { state: ORDER_STATE_WORDS.en },
  receipts: {
    kind: {
      purchase: 'Purchase',
      opening: 'Opening stock',
      gift: 'Gift',
      rebate: 'Rebate in stock',
      replacement: 'Replacement',
      consignment: 'Consignment',
      history: 'History',
    },
    state: {
      loading: 'Importing',
      posted: 'Posted',
      cancelled: 'Cancelled',
      undone: 'Undone',
      'partly-undone': 'Partly undone',
    },
  },
  claims: {
    state: {
      quarantined: 'Quarantined',
      available: 'Available',
      reserved: 'Reserved',
      placed: 'Placed',
      delivered: 'Delivered',
      claimed: 'Claimed',
      'returned-to-supplier': 'Returned to the supplier',
      void: 'Void',
      expired: 'Expired',
      withdrawn: 'Withdrawn',
    },
  },
  differences: {
    kind: DIFFERENCE_WORDS.en,
    state: { open: 'Open', decided: 'Decided', undone: 'Undone' },
    decision: { accept: 'Accepted', reject: 'Rejected', claim: 'Claimed' },
  },
  statements: { state: { open: 'Open', settled: 'Settled' } },
  tests: {
    step: { 'top-up': 'Top-up', order: 'Order', withdraw: 'Withdrawal' },
    result: { passed: 'Passed', failed: 'Failed' },
  },
  dossier: {
    kind: {
      official: 'Official',
      platform: 'Platform',
      wholesaler: 'Wholesaler',
      'cross-border': 'Cross-border',
      agent: 'Agent',
    },
    settlement: { prepaid: 'Prepaid', credit: 'Credit', 'per-order': 'Per order', consignment: 'Consignment' },
    sourceTrace: { full: 'Traceable to the brand', partial: 'Partly traceable', none: 'Not traceable' },
    fulfilment: { api: 'API', hand: 'By hand', both: 'API and by hand' },
    verifiesBeforePay: { true: 'Yes', false: 'No' },
    badKeysPaidBy: { supplier: 'Supplier', us: 'Us', shared: 'Shared' },
  },
  papers: {
    'business-licence': 'Business licence',
    'icp-filing': 'ICP filing',
    'brand-authorisation': 'Brand authorisation',
    'agency-certificate': 'Agency certificate',
    'tax-registration': 'Tax registration',
  },
};
