import { audit, type Context, signedInUser, write } from '#core/context.ts';
import type { WriteTx } from '#core/db/connection.ts';
import { requireRight } from '#core/identity/rights.service.ts';
import { invalidValue, notFound, Refusal } from '#core/refusal.ts';
import { firstOpenDay, postSupplierEntry } from '#core/suppliers/supplier-accounts.posting.ts';
import { authorOf } from '#core/suppliers/supplier-accounts.service.ts';
import type { DifferenceSubjectInput } from '#shared/contract/reconciliation.contract.ts';
import type { StatementDifferenceId, StatementId } from '#shared/domain/ids.ts';
import { type Money, negateMoney, subtractMoney, sumMoney, ZERO_MONEY } from '#shared/domain/money/money.ts';
import type { DifferenceKind } from '#shared/domain/reconciliation/differences.ts';
import { isAmountOfKind, type SupplierEntryKind } from '#shared/domain/reconciliation/supplier-account.ts';
import { MANUAL_ENTRY_KINDS } from '#shared/domain/suppliers/account-entries.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import {
  changeDifference,
  differencesOf,
  findDifference,
  insertDifference,
  removeDifference,
  type StoredDifference,
  type StoredResolution,
  setResolution,
} from './statement-differences.repo.ts';
import { openingOf } from './statement-figures.ts';
import { STATEMENT_AREAS } from './statement-imports.service.ts';
import { findMatch, findMatchesOfEntry, findMatchOfLine, partsOfMatch } from './statement-matches.repo.ts';
import { findAccountEntry, findStatementLine } from './statement-sides.repo.ts';
import { type StoredStatement, touchStatement } from './statements.repo.ts';
import { requireOpen } from './statements.service.ts';

interface MarkInput {
  readonly subject: DifferenceSubjectInput;
  readonly kind: DifferenceKind;
  readonly note: string;
  readonly isAccepted: boolean;
}

interface ResolveInput {
  readonly differenceId: StatementDifferenceId;
  readonly resolution: StoredResolution;
  readonly occurredOn?: Day;
  readonly note: string;
}

/** What is left between the books, called by its name and brought to an end. */
export function createStatementDifferences() {
  function mark(context: Context, input: { id: StatementId; items: readonly MarkInput[] }) {
    return write(context, STATEMENT_AREAS, (tx) => {
      const statement = requireOpen(tx, input.id);
      const marks = new Map(differencesOf(tx, statement.id).map((mark) => [placeKey(mark), mark]));
      const differenceIds = input.items.map((item) => markOne(tx, context, { statement, marks }, item));
      const accepted = input.items.flatMap(({ isAccepted }, index) => (isAccepted ? (differenceIds[index] ?? []) : []));
      if (accepted.length > 0) acceptAll(tx, context, statement, new Set(accepted));
      touchStatement(tx, statement.id);
      return { differenceIds };
    });
  }

  function unmark(context: Context, differenceId: StatementDifferenceId) {
    return write(context, STATEMENT_AREAS, (tx) => {
      const difference = requireUnadjusted(tx, differenceId);
      removeDifference(tx, differenceId);
      touchStatement(tx, difference.statementId);
      return { differenceId };
    });
  }

  function resolve(context: Context, input: ResolveInput) {
    if (input.resolution === 'adjusted') requireRight(context.db, signedInUser(context), 'accounts.post');
    return write(context, [...STATEMENT_AREAS, 'suppliers'], (tx) => {
      const { differenceId, resolution } = input;
      const difference = requireUnadjusted(tx, differenceId);
      const statement = requireOpen(tx, difference.statementId);
      const posted = resolution === 'adjusted' ? postAdjustment(tx, context, statement, difference, input) : null;
      const note = input.note === '' ? difference.note : input.note;
      setResolution(tx, { id: differenceId, resolution, adjustmentEntryId: posted?.id ?? null, note });
      touchStatement(tx, statement.id);
      auditResolution(tx, context, statement, { resolution, amount: difference.amount, quantity: 1 });
      return { differenceId, adjustmentNumber: posted?.number ?? null };
    });
  }

  return { mark, unmark, resolve };
}

/** Accepts those that nobody has decided yet. */
function acceptAll(
  tx: WriteTx,
  context: Context,
  statement: StoredStatement,
  ids: ReadonlySet<StatementDifferenceId>,
): void {
  const open = differencesOf(tx, statement.id).filter(({ id, resolution }) => ids.has(id) && resolution === 'open');
  for (const { id, note } of open) setResolution(tx, { id, resolution: 'accepted', adjustmentEntryId: null, note });
  const amount = sumMoney(open.map((difference) => difference.amount));
  auditResolution(tx, context, statement, { resolution: 'accepted', amount, quantity: open.length });
}

/** Accepting or claiming a difference is letting go of money, or asking for it: who did is on the trail. */
function auditResolution(
  tx: WriteTx,
  context: Context,
  { id, number, supplierCode }: StoredStatement,
  { quantity, ...said }: { resolution: StoredResolution; amount: Money; quantity: number },
): void {
  const details = { number, supplierCode, ...said };
  audit(tx, context, {
    action: 'statements.resolveDifference',
    subjectKind: 'statement',
    subjectId: id,
    quantity,
    details,
  });
}

/** A statement with what is marked on it, by {@link placeKey}. */
interface MarkedStatement {
  readonly statement: StoredStatement;
  readonly marks: Map<string, Pick<StoredDifference, 'id' | 'adjustmentEntryId' | 'amount'>>;
}

function placeKey({ matchId, lineId, entryId }: Pick<StoredDifference, 'matchId' | 'lineId' | 'entryId'>): string {
  return `${matchId} ${lineId} ${entryId}`;
}

function markOne(
  tx: WriteTx,
  context: Context,
  { statement, marks }: MarkedStatement,
  { subject, kind, note }: MarkInput,
): StatementDifferenceId {
  const place = {
    matchId: subject.about === 'match' ? subject.id : null,
    lineId: subject.about === 'line' ? subject.id : null,
    entryId: subject.about === 'entry' ? subject.id : null,
  };
  const amount = amountOf(tx, statement, subject);
  if (amount === 0 && subject.about !== 'match') throw new Refusal('NO_DIFFERENCE');
  const earlier = marks.get(placeKey(place));
  if (!earlier) {
    const author = { madeAt: context.now, madeBy: signedInUser(context) };
    const id = insertDifference(tx, { statementId: statement.id, kind, ...place, amount, note, ...author });
    marks.set(placeKey(place), { id, adjustmentEntryId: null, amount });
    return id;
  }
  changeDifference(tx, {
    id: earlier.id,
    kind,
    note,
    amount: earlier.adjustmentEntryId === null ? amount : earlier.amount,
  });
  return earlier.id;
}

/** What they claim beyond our books in this place. */
function amountOf(tx: WriteTx, statement: StoredStatement, subject: DifferenceSubjectInput): Money {
  switch (subject.about) {
    case 'opening': {
      const { theirs, expected } = openingOf(tx, statement);
      return subtractMoney(theirs, expected);
    }
    case 'match': {
      const match = findMatch(tx, subject.id);
      if (match?.statementId !== statement.id || match.state !== 'confirmed')
        throw notFound('statementMatch', subject.id);
      return match.difference;
    }
    case 'line': {
      const line = findStatementLine(tx, subject.id);
      if (line?.statementId !== statement.id) throw notFound('statementLine', subject.id);
      if (findMatchOfLine(tx, subject.id)) throw new Refusal('ALREADY_MATCHED', { side: 'line', id: subject.id });
      return line.amount;
    }
    case 'entry': {
      const entry = findAccountEntry(tx, subject.id);
      const isOfStatement =
        entry?.supplierId === statement.supplierId &&
        entry.occurredOn >= statement.from &&
        entry.occurredOn <= statement.to;
      if (!isOfStatement) throw notFound('supplierEntry', subject.id);
      const matches = findMatchesOfEntry(tx, subject.id);
      const isWhole = matches.some(({ entryLineId }) => entryLineId === 0);
      if (isWhole) throw new Refusal('ALREADY_MATCHED', { side: 'entry', id: subject.id });
      const matchIds = [...new Set(matches.map(({ id }) => id))];
      const parts = matchIds.flatMap((id) => partsOfMatch(tx, id)).filter(({ entryId }) => entryId === subject.id);
      return negateMoney(subtractMoney(entry.amount, sumMoney(parts.map(({ amount }) => amount))));
    }
  }
}

function requireUnadjusted(tx: WriteTx, id: StatementDifferenceId): StoredDifference {
  const difference = findDifference(tx, id);
  if (!difference) throw notFound('statementDifference', id);
  requireOpen(tx, difference.statementId);
  if (difference.adjustmentEntryId !== null) {
    throw new Refusal('DIFFERENCE_ADJUSTED', { number: difference.adjustmentNumber ?? '' });
  }
  return difference;
}

/**
 * Our books take over what they claim. A line that only they have keeps its kind (a fee, a rebate), so that the account
 * tells what it was; everything else is an adjustment.
 */
function postAdjustment(
  tx: WriteTx,
  context: Context,
  statement: StoredStatement,
  difference: StoredDifference,
  input: ResolveInput,
) {
  const { amount } = difference;
  const { occurredOn = dayToPost(tx, statement) } = input;
  // Before its days it would change what both sides begin with, and explain nothing.
  if (occurredOn < statement.from) throw invalidValue('occurredOn', 'NOT_BEFORE_FROM', statement.from);
  if (amount === ZERO_MONEY) throw invalidValue('resolution', 'NOTHING_TO_ADJUST');
  const line = difference.lineId === null ? null : findStatementLine(tx, difference.lineId);
  return postSupplierEntry(tx, authorOf(context), {
    supplierId: statement.supplierId,
    kind: line === null ? 'adjustment' : kindToPost(line.kind, amount),
    amount,
    occurredOn,
    externalNumber: line?.externalNumber ?? '',
    remark: [statement.number, input.note || difference.note].filter((text) => text !== '').join(' '),
  });
}

function kindToPost(kind: string, amount: Money): SupplierEntryKind {
  const own = MANUAL_ENTRY_KINDS.find((manual) => manual === kind && manual !== 'opening');
  return own !== undefined && isAmountOfKind(own, amount) ? own : 'adjustment';
}

/** The statement's last day, or the first that the supplier's book still takes. */
function dayToPost(tx: WriteTx, { supplierId, to }: StoredStatement): Day {
  return firstOpenDay(tx, supplierId, to);
}
