import { z } from 'zod';
import { RESTORE_FINDING_KINDS } from '#shared/domain/backup/restore-findings.ts';
import type { BackupId } from '../domain/ids.ts';
import { jobId } from './files.contract.ts';
import { command, commandInput, idOf, query } from './procedure.ts';

const backupKind = z.enum(['daily', 'quit', 'manual', 'before-migration', 'before-restore']);

export const backupRow = z.object({
  /** Null of one that lies beside the shop and that its books do not know: made after the backup that was brought back. */
  id: idOf<BackupId>().nullable(),
  fileName: z.string(),
  place: z.string(),
  kind: backupKind,
  size: z.number(),
  isVerified: z.boolean(),
  /** The file is still where it was written. */
  isPresent: z.boolean(),
  madeAt: z.number(),
});
export type BackupRow = z.output<typeof backupRow>;

/** The file is no whole backup of KaCang; `reason` says what is wrong with it. The shop was not touched. */
const BACKUP_UNUSABLE = { status: 422, data: z.object({ reason: z.string() }) } as const;
/** The backup beside the shop is made; its copy in the second place is not. */
const SECOND_PLACE_FAILED = { status: 507, data: z.object({ place: z.string(), reason: z.string() }) } as const;
const PLACE_UNUSABLE = { status: 422, data: z.object({ reason: z.string() }) } as const;

export const restoreFinding = z.object({
  id: z.number(),
  restoredAt: z.number(),
  kind: z.enum(RESTORE_FINDING_KINDS),
  /** Counts, document numbers and folders; never a key. */
  details: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  isReviewed: z.boolean(),
});

export const backupInspection = z.object({
  file: z.string(),
  madeAt: z.number(),
  businessName: z.string(),
  /** Of this shop; another shop's keys open with its own passphrases. */
  isOwn: z.boolean(),
  size: z.number(),
  /** What was done in this shop since, by action: acts and keys. A restore takes it away. */
  since: z.array(z.object({ action: z.string(), acts: z.number(), quantity: z.number() })),
});
export type BackupInspection = z.output<typeof backupInspection>;

export const foundBackup = z.object({
  file: z.string(),
  madeAt: z.number(),
  businessName: z.string(),
  size: z.number(),
});
export type FoundBackup = z.output<typeof foundBackup>;

export const backupsContract = {
  /** Newest first. */
  list: query('backups.make').output(
    z.object({
      rows: z.array(backupRow),
      /** The folder beside the database. */
      ownPlace: z.string(),
      /** Where second copies go; null nags. */
      secondPlace: z.string().nullable(),
      lastVerifiedAt: z.number().nullable(),
    }),
  ),
  /**
   * Makes a backup: one file with database, issued.log and a manifest of hashes, opened again and verified after writing.
   * `file` names a place of its own (the command line); without it, both usual places. The job's result is `{fileName, size}`, its
   * error SECOND_PLACE_FAILED where only the first could be written.
   */
  make: command('backups.make')
    .input(z.object({ file: z.string().max(1000).optional() }))
    .errors({ PLACE_UNUSABLE, SECOND_PLACE_FAILED })
    .output(z.object({ jobId })),
  /** Chooses the folder for second copies; null chooses none. */
  setSecondPlace: command('settings.edit')
    .input(commandInput({ place: z.string().max(1000).nullable() }))
    .errors({ PLACE_UNUSABLE })
    .output(z.object({})),
  /** Reads what a backup says of itself, and what restoring it would take away. Changes nothing. */
  inspect: query('backups.restore')
    .input(z.object({ file: z.string().min(1).max(1000) }))
    .errors({ BACKUP_UNUSABLE })
    .output(backupInspection),
  /**
   * Prepares a restore and verifies it; the shop takes no more commands, and the next start opens the restored database.
   * Keys that were handed out, written off, frozen or withdrawn since the backup are quarantined then; nothing of the present shop
   * is deleted.
   */
  restore: command('backups.restore')
    .input(z.object({ file: z.string().max(1000) }))
    .errors({ BACKUP_UNUSABLE })
    .output(z.object({ madeAt: z.number(), businessName: z.string() })),
  /** Where the database cannot be opened: the whole backups beside it, newest first. Refused in a shop that opens. */
  found: query('anyone', { worksWhileLocked: true, worksWhileDamaged: true }).output(z.array(foundBackup)),
  /**
   * Where the database cannot be opened: prepares the restore of a backup; the next start opens it. The damaged files are
   * moved to a folder `damaged-…` beside it, issued.log stays, and keys handed out since are quarantined at the first sign-in.
   */
  rescue: command('anyone', { worksWhileLocked: true, worksWhileDamaged: true })
    .input(z.object({ file: z.string().min(1).max(1000) }))
    .errors({ BACKUP_UNUSABLE })
    .output(z.object({ madeAt: z.number(), businessName: z.string() })),
  /** What a restore found and the owner has yet to go through; schedules stay disarmed until then. */
  findings: query('backups.restore').output(z.array(restoreFinding)),
  review: command('backups.restore')
    .input(commandInput({ id: z.number().int().positive() }))
    .output(z.object({ id: z.number() })),
};

export const shopCheck = z.object({
  isWhole: z.boolean(),
  checks: z.array(
    z.object({
      name: z.string(),
      isKept: z.boolean(),
      /** Where it is broken: at most 20 places, ids and counts only. */
      breaches: z.array(z.string()),
      checkedCount: z.number(),
    }),
  ),
  counts: z.record(z.string(), z.number()),
  /** SHA-256 over the rows of the business tables, in order; equal shops have equal digests. */
  digest: z.string(),
});
export type ShopCheck = z.output<typeof shopCheck>;

export const verifyContract = {
  /** Checks every invariant of the shop's books. The job's result is a {@link shopCheck}. */
  run: query('audit.read').output(z.object({ jobId })),
};
