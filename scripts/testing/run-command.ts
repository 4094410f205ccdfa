import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { COMPILED_FOLDER } from '#hosts/node/program-files.ts';

export const projectFolder = path.resolve(import.meta.dirname, '../..');

export interface CommandResult {
  readonly exitCode: number;
  readonly output: string;
  readonly standardOutput: string;
  readonly isTimedOut: boolean;
}

const running = new Set<ChildProcess>();

/** Runs one JavaScript tool of this project with the Node that runs us, so that no shell and no `.cmd` is needed. */
export function runTool(
  entry: string,
  args: readonly string[],
  options: { budgetSeconds: number; env?: Readonly<Record<string, string>>; folder?: string },
): Promise<CommandResult> {
  const child = spawn(process.execPath, [path.join(projectFolder, entry), ...args], {
    cwd: options.folder ?? projectFolder,
    // A group of its own, so that whatever the tool has started can be ended with it.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    // As after a first start: every process that a test starts would compile the same source anew.
    env: { NODE_COMPILE_CACHE: COMPILED_FOLDER, ...process.env, ...options.env, NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  running.add(child);
  const pieces: Buffer[] = [];
  const standardPieces: Buffer[] = [];
  child.stdout.on('data', (piece: Buffer) => {
    pieces.push(piece);
    standardPieces.push(piece);
  });
  child.stderr.on('data', (piece: Buffer) => pieces.push(piece));
  return new Promise((resolve) => {
    let isTimedOut = false;
    const timer = setTimeout(() => {
      isTimedOut = true;
      endGroup(child);
    }, options.budgetSeconds * 1000);
    const finish = (exitCode: number, extra = ''): void => {
      clearTimeout(timer);
      running.delete(child);
      const note = isTimedOut ? `\nStopped after its budget of ${options.budgetSeconds} s.\n` : '';
      const output = Buffer.concat(pieces).toString('utf8') + extra + note;
      resolve({ exitCode, output, standardOutput: Buffer.concat(standardPieces).toString('utf8'), isTimedOut });
    };
    child.on('error', (error) => finish(1, `\n${entry} did not start: ${error.message}\n`));
    child.on('close', (code) => finish(code ?? 1));
  });
}

/** Ends every tool that is still running; for Ctrl+C. */
export function endRunningTools(): void {
  for (const child of running) endGroup(child);
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}
