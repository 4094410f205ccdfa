import { createSeededRandom } from '#core/demo/seeded-random.ts';

/** A row of a report: a number of ours, a product, a quantity, a unit price and an amount (1/10 000 of the unit), a day. */
export type ReportRow = readonly [
  number: string,
  product: string,
  quantity: number,
  unitPrice: number,
  amount: number,
  day: string,
];

export const REPORT_HEADER = ['单号', '商品', '数量', '单价', '金额', '日期'] as const;

const PRODUCTS = ['Steam 充值卡 50 元', '腾讯视频 VIP 月卡', '"特价" <Q币> & 点券', '京东 E 卡 100 元'];

export function generateReport(rows: number): ReportRow[] {
  const random = createSeededRandom(21);
  return Array.from({ length: rows }, (_, index): ReportRow => {
    const quantity = random.whole(1, 300);
    const unitPrice = random.whole(10_000, 5_000_000);
    const day = `2026-10-${String(random.whole(1, 31)).padStart(2, '0')}`;
    return [
      `FH202610${String(index + 1).padStart(6, '0')}`,
      random.pick(PRODUCTS),
      quantity,
      unitPrice,
      quantity * unitPrice,
      day,
    ];
  });
}
