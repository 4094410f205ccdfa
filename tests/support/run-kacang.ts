import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createCore } from '#core/create-core.ts';
import { silentLogger } from '#core/logging/logger.ts';
import { runCommandLine } from '#hosts/cli/command-line.ts';
import { hostLanguage } from '#hosts/node/host-language.ts';
import { createNodeHost } from '#hosts/node/node-host.ts';
import { MIGRATIONS_FOLDER, PROGRAM_FOLDER } from '#hosts/node/program-files.ts';
import { createInProcessClient } from '#hosts/node/served-calls.ts';
import { newCommandId, OWNER, SHOP_OF_OWNER, WEAK_STRENGTH } from './open-core.ts';

/** As the npm script does. */
const KEEP_COMPILED = pathToFileURL(path.join(PROGRAM_FOLDER, 'src', 'main', 'hosts', 'node', 'keep-compiled.ts')).href;
const ENTRY = path.join(PROGRAM_FOLDER, 'src', 'main', 'hosts', 'cli', 'kacang.ts');

export interface CommandEnd {
  readonly exitCode: number;
  readonly lines: readonly string[];
  readonly errorText: string;
  /** The last line, which is the result under --json. */
  json<Result = Record<string, unknown>>(): Result;
}

/** The owner of the shop that {@link makeShop} makes, as the command line is told. */
export const OWNER_ENVIRONMENT = { KACANG_USER: OWNER.name, KACANG_PASSPHRASE: OWNER.passphrase } as const;

/**
 * What `kacang init` makes, with a passphrase that costs next to nothing: with one of full strength each command of a test takes a
 * second more.
 */
export async function makeShop(folder: string): Promise<void> {
  const core = await createCore({
    paths: { folder, migrations: MIGRATIONS_FOLDER },
    host: createNodeHost('cli', silentLogger),
    logger: silentLogger,
    passphraseStrength: WEAK_STRENGTH,
  });
  await createInProcessClient(core, core.openSession()).shop.setUp({
    commandId: newCommandId(),
    ...SHOP_OF_OWNER,
  });
  await core.stop();
}

/**
 * Runs a command in this process, which knows the core already: a process of its own takes a second more. That `kacang` is
 * such a process, with a umask, signals and an exit code, tests see by {@link runKacangProgram}.
 */
export async function runKacang(
  words: readonly string[],
  environment: Record<string, string> = {},
): Promise<CommandEnd> {
  const lines: string[] = [];
  const notes: string[] = [];
  const around = { LANG: 'en_US.UTF-8', ...environment };
  const exitCode = await runCommandLine(words, {
    environment: around,
    language: hostLanguage(around),
    print: (line) => void lines.push(...nonEmptyLines(line)),
    note: (line) => void notes.push(line),
    progress: () => undefined,
    signal: new AbortController().signal,
  });
  return commandEnd(exitCode, lines, notes.map((line) => `${line}\n`).join(''));
}

/** Runs the command line as a script would: a process of its own, with its words and its environment. */
export function runKacangProgram(
  words: readonly string[],
  environment: Record<string, string> = {},
): Promise<CommandEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', KEEP_COMPILED, ENTRY, ...words], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, LANG: 'en_US.UTF-8', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let errorText = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errorText += text;
    });
    child.on('error', reject);
    child.on('close', (exitCode) => {
      resolve(commandEnd(exitCode ?? -1, nonEmptyLines(output), errorText));
    });
  });
}

/** As {@link runKacangProgram}, for a reader of the result who is gone before it comes, as `| head` is. */
export function runUnread(
  words: readonly string[],
  environment: Record<string, string>,
): Promise<{ exitCode: number | null; errorText: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', KEEP_COMPILED, ENTRY, ...words], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, LANG: 'en_US.UTF-8', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let errorText = '';
    child.stdout.destroy();
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errorText += text;
    });
    child.on('error', reject);
    child.on('exit', (exitCode) => resolve({ exitCode, errorText }));
  });
}

function nonEmptyLines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

function commandEnd(exitCode: number, lines: readonly string[], errorText: string): CommandEnd {
  return { exitCode, lines, errorText, json: () => JSON.parse(lines.at(-1) ?? 'null') };
}
