import type { Context } from '#core/context.ts';
import type { Kernel } from '#core/kernel.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import { writeXlsx, type XlsxSheet } from '#core/spreadsheets/xlsx-writer.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import type { FileId, PurchaseOrderId } from '#shared/domain/ids.ts';
import { multiplyMoney } from '#shared/domain/money/money.ts';
import { markOnPaper } from '#shared/domain/purchasing/order-states.ts';
import { type ListedOrder, readOrderLines, type StoredOrderLine } from './purchase-orders.repo.ts';
import { requireOrder } from './purchase-orders.service.ts';

export type OrderLanguage = 'zh-CN' | 'en';

const WORDS = {
  'zh-CN': {
    sheet: '采购单',
    number: '序号',
    code: '编码',
    name: '商品',
    quantity: '数量',
    unitPrice: '单价',
    amount: '金额',
    total: '合计',
    buyer: '采购方',
    supplier: '供应商',
    sentOn: '下单日期',
    expectedOn: '期望到货',
    currency: '币种',
    marks: { draft: '草稿，未下单', approved: '已批准，未下单', cancelled: '已取消' },
    separator: ':',
  },
  en: {
    sheet: 'Purchase order',
    number: 'No.',
    code: 'Code',
    name: 'Product',
    quantity: 'Quantity',
    unitPrice: 'Unit price',
    amount: 'Amount',
    total: 'Total',
    buyer: 'Buyer',
    supplier: 'Supplier',
    sentOn: 'Ordered on',
    expectedOn: 'Expected on',
    currency: 'Currency',
    marks: { draft: 'draft, not ordered', approved: 'approved, not ordered', cancelled: 'cancelled' },
    separator: ': ',
  },
} as const;

/**
 * The order as a workbook for the supplier; nothing of ours stands in it but what they need, so never its note. One that was not
 * placed, or was cancelled, says so.
 */
export async function exportOrder(
  kernel: Kernel,
  context: Context,
  { id, language }: { id: PurchaseOrderId; language: OrderLanguage },
): Promise<{ fileId: FileId; name: string }> {
  const order = requireOrder(context.db, id);
  const { businessName, timeZone } = shopSettings(context.db);
  const sheet = orderSheet(language, businessName, order, readOrderLines(context.db, id));
  const name = `${order.number} ${order.supplierName}.xlsx`.replace(/[\\/:*?"<>|]/g, '_');
  const document = { title: order.number, creator: businessName, createdAt: context.now, language, timeZone };
  const staged = await kernel.spool.stageStream(context.userId, name, writeXlsx({ ...document, sheets: [sheet] }));
  return { fileId: staged.id as FileId, name };
}

function orderSheet(
  language: OrderLanguage,
  businessName: string,
  order: ListedOrder,
  lines: readonly StoredOrderLine[],
): XlsxSheet {
  const words = WORDS[language];
  const say = (label: string, value: string | null): string[] => (value ? [`${label}${words.separator}${value}`] : []);
  const mark = markOnPaper(order.state);
  return {
    name: words.sheet,
    titleRows: [
      [`${words.sheet} ${order.number}`, ...(mark === null ? [] : [words.marks[mark]])].join(' · '),
      [...say(words.buyer, businessName), ...say(words.supplier, order.supplierName)].join('   '),
      [
        ...say(words.sentOn, order.sentOn),
        ...say(words.expectedOn, order.expectedOn),
        ...say(words.currency, order.currency),
      ].join('   '),
    ],
    columns: [
      { header: words.number, kind: 'integer', width: 6 },
      { header: words.code, kind: 'text', width: 18 },
      { header: words.name, kind: 'text', width: 34 },
      { header: words.quantity, kind: 'integer', width: 10, isTotalled: true },
      { header: words.unitPrice, kind: 'unit-price', width: 12 },
      { header: words.amount, kind: 'money', width: 14, isTotalled: true },
    ],
    rows: lines.map((line, index) => [
      index + 1,
      line.skuCode,
      skuTitle({ productName: line.productName, name: line.skuName }),
      line.quantity,
      line.unitPrice,
      multiplyMoney(line.unitPrice, line.quantity),
    ]),
    totalLabel: words.total,
  };
}
