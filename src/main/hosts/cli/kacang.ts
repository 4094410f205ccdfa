import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { hostLanguage } from '#hosts/node/host-language.ts';
import { PROGRAM_FOLDER } from '#hosts/node/program-files.ts';

// What Node makes of our sources is kept for the next run: a script starts in half the time. Nothing of a shop is in it.
enableCompileCache(path.join(PROGRAM_FOLDER, 'node_modules', '.cache', 'kacang'));
const { runCommandLine } = await import('./command-line.ts');

/** One line that is written over, where someone looks at a terminal. */
function showProgress(done: number, total: number | null): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done}${total === null ? '' : ` / ${total}`} `);
}

process.umask(0o077);
const controller = new AbortController();
process.once('SIGINT', () => controller.abort());
process.once('SIGTERM', () => controller.abort());
process.exitCode = await runCommandLine(process.argv.slice(2), {
  environment: process.env,
  language: hostLanguage(),
  print: (line) => void process.stdout.write(`${line}\n`),
  note: (line) => void process.stderr.write(`${line}\n`),
  progress: showProgress,
  signal: controller.signal,
});
