import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { Right, RightChange, Role } from '#shared/domain/identity/rights.ts';
import type { UserId } from '#shared/domain/ids.ts';

export interface UserRow {
  readonly id: UserId;
  readonly name: string;
  readonly role: Role;
  readonly isDisabled: boolean;
  readonly createdAt: number;
}

interface StoredChange {
  readonly right: Right;
  readonly isGranted: number | null;
  readonly dailyLimit: number | null;
}

type StoredUser = Omit<UserRow, 'isDisabled'> & { isDisabled: number };
const USER_COLUMNS = 'id, name, role, is_disabled AS isDisabled, created_at AS createdAt';

const selectUsers = readStatement<Record<string, never>, StoredUser>(`SELECT ${USER_COLUMNS} FROM users ORDER BY id`);
const selectUser = readStatement<{ id: number }, StoredUser>(`SELECT ${USER_COLUMNS} FROM users WHERE id = @id`);
const selectUserByName = readStatement<{ nameKey: string }, StoredUser>(
  `SELECT ${USER_COLUMNS} FROM users WHERE name_key = @nameKey`,
);
const insertUserRow = writeStatement<{ name: string; nameKey: string; role: string; now: number }>(
  `INSERT INTO users (name, name_key, role, created_at, updated_at) VALUES (@name, @nameKey, @role, @now, @now)`,
);
const updateRole = writeStatement<{ id: number; role: string; now: number }>(
  'UPDATE users SET role = @role, updated_at = @now WHERE id = @id',
);
const updateName = writeStatement<{ id: number; name: string; nameKey: string; now: number }>(
  'UPDATE users SET name = @name, name_key = @nameKey, updated_at = @now WHERE id = @id',
);
const updateDisabled = writeStatement<{ id: number; isDisabled: number; now: number }>(
  'UPDATE users SET is_disabled = @isDisabled, updated_at = @now WHERE id = @id',
);
const selectChanges = readStatement<{ userId: number }, StoredChange>(
  `SELECT right_name AS right, is_granted AS isGranted, daily_limit AS dailyLimit FROM user_rights
   WHERE user_id = @userId ORDER BY right_name`,
);
// Asked at every call.
const selectStanding = readStatement<
  { userId: number },
  { role: Role; isDisabled: number } & (StoredChange | { right: null })
>(
  `SELECT u.role, u.is_disabled AS isDisabled, r.right_name AS right, r.is_granted AS isGranted,
     r.daily_limit AS dailyLimit
   FROM users u LEFT JOIN user_rights r ON r.user_id = u.id WHERE u.id = @userId ORDER BY r.right_name`,
);
const deleteChanges = writeStatement<{ userId: number }>('DELETE FROM user_rights WHERE user_id = @userId');
const insertChange = writeStatement<Record<string, unknown>>(
  `INSERT INTO user_rights (user_id, right_name, is_granted, daily_limit)
   VALUES (@userId, @right, @isGranted, @dailyLimit)`,
);
const selectUse = readStatement<{ userId: number; right: string; usedOn: string }, { quantity: number }>(
  'SELECT quantity FROM right_uses WHERE user_id = @userId AND right_name = @right AND used_on = @usedOn',
);
const addUse = writeStatement<{ userId: number; right: string; usedOn: string; quantity: number }>(
  `INSERT INTO right_uses (user_id, right_name, used_on, quantity) VALUES (@userId, @right, @usedOn, @quantity)
   ON CONFLICT (user_id, right_name, used_on) DO UPDATE SET quantity = quantity + excluded.quantity`,
);

/** Names are compared without case and outer spaces. */
export function nameKeyOf(name: string): string {
  return name.trim().normalize('NFKC').toLowerCase();
}

function fromStored(row: StoredUser): UserRow {
  return { ...row, isDisabled: row.isDisabled === 1 };
}

export function listUsers(db: Readable): UserRow[] {
  return selectUsers.all(db, {}).map(fromStored);
}

export function findUser(db: Readable, id: UserId): UserRow | null {
  const row = selectUser.get(db, { id });
  return row ? fromStored(row) : null;
}

export function findUserByName(db: Readable, name: string): UserRow | null {
  const row = selectUserByName.get(db, { nameKey: nameKeyOf(name) });
  return row ? fromStored(row) : null;
}

export function insertUser(tx: WriteTx, user: { name: string; role: Role; now: number }): UserId {
  const { name, role, now } = user;
  return insertUserRow.run(tx, { name, nameKey: nameKeyOf(name), role, now }).lastInsertRowid as UserId;
}

export function setUserRole(tx: WriteTx, id: UserId, role: Role, now: number): void {
  updateRole.run(tx, { id, role, now });
}

export function setUserName(tx: WriteTx, id: UserId, name: string, now: number): void {
  updateName.run(tx, { id, name, nameKey: nameKeyOf(name), now });
}

export function setUserDisabled(tx: WriteTx, id: UserId, isDisabled: boolean, now: number): void {
  updateDisabled.run(tx, { id, isDisabled: isDisabled ? 1 : 0, now });
}

/** How no limit is stored: more keys than anybody has. */
const UNLIMITED = Number.MAX_SAFE_INTEGER;

export function readRightChanges(db: Readable, userId: UserId): RightChange[] {
  return selectChanges.all(db, { userId }).map(fromStoredChange);
}

function fromStoredChange({ right, isGranted, dailyLimit }: StoredChange): RightChange {
  return {
    right,
    isGranted: isGranted === null ? null : isGranted === 1,
    dailyLimit: dailyLimit === UNLIMITED ? 'none' : dailyLimit,
  };
}

/** What a person may do is made of this. */
export interface UserStanding {
  readonly role: Role;
  readonly isDisabled: boolean;
  readonly changes: readonly RightChange[];
}

/** Null for somebody unknown. */
export function findUserStanding(db: Readable, userId: UserId): UserStanding | null {
  const rows = selectStanding.all(db, { userId });
  const [first] = rows;
  if (!first) return null;
  const changes = rows.flatMap((row) => (row.right === null ? [] : [fromStoredChange(row)]));
  return { role: first.role, isDisabled: first.isDisabled === 1, changes };
}

export function replaceRightChanges(tx: WriteTx, userId: UserId, changes: readonly RightChange[]): void {
  deleteChanges.run(tx, { userId });
  for (const { right, isGranted, dailyLimit } of changes) {
    if (isGranted === null && dailyLimit === null) continue;
    insertChange.run(tx, {
      userId,
      right,
      isGranted: isGranted === null ? null : Number(isGranted),
      dailyLimit: dailyLimit === 'none' ? UNLIMITED : dailyLimit,
    });
  }
}

/** How many keys a person has used a right on that day. */
export function readRightUse(db: Readable, userId: UserId, right: Right, usedOn: string): number {
  return selectUse.get(db, { userId, right, usedOn })?.quantity ?? 0;
}

export function addRightUse(tx: WriteTx, userId: UserId, right: Right, usedOn: string, quantity: number): void {
  addUse.run(tx, { userId, right, usedOn, quantity });
}
