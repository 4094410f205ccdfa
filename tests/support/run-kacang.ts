import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { PROGRAM_FOLDER } from '#hosts/node/program-files.ts';

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

/** Runs the command line as a script would: a process of its own, with its words and its environment. */
export function runKacang(words: readonly string[], environment: Record<string, string> = {}): Promise<CommandEnd> {
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
      const lines = output.split('\n').filter((line) => line !== '');
      resolve({ exitCode: exitCode ?? -1, lines, errorText, json: () => JSON.parse(lines.at(-1) ?? 'null') });
    });
  });
}
