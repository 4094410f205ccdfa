import type { ShopCheck } from '#shared/contract/backups.contract.ts';
import { bookCheckText } from '#shared/domain/audit/book-check-words.ts';
import type { Command } from '../command.ts';
import { finishJob } from '../finish-job.ts';

const BREACH_EXIT_CODE = 4;
const WORDS = {
  'zh-CN': { kept: '相符', broken: '不符', digest: '摘要' },
  en: { kept: 'ok   ', broken: 'WRONG', digest: 'digest' },
} as const;

/** Checks every invariant of the shop's books. */
export const verify: Command = {
  name: 'verify',
  usage: '--data DIR [--json]',
  summary: { 'zh-CN': '检查账实是否完整一致', en: 'check that the books are whole' },
  options: {},
  details: {
    'zh-CN': `有任何不符时退出码为 ${BREACH_EXIT_CODE}。`,
    en: `Ends with ${BREACH_EXIT_CODE} where anything is broken.`,
  },
  positionals: { least: 0, most: 0 },
  async run(run) {
    const client = await run.openShop();
    const { jobId } = await client.verify.run();
    const check = await finishJob<ShopCheck>(client, jobId, run);
    const words = WORDS[run.language];
    return {
      result: check,
      lines: [
        ...check.checks.map(({ name, isKept, checkedCount, breaches }) => {
          const text = `${isKept ? words.kept : words.broken} ${bookCheckText(name, run.language)} (${checkedCount})`;
          return isKept ? text : `${text}: ${breaches.join('; ')}`;
        }),
        `${words.digest} ${check.digest}`,
      ],
      exitCode: check.isWhole ? 0 : BREACH_EXIT_CODE,
    };
  },
};
