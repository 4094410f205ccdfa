import { FolderHeld } from '#core/db/instance-lock.ts';
import { DatabaseFromFuture, MigrationChanged } from '#core/db/migrate.ts';
import { Refusal } from '#core/refusal.ts';
import { storageFailure } from '#core/storage-failure.ts';
import { FolderUnsafe, FolderUnusable } from './data-folder.ts';
import type { HostLanguage } from './host-language.ts';
import { RuntimeUnfit } from './sound-runtime.ts';

/** A reason not to start that a person can do something about, in one sentence; null for anything unexpected. */
export function startProblem(error: unknown, language: HostLanguage): { code: string; message: string } | null {
  const say = (zh: string, en: string): string => (language === 'zh-CN' ? zh : en);
  if (error instanceof FolderHeld) {
    const process = error.holder ? String(error.holder.pid) : '?';
    return {
      code: 'FOLDER_HELD',
      message: say(
        `数据文件夹正被另一个卡仓占用(进程 ${process}),请先退出它。`,
        `The data folder is open in another KaCang (process ${process}); end that one first.`,
      ),
    };
  }
  if (error instanceof DatabaseFromFuture) {
    return {
      code: 'DATABASE_FROM_FUTURE',
      message: say(
        `这个店铺由更新版本的卡仓打开过(${error.unknownMigration}),请更新卡仓。没有改动任何数据。`,
        `This shop was opened by a newer KaCang (${error.unknownMigration}); update KaCang. Nothing was changed.`,
      ),
    };
  }
  if (error instanceof MigrationChanged) {
    return {
      code: 'MIGRATION_CHANGED',
      message: say(
        `数据库结构 ${error.migration} 与本程序不一致,无法启动。没有改动任何数据。`,
        `The step ${error.migration} of this shop's database is not the one this program ships. Nothing was changed.`,
      ),
    };
  }
  if (error instanceof FolderUnsafe) {
    const { folder, found } = error;
    return error.place === 'network'
      ? {
          code: 'FOLDER_ON_NETWORK',
          message: say(
            `${folder} 在网络盘上(${found})。数据库必须放在本机硬盘。`,
            `${folder} lies on a network drive (${found}). The database must lie on this computer's own disk.`,
          ),
        }
      : {
          code: 'FOLDER_CLOUD_SYNCED',
          message: say(
            `${folder} 会被云盘同步(${found}),可能损坏数据库。请另选文件夹;备份可以放在云盘里。`,
            `${folder} is synchronised by a cloud (${found}), which can damage a database. Choose another folder; backups may go there.`,
          ),
        };
  }
  if (error instanceof FolderUnusable) {
    const { folder } = error;
    return error.why === 'not-a-folder'
      ? {
          code: 'NOT_A_FOLDER',
          message: say(
            `${folder} 不是文件夹(它或上级是文件)。请用 --data 指定一个文件夹。`,
            `${folder} is not a folder: it, or what it lies in, is a file. Name a folder with --data.`,
          ),
        }
      : {
          code: 'FOLDER_NOT_WRITABLE',
          message: say(
            `${folder} 不可写。请用 --data 另选一个自己能写的文件夹。`,
            `${folder} cannot be written. Choose another folder of your own with --data.`,
          ),
        };
  }
  if (error instanceof RuntimeUnfit) {
    const missing = error.missing.join(', ');
    return {
      code: 'RUNTIME_UNFIT',
      message: say(`运行环境缺少:${missing}。卡仓没有启动。`, `This runtime lacks ${missing}; KaCang did not start.`),
    };
  }
  if (isSystemError(error, 'EADDRINUSE')) {
    return {
      code: 'PORT_TAKEN',
      message: say(
        '这个端口已被占用,请换一个 --port,或不写让系统自选。',
        'This port is taken; choose another --port, or leave it out.',
      ),
    };
  }
  if (isSystemError(error, 'EACCES') || isSystemError(error, 'EPERM') || isSystemError(error, 'EROFS')) {
    return {
      code: 'FOLDER_NOT_WRITABLE',
      message: say(
        '数据文件夹不可写,或端口不允许使用。',
        'The data folder cannot be written, or the port is not allowed.',
      ),
    };
  }
  // A thread says it as the core does.
  const storage = error instanceof Refusal && error.code === 'STORAGE_FAILED' ? error : storageFailure(error);
  if (storage) {
    const reason = String(storage.data?.reason);
    return {
      code: storage.code,
      message: /FULL|ENOSPC|EDQUOT/.test(reason)
        ? say(
            `磁盘已满(${reason}),卡仓没有启动,数据没有改动。请腾出空间再试。`,
            `The disk is full (${reason}); KaCang did not start and nothing was changed. Make room and try again.`,
          )
        : say(
            `磁盘读写出错(${reason}),卡仓没有启动,数据没有改动。请检查数据文件夹所在的磁盘。`,
            `The disk cannot be read or written (${reason}); KaCang did not start and nothing was changed. See to the data folder's disk.`,
          ),
    };
  }
  return null;
}

function isSystemError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
