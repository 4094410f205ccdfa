import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { isMainThread } from 'node:worker_threads';
import Database from 'better-sqlite3';

/**
 * Loaded before the program that is to be killed (`node --import`), in its job threads too. It gives names to the moments
 * around everything that reaches the disk, says on standard output what is known to be synced, and ends the process at the
 * moment named in KACANG_CRASH_AT. The program itself knows nothing of it.
 *
 * Points are `<what>.before` and `<what>.after`, counted by name: `commit`, `checkpoint`, `append` and `sync` (issued.log),
 * `rename`, `write` (other files), `remove`. Those of a job thread begin with `thread.`.
 */
export type CrashLine =
  | { readonly type: 'point'; readonly name: string; readonly count: number }
  | { readonly type: 'commit'; readonly frames: number; readonly checkpointed: number; readonly synchronous: number }
  | { readonly type: 'synced'; readonly file: string; readonly length: number };

interface Weakness {
  /** Opens every connection with synchronous=NORMAL and says FULL when asked: what must not pass unnoticed. */
  readonly normal: boolean;
}

const [crashName = '', crashCount = '0'] = (process.env.KACANG_CRASH_AT ?? '').split(':');
const weakness: Weakness = { normal: process.env.KACANG_WEAK_SYNC === '1' };
const counts = new Map<string, number>();
const { writeSync } = fs;

function say(line: CrashLine): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

function reach(name: string): void {
  const full = isMainThread ? name : `thread.${name}`;
  const count = (counts.get(full) ?? 0) + 1;
  counts.set(full, count);
  say({ type: 'point', name: full, count });
  if (full === crashName && count === Number(crashCount)) process.kill(process.pid, 'SIGKILL');
}

function around<Result>(name: string, work: () => Result): Result {
  reach(`${name}.before`);
  const result = work();
  reach(`${name}.after`);
  return result;
}

watchDatabase();
watchFiles();

function watchDatabase(): void {
  const { exec, pragma } = Database.prototype;
  Database.prototype.exec = function watchedExec(this: Database.Database, sql: string) {
    if (sql !== 'COMMIT') return exec.call(this, sql);
    reach('commit.before');
    const result = exec.call(this, sql);
    if (isShop(this)) sayCommitted(this);
    reach('commit.after');
    return result;
  };
  Database.prototype.pragma = function watchedPragma(
    this: Database.Database,
    text: string,
    options?: Database.PragmaOptions,
  ) {
    if (/^wal_checkpoint\((?!NOOP)/.test(text)) return around('checkpoint', () => pragma.call(this, text, options));
    if (!weakness.normal || !isShop(this)) return pragma.call(this, text, options);
    if (/^synchronous\s*=/.test(text)) return pragma.call(this, 'synchronous = NORMAL', options);
    return text === 'synchronous' ? 2 : pragma.call(this, text, options);
  };

  function sayCommitted(database: Database.Database): void {
    // NOOP only tells how long the log is; it moves nothing.
    const [state] = pragma.call(database, 'wal_checkpoint(NOOP)') as { log: number; checkpointed: number }[];
    const synchronous = pragma.call(database, 'synchronous', { simple: true }) as number;
    if (state) say({ type: 'commit', frames: state.log, checkpointed: state.checkpointed, synchronous });
  }
}

function isShop(database: Database.Database): boolean {
  return path.basename(database.name) === 'kacang.db' && !database.readonly;
}

/** Calls that change files, by the name of the file where that matters. */
function watchFiles(): void {
  const files = new Map<number, string>();
  const { openSync, closeSync, fsyncSync, fstatSync, renameSync, rmSync, unlinkSync, writeFileSync, truncateSync } = fs;
  const { rename, rm, unlink, writeFile } = fs.promises;
  Object.assign(fs, {
    openSync(...args: Parameters<typeof openSync>) {
      const descriptor = openSync(...args);
      files.set(descriptor, path.basename(String(args[0])));
      return descriptor;
    },
    closeSync(descriptor: number) {
      files.delete(descriptor);
      return closeSync(descriptor);
    },
    writeSync(...args: Parameters<typeof writeSync>) {
      const isLog = files.get(args[0]) === 'issued.log';
      return isLog ? around('append', () => writeSync(...args)) : writeSync(...args);
    },
    fsyncSync(descriptor: number) {
      const file = files.get(descriptor);
      if (file === undefined || file !== 'issued.log') return fsyncSync(descriptor);
      return around('sync', () => {
        fsyncSync(descriptor);
        say({ type: 'synced', file, length: fstatSync(descriptor).size });
      });
    },
    renameSync: (...args: Parameters<typeof renameSync>) => around('rename', () => renameSync(...args)),
    rmSync: (...args: Parameters<typeof rmSync>) => around('remove', () => rmSync(...args)),
    unlinkSync: (...args: Parameters<typeof unlinkSync>) => around('remove', () => unlinkSync(...args)),
    writeFileSync: (...args: Parameters<typeof writeFileSync>) => around('write', () => writeFileSync(...args)),
    truncateSync: (...args: Parameters<typeof truncateSync>) => around('write', () => truncateSync(...args)),
  });
  Object.assign(fs.promises, {
    rename: (...args: Parameters<typeof rename>) => aroundPromise('rename', () => rename(...args)),
    rm: (...args: Parameters<typeof rm>) => aroundPromise('remove', () => rm(...args)),
    unlink: (...args: Parameters<typeof unlink>) => aroundPromise('remove', () => unlink(...args)),
    writeFile: (...args: Parameters<typeof writeFile>) => aroundPromise('write', () => writeFile(...args)),
  });
  syncBuiltinESMExports();
}

async function aroundPromise<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  reach(`${name}.before`);
  const result = await work();
  reach(`${name}.after`);
  return result;
}
