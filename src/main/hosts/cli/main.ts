import path from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDataFolder } from '#hosts/node/data-folder.ts';
import { type HostLanguage, hostLanguage } from '#hosts/node/host-language.ts';
import type { Command, CommandResult, OpenShopOptions } from './command.ts';
import { UsageError } from './command-errors.ts';
import { commands } from './commands.ts';
import { readCredentials } from './credentials.ts';
import { reportOf } from './error-report.ts';
import { helpOf, helpOfAll } from './help.ts';
import type { OpenShop } from './open-shop.ts';

const COMMON_OPTIONS = {
  data: { type: 'string' },
  'passphrase-file': { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const note = (line: string): void => void process.stderr.write(`${line}\n`);

/** The command that the words begin with, two-word names first, and the words after it. */
function findCommand(words: readonly string[]): { command: Command; rest: string[] } | null {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ');
    const command = commands.find((candidate) => candidate.name === name);
    if (command) return { command, rest: words.slice(length) };
  }
  return null;
}

function unknownCommand(words: readonly string[]): UsageError {
  const [first = ''] = words;
  const longer = commands.filter(({ name }) => name.startsWith(`${first} `)).map(({ name }) => `kacang ${name}`);
  if (longer.length > 0) {
    return new UsageError({
      'zh-CN': `${first} 写成 ${longer.join(' 或 ')}。`,
      en: `${first} is ${longer.join(' or ')}.`,
    });
  }
  return new UsageError({
    'zh-CN': `没有命令 ${first};kacang --help 会列出全部命令。`,
    en: `There is no command ${first}; kacang --help lists them.`,
  });
}

async function main(words: readonly string[], language: HostLanguage): Promise<number> {
  const found = findCommand(words);
  if (!found) {
    const isAsked = words.length === 0 || words.some((word) => word === '--help' || word === '-h');
    if (!isAsked) throw unknownCommand(words);
    print(helpOfAll(commands, language));
    return words.length === 0 ? 2 : 0;
  }
  const { command, rest } = found;
  const { values, positionals } = parseArgs({
    args: rest,
    options: { ...COMMON_OPTIONS, ...command.options },
    allowPositionals: true,
  });
  if (values.help) {
    print(helpOf(command, language));
    return 0;
  }
  const { least, most } = command.positionals;
  if (positionals.length < least || positionals.length > most) {
    const written = `kacang ${command.name} ${command.usage}`;
    throw new UsageError({ 'zh-CN': `写法:${written}`, en: `It is written ${written}` });
  }
  const { result, lines, exitCode = 0 } = await run(command, values, positionals, language);
  for (const line of values.json === true ? [JSON.stringify(result ?? null)] : lines) print(line);
  return exitCode;
}

async function run(
  command: Command,
  values: Parameters<Command['run']>[0]['values'],
  positionals: readonly string[],
  language: HostLanguage,
): Promise<CommandResult> {
  const credentials = readCredentials(textOf(values['passphrase-file']));
  const folder = path.resolve(textOf(values.data) ?? defaultDataFolder());
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  process.once('SIGTERM', () => controller.abort());
  let opened: OpenShop | null = null;
  async function closeShop(): Promise<void> {
    const closing = opened;
    opened = null;
    await closing?.close();
  }
  try {
    return await command.run({
      values,
      positionals,
      language,
      folder,
      credentials,
      signal: controller.signal,
      print,
      note,
      async openShop(options?: OpenShopOptions) {
        // Loaded when it is needed: help and wrong words need no core.
        const { openShop } = await import('./open-shop.ts');
        opened ??= await openShop(folder, credentials, options);
        return opened.client;
      },
      closeShop,
      progress: showProgress,
    });
  } finally {
    await closeShop();
  }
}

/** One line that is written over, where someone looks at a terminal. */
function showProgress(done: number, total: number | null): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done}${total === null ? '' : ` / ${total}`} `);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

process.umask(0o077);
const words = process.argv.slice(2);
const language = hostLanguage();
try {
  process.exitCode = await main(words, language);
} catch (error) {
  const { exitCode, ...report } = reportOf(error, language);
  note(report.message);
  (words.includes('--json') ? print : note)(JSON.stringify(report));
  process.exitCode = exitCode;
}
