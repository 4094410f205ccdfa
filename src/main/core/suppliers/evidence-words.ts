import { CHINESE_VALUES, ENGLISH_VALUES, type EvidenceValues } from './evidence-values.ts';

export type EvidenceSheet =
  | 'summary'
  | 'account'
  | 'orders'
  | 'receipts'
  | 'claims'
  | 'differences'
  | 'statements'
  | 'dossier';

/** What the summary and the dossier say of a supplier, each a row. */
export type EvidenceFact =
  | 'asOf'
  | 'prepaid'
  | 'paidUnreceived'
  | 'openClaims'
  | 'rebatesDue'
  | 'total'
  | 'writtenOff'
  | 'lostOn'
  | 'lostBecause'
  | 'declaredBy'
  | 'us'
  | 'testOrder'
  | 'code'
  | 'name'
  | 'kind'
  | 'settlement'
  | 'currency'
  | 'notes'
  | 'contact'
  | 'foundedOn'
  | 'disputeRate'
  | 'sourceTrace'
  | 'sourceNote'
  | 'supportHours'
  | 'supportTimeZone'
  | 'fulfilment'
  | 'verifiesBeforePay'
  | 'promiseHours'
  | 'refundTerms'
  | 'badKeysPaidBy'
  | 'failureCompensation'
  | 'priceNoticeDays'
  | 'contractEndsOn'
  | 'minimumVolume';

/** The words of the evidence package: it goes to the police, a platform or a lawyer, so it has its own. */
export interface EvidenceWords {
  readonly title: string;
  readonly sheets: Readonly<Record<EvidenceSheet, string>>;
  readonly columns: Readonly<Record<string, string>>;
  readonly facts: Readonly<Record<EvidenceFact, string>>;
  readonly values: EvidenceValues;
  /** Before the currency of the amounts of a sheet. */
  readonly amountsIn: string;
  readonly index: string;
  /** In the index, where the SHA-256 of a file would stand that could not be opened any more. */
  readonly damaged: string;
}

const CHINESE: EvidenceWords = {
  title: '证据材料',
  sheets: {
    summary: '概要',
    account: '往来明细',
    orders: '采购单',
    receipts: '入库记录',
    claims: '坏卡与索赔',
    differences: '收货差异',
    statements: '对方账单',
    dossier: '供应商资料',
  },
  columns: {
    occurredOn: '日期',
    number: '单号',
    kind: '类型',
    externalNumber: '对方单号',
    ourNumber: '我方单号',
    raises: '应付增加',
    lowers: '应付减少',
    balance: '余额（正为欠款，负为预存）',
    remark: '备注',
    postedAt: '记入时间',
    state: '状态',
    sentOn: '下单日期',
    expectedOn: '期望到货',
    sku: 'SKU 编号',
    product: '商品',
    quantity: '数量',
    received: '已收',
    unitPrice: '单价',
    amount: '金额',
    currency: '币种',
    reason: '结束原因',
    documentOn: '单据日',
    fileName: '原始文件',
    fileDigest: '文件 SHA-256',
    accepted: '收下张数',
    refused: '拒收张数',
    charged: '对方计费',
    batch: '批次',
    rowNumber: '行号',
    tail: '卡号尾段',
    digest: '卡密指纹',
    cost: '成本',
    receivedOn: '到货日',
    delivery: '提卡单',
    orderNumber: '店铺订单',
    changedAt: '登记时间',
    decision: '处理',
    credited: '已退',
    note: '说明',
    foundAt: '发现时间',
    fromOn: '账单起',
    toOn: '账单止',
    openingBalance: '对方所列期初余额',
    closingBalance: '对方所列期末余额',
    lineCount: '行数',
    importedAt: '导入时间',
    name: '项目',
    value: '内容',
  },
  facts: {
    asOf: '截至',
    prepaid: '预存余额',
    paidUnreceived: '已付未到',
    openClaims: '未了索赔',
    rebatesDue: '应返未返',
    total: '合计占用我方资金',
    writtenOff: '其中我方已记坏账（只是记账，不免除对方所欠）',
    lostOn: '认定失联日期',
    lostBecause: '认定依据',
    declaredBy: '认定人',
    us: '我方',
    testOrder: '试单',
    code: '编码',
    name: '名称',
    kind: '类型',
    settlement: '结算方式',
    currency: '结算币种',
    notes: '备注',
    contact: '联系人',
    foundedOn: '经营起始',
    disputeRate: '纠纷率',
    sourceTrace: '货源可追溯',
    sourceNote: '货源说明',
    supportHours: '售后时间',
    supportTimeZone: '售后时区',
    fulfilment: '供货方式',
    verifiesBeforePay: '先验后付',
    promiseHours: '交付承诺（小时）',
    refundTerms: '退款条款',
    badKeysPaidBy: '坏卡由谁承担',
    failureCompensation: '断供赔偿',
    priceNoticeDays: '调价提前通知（天）',
    contractEndsOn: '合同到期日',
    minimumVolume: '年最低采购额',
  },
  values: CHINESE_VALUES,
  amountsIn: '金额币种：',
  index: '序号,文件,字节,SHA-256',
  damaged: '原件缺失或损坏，未能放入',
};

const ENGLISH: EvidenceWords = {
  title: 'Evidence',
  sheets: {
    summary: 'Summary',
    account: 'Account',
    orders: 'Purchase orders',
    receipts: 'Receipts',
    claims: 'Bad keys and claims',
    differences: 'Differences',
    statements: 'Their statements',
    dossier: 'Supplier',
  },
  columns: {
    occurredOn: 'Date',
    number: 'Number',
    kind: 'Kind',
    externalNumber: 'Their number',
    ourNumber: 'Our number',
    raises: 'Payable up',
    lowers: 'Payable down',
    balance: 'Balance (above zero owed, below prepaid)',
    remark: 'Remark',
    postedAt: 'Posted at',
    state: 'State',
    sentOn: 'Ordered on',
    expectedOn: 'Expected on',
    sku: 'SKU code',
    product: 'Product',
    quantity: 'Quantity',
    received: 'Received',
    unitPrice: 'Unit price',
    amount: 'Amount',
    currency: 'Currency',
    reason: 'Ended because',
    documentOn: 'Document day',
    fileName: 'File as it came',
    fileDigest: 'SHA-256 of the file',
    accepted: 'Accepted',
    refused: 'Refused',
    charged: 'Charged',
    batch: 'Batch',
    rowNumber: 'Row',
    tail: 'Tail of the number',
    digest: 'Fingerprint of the key',
    cost: 'Cost',
    receivedOn: 'Received on',
    delivery: 'Delivery',
    orderNumber: 'Shop order',
    changedAt: 'Recorded at',
    decision: 'Decision',
    credited: 'Credited',
    note: 'Note',
    foundAt: 'Found at',
    fromOn: 'From',
    toOn: 'To',
    openingBalance: 'Opening balance as they say',
    closingBalance: 'Closing balance as they say',
    lineCount: 'Lines',
    importedAt: 'Imported at',
    name: 'What',
    value: 'Content',
  },
  facts: {
    asOf: 'As of',
    prepaid: 'Prepaid balance',
    paidUnreceived: 'Paid and unreceived',
    openClaims: 'Open claims',
    rebatesDue: 'Rebates due',
    total: 'Our money with them, in all',
    writtenOff: 'Of that, written off in our books (they still owe it)',
    lostOn: 'Declared lost from',
    lostBecause: 'Declared lost because',
    declaredBy: 'Declared by',
    us: 'We',
    testOrder: 'Test order',
    code: 'Code',
    name: 'Name',
    kind: 'Kind',
    settlement: 'Settlement',
    currency: 'Currency of the account',
    notes: 'Notes',
    contact: 'Contact',
    foundedOn: 'In business since',
    disputeRate: 'Dispute rate',
    sourceTrace: 'Source traceability',
    sourceNote: 'Source note',
    supportHours: 'After-sales hours',
    supportTimeZone: 'After-sales time zone',
    fulfilment: 'Supply',
    verifiesBeforePay: 'Verify before pay',
    promiseHours: 'Delivery promise (hours)',
    refundTerms: 'Refund terms',
    badKeysPaidBy: 'Bad keys paid by',
    failureCompensation: 'Compensation for supply failure',
    priceNoticeDays: 'Price-change notice (days)',
    contractEndsOn: 'Contract ends on',
    minimumVolume: 'Minimum annual volume',
  },
  values: ENGLISH_VALUES,
  amountsIn: 'Amounts in ',
  index: 'No.,File,Bytes,SHA-256',
  damaged: 'gone or damaged; not in the package',
};

export function evidenceWords(language: 'zh-CN' | 'en'): EvidenceWords {
  return language === 'zh-CN' ? CHINESE : ENGLISH;
}
