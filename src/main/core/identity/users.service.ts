import { audit, type Context, signedInUser, today, write } from '#core/context.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import type { Kernel } from '#core/kernel.ts';
import { notFound, Refusal } from '#core/refusal.ts';
import { wrapRootKey } from '#core/vault/key-wrap.ts';
import type { UserView } from '#shared/contract/identity.contract.ts';
import {
  COUNTED_RIGHTS,
  effectiveDailyLimit,
  effectiveRights,
  type RightChange,
  type Role,
} from '#shared/domain/identity/rights.ts';
import type { UserId } from '#shared/domain/ids.ts';
import {
  findUser,
  findUserByName,
  insertUser,
  listUsers,
  nameKeyOf,
  readRightChanges,
  readRightUse,
  replaceRightChanges,
  setUserDisabled,
  setUserName,
  setUserRole,
  type UserRow,
} from './users.repo.ts';
import { lockOtherWindows } from './vault-locking.ts';
import { clearFailures, readFailures, replaceWrap } from './vault-wraps.repo.ts';

/** Whose passphrase was right, and how many wrong ones were typed for them before. */
export interface CheckedUser {
  readonly user: UserRow;
  readonly failedTries: number;
}

/** Refuses a wrong passphrase, and slows its next try down. */
type CheckPassphrase = (context: Context, name: string, passphrase: string) => Promise<CheckedUser>;

/** The people of the shop, their roles and rights, and their passphrases. */
export function createUsersService(kernel: Kernel, checkPassphrase: CheckPassphrase) {
  async function createUser(context: Context, input: { name: string; role: Role; passphrase: string }) {
    const wrap = await wrapRootKey(kernel.vault.rootKey(), input.passphrase, kernel.passphraseStrength);
    return write(context, ['identity', 'audit'], (tx) => {
      if (findUserByName(tx, input.name)) throw new Refusal('NAME_TAKEN');
      const id = insertUser(tx, { name: input.name, role: input.role, now: context.now });
      replaceWrap(tx, 'passphrase', id, wrap, context.now);
      const details = { name: input.name, role: input.role };
      audit(tx, context, { action: 'users.create', subjectKind: 'user', subjectId: id, details });
      return { id };
    });
  }

  async function changeUser(
    context: Context,
    input: { id: UserId; name?: string; role: Role; changes: readonly RightChange[] },
  ) {
    const result = await write(context, ['identity', 'audit'], (tx) => {
      const user = requireUser(tx, input.id);
      if (user.role === 'owner' && input.role !== 'owner') requireAnotherOwner(tx, user.id);
      const { name = user.name, role, changes } = input;
      if (name !== user.name) rename(tx, user, name, context.now);
      setUserRole(tx, user.id, role, context.now);
      replaceRightChanges(tx, user.id, changes);
      const renamed = name === user.name ? {} : { name, before: user.name };
      const details = { ...renamed, role, changes };
      audit(tx, context, { action: 'users.change', subjectKind: 'user', subjectId: user.id, details });
      return { id: user.id };
    });
    tellSessionsOf(input.id);
    return result;
  }

  async function setDisabled(context: Context, input: { id: UserId; isDisabled: boolean }) {
    const result = await write(context, ['identity', 'audit'], (tx) => {
      const user = requireUser(tx, input.id);
      if (user.role === 'owner' && input.isDisabled) requireAnotherOwner(tx, user.id);
      setUserDisabled(tx, user.id, input.isDisabled, context.now);
      const action = input.isDisabled ? 'users.disable' : 'users.enable';
      audit(tx, context, { action, subjectKind: 'user', subjectId: user.id });
      return { id: user.id };
    });
    if (input.isDisabled) {
      for (const session of kernel.sessions.signOutEverywhere(input.id)) kernel.events.session(session.id);
      await kernel.spool.dropPreparedFor(input.id);
    }
    return result;
  }

  async function changePassphrase(context: Context, input: { current: string; next: string }) {
    const user = requireUser(context.db, signedInUser(context));
    const { failedTries } = await checkPassphrase(context, user.name, input.current);
    return setPassphrase(context, user, input.next, { action: 'users.changePassphrase', failedTries });
  }

  function resetPassphrase(context: Context, input: { id: UserId; next: string }) {
    const user = requireUser(context.db, input.id);
    const { failedCount: failedTries } = readFailures(context.db, nameKeyOf(user.name));
    return setPassphrase(context, user, input.next, { action: 'users.resetPassphrase', failedTries });
  }

  async function setPassphrase(
    context: Context,
    user: UserRow,
    next: string,
    { action, failedTries }: { action: string; failedTries: number },
  ) {
    const wrap = await wrapRootKey(kernel.vault.rootKey(), next, kernel.passphraseStrength);
    const result = await write(context, ['identity', 'audit'], (tx) => {
      replaceWrap(tx, 'passphrase', user.id, wrap, context.now);
      clearFailures(tx, nameKeyOf(user.name));
      audit(tx, context, { action, subjectKind: 'user', subjectId: user.id, details: triesBefore(failedTries) });
      return { id: user.id };
    });
    lockOtherWindows(context, user.id);
    return result;
  }

  function tellSessionsOf(userId: UserId): void {
    for (const session of kernel.sessions.all()) if (session.userId === userId) kernel.events.session(session.id);
  }

  return {
    createUser,
    changeUser,
    setDisabled,
    changePassphrase,
    resetPassphrase,
    listUsers: (context: Context): UserView[] => listUsers(context.db).map((user) => userView(context, user)),
  };
}

/** What the trail says of the wrong passphrases or codes that came before the right one. */
export function triesBefore(failedTries: number): { failedTries?: number } {
  return failedTries > 0 ? { failedTries } : {};
}

/** A person as the owner sees them: what they may do and how much of it they did today. */
export function userView(context: Context, user: UserRow): UserView {
  const changes = readRightChanges(context.db, user.id);
  const rights = effectiveRights(user.role, changes);
  const { day } = today(context);
  return {
    ...user,
    rights: [...rights],
    changes: changes.map((change) => ({ ...change })),
    limits: COUNTED_RIGHTS.filter((right) => rights.has(right)).map((right) => ({
      right,
      dailyLimit: effectiveDailyLimit(user.role, right, changes),
      usedToday: readRightUse(context.db, user.id, right, day),
    })),
  };
}

function requireUser(db: Readable, id: UserId): UserRow {
  const user = findUser(db, id);
  if (!user) throw notFound('user', id);
  return user;
}

function rename(tx: WriteTx, user: UserRow, name: string, now: number): void {
  const namesake = findUserByName(tx, name);
  if (namesake && namesake.id !== user.id) throw new Refusal('NAME_TAKEN');
  setUserName(tx, user.id, name, now);
}

function requireAnotherOwner(db: Readable, id: UserId): void {
  const others = listUsers(db).filter((user) => user.role === 'owner' && !user.isDisabled && user.id !== id);
  if (others.length === 0) throw new Refusal('LAST_OWNER');
}
