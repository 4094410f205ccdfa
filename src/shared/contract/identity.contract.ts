import { z } from 'zod';
import { RIGHTS, ROLES } from '../domain/identity/rights.ts';
import type { UserId } from '../domain/ids.ts';
import { jobId } from './files.contract.ts';
import { command, commandInput, idOf, query, shortName } from './procedure.ts';

export const role = z.enum(ROLES);
export const right = z.enum(RIGHTS);
/** 8 characters at least; strength is judged in the window, length here. */
export const passphrase = z.string().min(8).max(512);

/** What differs from the role; null leaves its own answer or limit. */
const rightChange = z.object({
  right,
  isGranted: z.boolean().nullable(),
  dailyLimit: z.union([z.number().int().min(0), z.literal('none')]).nullable(),
});

export const user = z.object({
  id: idOf<UserId>(),
  name: z.string(),
  role,
  isDisabled: z.boolean(),
  createdAt: z.number(),
  rights: z.array(right),
  changes: z.array(rightChange),
  /** Keys a day for each counted right the person has; null is no limit. */
  limits: z.array(z.object({ right, dailyLimit: z.number().nullable(), usedToday: z.number() })),
});
export type UserView = z.output<typeof user>;

export const sessionState = z.object({
  /** False until the first start has made the shop. */
  isSetUp: z.boolean(),
  /** The window is locked: the user is known, commands and secrets are refused until `sessions.unlock`. */
  isLocked: z.boolean(),
  /** The shop's keys are not in memory: nobody signed in since the start, or the owner locked the vault. */
  isVaultLocked: z.boolean(),
  /**
   * Why the shop's database cannot be opened; null when it is. Then nobody can sign in and only `backups.found` and
   * `backups.rescue` answer. `folder` is where the damaged files lie.
   */
  damage: z.object({ reason: z.enum(['DATABASE_DAMAGED', 'DATABASE_MISSING']), folder: z.string() }).nullable(),
  /** A restore lies ready: nothing can be changed until KaCang is closed and started again. */
  isRestartNeeded: z.boolean(),
  /** Minutes without activity after which the window locks itself. */
  lockAfterMinutes: z.number(),
  user: user.nullable(),
  shop: z
    .object({
      businessName: z.string(),
      currency: z.string(),
      timeZone: z.string(),
      language: z.enum(['zh-CN', 'en']),
      isDemo: z.boolean(),
      /** Where second copies of backups go; null nags. */
      backupPlace: z.string().nullable(),
      /** False while a recovery code was shown that nobody has typed back: the owner is reminded of it. */
      isRecoveryCodeKept: z.boolean(),
    })
    .nullable(),
  /** Names that can sign in, for the list on the sign-in screen. */
  userNames: z.array(z.string()),
});
export type SessionState = z.output<typeof sessionState>;

/** The caller asks the person to type the new code back, and says with `shop.confirmRecoveryCode` that they could. */
const confirmsCode = z.boolean().default(false);

const SLOWED_DOWN = { status: 429, data: z.object({ retryAfterMilliseconds: z.number() }) } as const;

/**
 * issued.log does not agree with its chain from this line on; nobody is signed in and nothing was changed. With
 * `isNothingLost` the database has every line that can have been behind it. Otherwise what was handed out since cannot be
 * told, and the `keysInDoubt` that look free go to quarantine when someone who `mayGoOn` signs in with `setsLogAside`.
 */
const ISSUED_LOG_BROKEN = {
  status: 409,
  data: z.object({
    line: z.number(),
    keptLines: z.number(),
    folder: z.string(),
    keysInDoubt: z.number(),
    isNothingLost: z.boolean(),
    mayGoOn: z.boolean(),
  }),
} as const;
/** The owner has read ISSUED_LOG_BROKEN and goes on: the broken log is kept aside, findings say what is to be checked. */
const setsLogAside = z.boolean().optional();

export const sessionsContract = {
  /** What the window must show first: first start, sign in, unlock or the shop. */
  state: query('anyone', { worksWhileLocked: true, worksWhileDamaged: true }).output(sessionState),
  /** Signs a user in to this window; wrong tries are slowed down per name. */
  signIn: command('anyone', { worksWhileLocked: true })
    .input(z.object({ name: shortName, passphrase: z.string().min(1).max(512), setsLogAside }))
    .errors({ WRONG_PASSPHRASE: { status: 401 }, SLOWED_DOWN, USER_DISABLED: { status: 403 }, ISSUED_LOG_BROKEN })
    .output(sessionState),
  /** Forgets who is signed in here; the vault stays open for schedules while it is armed. */
  signOut: command('signed-in', { worksWhileLocked: true }).output(sessionState),
  /** Locks this window: reveal, copy, export and commands are refused. */
  lock: command('signed-in', { worksWhileLocked: true }).output(sessionState),
  /**
   * Locks the vault: the shop's keys leave the core's memory, work that needs them is stopped where nothing is half done, and
   * every window locks. Day change, expiry and backups go on. Any user's passphrase opens it again.
   */
  lockVault: command('vault.lock').output(sessionState),
  unlock: command('signed-in', { worksWhileLocked: true })
    .input(z.object({ passphrase: z.string().min(1).max(512) }))
    .errors({ WRONG_PASSPHRASE: { status: 401 }, SLOWED_DOWN, ISSUED_LOG_BROKEN })
    .output(sessionState),
  /** Sets a new passphrase for a user with the shop's recovery code, and gives a new code (shown once). */
  recover: command('anyone', { worksWhileLocked: true })
    .input(
      z.object({
        name: shortName,
        recoveryCode: z.string().min(1).max(200),
        newPassphrase: passphrase,
        setsLogAside,
        confirmsCode,
      }),
    )
    .errors({ WRONG_RECOVERY_CODE: { status: 401 }, SLOWED_DOWN, ISSUED_LOG_BROKEN })
    .output(z.object({ state: sessionState, recoveryCode: z.string() })),
};

export const shopContract = {
  /**
   * The first start: makes the owner, the vault and the shop, signs the owner in, and answers the recovery code, which is
   * never shown again. 1 code of 160 bits in groups of five characters.
   */
  setUp: command('anyone')
    .input(
      commandInput({
        ownerName: shortName,
        passphrase,
        businessName: shortName,
        currency: z.string().regex(/^[A-Z]{3}$/),
        timeZone: z.string().min(1).max(60),
        language: z.enum(['zh-CN', 'en']),
        backupPlace: z.string().max(1000).nullable(),
        confirmsCode,
      }),
    )
    .errors({ PLACE_UNUSABLE: { status: 422, data: z.object({ reason: z.string() }) } })
    .output(z.object({ state: sessionState, recoveryCode: z.string() })),
  /**
   * Makes a new recovery code in the place of one that was lost or seen, and answers it this once; the old one opens nothing
   * from then on. Asks for the caller's own passphrase again.
   */
  renewRecoveryCode: command('users.manage')
    .input(commandInput({ passphrase: z.string().min(1).max(512), confirmsCode }))
    .errors({ WRONG_PASSPHRASE: { status: 401 }, SLOWED_DOWN })
    .output(z.object({ businessName: z.string(), recoveryCode: z.string() })),
  /**
   * The person has typed the shown code back: they are reminded of it no more. It must be the one in force, for it may have been
   * renewed elsewhere since it was shown.
   */
  confirmRecoveryCode: command('users.manage')
    .input(commandInput({ recoveryCode: z.string().min(1).max(200) }))
    .errors({ NOT_CODE_IN_FORCE: { status: 409 } })
    .output(sessionState),
  /**
   * Fills an empty shop with some months of made-up trade in real brands' products. Every amount, key and person in it is
   * invented, and the shop says so from then on. The job's result is `{orders}`.
   */
  loadDemo: command('settings.edit')
    .input(
      z.object({
        months: z.number().min(0.1).max(24).default(3),
        seed: z.number().int().min(0).default(20_261_121),
        /** Keys in all, the rest in one opening sheet; 0: what the trade brings. */
        keys: z.number().int().min(0).max(2_000_000).default(0),
      }),
    )
    .errors({ SHOP_NOT_EMPTY: { status: 409 } })
    .output(z.object({ jobId })),
};

export const usersContract = {
  list: query('users.manage').output(z.array(user)),
  /** Adds a person; their first passphrase is set by the owner and can be changed by themselves. */
  create: command('users.manage')
    .input(commandInput({ name: shortName, role, passphrase }))
    .errors({ NAME_TAKEN: { status: 409 } })
    .output(z.object({ id: idOf<UserId>() })),
  /** Changes name, role, single rights and daily limits. The last owner who can sign in stays an owner. */
  change: command('users.manage')
    .input(
      commandInput({
        id: idOf<UserId>(),
        /** What they sign in with from now on; what they did before shows under it too. */
        name: shortName.optional(),
        role,
        changes: z.array(rightChange),
      }),
    )
    .errors({ LAST_OWNER: { status: 409 }, NAME_TAKEN: { status: 409 } })
    .output(z.object({ id: idOf<UserId>() })),
  /** Disables or enables a person; a disabled one is signed out everywhere at once. */
  setDisabled: command('users.manage')
    .input(commandInput({ id: idOf<UserId>(), isDisabled: z.boolean() }))
    .errors({ LAST_OWNER: { status: 409 } })
    .output(z.object({ id: idOf<UserId>() })),
  /** Changes one's own passphrase; one's other windows lock, and open with the new one. */
  changePassphrase: command('signed-in')
    .input(commandInput({ current: z.string().min(1).max(512), next: passphrase }))
    .errors({ WRONG_PASSPHRASE: { status: 401 }, SLOWED_DOWN })
    .output(z.object({ id: idOf<UserId>() })),
  /** The owner sets another person's passphrase anew; that person's windows lock, and open with the new one. */
  resetPassphrase: command('users.manage')
    .input(commandInput({ id: idOf<UserId>(), next: passphrase }))
    .output(z.object({ id: idOf<UserId>() })),
};
