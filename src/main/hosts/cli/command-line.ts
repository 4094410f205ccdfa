import path from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDataFolder } from '#hosts/node/data-folder.ts';
import type { HostLanguage } from '#hosts/node/host-language.ts';
import { sweepUnfinishedFiles } from '#hosts/node/unfinished-files.ts';
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

/** What a command has around it: a terminal, a script, or a test. */
export interface CommandSurroundings {
  /** Who signs in, as KACANG_USER and KACANG_PASSPHRASE. */
  readonly environment: NodeJS.ProcessEnv;
  /** The language of what is printed for people. */
  readonly language: HostLanguage;
  /** A line of the result, on standard output. */
  print(line: string): void;
  /** A line beside the result, on standard error. */
  note(line: string): void;
  progress(done: number, total: number | null): void;
  /** Told to end, as by Ctrl+C. */
  readonly signal: AbortSignal;
}

/** Runs what was written after `kacang` and answers its exit code; never throws. */
export async function runCommandLine(words: readonly string[], around: CommandSurroundings): Promise<number> {
  try {
    return await runWords(words, around);
  } catch (error) {
    const { exitCode, ...report } = reportOf(error, around.language);
    around.note(report.message);
    (words.includes('--json') ? around.print : around.note)(JSON.stringify(report));
    return exitCode;
  }
}

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

async function runWords(words: readonly string[], around: CommandSurroundings): Promise<number> {
  const { language, print } = around;
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
  const { result, lines, exitCode = 0 } = await run(command, values, positionals, around);
  for (const line of values.json === true ? [JSON.stringify(result ?? null)] : lines) print(line);
  return exitCode;
}

async function run(
  command: Command,
  values: Parameters<Command['run']>[0]['values'],
  positionals: readonly string[],
  { environment, ...around }: CommandSurroundings,
): Promise<CommandResult> {
  const credentials = readCredentials(textOf(values['passphrase-file']), environment);
  const folder = path.resolve(textOf(values.data) ?? defaultDataFolder());
  let opened: OpenShop | null = null;
  async function closeShop(): Promise<void> {
    const closing = opened;
    opened = null;
    await closing?.close();
  }
  try {
    return await command.run({
      values,
      ...around,
      positionals,
      folder,
      credentials,
      async openShop(options?: OpenShopOptions) {
        if (!opened) sayWhatWasSwept(folder, around);
        // Loaded when it is needed: help and wrong words need no core.
        const { openShop } = await import('./open-shop.ts');
        opened ??= await openShop(folder, credentials, options);
        return opened.client;
      },
      closeShop,
    });
  } finally {
    await closeShop();
  }
}

/** Half a file of keys, where the process that wrote it was killed. */
function sayWhatWasSwept(folder: string, { language, note }: Pick<CommandSurroundings, 'language' | 'note'>): void {
  for (const file of sweepUnfinishedFiles(folder)) {
    note(
      language === 'zh-CN'
        ? `上次没有写完就中断,留下的文件已删除:${file}`
        : `Left half written by a run that was cut short, and taken away: ${file}`,
    );
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
