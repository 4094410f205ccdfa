import type { DifferenceKind, Resolution } from '#shared/domain/reconciliation/differences.ts';
import type { BookMonth } from '#shared/domain/reconciliation/periods.ts';
import type { IssueColumn, ReceiptColumn } from '#shared/domain/reconciliation/stock-movement-report.ts';
import type { AccountBalance, SupplierEntryKind } from '#shared/domain/reconciliation/supplier-account.ts';
import type { AccountMonthEntry, AfterwardsKind } from './month-workbook-data.ts';

/** The words of the month's workbook. It goes to the supplier and to the accountant, so it has its own, not the screen's. */
export interface MonthWorkbookText {
  readonly title: string;
  readonly sheets: {
    readonly summary: string;
    readonly entries: string;
    readonly stock: string;
    readonly differences: string;
    readonly afterwards: string;
  };
  readonly about: {
    readonly month: string;
    readonly period: string;
    readonly supplier: string;
    readonly everySupplier: string;
    readonly currency: string;
    readonly generatedOn: string;
    readonly auditHead: string;
  };
  readonly total: string;
  readonly signatures: string;
  readonly summary: {
    readonly code: string;
    readonly supplier: string;
    readonly from: string;
    readonly to: string;
    readonly status: string;
    readonly openingPrepaid: string;
    readonly openingOwed: string;
    readonly closingPrepaid: string;
    readonly closingOwed: string;
    readonly theirPrepaid: string;
    readonly theirOwed: string;
    readonly difference: string;
    readonly explained: string;
    readonly unexplained: string;
    readonly reason: string;
  };
  readonly entries: {
    readonly day: string;
    readonly number: string;
    readonly kind: string;
    readonly theirNumber: string;
    readonly ourNumber: string;
    readonly product: string;
    readonly quantity: string;
    readonly unitPrice: string;
    readonly raises: string;
    readonly lowers: string;
    readonly side: string;
    readonly balance: string;
    readonly matching: string;
    readonly remark: string;
    readonly opening: string;
    readonly closing: string;
  };
  readonly stock: {
    readonly sku: string;
    readonly product: string;
    readonly specification: string;
    readonly opening: string;
    readonly receipts: string;
    readonly issues: string;
    readonly closing: string;
    readonly quantity: string;
    readonly value: string;
  };
  readonly differences: {
    readonly kind: string;
    readonly theirQuantity: string;
    readonly ourQuantity: string;
    readonly theirAmount: string;
    readonly ourAmount: string;
    readonly amount: string;
    readonly resolution: string;
    readonly document: string;
    readonly note: string;
  };
  /** What was said after the fact: corrected prices and bad debts. */
  readonly afterwards: {
    readonly kind: string;
    readonly document: string;
    readonly kinds: Readonly<Record<AfterwardsKind, string>>;
    readonly account: string;
    readonly accountCurrency: string;
    readonly stockPart: string;
    readonly costPart: string;
  };
  readonly sides: Readonly<Record<AccountBalance['side'], string>>;
  readonly kinds: Readonly<Record<SupplierEntryKind, string>>;
  readonly statuses: Readonly<Record<BookMonth['status'], string>>;
  readonly matchings: Readonly<Record<AccountMonthEntry['matching'], string>>;
  readonly differenceKinds: Readonly<Record<DifferenceKind, string>>;
  readonly resolutions: Readonly<Record<Resolution | 'open', string>>;
  readonly columns: Readonly<Record<ReceiptColumn | IssueColumn, string>>;
}

const CHINESE: MonthWorkbookText = {
  title: '月度对账',
  sheets: { summary: '汇总', entries: '往来明细', stock: '进销存', differences: '差异', afterwards: '调价与坏账' },
  about: {
    month: '月份',
    period: '对账期间',
    supplier: '供应商',
    everySupplier: '全部供应商',
    currency: '币种',
    generatedOn: '生成日期',
    auditHead: '审计链摘要',
  },
  total: '合计',
  signatures: '制表：                    复核：                    供应商确认（签章）：                    日期：',
  summary: {
    code: '供应商编号',
    supplier: '供应商',
    from: '期间起',
    to: '期间止',
    status: '对账状态',
    openingPrepaid: '期初预存余额',
    openingOwed: '期初欠款',
    closingPrepaid: '期末预存余额',
    closingOwed: '期末欠款',
    theirPrepaid: '对方期末预存余额',
    theirOwed: '对方期末欠款',
    difference: '差额（对方−我方）',
    explained: '已说明',
    unexplained: '未说明',
    reason: '说明',
  },
  entries: {
    day: '日期',
    number: '流水号',
    kind: '类型',
    theirNumber: '对方单号',
    ourNumber: '我方单号',
    product: '商品',
    quantity: '数量',
    unitPrice: '单价',
    raises: '应付增加',
    lowers: '应付减少',
    side: '余额性质',
    balance: '余额',
    matching: '核对',
    remark: '备注',
    opening: '期初余额',
    closing: '期末余额',
  },
  stock: {
    sku: 'SKU 编号',
    product: '商品名称',
    specification: '规格',
    opening: '期初',
    receipts: '入库合计',
    issues: '出库合计',
    closing: '期末',
    quantity: '数量',
    value: '金额',
  },
  differences: {
    kind: '差异类型',
    theirQuantity: '对方数量',
    ourQuantity: '我方数量',
    theirAmount: '对方金额',
    ourAmount: '我方金额',
    amount: '差额（对方−我方）',
    resolution: '处理',
    document: '调整单号',
    note: '说明',
  },
  afterwards: {
    kind: '类型',
    document: '单号',
    kinds: { correction: '调价', 'bad-debt': '坏账' },
    account: '记入往来',
    accountCurrency: '往来币种',
    stockPart: '调整库存',
    costPart: '计入本月成本',
  },
  sides: { prepaid: '预存余额', owed: '欠款', even: '两清' },
  kinds: {
    opening: '期初',
    purchase: '采购',
    consignment: '代销结算',
    payment: '充值/付款',
    withdrawal: '提现',
    refund: '退款',
    rebate: '返利',
    fee: '手续费',
    adjustment: '调整',
  },
  statuses: { open: '未对账', settled: '已结清', 'balance-confirmed': '无账单，余额已确认', late: '延后' },
  matchings: { matched: '相符', difference: '有差异', open: '未核对' },
  differenceKinds: {
    ONLY_OURS: '我有彼无',
    ONLY_THEIRS: '彼有我无',
    QUANTITY: '数量差',
    UNIT_PRICE: '单价差',
    AMOUNT: '金额差',
    ROUNDING: '尾差',
    CROSS_PERIOD: '跨期',
    REFUND_PENDING: '退款未达',
    DUPLICATE: '重复',
    STATUS: '状态不符',
  },
  resolutions: { open: '待处理', accepted: '接受', adjusted: '已调整', claimed: '索赔' },
  columns: {
    purchase: '采购入库',
    opening: '期初录入',
    gift: '赠品入库',
    rebate: '返利入库',
    replacement: '换货入库',
    consignment: '代销入库',
    'buyer-return': '买家退回',
    'reclassified-in': '转入',
    'stock-gain': '盘盈',
    'price-correction': '进价调整',
    'other-in': '其他入库',
    sale: '销售出库',
    'gift-out': '赠送',
    'replacement-out': '补发',
    'supplier-return': '退供应商',
    claimed: '索赔转出',
    'write-off': '报损',
    expiry: '过期',
    'reclassified-out': '转出',
    'stock-loss': '盘亏',
    'other-out': '其他出库',
  },
};

const ENGLISH: MonthWorkbookText = {
  title: 'Monthly reconciliation',
  sheets: {
    summary: 'Summary',
    entries: 'Account entries',
    stock: 'Stock movements',
    differences: 'Differences',
    afterwards: 'Corrections',
  },
  about: {
    month: 'Month',
    period: 'Period',
    supplier: 'Supplier',
    everySupplier: 'All suppliers',
    currency: 'Currency',
    generatedOn: 'Generated on',
    auditHead: 'Audit head',
  },
  total: 'Total',
  signatures:
    'Prepared by:                    Checked by:                    Supplier (seal):                    Date:',
  summary: {
    code: 'Supplier code',
    supplier: 'Supplier',
    from: 'From',
    to: 'To',
    status: 'State',
    openingPrepaid: 'Opening prepaid',
    openingOwed: 'Opening owed',
    closingPrepaid: 'Closing prepaid',
    closingOwed: 'Closing owed',
    theirPrepaid: 'Their closing prepaid',
    theirOwed: 'Their closing owed',
    difference: 'Difference (theirs − ours)',
    explained: 'Explained',
    unexplained: 'Unexplained',
    reason: 'Remark',
  },
  entries: {
    day: 'Date',
    number: 'Entry no.',
    kind: 'Kind',
    theirNumber: 'Their no.',
    ourNumber: 'Our no.',
    product: 'Product',
    quantity: 'Quantity',
    unitPrice: 'Unit price',
    raises: 'Payable up',
    lowers: 'Payable down',
    side: 'Balance is',
    balance: 'Balance',
    matching: 'Matching',
    remark: 'Remark',
    opening: 'Opening balance',
    closing: 'Closing balance',
  },
  stock: {
    sku: 'SKU code',
    product: 'Product',
    specification: 'Specification',
    opening: 'Opening',
    receipts: 'Receipts',
    issues: 'Issues',
    closing: 'Closing',
    quantity: 'quantity',
    value: 'value',
  },
  differences: {
    kind: 'Difference',
    theirQuantity: 'Their quantity',
    ourQuantity: 'Our quantity',
    theirAmount: 'Their amount',
    ourAmount: 'Our amount',
    amount: 'Difference (theirs − ours)',
    resolution: 'Resolution',
    document: 'Adjusted by',
    note: 'Remark',
  },
  afterwards: {
    kind: 'Kind',
    document: 'Document',
    kinds: { correction: 'Price correction', 'bad-debt': 'Bad debt' },
    account: 'On the account',
    accountCurrency: 'Account currency',
    stockPart: 'Value of stock',
    costPart: 'Cost of the month',
  },
  sides: { prepaid: 'Prepaid', owed: 'Owed', even: 'Even' },
  kinds: {
    opening: 'Opening',
    purchase: 'Purchases',
    consignment: 'Consignment',
    payment: 'Top-ups, payments',
    withdrawal: 'Withdrawals',
    refund: 'Refunds',
    rebate: 'Rebates',
    fee: 'Fees',
    adjustment: 'Adjustments',
  },
  statuses: { open: 'Open', settled: 'Settled', 'balance-confirmed': 'No statement, balance confirmed', late: 'Late' },
  matchings: { matched: 'Agrees', difference: 'Differs', open: 'Open' },
  differenceKinds: {
    ONLY_OURS: 'Only ours',
    ONLY_THEIRS: 'Only theirs',
    QUANTITY: 'Quantity',
    UNIT_PRICE: 'Unit price',
    AMOUNT: 'Amount',
    ROUNDING: 'Rounding',
    CROSS_PERIOD: 'Other period',
    REFUND_PENDING: 'Refund pending',
    DUPLICATE: 'Duplicate',
    STATUS: 'State differs',
  },
  resolutions: { open: 'Open', accepted: 'Accepted', adjusted: 'Adjusted', claimed: 'Claimed' },
  columns: {
    purchase: 'Purchased',
    opening: 'Opening stock',
    gift: 'Gifts in',
    rebate: 'Rebate in stock',
    replacement: 'Replacements in',
    consignment: 'Consignment in',
    'buyer-return': 'Buyer returns',
    'reclassified-in': 'Reclassified in',
    'stock-gain': 'Stock-take gain',
    'price-correction': 'Price corrections',
    'other-in': 'Other in',
    sale: 'Sold',
    'gift-out': 'Gifts out',
    'replacement-out': 'Replacements out',
    'supplier-return': 'Returned to supplier',
    claimed: 'Claimed',
    'write-off': 'Written off',
    expiry: 'Expired',
    'reclassified-out': 'Reclassified out',
    'stock-loss': 'Stock-take loss',
    'other-out': 'Other out',
  },
};

export function monthWorkbookText(language: 'zh-CN' | 'en'): MonthWorkbookText {
  return language === 'zh-CN' ? CHINESE : ENGLISH;
}
