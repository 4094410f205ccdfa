import type { KacangClient } from '#hosts/node/running-instance.ts';
import type { Command, CommandRun } from '../command.ts';
import { newSupplier } from '../create-records.ts';
import { notFound } from '../find-records.ts';
import { exitCodeOf, type Frame, importFiles, lineOf, totalsOf } from '../import-key-files.ts';
import type { WantedSupplier } from '../import-settings.ts';
import { READ_DETAILS, READ_OPTIONS } from '../import-sheet.ts';
import { flag, optionalText, requiredText } from '../option-values.ts';

/** Brings key sheets of a supplier into stock; the same judgement as the wizard's. */
export const importKeys: Command = {
  name: 'import-keys',
  usage: 'FILE… --data DIR --supplier CODE --sku CODE [--cost 9.50] [--date DAY] [--create] [--dry-run]',
  summary: { 'zh-CN': '导入供应商的卡密表', en: "import a supplier's key sheets" },
  options: {
    supplier: { type: 'string' },
    sku: { type: 'string' },
    cost: { type: 'string' },
    discount: { type: 'string' },
    'total-cost': { type: 'string' },
    date: { type: 'string' },
    'order-no': { type: 'string' },
    order: { type: 'string' },
    amount: { type: 'string' },
    kind: { type: 'string' },
    settlement: { type: 'string' },
    expiry: { type: 'string' },
    batch: { type: 'string' },
    note: { type: 'string' },
    create: { type: 'boolean', default: false },
    'dry-run': { type: 'boolean', default: false },
    'verify-first': { type: 'boolean', default: false },
    'allow-repeat': { type: 'boolean', default: false },
    'accept-broken-totals': { type: 'boolean', default: false },
    'small-costs': { type: 'string' },
    'accept-rounded-numbers': { type: 'boolean', default: false },
    'keep-words': { type: 'boolean', default: false },
    'record-refused': { type: 'boolean', default: false },
    'include-hidden-rows': { type: 'boolean', default: false },
    ...READ_OPTIONS,
  },
  details: {
    'zh-CN': `  --supplier 编码        供应商
  --sku 编码             整表的 SKU;不写则按表中的商品列(须已认识)
  --cost 9.50            每张成本;或 --discount 0.95(面值的比例),或 --total-cost(整批)
  --date 日期            单据日期(默认今天),决定入账月份
  --order-no 单号        供应商订单号
  --order PO-…           对应的采购单(已下单);单价按采购单
  --amount 金额          供应商实收,限一个文件;没有单张成本时按此分摊
  --kind purchase|opening|gift|rebate|replacement|consignment|history (不写则按供应商的结算方式)
  --settlement account|paid|none
  --expiry 日期|never|shelf-life
  --batch 标签  --note 备注
  --create               不认识的供应商或 SKU 在入库时建立;没有入库就不建
  --dry-run              只检查,不入库也不建立任何东西;会被拒绝的,退出码同样是 3
  --verify-first         先进隔离区
  --allow-repeat         同一文件再次导入
  --accept-broken-totals 表中合计不符时仍导入
  --accept-rounded-numbers 长号码末尾本来就都是 0,照样导入
  --keep-words          卡密里带着“卡号：”“（50元）”等字样的,连字样一起入库;不写则拒绝这些行
  --small-costs discount|cost  比面值小得太多的成本(0.95、9.5)是折扣还是成本;不写则拒绝这些行
  --record-refused       一张也不能入库时,坏卡和重复卡仍记到 --order 的采购单;没有采购单时把 --amount 记到往来账
  --include-hidden-rows  连同隐藏行
${READ_DETAILS['zh-CN']}`,
    en: `  --supplier CODE        the supplier
  --sku CODE             one SKU for all rows; without it by the product column, as far as it is known
  --cost 9.50            per key; or --discount 0.95 (part of the face value), or --total-cost (of the lot)
  --date DAY             of the document (today otherwise); decides the month
  --order-no NUMBER      the supplier's order number
  --order PO-…           the sent purchase order that the keys answer; costs by its prices
  --amount TOTAL         what the supplier charged, of one file; spread over the keys where no cost is told
  --kind purchase|opening|gift|rebate|replacement|consignment|history (by the supplier's terms otherwise)
  --settlement account|paid|none
  --expiry DAY|never|shelf-life
  --batch LABEL  --note TEXT
  --create               makes a supplier or SKU that is not known, once the sheet can be posted
  --dry-run              only judges; brings nothing in and makes nothing; ends with 3 where the import would be refused
  --verify-first         to quarantine
  --allow-repeat         the very same file once more
  --accept-broken-totals although the sheet's own counts do not add up
  --accept-rounded-numbers long numbers that end in zeros are really so
  --keep-words          keys with words inside ("PIN: …") are to be sold as they are; such rows are refused otherwise
  --small-costs discount|cost  costs far below the face value (0.95, 9.5); such rows are refused otherwise
  --record-refused       no key can come in: its bad and known keys stand against the --order, or without one their --amount on the account
  --include-hidden-rows  hidden rows too
${READ_DETAILS.en}`,
  },
  positionals: { least: 1, most: 1000 },
  async run(run) {
    const { values, positionals } = run;
    const supplierCode = requiredText(values, 'supplier');
    const client = await run.openShop();
    const { shop } = await client.sessions.state();
    const currency = shop?.currency ?? 'CNY';
    const orderNumber = optionalText(values, 'order');
    const supplier = () => supplierOf(client, values, supplierCode, currency);
    const frame: Frame = { client, supplier, currency, timeZone: shop?.timeZone ?? 'UTC', orderNumber };
    await supplier();

    const files = await importFiles(run, frame, positionals);
    return {
      result: totalsOf(files),
      lines: files.map((outcome) => lineOf(outcome, run.language)),
      exitCode: exitCodeOf(run, files),
    };
  },
};

async function supplierOf(
  client: KacangClient,
  values: CommandRun['values'],
  code: string,
  currency: string,
): Promise<WantedSupplier> {
  const supplier = await client.supplierNames.findByCode({ code });
  if (supplier) return supplier;
  if (!flag(values, 'create')) throw notFound('supplier', code);
  return { new: newSupplier(code, currency) };
}
