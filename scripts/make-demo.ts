import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { DATABASE_FILE } from '#core/backup/open-databases.ts';
import { PROGRAM_FOLDER } from '#hosts/node/program-files.ts';

const COMMAND_LINE = path.join(PROGRAM_FOLDER, 'src', 'main', 'hosts', 'cli', 'kacang.ts');

/** Whether the folder waits for its demo shop: new, or without anything in it. */
export function needsDemo(folder: string): boolean {
  return !existsSync(folder) || readdirSync(folder).length === 0;
}

/** Makes the demo shop beside its place and moves it there whole, so that a Ctrl+C leaves no half of one. */
export function makeDemo(folder: string): boolean {
  const making = `${folder}-making`;
  if (existsSync(path.join(making, DATABASE_FILE))) rmSync(making, { recursive: true, force: true });
  const { KACANG_USER: _user, KACANG_PASSPHRASE: _passphrase, ...environment } = process.env;
  const { status } = spawnSync(process.execPath, [COMMAND_LINE, 'demo', '--data', making], {
    stdio: 'inherit',
    env: environment,
  });
  if (status !== 0) return false;
  if (existsSync(folder)) rmdirSync(folder);
  renameSync(making, folder);
  return true;
}
