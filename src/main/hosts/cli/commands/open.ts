import { readInstanceDescription } from '#core/db/instance-lock.ts';
import { askToOpenAgain } from '#hosts/node/running-instance.ts';
import type { Command } from '../command.ts';
import { CommandRefusal } from '../command-errors.ts';

/** A way into the KaCang that runs on a folder: a new address of browser mode, or its window brought forward. */
export const open: Command = {
  name: 'open',
  usage: '--data DIR',
  summary: { 'zh-CN': '进入正在运行的卡仓', en: 'a way into the KaCang that runs' },
  options: {},
  details: {
    'zh-CN': '浏览器模式给出一分钟内有效、只能用一次的新网址;桌面版把窗口切换到前面。',
    en: 'Browser mode gives a new address that works once, for a minute; the desktop brings its window forward.',
  },
  positionals: { least: 0, most: 0 },
  async run({ folder }) {
    const endpoint = readInstanceDescription(folder)?.endpoint;
    const answer = endpoint ? await askToOpenAgain(endpoint) : null;
    if (!answer || answer.kind === 'ready' || answer.kind === 'no-screen') {
      throw new CommandRefusal('NOT_RUNNING', `No KaCang with a window runs on ${folder}.`, { folder });
    }
    return { result: answer, lines: [answer.kind === 'launch-url' ? answer.url : answer.kind] };
  },
};
