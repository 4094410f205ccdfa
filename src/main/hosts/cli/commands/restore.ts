import { existsSync } from 'node:fs';
import path from 'node:path';
import { ORPCError } from '@orpc/client';
import type { HostLanguage } from '#hosts/node/host-language.ts';
import type { Command, CommandRun } from '../command.ts';
import { CommandRefusal } from '../command-errors.ts';
import { localTime } from '../local-time.ts';
import { sayFinding } from '../restore-findings.ts';

/**
 * Brings a backup back: over a shop by someone who may, or into a new folder, as on a new PC. The next start opens it; where
 * nobody else holds the folder, that start is made here, so that what the restore found can be said.
 */
export const restore: Command = {
  name: 'restore',
  usage: 'FILE --data DIR',
  summary: { 'zh-CN': '从备份恢复', en: 'bring a backup back' },
  options: {},
  details: {
    'zh-CN': '恢复后,备份之后发出、报损、冻结或撤销导入的卡会进入隔离区。原来的数据移到店铺文件夹中,不会删除。',
    en: 'Keys that went out or were taken out of sale since the backup go to quarantine. The data of before is moved aside, not deleted.',
  },
  positionals: { least: 1, most: 1 },
  async run(run) {
    const { positionals, folder, language } = run;
    const file = path.resolve(positionals[0] ?? '');
    if (!existsSync(file))
      throw new CommandRefusal('FILE_NOT_OPENED', `The file cannot be opened: ${file}`, { file, reason: 'ENOENT' });
    // Loaded when it is needed: the other commands need nothing of it.
    const { hasShop, restoreIntoNewFolder } = await import('../restore-into-new-folder.ts');
    const { madeAt, businessName } = hasShop(folder)
      ? await restoreOver(run, file, restoreIntoNewFolder)
      : await restoreIntoNewFolder(folder, file);
    await run.closeShop();
    const { findings, isRestartNeeded } = await openRestored(run);
    return {
      result: { madeAt, businessName, findings, isRestartNeeded },
      lines: [
        sayWhen(businessName, madeAt, isRestartNeeded, language),
        ...(findings ?? []).map((finding) => sayFinding(finding, language)),
      ],
    };
  },
};

async function restoreOver(
  run: CommandRun,
  file: string,
  restoreIntoNewFolder: (folder: string, file: string) => Promise<{ madeAt: number; businessName: string }>,
): Promise<{ madeAt: number; businessName: string }> {
  try {
    const { damage, isSetUp } = await (await run.openShop({ isAnonymous: true })).sessions.state();
    if (damage) return await rescue(run, file);
    await run.closeShop();
    // KaCang was started here and no shop was made: it is as new as an empty folder.
    if (!isSetUp) return await restoreIntoNewFolder(run.folder, file);
    return await (await run.openShop()).backups.restore({ file });
  } catch (error) {
    // Signing in may be what stumbles over a broken page; opened again, the database is looked at as a whole.
    await run.closeShop();
    const { damage } = await (await run.openShop({ isAnonymous: true })).sessions.state();
    if (!damage) throw error;
    return rescue(run, file);
  }
}

/** The present database cannot be opened: its files are moved to a folder `damaged-…`, and nobody needs to sign in for it. */
async function rescue(run: CommandRun, file: string): Promise<{ madeAt: number; businessName: string }> {
  run.note(
    run.language === 'zh-CN'
      ? '现有数据库打不开，原文件会移到店铺文件夹的 damaged-… 里保留。'
      : 'The present database cannot be opened; its files are kept in a folder damaged-… in the data folder.',
  );
  return (await run.openShop({ isAnonymous: true })).backups.rescue({ file });
}

/**
 * Opens the restored shop and signs in, which is when issued.log is gone through; null where nobody could sign in, or where the
 * KaCang that runs on the folder has to be started again first.
 */
async function openRestored(run: CommandRun) {
  try {
    const client = await run.openShop({ mayCreate: true });
    const { user, isRestartNeeded } = await client.sessions.state();
    if (!user) return { isRestartNeeded, findings: null };
    const found = await client.backups.findings();
    return { isRestartNeeded: false, findings: found.map(({ kind, details }) => ({ kind, details })) };
  } catch (error) {
    if (error instanceof ORPCError && error.code === 'RESTART_NEEDED') return { isRestartNeeded: true, findings: null };
    throw error;
  }
}

function sayWhen(businessName: string, madeAt: number, isRestartNeeded: boolean, language: HostLanguage): string {
  const when = localTime(madeAt);
  if (!isRestartNeeded) {
    return language === 'zh-CN'
      ? `已恢复“${businessName}”${when} 的备份。`
      : `The backup of “${businessName}” of ${when} is back.`;
  }
  return language === 'zh-CN'
    ? `“${businessName}”${when} 的备份已就绪:请重新启动正在运行的卡仓,它就会恢复。`
    : `The backup of “${businessName}” of ${when} lies ready: start the KaCang that is running again, and it is back.`;
}
