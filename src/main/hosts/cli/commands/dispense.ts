import path from 'node:path';
import type { KacangClient } from '#hosts/node/running-instance.ts';
import type { CommandId, DeliveryId } from '#shared/domain/ids.ts';
import type { Command } from '../command.ts';
import { KeysNotWritten, UsageError } from '../command-errors.ts';
import { newCommandId, requireShop, requireSku } from '../find-records.ts';
import {
  flag,
  optionalChoice,
  optionalMoney,
  optionalText,
  requiredText,
  requiredWholeNumber,
} from '../option-values.ts';
import { requireWritable, saveDownload } from '../save-download.ts';

const REASONS = ['gift', 'test', 'replacement'] as const;
const FORMATS = ['txt', 'csv', 'xlsx'] as const;

/** Hands keys out and writes them to a file. A repeat for the same order is refused by the core, whatever happened to the file. */
export const dispense: Command = {
  name: 'dispense',
  usage: '--data DIR --sku CODE --qty N [--shop SHOP --order NO --total T | --reason gift|test] --out FILE',
  summary: { 'zh-CN': '提卡到文件', en: 'hand keys out to a file' },
  options: {
    sku: { type: 'string' },
    qty: { type: 'string' },
    shop: { type: 'string' },
    order: { type: 'string' },
    total: { type: 'string' },
    buyer: { type: 'string' },
    reason: { type: 'string' },
    again: { type: 'string' },
    note: { type: 'string' },
    create: { type: 'boolean', default: false },
    'command-id': { type: 'string' },
    out: { type: 'string' },
  },
  details: {
    'zh-CN': `  --sku 编码  --qty 数量
  --shop 店铺 --order 单号 --total 金额   为订单提卡;同一订单只提一次
  --reason gift|test|replacement          没有订单时的用途
  --again rest|reissue                    已提过的订单:补齐未发的,或补发
  --buyer 买家  --note 备注
  --create               不认识的店铺当场建立
  --command-id 编号      重试时用同一编号,得到同样的卡
  --out 文件             .txt、.csv 或 .xlsx,替换已有的同名文件;随时可用 deliveries export 再次导出`,
    en: `  --sku CODE  --qty N
  --shop SHOP --order NO --total T        for an order; an order is served once
  --reason gift|test|replacement          what for, without an order
  --again rest|reissue                    of an order that was served: the undelivered rest, or 补发
  --buyer NAME  --note TEXT
  --create               makes a shop that is not known
  --command-id ID        the same id on a retry gives the same keys
  --out FILE             .txt, .csv or .xlsx, in place of a file of that name; deliveries export writes any again`,
  },
  positionals: { least: 0, most: 0 },
  async run({ values, folder, openShop }) {
    const out = path.resolve(requiredText(values, 'out'));
    const format = FORMATS.find((candidate) => out.toLowerCase().endsWith(`.${candidate}`));
    if (!format)
      throw new UsageError({
        'zh-CN': '--out 须以 .txt、.csv 或 .xlsx 结尾。',
        en: '--out ends with .txt, .csv or .xlsx.',
      });
    const skuCode = requiredText(values, 'sku');
    const quantity = requiredWholeNumber(values, 'qty', 1);
    const shopName = optionalText(values, 'shop');
    const orderNumber = optionalText(values, 'order');
    if ((shopName === null) !== (orderNumber === null))
      throw new UsageError({ 'zh-CN': '--shop 和 --order 要一起写。', en: '--shop and --order go together.' });
    const reason = optionalChoice(values, 'reason', REASONS);
    if (reason !== null && orderNumber !== null)
      throw new UsageError({
        'zh-CN': '--reason 只用于没有订单的提卡。',
        en: '--reason is for keys without an order.',
      });
    const orderTotal = optionalMoney(values, 'total');
    // What is given away brings nothing: a total beside it would be dropped without a word.
    if (reason !== null && orderTotal !== null)
      throw new UsageError({
        'zh-CN': '--total 只用于销售,赠送和测试没有金额。',
        en: '--total is for sales: a gift or a test brings nothing.',
      });
    requireWritable(out);

    const client = await openShop();
    const sku = await requireSku(client, skuCode);
    const shopId = shopName === null ? null : await requireShop(client, shopName, flag(values, 'create'));
    const commandId = (optionalText(values, 'command-id') as CommandId | null) ?? newCommandId();
    const result = await client.deliveries.dispense({
      commandId,
      shopId,
      orderNumber: orderNumber ?? '',
      buyer: optionalText(values, 'buyer') ?? '',
      lines: [{ skuId: sku.id, quantity, orderTotal }],
      purpose: reason ?? 'sale',
      again: optionalChoice(values, 'again', ['rest', 'reissue'] as const),
      note: optionalText(values, 'note') ?? '',
    });
    const deliveryIds = result.deliveries.map(({ id }) => id);
    const numbers = result.deliveries.map(({ number }) => number).join(', ');
    const size = await writeOut({ client, folder }, { deliveryIds, format, out }).catch((error: unknown) => {
      throw new KeysNotWritten({ deliveries: result.deliveries, number: numbers }, error);
    });
    return { result: { ...result, out, size }, lines: [`${numbers}: ${result.quantity} → ${out}`] };
  },
};

async function writeOut(
  place: { client: KacangClient; folder: string },
  { out, ...keys }: { deliveryIds: DeliveryId[]; format: (typeof FORMATS)[number]; out: string },
): Promise<number> {
  const { fileId } = await place.client.deliveries.export({ commandId: newCommandId(), ...keys });
  return await saveDownload(place, fileId, out);
}
