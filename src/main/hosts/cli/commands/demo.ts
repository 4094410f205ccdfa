import { DEMO_OWNER } from '#hosts/node/demo-owner.ts';
import type { KacangClient } from '#hosts/node/running-instance.ts';
import type { Command, CommandRun } from '../command.ts';
import { UsageError } from '../command-errors.ts';
import { newCommandId } from '../find-records.ts';
import { finishJob } from '../finish-job.ts';
import { optionalText, optionalWholeNumber } from '../option-values.ts';

/** Makes a demo shop in an empty folder, or fills an empty shop. The same seed gives the same shop. */
export const demo: Command = {
  name: 'demo',
  usage: '--data DIR [--keys N] [--months M] [--seed S]',
  summary: { 'zh-CN': '建立演示店铺', en: 'make a demo shop' },
  options: { keys: { type: 'string' }, months: { type: 'string' }, seed: { type: 'string' } },
  details: {
    'zh-CN': `  --keys 数量    卡密总数(不写则由交易带来)
  --months 月数  交易的月数(默认 3)
  --seed 种子    同一种子得到同样的店铺
没有设置 KACANG_PASSPHRASE 时,老板是 ${DEMO_OWNER.name},口令 ${DEMO_OWNER.passphrase}。`,
    en: `  --keys N       keys in all (what the trade brings otherwise)
  --months M     months of trade (3)
  --seed S       the same seed gives the same shop
Without KACANG_PASSPHRASE the owner is ${DEMO_OWNER.name} with the passphrase ${DEMO_OWNER.passphrase}.`,
  },
  positionals: { least: 0, most: 0 },
  async run(run) {
    const { values } = run;
    const keys = optionalWholeNumber(values, 'keys') ?? undefined;
    const seed = optionalWholeNumber(values, 'seed') ?? undefined;
    const months = monthsOf(optionalText(values, 'months'));
    const client = await run.openShop({ mayCreate: true, isAnonymous: true });
    const owner = await signInOrSetUp(client, run);
    const { jobId } = await client.shop.loadDemo({ keys, seed, months });
    const { orders } = await finishJob<{ orders: number }>(client, jobId, run);
    return {
      result: { orders, owner },
      lines: [
        run.language === 'zh-CN' ? `演示店铺已建立,${orders} 笔订单。` : `The demo shop is made: ${orders} orders.`,
      ],
    };
  },
};

async function signInOrSetUp(client: KacangClient, { credentials, language }: CommandRun): Promise<string> {
  const isTold = credentials.passphrase !== null;
  const name = (isTold ? credentials.user : null) ?? DEMO_OWNER.name;
  const passphrase = credentials.passphrase ?? DEMO_OWNER.passphrase;
  const { isSetUp } = await client.sessions.state();
  if (isSetUp) await client.sessions.signIn({ name, passphrase });
  else {
    await client.shop.setUp({
      commandId: newCommandId(),
      ownerName: name,
      passphrase,
      businessName: language === 'zh-CN' ? '演示店铺' : 'Demo shop',
      currency: 'CNY',
      timeZone: 'Asia/Shanghai',
      language,
      backupPlace: null,
    });
  }
  return name;
}

function monthsOf(text: string | null): number | undefined {
  if (text === null) return undefined;
  if (!/^\d+(\.\d+)?$/.test(text))
    throw new UsageError({ 'zh-CN': '--months 是数字,例如 3。', en: '--months is a number such as 3.' });
  return Number(text);
}
