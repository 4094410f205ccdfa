import { type Context, today, write } from '#core/context.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import { decodeCursor, type Page, pageOfRows } from '#core/db/keyset.ts';
import { accountOpenFrom } from '#core/reconciliation/closed-months.ts';
import { invalidValue, Refusal } from '#core/refusal.ts';
import type { SupplierAccountRow, SupplierEntry, SupplierEntryLine } from '#shared/contract/suppliers.contract.ts';
import type { CardKeyId, SupplierEntryId, SupplierId } from '#shared/domain/ids.ts';
import { type Money, subtractMoney } from '#shared/domain/money/money.ts';
import { searchTerms } from '#shared/domain/name-key.ts';
import {
  ENTRY_DIRECTIONS,
  postedAmount,
  type SupplierEntryKind,
} from '#shared/domain/reconciliation/supplier-account.ts';
import type { ManualEntryKind } from '#shared/domain/suppliers/account-entries.ts';
import type { Day, Month } from '#shared/domain/time/business-time.ts';
import { withinMaximum } from './exposure-maximum.ts';
import { claimsOfRefund, type NamedKey } from './refund-claims.repo.ts';
import { listOpenClaims, postRefund } from './refund-claims.ts';
import {
  bookMonthOf,
  type PostedEntry,
  type PostingAuthor,
  postSupplierEntry,
  requireEntry,
  requireSupplier,
  reverseSupplierEntry,
} from './supplier-accounts.posting.ts';
import {
  AFTER_ALL,
  BEFORE_ALL,
  type EntryPlace,
  type EntryRow,
  findLiveOpening,
  listEntries,
  readEntryLines,
  readMonthSums,
  sumOfEntries,
} from './supplier-entries.repo.ts';
import { isPostedByPaper } from './supplier-papers.repo.ts';
import { findStandingFee } from './supplier-payments.repo.ts';
import { accountView } from './supplier-views.ts';
import { type BalanceFilter, listSuppliers, readAccountTotals, type Supplier } from './suppliers.repo.ts';
import type { SupplierListInput } from './suppliers.service.ts';

const FIRST_PAGE = ['', 0] as const;
const AREAS = ['suppliers', 'reconciliation'];

interface EntriesInput {
  readonly cursor?: string;
  readonly limit: number;
  readonly supplierId: SupplierId;
  readonly kind?: SupplierEntryKind;
  readonly from?: Day;
  readonly to?: Day;
  readonly search: string;
}

interface PostInput {
  readonly supplierId: SupplierId;
  readonly kind: ManualEntryKind;
  readonly amount: Money;
  readonly direction?: 'raises' | 'lowers';
  readonly occurredOn: Day;
  readonly externalNumber: string;
  readonly remark: string;
  readonly claimKeyIds?: readonly CardKeyId[];
}

interface AccountSummary extends SupplierAccountRow {
  readonly openFrom: Day | null;
  readonly month: Month;
  readonly monthSums: { kind: SupplierEntryKind; amount: Money; count: number }[];
}

/** What we owe each supplier or have prepaid with them, and how it came to be. */
export function createSupplierAccountsService() {
  function list({ db }: Context, input: SupplierListInput & { balance: BalanceFilter }): Page<SupplierAccountRow> {
    const after = input.cursor === undefined ? FIRST_PAGE : decodeCursor(input.cursor, ['string', 'number'] as const);
    const rows = listSuppliers(db, { ...input, terms: searchTerms(input.search), after, limit: input.limit + 1 });
    const page = pageOfRows(rows, input.limit, (row) => [row.nameKey, row.id]);
    return { ...page, rows: page.rows.map(accountView) };
  }

  function get(context: Context, supplierId: SupplierId): AccountSummary {
    const { db } = context;
    const supplier = requireSupplier(db, supplierId);
    const month = bookMonthOf(supplier, today(context).day);
    const monthSums = readMonthSums(db, supplierId, month);
    return { ...accountView(supplier), openFrom: accountOpenFrom(db, supplier), month, monthSums };
  }

  function entries({ db }: Context, input: EntriesInput): Page<SupplierEntry> {
    const supplier = requireSupplier(db, input.supplierId);
    const before = input.cursor === undefined ? AFTER_ALL : decodeCursor(input.cursor, ['string', 'number'] as const);
    const rows = listEntries(db, { ...input, terms: searchTerms(input.search), before, limit: input.limit + 1 });
    const page = pageOfRows(rows, input.limit, (row) => [row.occurredOn, row.id]);
    return { ...page, rows: withBalances(db, supplier, page.rows) };
  }

  function entry(
    { db }: Context,
    id: SupplierEntryId,
  ): SupplierEntry & { lines: SupplierEntryLine[]; claims: NamedKey[] } {
    const row = requireEntry(db, id);
    const balanceAfter = sumOfEntries(db, row.supplierId, BEFORE_ALL, placeOf(row));
    return { ...row, balanceAfter, lines: readEntryLines(db, id), claims: claimsOfRefund(db, id) };
  }

  function post(context: Context, input: PostInput): Promise<PostedEntry> {
    return write(context, AREAS, (tx) => {
      const { supplierId, kind, occurredOn, externalNumber, remark } = input;
      const amount = signedAmount(input);
      if (kind === 'opening') requireNoOpening(tx, supplierId);
      const entryToPost = { supplierId, kind, amount, occurredOn, externalNumber, remark };
      const postEntry = () => postSupplierEntry(tx, authorOf(context), entryToPost);
      if (kind === 'refund') return postRefund(tx, input, postEntry);
      if (input.claimKeyIds !== undefined) throw invalidValue('claimKeyIds', 'REFUND_ONLY', kind);
      if (kind !== 'payment') return postEntry();
      return withinMaximum(tx, context, { supplierId, exceedReason: '' }, postEntry).posted;
    });
  }

  function reverse(
    context: Context,
    input: { id: SupplierEntryId; occurredOn: Day; reason: string },
  ): Promise<PostedEntry> {
    return write(context, AREAS, (tx) => {
      const { id, occurredOn, reason } = input;
      const row = requireEntry(tx, id);
      const hasDocument = row.importId !== null || row.deliveryId !== null || isPostedByPaper(tx, id);
      if (hasDocument && row.reversesId === null && row.reversedById === null) {
        throw new Refusal('ENTRY_HAS_DOCUMENT', { documentNumber: row.ourNumber });
      }
      // Before its day there was nothing to reverse: the balance between the two days would be one that never was.
      if (occurredOn < row.occurredOn) throw invalidValue('occurredOn', 'BEFORE_ENTRY', occurredOn);
      const reversed = reverseSupplierEntry(tx, authorOf(context), { id, occurredOn, remark: reason });
      // A payment that never was had no fee.
      const feeId = row.kind === 'payment' ? findStandingFee(tx, id) : null;
      if (feeId !== null) reverseSupplierEntry(tx, authorOf(context), { id: feeId, occurredOn, remark: reason });
      return reversed;
    });
  }

  return {
    list,
    totals: ({ db }: Context) => readAccountTotals(db),
    get,
    entries,
    entry,
    openClaims: ({ db }: Context, supplierId: SupplierId) => listOpenClaims(db, requireSupplier(db, supplierId).id),
    post,
    reverse,
  };
}

export type SupplierAccountsService = ReturnType<typeof createSupplierAccountsService>;

/** The author of entries posted in a request. */
export function authorOf({ userId, now, kernel }: Context): PostingAuthor {
  return { userId, now, auditKey: kernel.vault.keys().audit };
}

/** Each row's balance is the account's own, whatever filter is set: sums between neighbours come from the index. */
function withBalances(db: Readable, supplier: Supplier, rows: readonly EntryRow[]): SupplierEntry[] {
  let place: EntryPlace = AFTER_ALL;
  let balance = supplier.balance;
  return rows.map((row) => {
    balance = subtractMoney(balance, sumOfEntries(db, supplier.id, placeOf(row), place));
    place = placeOf(row);
    return { ...row, balanceAfter: balance };
  });
}

function placeOf(row: EntryRow): EntryPlace {
  return [row.occurredOn, row.id];
}

function signedAmount({ kind, amount, direction }: PostInput): Money {
  if (amount < 0 || (amount === 0 && kind !== 'opening')) throw invalidValue('amount', 'ABOVE_ZERO');
  const own = ENTRY_DIRECTIONS[kind];
  if (own === 'either' && direction === undefined) throw invalidValue('direction', 'DIRECTION_MISSING', kind);
  if (own !== 'either' && direction !== undefined && direction !== own) {
    throw invalidValue('direction', 'SIDE_OF_KIND', kind);
  }
  return postedAmount(kind, amount, direction);
}

function requireNoOpening(tx: WriteTx, supplierId: SupplierId): void {
  const number = findLiveOpening(tx, supplierId);
  if (number !== null) throw new Refusal('OPENING_EXISTS', { number });
}
