import path from 'node:path';
import type { KacangClient } from '#hosts/node/running-instance.ts';
import type { DeliveryId } from '#shared/domain/ids.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../command-errors.ts';
import { newCommandId, notFound, requireShop } from '../find-records.ts';
import { optionalText, requiredText } from '../option-values.ts';
import { requireWritable, saveDownload } from '../save-download.ts';

/** Writes the keys of deliveries to a file once more; nothing is handed out by it. */
export const deliveriesExport: Command = {
  name: 'deliveries export',
  usage: 'NUMBER|ID… | --shop SHOP --order NO --data DIR --out FILE',
  summary: { 'zh-CN': '再次导出已发的卡', en: 'write delivered keys to a file again' },
  options: { shop: { type: 'string' }, order: { type: 'string' }, out: { type: 'string' } },
  details: {
    'zh-CN': `  单号或编号             界面上的提卡单号,或 dispense 返回的编号;可以多个
  --shop 店铺 --order 单号   这个订单发过的全部卡
  --out 文件             .txt、.csv 或 .xlsx`,
    en: `  NUMBER or ID           as shown on screen, or as dispense answers it; several at once
  --shop SHOP --order NO     all that was delivered for this order
  --out FILE             .txt, .csv or .xlsx`,
  },
  positionals: { least: 0, most: 50 },
  async run({ values, positionals, folder, openShop }) {
    const out = path.resolve(requiredText(values, 'out'));
    const format = (['txt', 'csv', 'xlsx'] as const).find((candidate) => out.toLowerCase().endsWith(`.${candidate}`));
    if (!format)
      throw new UsageError({
        'zh-CN': '--out 须以 .txt、.csv 或 .xlsx 结尾。',
        en: '--out ends with .txt, .csv or .xlsx.',
      });
    const shop = optionalText(values, 'shop');
    const order = optionalText(values, 'order');
    if ((shop === null) !== (order === null))
      throw new UsageError({ 'zh-CN': '--shop 和 --order 要一起写。', en: '--shop and --order go together.' });
    if ((order === null) === (positionals.length === 0)) {
      throw new UsageError({
        'zh-CN': '请写出提卡单号,或用 --shop 和 --order 指明订单。',
        en: 'Name deliveries, or an order with --shop and --order.',
      });
    }
    requireWritable(out);
    const client = await openShop();
    const deliveryIds =
      shop !== null && order !== null
        ? await deliveriesOfOrder(client, shop, order)
        : await Promise.all(positionals.map((word) => deliveryOf(client, word)));
    const { fileId, quantity } = await client.deliveries.export({ commandId: newCommandId(), deliveryIds, format });
    const size = await saveDownload({ client, folder }, fileId, out);
    return { result: { deliveryIds, quantity, out, size }, lines: [`${quantity} → ${out}`] };
  },
};

async function deliveriesOfOrder(client: KacangClient, shop: string, orderNumber: string): Promise<DeliveryId[]> {
  const order = await client.deliveries.order({ shopId: await requireShop(client, shop, false), orderNumber });
  if (!order || order.deliveries.length === 0) throw notFound('order', orderNumber);
  return order.deliveries.map(({ id }) => id);
}

/** Nothing but digits is an id; numbers begin with letters. */
async function deliveryOf(client: KacangClient, word: string): Promise<DeliveryId> {
  if (/^[1-9]\d{0,15}$/.test(word)) return Number(word) as DeliveryId;
  const delivery = await client.deliveries.findByNumber({ number: word });
  if (!delivery) throw notFound('delivery', word);
  return delivery.id;
}
