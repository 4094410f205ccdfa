import type { OrderDetails } from '#shared/contract/purchase-orders.contract.ts';
import { DIFFERENCE_WORDS, ORDER_STATE_WORDS } from '#shared/domain/purchasing/purchasing-words.ts';
import { surplusOf } from '#shared/domain/purchasing/receipts.ts';
import type { Command } from '../command.ts';
import {
  exitCodeOf,
  type FileOutcome,
  type Frame,
  importFiles,
  lineOf,
  requireOrder,
  totalsOf,
} from '../import-key-files.ts';
import { READ_DETAILS, READ_OPTIONS } from '../import-sheet.ts';

/** Brings key sheets in against a sent purchase order; supplier, SKU and prices come from the order. */
export const poReceive: Command = {
  name: 'po receive',
  usage: 'NUMBER FILE… --data DIR [--sku CODE] [--amount TOTAL] [--dry-run]',
  summary: { 'zh-CN': '按采购单收货', en: 'receive key sheets against a purchase order' },
  options: {
    sku: { type: 'string' },
    cost: { type: 'string' },
    date: { type: 'string' },
    'order-no': { type: 'string' },
    amount: { type: 'string' },
    settlement: { type: 'string' },
    expiry: { type: 'string' },
    batch: { type: 'string' },
    note: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
    'verify-first': { type: 'boolean', default: false },
    'allow-repeat': { type: 'boolean', default: false },
    'accept-broken-totals': { type: 'boolean', default: false },
    'accept-rounded-numbers': { type: 'boolean', default: false },
    'keep-words': { type: 'boolean', default: false },
    'record-refused': { type: 'boolean', default: false },
    'include-hidden-rows': { type: 'boolean', default: false },
    ...READ_OPTIONS,
  },
  details: {
    'zh-CN': `  --sku 编码             采购单有多个 SKU 而表中没有商品列时
  --cost 9.50            每张成本;不写则按采购单单价
  --amount 金额          供应商实收,限一个文件
  --order-no 单号        供应商订单号
  --settlement account|paid|none
  --expiry 日期|never|shelf-life
  --record-refused       一张也不能入库时,坏卡和重复卡仍记到采购单
  --dry-run              只试算,不入库;会被拒绝时同样以 3 结束
${READ_DETAILS['zh-CN']}`,
    en: `  --sku CODE             where the order has several SKUs and the sheet does not name them
  --cost 9.50            per key; by the order's price without it
  --amount TOTAL         what the supplier charged, of one file
  --order-no NUMBER      the supplier's order number
  --settlement account|paid|none
  --expiry DAY|never|shelf-life
  --record-refused       no key can come in: its bad and known keys stand against the order
  --dry-run              only judges; ends with 3 where the import would be refused
${READ_DETAILS.en}`,
  },
  positionals: { least: 2, most: 1000 },
  async run(run) {
    const [orderNumber = '', ...paths] = run.positionals;
    const client = await run.openShop();
    const { shop } = await client.sessions.state();
    const { supplierId } = await requireOrder(client, orderNumber);
    const currency = shop?.currency ?? 'CNY';
    const supplier = () => client.supplierNames.get({ id: supplierId });
    const frame: Frame = { client, supplier, currency, timeZone: shop?.timeZone ?? 'UTC', orderNumber };
    const files = await importFiles(run, frame, paths);
    const { number, state, lines, differences } = await requireOrder(client, orderNumber);
    const order = {
      number,
      state,
      lines: lines.map(({ skuCode, quantity, received, openQuantity }) => ({
        skuCode,
        quantity,
        received,
        openQuantity,
      })),
      openDifferences: differences
        .filter((difference) => difference.state === 'open')
        .map(({ kind, skuCode, quantity }) => ({ kind, skuCode, quantity })),
    };
    const foretold = surplusOfDryRun(files, lines);
    return {
      result: { imported: totalsOf(files), order, ...(foretold.length > 0 ? { foretold } : {}) },
      lines: [
        ...files.map((outcome) => lineOf(outcome, run.language)),
        `${number}: ${ORDER_STATE_WORDS[run.language][state]}`,
        ...order.openDifferences.map(({ kind, skuCode, quantity }) =>
          [DIFFERENCE_WORDS[run.language][kind], skuCode ?? '', quantity].join(' '),
        ),
        ...foretold.map(({ kind, skuName, quantity }) =>
          [FORETOLD[run.language], DIFFERENCE_WORDS[run.language][kind], skuName, quantity].join(' '),
        ),
      ],
      exitCode: exitCodeOf(run, files),
    };
  },
};

const FORETOLD = { 'zh-CN': '入库后会有', en: 'Will stand open:' } as const;

/** What the sheets of a dry run bring that the order does not ask for. */
function surplusOfDryRun(files: readonly FileOutcome[], lines: OrderDetails['lines']) {
  const arrived = files.flatMap((file) => ('error' in file || !file.isDryRun ? [] : file.bySku));
  const names = new Map(arrived.map(({ skuId, skuName }) => [skuId, skuName]));
  return surplusOf(lines, arrived).map((surplus) => ({ ...surplus, skuName: names.get(surplus.skuId) ?? '' }));
}
