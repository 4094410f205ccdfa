import path from 'node:path';
import type { Command } from '../command.ts';
import { finishJob } from '../finish-job.ts';
import { optionalText } from '../option-values.ts';
import { requireWritable } from '../save-download.ts';

/** Makes a verified backup: one file. */
export const backup: Command = {
  name: 'backup',
  usage: '--data DIR [--out FILE]',
  summary: { 'zh-CN': '备份店铺', en: 'back the shop up' },
  options: { out: { type: 'string' } },
  details: {
    'zh-CN': '  --out 文件   备份文件;不写则放在平常的位置(店铺文件夹和第二备份位置)',
    en: '  --out FILE   the backup; without it the usual places (the shop folder and the second place)',
  },
  positionals: { least: 0, most: 0 },
  async run(run) {
    const out = optionalText(run.values, 'out');
    // The shop may be open in another process, whose own folder is another.
    const file = out === null ? undefined : path.resolve(out);
    if (file !== undefined) requireWritable(file);
    const client = await run.openShop();
    const { jobId } = await client.backups.make({ file });
    const made = await finishJob<{ fileName: string; size: number }>(client, jobId, run);
    return { result: made, lines: [`${made.fileName} (${made.size})`] };
  },
};
