import { existsSync, statSync } from 'node:fs';
import { access, rm } from 'node:fs/promises';
import path from 'node:path';
import { readAuditHead } from '#core/audit/audit.repo.ts';
import { audit, type Context, signedInUser, systemContext, write } from '#core/context.ts';
import type { JobHandle } from '#core/jobs/jobs.ts';
import { describeError } from '#core/jobs/jobs.ts';
import type { Kernel } from '#core/kernel.ts';
import { notFound, Refusal } from '#core/refusal.ts';
import { isClockSetBack } from '#core/settings/clock-mark.ts';
import { areSchedulesDisarmed, setSchedulesDisarmed } from '#core/settings/schedules.ts';
import { writeSetting } from '#core/settings/settings.repo.ts';
import { findShopSettings, SHOP_SETTING, shopSettings } from '#core/settings/shop-settings.ts';
import { isInside, type PlaceProblem, usablePlace, usableSecondPlace } from '#core/settings/usable-place.ts';
import { issuedLogFile } from '#core/vault/issued-log.ts';
import type { BackupInspection } from '#shared/contract/backups.contract.ts';
import { expendableBackups } from '#shared/domain/backup/backup-rotation.ts';
import type { RestoreFindingDetails } from '#shared/domain/backup/restore-findings.ts';
import type { JobId } from '#shared/domain/ids.ts';
import type { ActSum } from './acts-since.job.ts';
import { attachmentsFolder } from './attachment-files.ts';
import { BACKUP_EXTENSION, BackupUnusable, readManifest } from './backup-file.ts';
import {
  type BackupKind,
  countOpenFindings,
  forgetBackup,
  insertBackup,
  listBackups,
  listRestoreFindings,
  reviewRestoreFinding,
} from './backups.repo.ts';
import type { MadeBackups } from './make-backup.job.ts';
import { ownBackupPlace } from './own-backup-place.ts';
import { createRescue, type InTurn } from './rescue.ts';
import { prepareRestore, requireKnownVersion } from './restore-folder.ts';
import { unlistedBackups } from './unlisted-backups.ts';

const DAY_MILLISECONDS = 86_400_000;

/** Backups by hand, daily and at quit; the first half of a restore; what a restore found. */
export function createBackupsService(kernel: Kernel) {
  const ownPlace = ownBackupPlace(kernel.paths.folder);

  async function list(context: Context) {
    const rows = listBackups(context.db);
    const listed = await Promise.all(
      rows.map(async ({ auditSequence: _, isVerified, ...row }) => ({
        ...row,
        isVerified: isVerified === 1,
        isPresent: await isThere(path.join(row.place, row.fileName)),
      })),
    );
    const known = new Set(rows.filter(({ place }) => place === ownPlace).map(({ fileName }) => fileName));
    const unlisted = await unlistedBackups(ownPlace, { known, shopId: findShopSettings(context.db)?.shopId });
    return {
      rows: unlisted.length === 0 ? listed : [...unlisted, ...listed].sort((one, other) => other.madeAt - one.madeAt),
      ownPlace,
      secondPlace: findShopSettings(context.db)?.backupPlace ?? null,
      lastVerifiedAt: rows[0]?.madeAt ?? null,
    };
  }

  async function make(context: Context, input: { file?: string }): Promise<{ jobId: JobId }> {
    if (input.file !== undefined) await requireFreeFile(path.resolve(input.file));
    const targets = input.file === undefined ? undefined : [path.resolve(input.file)];
    const job = kernel.jobs.start({
      kind: 'backup',
      startedBy: context.userId,
      subject: input.file === undefined ? '' : path.basename(input.file),
      run: (handle) => runBackup(context, 'manual', handle, targets),
    });
    return { jobId: job.id };
  }

  /** A backup by hand takes the place of no other file, least of all of one that the shop lives on. */
  async function requireFreeFile(file: string): Promise<void> {
    const place = path.dirname(file);
    refusePlace(usablePlace(place));
    const { folder } = kernel.paths;
    if (isInside(place, folder) && !(existsSync(ownPlace) && isInside(place, ownPlace))) refusePlace('IN_DATA_FOLDER');
    if (!existsSync(file) || (statSync(file).isFile() && statSync(file).size === 0)) return;
    await readManifest(file).catch(() => refusePlace('OTHER_FILE'));
  }

  async function runBackup(
    context: Context,
    kind: BackupKind,
    handle: Pick<JobHandle, 'signal' | 'progress'> | null,
    givenTargets?: readonly string[],
  ): Promise<{ fileName: string; size: number }> {
    const { targets, away } = givenTargets ? { targets: givenTargets, away: null } : await usualTargets(context, kind);
    const { made, failed } = await kernel.threads.run<MadeBackups>({
      kind: 'make-backup',
      input: {
        scratchFolder: path.join(kernel.paths.folder, 'backup-scratch'),
        issuedLogFile: issuedLogFile(kernel.paths.folder),
        attachmentPlace: attachmentsFolder(kernel.paths.folder),
        targets,
        madeAt: context.now,
      },
      keys: null,
      signal: handle?.signal,
      onProgress: handle?.progress,
    });
    await write({ ...context, commandId: null }, ['backup'], (tx) => {
      for (const { file, size, sha256, auditSequence } of made) {
        const place = { fileName: path.basename(file), place: path.dirname(file) };
        insertBackup(tx, { ...place, kind, size, digest: sha256, auditSequence, madeAt: context.now });
      }
      if (kernel.vault.isOpen) {
        const details = { kind, fileName: made.map(({ file }) => path.basename(file)) };
        audit(tx, context, { action: 'backups.make', subjectKind: 'shop', details });
      }
    });
    await rotate(context);
    // What was made counts; that a place took none is told all the same.
    const missed = failed ?? away;
    if (missed) throw new Refusal('SECOND_PLACE_FAILED', missed);
    const [first] = made;
    return { fileName: first ? first.file : '', size: first?.size ?? 0 };
  }

  /** Where backups usually go; a second place that is away (unplugged, switched off) is not made in its stead. */
  async function usualTargets(context: Context, kind: BackupKind) {
    const stamp = new Date(context.now).toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
    const name = `kacang-${stamp}-${kind}${BACKUP_EXTENSION}`;
    const second = findShopSettings(context.db)?.backupPlace ?? null;
    const isAway = second !== null && !(await isThere(second));
    const isOther = second !== null && !isAway && !(existsSync(ownPlace) && isInside(second, ownPlace));
    return {
      targets: [ownPlace, ...(isOther ? [second] : [])].map((place) => path.join(place, name)),
      away: isAway ? { place: second, reason: 'ENOENT' } : null,
    };
  }

  /**
   * Removes automatic backups that the 7 daily, 4 weekly and 12 monthly ones have outlived, place by place. Not while the
   * clock is set back: which one is old cannot be told then.
   */
  async function rotate(context: Context): Promise<void> {
    if (isClockSetBack(context.db, context.now)) return;
    const { timeZone } = shopSettings(context.db);
    const automatic = listBackups(context.db).filter(({ kind }) => kind === 'daily' || kind === 'quit');
    for (const place of new Set(automatic.map((backup) => backup.place))) {
      // What lies in a place that is away is still to be removed when it is back.
      if (!(await isThere(place))) continue;
      const here = automatic.filter((backup) => backup.place === place);
      const expendable = new Set<number>(expendableBackups(here, timeZone));
      const kept = new Set(here.filter(({ id }) => !expendable.has(id)).map(({ fileName }) => fileName));
      for (const backup of here.filter(({ id }) => expendable.has(id))) {
        // Two rows may stand for one file: where the second place was the first.
        if (!kept.has(backup.fileName)) await rm(path.join(backup.place, backup.fileName), { force: true });
        await kernel.queue.write((tx) => forgetBackup(tx, backup.id));
      }
    }
  }

  async function setSecondPlace(context: Context, input: { place: string | null }) {
    if (input.place !== null) refusePlace(usableSecondPlace(input.place, kernel.paths.folder));
    return write(context, ['backup', 'settings'], (tx) => {
      writeSetting(tx, SHOP_SETTING, { ...shopSettings(tx), backupPlace: input.place });
      audit(tx, context, { action: 'backups.setSecondPlace', subjectKind: 'shop' });
      return {};
    });
  }

  /** What a restore of this file would bring, and what has happened since that it would take away. */
  async function inspect(context: Context, input: { file: string }): Promise<BackupInspection> {
    const file = path.resolve(input.file);
    try {
      const manifest = await readManifest(file);
      requireKnownVersion(manifest, kernel.paths.migrations);
      const { madeAt, businessName, shopId, auditSequence, parts, attachments = [] } = manifest;
      const isOwn = shopId === shopSettings(context.db).shopId;
      const since = await kernel.threads.run<ActSum[]>({ kind: 'acts-since', input: { auditSequence }, keys: null });
      const all = [parts['kacang.db'], parts['issued.log'], ...attachments];
      const size = all.reduce((sum, part) => sum + part.size, 0);
      return { file, madeAt, businessName, isOwn, size, since: isOwn ? since : [] };
    } catch (error) {
      if (error instanceof BackupUnusable) throw new Refusal('BACKUP_UNUSABLE', { reason: error.reason });
      throw error;
    }
  }

  let lastRestore: Promise<unknown> = Promise.resolve();
  const inTurn: InTurn = (work) => {
    const turn = lastRestore.then(work);
    lastRestore = turn.catch(() => undefined);
    return turn;
  };

  async function restoreNow(context: Context, input: { file: string }) {
    if (kernel.restoring.isPrepared) throw new Refusal('RESTART_NEEDED');
    try {
      const present = { asideName: 'replaced', shopId: shopSettings(context.db).shopId } as const;
      const file = path.resolve(input.file);
      const { madeAt, businessName } = await prepareRestore(kernel.paths, file, context.now, present);
      kernel.restoring.isPrepared = true;
      kernel.events.changed(['backup']);
      return { madeAt, businessName };
    } catch (error) {
      if (error instanceof BackupUnusable) throw new Refusal('BACKUP_UNUSABLE', { reason: error.reason });
      throw error;
    }
  }

  function findings(context: Context) {
    return listRestoreFindings(context.db).map(({ details, isReviewed, ...finding }) => ({
      ...finding,
      details: JSON.parse(details) as RestoreFindingDetails,
      isReviewed: isReviewed === 1,
    }));
  }

  async function review(context: Context, input: { id: number }) {
    return write(context, ['backup', 'settings'], (tx) => {
      if (!reviewRestoreFinding(tx, input.id, signedInUser(context))) throw notFound('restoreFinding', input.id);
      audit(tx, context, { action: 'backups.review', subjectKind: 'restore-finding', subjectId: input.id });
      if (areSchedulesDisarmed(tx) && countOpenFindings(tx) === 0) {
        setSchedulesDisarmed(tx, false);
        audit(tx, context, { action: 'backups.rearm', subjectKind: 'shop' });
      }
      return { id: input.id };
    });
  }

  /** Whether anything happened since the last backup. */
  function isBackedUp(context: Context): boolean {
    const head = readAuditHead(context.db)?.sequence ?? 0;
    const [last] = listBackups(context.db);
    // The backup itself leaves one row in the trail.
    return last !== undefined && head <= last.auditSequence + 1;
  }

  /** A script runs one command after the other: each is no closing of the shop, and one copy in a day is enough of them. */
  function isOneOfManyCommands(): boolean {
    const [last] = listBackups(kernel.readDb);
    return kernel.host.name === 'cli' && last !== undefined && kernel.clock.now() - last.madeAt < DAY_MILLISECONDS;
  }

  async function runAutomatic(kind: 'daily' | 'quit'): Promise<void> {
    const context = systemContext(kernel, `backups.${kind}`);
    if (!findShopSettings(context.db) || isBackedUp(context)) return;
    try {
      await runBackup(context, kind, null);
    } catch (error) {
      kernel.logger.error('backup failed', { kind, ...describeError(error) });
    }
  }

  return {
    list,
    ...createRescue(kernel, ownPlace, inTurn),
    make,
    setSecondPlace,
    inspect,
    restore: (context: Context, input: { file: string }) => inTurn(() => restoreNow(context, input)),
    findings,
    review,
    runDaily: () => runAutomatic('daily'),
    async stop(): Promise<void> {
      if (kernel.restoring.isPrepared || isOneOfManyCommands()) return;
      await runAutomatic('quit');
    },
  };
}

export type BackupsService = ReturnType<typeof createBackupsService>;

/** Asked beside the core's own thread: a network place that is switched off answers after many seconds. */
function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function refusePlace(problem: PlaceProblem | 'OTHER_FILE' | null): void {
  if (problem) throw new Refusal('PLACE_UNUSABLE', { reason: problem });
}
