import { randomBytes, randomUUID } from 'node:crypto';
import type { VaultOpener } from '#core/backup/broken-issued-log.ts';
import { audit, type Context, earlierResult, signedInUser, write } from '#core/context.ts';
import type { WriteTx } from '#core/db/connection.ts';
import type { Kernel } from '#core/kernel.ts';
import { Refusal } from '#core/refusal.ts';
import { computerMark, noteComputer } from '#core/settings/computer-mark.ts';
import { requireCurrency } from '#core/settings/currency.ts';
import { readSetting, writeSetting } from '#core/settings/settings.repo.ts';
import { findShopSettings, SHOP_SETTING, type ShopSettings, shopSettings } from '#core/settings/shop-settings.ts';
import { requireTimeZone } from '#core/settings/time-zone.ts';
import { usableSecondPlace } from '#core/settings/usable-place.ts';
import {
  type KeyWrap,
  newRecoveryCode,
  normaliseRecoveryCode,
  unwrapRootKey,
  wrapRootKey,
} from '#core/vault/key-wrap.ts';
import type { SessionState } from '#shared/contract/identity.contract.ts';
import type { CommandId, UserId } from '#shared/domain/ids.ts';
import { createTryQueue, recordFailure, requireNoWait } from './slow-down.ts';
import { findUser, findUserByName, insertUser, listUsers, nameKeyOf } from './users.repo.ts';
import { type CheckedUser, createUsersService, triesBefore, userView } from './users.service.ts';
import { lockVault as dropVaultKeys, lockOtherWindows } from './vault-locking.ts';
import { clearFailures, findWrap, readFailures, replaceWrap } from './vault-wraps.repo.ts';

const DEFAULT_LOCK_MINUTES = 10;
const RECOVERY_NAME = 'recovery code';
/** Whether the code in force was shown and not typed back; unset where nobody is asked to. */
const CODE_UNCONFIRMED_SETTING = 'recovery.isCodeUnconfirmed';

export interface SetUpInput {
  readonly ownerName: string;
  readonly passphrase: string;
  readonly businessName: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly language: 'zh-CN' | 'en';
  readonly backupPlace: string | null;
  readonly isDemo?: boolean;
  readonly confirmsCode: boolean;
}

export interface RenewalInput {
  readonly passphrase: string;
  readonly confirmsCode: boolean;
}

/** What else happens when the shop's keys come into memory and leave it. */
export interface VaultHooks {
  /** Before anyone is signed in; where it refuses, the vault is locked again. */
  onVaultOpened(context: Context, opener: VaultOpener): Promise<void>;
  onVaultClosing(): Promise<void>;
}

/** The shop's vault and who is signed in where; people and their rights are in {@link createUsersService}. */
export function createIdentityService(kernel: Kernel, hooks: VaultHooks) {
  /** The last code that was answered, which may not have arrived: a repeat of its command shows the same one. */
  let shownCode: { readonly commandId: CommandId; readonly code: string } | null = null;
  /** A command may be repeated before it has ended; its repeat waits, and is then answered the code that is in force. */
  let newCode: Promise<unknown> = Promise.resolve();
  function inTurn<Result>(make: () => Promise<Result>): Promise<Result> {
    const turn = newCode.then(make);
    newCode = turn.catch(() => undefined);
    return turn;
  }
  const tries = createTryQueue();
  /** What happens between the opening of the vault and the first sign-in. */
  let opening: Promise<void> | null = null;

  function state(context: Context): SessionState {
    const { db, session } = context;
    const settings = findShopSettings(db);
    const user = session.userId === null ? null : findUser(db, session.userId);
    return {
      isSetUp: settings !== null,
      isLocked: session.isLocked,
      isVaultLocked: settings !== null && !kernel.vault.isOpen,
      damage: kernel.damage && { reason: kernel.damage, folder: kernel.paths.folder },
      isRestartNeeded: kernel.restoring.isPrepared,
      lockAfterMinutes: settings?.lockAfterMinutes ?? DEFAULT_LOCK_MINUTES,
      user: user && !user.isDisabled ? userView(context, user) : null,
      shop: settings && {
        businessName: settings.businessName,
        currency: settings.currency,
        timeZone: settings.timeZone,
        language: settings.language,
        isDemo: settings.isDemo,
        backupPlace: settings.backupPlace,
        isRecoveryCodeKept: !readSetting<boolean>(db, CODE_UNCONFIRMED_SETTING),
      },
      userNames: listUsers(db)
        .filter(({ isDisabled }) => !isDisabled)
        .map(({ name }) => name),
    };
  }

  async function setUp(context: Context, input: SetUpInput): Promise<{ state: SessionState; recoveryCode: string }> {
    const earlier = earlierResult<{ userId: UserId }>(context);
    const shown = shownTo(context);
    if (earlier && shown) return { state: signInAs(context, earlier.userId), recoveryCode: shown };
    if (findShopSettings(context.db)) throw new Refusal('SHOP_STATE', { isSetUp: true });
    requireTimeZone(input.timeZone);
    requireCurrency(input.currency);
    if (input.backupPlace !== null) requireUsablePlace(input.backupPlace, kernel.paths.folder);

    const rootKey = randomBytes(32);
    const recoveryCode = newRecoveryCode();
    const [byPassphrase, byCode] = await Promise.all([
      wrapRootKey(rootKey, input.passphrase, kernel.passphraseStrength),
      wrapRootKey(rootKey, recoveryCode, kernel.passphraseStrength),
    ]);
    const settings: ShopSettings = {
      shopId: randomUUID(),
      businessName: input.businessName,
      currency: input.currency,
      timeZone: input.timeZone,
      language: input.language,
      isDemo: input.isDemo ?? false,
      backupPlace: input.backupPlace,
      lockAfterMinutes: DEFAULT_LOCK_MINUTES,
    };
    const computer = await kernel.host.computerId();
    kernel.vault.open(rootKey, settings.shopId);
    let userId: UserId;
    try {
      ({ userId } = await write(context, ['identity', 'settings'], (tx) => {
        if (findShopSettings(tx)) throw new Refusal('SHOP_STATE', { isSetUp: true });
        writeSetting(tx, SHOP_SETTING, settings);
        if (computer !== null) noteComputer(tx, computerMark(settings.shopId, computer));
        const id = insertUser(tx, { name: input.ownerName, role: 'owner', now: context.now });
        replaceWrap(tx, 'passphrase', id, byPassphrase, context.now);
        putCodeInForce(tx, byCode, context.now, input.confirmsCode);
        audit(tx, { ...context, userId: id }, { action: 'shop.setUp', subjectKind: 'shop' });
        return { userId: id };
      }));
    } catch (error) {
      if (!findShopSettings(context.db)) kernel.vault.lock();
      throw error;
    }
    keepShown(context, recoveryCode);
    return { state: signInAs(context, userId), recoveryCode };
  }

  async function signIn(
    context: Context,
    input: { name: string; passphrase: string; setsLogAside?: boolean },
  ): Promise<SessionState> {
    const { user, failedTries } = await checkPassphrase(context, input.name, input.passphrase, input.setsLogAside);
    if (user.isDisabled) {
      if (failedTries > 0) await recordEntry(context, user.id, { action: 'sessions.refuse', failedTries });
      throw new Refusal('USER_DISABLED');
    }
    await recordEntry(context, user.id, { action: 'sessions.signIn', failedTries });
    return signInAs(context, user.id);
  }

  /** What was prepared for the person goes with their last window. */
  async function signOut(context: Context): Promise<SessionState> {
    const { userId } = context.session;
    context.session.userId = null;
    context.session.isLocked = false;
    kernel.events.session(context.session.id);
    const isSignedInElsewhere = kernel.sessions.all().some((session) => session.userId === userId);
    if (userId !== null && !isSignedInElsewhere) await kernel.spool.dropPreparedFor(userId);
    return state(context);
  }

  function lock(context: Context): SessionState {
    context.session.isLocked = true;
    kernel.events.session(context.session.id);
    return state(context);
  }

  async function lockVault(context: Context): Promise<SessionState> {
    shownCode = null;
    await hooks.onVaultClosing();
    await dropVaultKeys(context);
    return state(context);
  }

  async function unlock(context: Context, input: { passphrase: string }): Promise<SessionState> {
    const user = findUser(context.db, signedInUser(context));
    if (!user || user.isDisabled) throw new Refusal('SIGN_IN_NEEDED');
    const { failedTries } = await checkPassphrase(context, user.name, input.passphrase);
    if (failedTries > 0) await recordEntry(context, user.id, { action: 'sessions.unlock', failedTries });
    return signInAs(context, user.id);
  }

  async function recover(
    context: Context,
    input: {
      name: string;
      recoveryCode: string;
      newPassphrase: string;
      setsLogAside?: boolean;
      confirmsCode: boolean;
    },
  ) {
    const settings = findShopSettings(context.db);
    const wrap = findWrap(context.db, 'recovery', null);
    if (!settings || !wrap) throw new Refusal('SHOP_STATE', { isSetUp: false });
    const { rootKey, user } = await tries.inTurn(RECOVERY_NAME, () => tryRecoveryCode(context, wrap, input));
    await openVault(context, rootKey, settings.shopId, { userId: user.id, setsLogAside: input.setsLogAside ?? false });
    const failedTries = failedTriesOf(context, RECOVERY_NAME) + failedTriesOf(context, user.name);
    const recoveryCode = newRecoveryCode();
    const [byPassphrase, byCode] = await Promise.all([
      wrapRootKey(rootKey, input.newPassphrase, kernel.passphraseStrength),
      wrapRootKey(rootKey, recoveryCode, kernel.passphraseStrength),
    ]);
    await write(context, ['identity', 'audit'], (tx) => {
      replaceWrap(tx, 'passphrase', user.id, byPassphrase, context.now);
      putCodeInForce(tx, byCode, context.now, input.confirmsCode);
      clearFailures(tx, nameKeyOf(user.name));
      clearFailures(tx, nameKeyOf(RECOVERY_NAME));
      const subject = { subjectKind: 'user', subjectId: user.id };
      const details = triesBefore(failedTries);
      audit(tx, { ...context, userId: user.id }, { action: 'sessions.recover', ...subject, details });
    });
    lockOtherWindows(context, user.id);
    return { state: signInAs(context, user.id), recoveryCode };
  }

  /** What the code opens, for an owner who can sign in; wrong ones are counted and slowed down. */
  async function tryRecoveryCode(context: Context, wrap: KeyWrap, input: { name: string; recoveryCode: string }) {
    await requireNoWait(context, RECOVERY_NAME);
    const rootKey = await unwrapRootKey(wrap, normaliseRecoveryCode(input.recoveryCode));
    const user = findUserByName(context.db, input.name);
    if (rootKey && user && !user.isDisabled && user.role === 'owner') return { rootKey, user };
    await recordFailure(context, RECOVERY_NAME);
    throw new Refusal('WRONG_RECOVERY_CODE');
  }

  async function renewRecoveryCode(
    context: Context,
    input: RenewalInput,
  ): Promise<{ businessName: string; recoveryCode: string }> {
    const { businessName } = shopSettings(context.db);
    const asking = findUser(context.db, signedInUser(context));
    if (!asking) throw new Refusal('SIGN_IN_NEEDED');
    const { user, failedTries } = await checkPassphrase(context, asking.name, input.passphrase);
    if (earlierResult(context)) {
      const shown = shownTo(context);
      if (!shown) throw new Refusal('COMMAND_ID_REUSED');
      return { businessName, recoveryCode: shown };
    }
    const recoveryCode = newRecoveryCode();
    const byCode = await wrapRootKey(kernel.vault.rootKey(), recoveryCode, kernel.passphraseStrength);
    await write(context, ['identity', 'audit'], (tx) => {
      putCodeInForce(tx, byCode, context.now, input.confirmsCode);
      clearFailures(tx, nameKeyOf(RECOVERY_NAME));
      const subject = { subjectKind: 'user', subjectId: user.id };
      audit(tx, context, { action: 'shop.renewRecoveryCode', ...subject, details: triesBefore(failedTries) });
      return { userId: user.id };
    });
    keepShown(context, recoveryCode);
    return { businessName, recoveryCode };
  }

  async function confirmRecoveryCode(context: Context, input: { recoveryCode: string }): Promise<SessionState> {
    const wrap = findWrap(context.db, 'recovery', null);
    const isInForce = wrap && (await unwrapRootKey(wrap, normaliseRecoveryCode(input.recoveryCode)));
    if (!isInForce) throw new Refusal('NOT_CODE_IN_FORCE');
    await write(context, ['identity'], (tx) => {
      writeSetting(tx, CODE_UNCONFIRMED_SETTING, false);
      return {};
    });
    shownCode = null;
    return state(context);
  }

  function shownTo({ commandId }: Context): string | null {
    return shownCode !== null && shownCode.commandId === commandId ? shownCode.code : null;
  }

  function keepShown({ commandId }: Context, code: string): void {
    shownCode = commandId === null ? null : { commandId, code };
  }

  /** Wrong tries leave no row of their own, the vault may be locked meanwhile: who then comes in brings their number. */
  async function recordEntry(
    context: Context,
    userId: UserId,
    { action, failedTries }: { action: string; failedTries: number },
  ): Promise<void> {
    await write(context, ['audit'], (tx) => {
      const details = triesBefore(failedTries);
      audit(tx, { ...context, userId }, { action, subjectKind: 'user', subjectId: userId, details });
    });
  }

  /** Opens the vault with a user's passphrase; wrong ones are counted and slowed down, unknown names alike. */
  async function checkPassphrase(
    context: Context,
    name: string,
    passphrase: string,
    setsLogAside = false,
  ): Promise<CheckedUser> {
    const settings = findShopSettings(context.db);
    if (!settings) throw new Refusal('SHOP_STATE', { isSetUp: false });
    const { rootKey, user } = await tries.inTurn(name, () => tryPassphrase(context, name, passphrase));
    // Who may not come in any more opens nothing for the shop either.
    if (user.isDisabled && !kernel.vault.isOpen) throw new Refusal('USER_DISABLED');
    await openVault(context, rootKey, settings.shopId, { userId: user.id, setsLogAside });
    const failedTries = failedTriesOf(context, name);
    if (failedTries > 0) await kernel.queue.write((tx) => clearFailures(tx, nameKeyOf(name)));
    return { user, failedTries };
  }

  async function tryPassphrase(context: Context, name: string, passphrase: string) {
    await requireNoWait(context, name);
    const user = findUserByName(context.db, name);
    const wrap = user && findWrap(context.db, 'passphrase', user.id);
    const rootKey = wrap && (await unwrapRootKey(wrap, passphrase));
    if (user && rootKey) return { rootKey, user };
    await recordFailure(context, name);
    throw new Refusal('WRONG_PASSPHRASE');
  }

  /** The first to sign in opens the vault for the shop; what must happen before anything else happens here. */
  async function openVault(context: Context, rootKey: Buffer, shopId: string, opener: VaultOpener): Promise<void> {
    // Who comes meanwhile waits for it, and tries anew where it was refused.
    await opening?.catch(() => undefined);
    if (kernel.vault.isOpen) return;
    kernel.vault.open(rootKey, shopId);
    opening = hooks.onVaultOpened(context, opener);
    try {
      await opening;
    } catch (error) {
      kernel.vault.lock();
      throw error;
    } finally {
      opening = null;
    }
  }

  function signInAs(context: Context, userId: UserId): SessionState {
    context.session.userId = userId;
    context.session.isLocked = false;
    kernel.events.session(context.session.id);
    return state(context);
  }

  return {
    state,
    setUp: (context: Context, input: SetUpInput) => inTurn(() => setUp(context, input)),
    signIn,
    signOut,
    lock,
    lockVault,
    unlock,
    recover,
    renewRecoveryCode: (context: Context, input: RenewalInput) => inTurn(() => renewRecoveryCode(context, input)),
    confirmRecoveryCode: (context: Context, input: { recoveryCode: string }) =>
      inTurn(() => confirmRecoveryCode(context, input)),
    ...createUsersService(kernel, checkPassphrase),
  };
}

export type IdentityService = ReturnType<typeof createIdentityService>;

function putCodeInForce(tx: WriteTx, byCode: KeyWrap, now: number, isToBeConfirmed: boolean): void {
  replaceWrap(tx, 'recovery', null, byCode, now);
  writeSetting(tx, CODE_UNCONFIRMED_SETTING, isToBeConfirmed);
}

function failedTriesOf({ db }: Context, name: string): number {
  return readFailures(db, nameKeyOf(name)).failedCount;
}

function requireUsablePlace(place: string, dataFolder: string): void {
  const problem = usableSecondPlace(place, dataFolder);
  if (problem) throw new Refusal('PLACE_UNUSABLE', { reason: problem });
}
