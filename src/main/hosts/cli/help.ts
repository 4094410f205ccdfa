import type { HostLanguage } from '#hosts/node/host-language.ts';
import type { Command } from './command.ts';

const COMMON: Readonly<Record<HostLanguage, string>> = {
  'zh-CN': `通用选项:
  --data 目录              数据文件夹(不写则为本机默认位置)
  --passphrase-file 文件   从文件读取口令
  --json                   最后一行输出 JSON 结果
  --help                   显示说明
用户和口令取自环境变量 KACANG_USER 和 KACANG_PASSPHRASE。
退出码:0 成功,1 意外错误,2 用法错误,3 被拒绝(输出 {code, message, data};试算被拒时输出结果和 obstacle),4 verify 发现账不平。`,
  en: `Common options:
  --data DIR               the data folder (this computer's own place otherwise)
  --passphrase-file FILE   read the passphrase from a file
  --json                   the last line is the result
  --help                   show help
User and passphrase come from KACANG_USER and KACANG_PASSPHRASE.
Ends with 0 done, 1 unexpected, 2 written wrongly, 3 refused with {code, message, data} (a dry run: with its result and
obstacle), 4 a breach that verify found.`,
};

export function helpOfAll(commands: readonly Command[], language: HostLanguage): string {
  const lines = commands.map(({ name, usage, summary }) => `  kacang ${name} ${usage}\n      ${summary[language]}`);
  return [language === 'zh-CN' ? '命令:' : 'Commands:', ...lines, '', COMMON[language]].join('\n');
}

export function helpOf({ name, usage, summary, details }: Command, language: HostLanguage): string {
  const own = details ? [details[language], ''] : [];
  return [`kacang ${name} ${usage}`, summary[language], '', ...own, COMMON[language]].join('\n');
}
