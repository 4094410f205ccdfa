import { hostLanguage } from '#hosts/node/host-language.ts';
import { runCommandLine } from './command-line.ts';

/** One line that is written over, where someone looks at a terminal. */
function showProgress(done: number, total: number | null): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done}${total === null ? '' : ` / ${total}`} `);
}

process.umask(0o077);
const controller = new AbortController();
/** Who read the result went away, as `| head` does, or where it goes is full: the shop is still closed in order. */
let isResultLost = false;
process.stdout.on('error', (error: Error & { code?: string }) => {
  if (isResultLost) return;
  isResultLost = true;
  controller.abort();
  if (error.code !== 'EPIPE') process.stderr.write(`stdout: ${error.code}\n`);
});
process.stderr.on('error', () => undefined);
process.once('SIGINT', () => controller.abort());
process.once('SIGTERM', () => controller.abort());
const exitCode = await runCommandLine(process.argv.slice(2), {
  environment: process.env,
  language: hostLanguage(),
  print: (line) => void process.stdout.write(`${line}\n`),
  note: (line) => void process.stderr.write(`${line}\n`),
  progress: showProgress,
  signal: controller.signal,
});
process.on('exit', () => {
  process.exitCode = isResultLost ? 1 : exitCode;
});
