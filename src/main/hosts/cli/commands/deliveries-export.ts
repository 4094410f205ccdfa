import path from 'node:path';
import type { DeliveryId } from '#shared/domain/ids.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../command-errors.ts';
import { newCommandId } from '../find-records.ts';
import { requiredText } from '../option-values.ts';
import { requireWritable, saveDownload } from '../save-download.ts';

/** Writes the keys of deliveries to a file once more; nothing is handed out by it. */
export const deliveriesExport: Command = {
  name: 'deliveries export',
  usage: 'ID… --data DIR --out FILE',
  summary: { 'zh-CN': '再次导出已发的卡', en: 'write delivered keys to a file again' },
  options: { out: { type: 'string' } },
  positionals: { least: 1, most: 50 },
  async run({ values, positionals, openShop }) {
    const out = path.resolve(requiredText(values, 'out'));
    const format = (['txt', 'csv', 'xlsx'] as const).find((candidate) => out.toLowerCase().endsWith(`.${candidate}`));
    if (!format) throw new UsageError('--out ends with .txt, .csv or .xlsx.');
    const deliveryIds = positionals.map((word) => {
      if (!/^[1-9]\d{0,15}$/.test(word)) throw new UsageError(`${word} is not the id of a delivery.`);
      return Number(word) as DeliveryId;
    });
    requireWritable(out);
    const client = await openShop();
    const { fileId, quantity } = await client.deliveries.export({ commandId: newCommandId(), deliveryIds, format });
    const size = await saveDownload(client, fileId, out);
    return { result: { deliveryIds, quantity, out, size }, lines: [`${quantity} → ${out}`] };
  },
};
