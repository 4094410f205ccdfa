import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PROGRAM_FOLDER } from '#hosts/node/program-files.ts';
import { hasDisplay } from './open-browser.ts';

export type NoDesktop = 'noDisplay' | 'asRoot' | 'noElectron';

const ELECTRON_FOLDER = path.join(PROGRAM_FOLDER, 'node_modules', 'electron');
const FETCH_MILLISECONDS = 5 * 60_000;

/** The program that shows the desktop window, fetched where it is missing, or why there is none. */
export function findElectron(options: { onFetch: () => void }): { program: string } | { why: NoDesktop } {
  if (!hasDisplay()) return { why: 'noDisplay' };
  // Chromium's sandbox, which we keep, does not work for root.
  if (process.platform === 'linux' && process.getuid?.() === 0) return { why: 'asRoot' };
  const installed = installedProgram();
  if (installed) return { program: installed };
  options.onFetch();
  spawnSync(process.execPath, [path.join(ELECTRON_FOLDER, 'install.js')], {
    stdio: ['ignore', 'ignore', 'ignore'],
    timeout: FETCH_MILLISECONDS,
  });
  const fetched = installedProgram();
  return fetched ? { program: fetched } : { why: 'noElectron' };
}

function installedProgram(): string | null {
  try {
    const name = readFileSync(path.join(ELECTRON_FOLDER, 'path.txt'), 'utf8').trim();
    const program = path.join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(ELECTRON_FOLDER, 'dist'), name);
    return existsSync(program) ? program : null;
  } catch {
    return null;
  }
}

/** Runs the desktop until it ends. True where it could not even begin, such as for a library that the system lacks. */
export async function runDesktop(program: string, folder: string): Promise<{ couldNotBegin: boolean; code: number }> {
  const child: ChildProcess = spawn(program, [PROGRAM_FOLDER, '--data', folder], { stdio: 'inherit' });
  // Ctrl+C reaches the desktop too, which ends by itself; a second one ends this program.
  let interrupts = 0;
  const interrupt = (): void => {
    interrupts += 1;
    if (interrupts > 1) child.kill('SIGKILL');
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    child.on('error', () => resolve({ couldNotBegin: true, code: 1 }));
    child.on('exit', (code, signal) => {
      const isBroken = code === 127 || signal === 'SIGTRAP' || signal === 'SIGABRT' || signal === 'SIGSEGV';
      resolve({ couldNotBegin: isBroken && interrupts === 0, code: code ?? 1 });
    });
  });
}
