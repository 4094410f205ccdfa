import { audit, type Context, signedInUser, today, write } from '#core/context.ts';
import type { Readable } from '#core/db/connection.ts';
import { decodeCursor, type Page, pageOfRows } from '#core/db/keyset.ts';
import type { Kernel } from '#core/kernel.ts';
import { firstOpenMonth } from '#core/reconciliation/closed-months.ts';
import { invalidValue, notFound, Refusal } from '#core/refusal.ts';
import { readSupplierLimits, storeSupplierLimits } from '#core/replenishment/replenishment-rules.repo.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import type { CreditRow, DueRow, ExchangeRow, SupplierMoneyRow } from '#shared/contract/supplier-money.contract.ts';
import type { EntryMoney } from '#shared/contract/supplier-payments.contract.ts';
import type { SupplierEntryId, SupplierFreezeId, SupplierId } from '#shared/domain/ids.ts';
import { type Money, sumMoney } from '#shared/domain/money/money.ts';
import { convertMoney } from '#shared/domain/purchasing/exchange-rate.ts';
import type { SupplierEntryKind } from '#shared/domain/reconciliation/supplier-account.ts';
import { type AgeBucket, addAgeings, ageBucket, bucketDays, daysLate } from '#shared/domain/suppliers/ageing.ts';
import {
  concernsMoney,
  type Exposure,
  type ExposureParts,
  type MoneySort,
  totalOf,
} from '#shared/domain/suppliers/exposure.ts';
import { addDays, type Day, type Month } from '#shared/domain/time/business-time.ts';
import type { DueCounts } from './due-counts.job.ts';
import { requireSupplier } from './supplier-accounts.posting.ts';
import { BEFORE_ALL_DUES, dueChanges, entryAllocations, listCredits, listDues } from './supplier-dues.repo.ts';
import { findItem } from './supplier-items.repo.ts';
import type { SupplierMoneyFigures, SupplierMoneyInput } from './supplier-money.job.ts';
import {
  endFreeze,
  findFreeze,
  findPayment,
  insertFreeze,
  listExchangeResults,
  listFreezes,
} from './supplier-payments.repo.ts';

const AREAS = ['suppliers', 'replenishment'];

interface DuesInput {
  readonly cursor?: string;
  readonly limit: number;
  readonly supplierId?: SupplierId;
  readonly bucket?: AgeBucket;
  readonly overdue: boolean;
  readonly dueFrom?: Day;
  readonly dueTo?: Day;
  readonly kind?: SupplierEntryKind;
}

interface OverviewInput {
  readonly archived: 'active' | 'all';
  readonly owing: boolean;
  readonly sort: MoneySort;
  readonly isDescending: boolean;
}

/** What lies with suppliers, what is owed to them and when, and what they keep from us. */
export function createSupplierMoneyService(kernel: Kernel) {
  function figures(
    context: Context,
    supplierId: SupplierId | null,
    signal?: AbortSignal,
  ): Promise<SupplierMoneyFigures> {
    const input: SupplierMoneyInput = { today: today(context).day, supplierId };
    return kernel.threads.run<SupplierMoneyFigures>({ kind: 'supplier-money', input, keys: null, signal });
  }

  async function overview(context: Context, input: OverviewInput, signal?: AbortSignal) {
    const { rows: all } = await figures(context, null, signal);
    const rows = all
      .filter((row) => (input.archived === 'all' || concernsMoney(row)) && (!input.owing || row.due > 0))
      .sort(moneyOrder(input.sort, input.isDescending));
    const known = rows.flatMap(({ ownExposure }) => ownExposure ?? []);
    const missing = rows.filter(({ ownExposure, exposure }) => ownExposure === null && exposure.total > 0);
    return {
      today: today(context).day,
      shopCurrency: shopSettings(context.db).currency,
      rows,
      nextCursor: null,
      ageing: ageingByCurrency(rows),
      total: sumOf(known),
      ratesMissing: [...new Set(missing.map(({ currency }) => currency))],
    };
  }

  async function get(context: Context, { supplierId }: { supplierId: SupplierId }, signal?: AbortSignal) {
    requireSupplier(context.db, supplierId);
    const { rows, details } = await figures(context, supplierId, signal);
    const [row] = rows;
    if (!row || !details) throw notFound('supplier', supplierId);
    const freezes = listFreezes(context.db, supplierId);
    const { currency: shopCurrency } = shopSettings(context.db);
    return { ...row, ...details, today: today(context).day, shopCurrency, freezes };
  }

  async function attention(context: Context, signal?: AbortSignal) {
    const input: SupplierMoneyInput = { today: today(context).day, supplierId: null };
    return kernel.threads.run<DueCounts>({ kind: 'due-counts', input, keys: null, signal });
  }

  async function consigned(context: Context, { supplierId }: { supplierId: SupplierId }, signal?: AbortSignal) {
    const { currency } = requireSupplier(context.db, supplierId);
    const { consigned: found } = await figures(context, supplierId, signal);
    if (!found) throw notFound('supplier', supplierId);
    return { currency, ...found };
  }

  function dues(context: Context, input: DuesInput): Page<DueRow> {
    const { day } = today(context);
    const after =
      input.cursor === undefined ? BEFORE_ALL_DUES : decodeCursor(input.cursor, ['string', 'number'] as const);
    const rows = listDues(context.db, {
      ...dueSpan(input, day),
      supplierId: input.supplierId ?? null,
      kind: input.kind ?? null,
      after,
      limit: input.limit + 1,
    });
    const page = pageOfRows(rows, input.limit, (row) => [row.dueOn, row.entryId]);
    return {
      ...page,
      rows: page.rows.map((row) => ({
        ...row,
        bucket: ageBucket(row.dueOn, day),
        daysLate: daysLate(row.dueOn, day),
      })),
    };
  }

  function credits(
    { db }: Context,
    input: { cursor?: string; limit: number; supplierId: SupplierId },
  ): Page<CreditRow> {
    const after =
      input.cursor === undefined ? BEFORE_ALL_DUES : decodeCursor(input.cursor, ['string', 'number'] as const);
    const rows = listCredits(db, input.supplierId, after, input.limit + 1);
    return pageOfRows(rows, input.limit, (row) => [row.dueOn, row.entryId]);
  }

  function entry({ db }: Context, { id }: { id: SupplierEntryId }): EntryMoney | null {
    const item = findItem(db, id);
    if (!item) return null;
    const { supplierId, side, amount, open, firstDueOn, dueOn, ownAmount, kind } = item;
    const { currency } = requireSupplier(db, supplierId);
    const { currency: shopCurrency } = shopSettings(db);
    return {
      entryId: id,
      supplierId,
      currency,
      shopCurrency,
      side,
      amount,
      open,
      firstDueOn,
      dueOn,
      dueChanges: dueChanges(db, id),
      ownAmount,
      payment: findPayment(db, id),
      needsCost: kind === 'payment' && currency !== shopCurrency && ownAmount === null,
      allocations: allocationsOf(db, supplierId, id, side),
    };
  }

  function exchangeResults(
    { db }: Context,
    input: { cursor?: string; limit: number; supplierId?: SupplierId; month?: Month },
  ): Page<ExchangeRow> {
    const [before] =
      input.cursor === undefined ? [Number.MAX_SAFE_INTEGER] : decodeCursor(input.cursor, ['number'] as const);
    const { supplierId = null, month = null } = input;
    const rows = listExchangeResults(db, { supplierId, month, before, limit: input.limit + 1 });
    return pageOfRows(rows, input.limit, ({ id }) => [id]);
  }

  return {
    overview,
    get,
    consigned,
    attention,
    dues,
    credits,
    entry,
    exchangeResults,

    freeze: (context: Context, input: { supplierId: SupplierId; amount: Money; reason: string; frozenOn: Day }) =>
      write(context, AREAS, (tx) => {
        const { id: supplierId, code } = requireSupplier(tx, input.supplierId);
        const { amount, reason, frozenOn } = input;
        if (frozenOn > today(context).day) throw invalidValue('frozenOn', 'NOT_IN_FUTURE', frozenOn);
        const acted = { at: context.now, by: signedInUser(context) };
        const id = insertFreeze(tx, { supplierId, amount, reason, frozenOn }, acted);
        const subject = { subjectKind: 'supplier', subjectId: supplierId };
        audit(tx, context, {
          action: 'supplierMoney.freeze',
          ...subject,
          details: { code, amount, reason, frozenOn },
        });
        return { id };
      }),

    endFreeze: (context: Context, input: { id: SupplierFreezeId; endedOn: Day; reason: string }) =>
      write(context, AREAS, (tx) => {
        const freeze = findFreeze(tx, input.id);
        if (!freeze) throw notFound('freeze', input.id);
        const { id, endedOn, reason } = input;
        if (endedOn < freeze.frozenOn) throw invalidValue('endedOn', 'BEFORE_FROZEN', endedOn);
        const acted = { at: context.now, by: signedInUser(context) };
        if (!endFreeze(tx, { id, endedOn, reason }, acted)) throw new Refusal('FREEZE_ENDED');
        const subject = { subjectKind: 'supplier', subjectId: freeze.supplierId };
        const details = { amount: freeze.amount, endedOn, reason };
        audit(tx, context, { action: 'supplierMoney.endFreeze', ...subject, details });
        return { id };
      }),

    setMaximum: (context: Context, input: { supplierId: SupplierId; exposureMaximum: Money | null }) =>
      write(context, AREAS, (tx) => {
        const { id: supplierId, code } = requireSupplier(tx, input.supplierId);
        const { exposureMaximum } = input;
        const before = readSupplierLimits(tx).get(supplierId) ?? { exposureMaximum: null, minimumBalance: null };
        const { minimumBalance } = before;
        const author = { at: context.now, by: signedInUser(context) };
        storeSupplierLimits(tx, { supplierId, exposureMaximum, minimumBalance }, author);
        const subject = { subjectKind: 'supplier', subjectId: supplierId };
        const details = { code, from: before.exposureMaximum, to: exposureMaximum };
        audit(tx, context, { action: 'supplierMoney.setMaximum', ...subject, details });
        return { supplierId };
      }),
  };
}

export type SupplierMoneyService = ReturnType<typeof createSupplierMoneyService>;

function allocationsOf(
  db: Readable,
  supplierId: SupplierId,
  id: SupplierEntryId,
  side: 'debt' | 'credit',
): EntryMoney['allocations'] {
  const openMonth = firstOpenMonth(db, 'supplier', supplierId);
  return entryAllocations(db, id, side).map(({ month, ...allocation }) => ({
    ...allocation,
    isFrozen: openMonth !== null && month < openMonth,
  }));
}

/** By name as the job read them; money by its worth in our currency, and who has no rate at the end. */
function moneyOrder(sort: MoneySort, isDescending: boolean) {
  const sign = isDescending ? -1 : 1;
  return (left: SupplierMoneyRow, right: SupplierMoneyRow): number => {
    if (sort === 'name') return 0;
    if (left.rate === null || right.rate === null) return Number(left.rate === null) - Number(right.rate === null);
    return sign * (worthOf(left, sort, left.rate) - worthOf(right, sort, right.rate));
  };
}

function worthOf(row: SupplierMoneyRow, sort: Exclude<MoneySort, 'name'>, rate: number): number {
  return convertMoney(sort === 'exposure' ? row.exposure.total : row[sort], rate);
}

function ageingByCurrency(rows: readonly SupplierMoneyRow[]) {
  return [...Map.groupBy(rows, ({ currency }) => currency)].map(([currency, own]) => ({
    currency,
    ageing: addAgeings(own.map(({ ageing }) => ageing)),
    due: sumMoney(own.map(({ due }) => due)),
  }));
}

function sumOf(exposures: readonly Exposure[]): Exposure {
  const sum = (part: keyof ExposureParts): Money => sumMoney(exposures.map((exposure) => exposure[part]));
  const parts = {
    prepaid: sum('prepaid'),
    paidUnreceived: sum('paidUnreceived'),
    openClaims: sum('openClaims'),
    rebatesDue: sum('rebatesDue'),
  };
  return { ...parts, total: totalOf(parts) };
}

/** The due days that every filter lets through. */
function dueSpan({ bucket, overdue, dueFrom, dueTo }: DuesInput, today: Day): { from: Day | null; to: Day | null } {
  const spans = [
    bucket ? bucketDays(bucket, today) : { from: null, to: null },
    { from: null, to: overdue ? addDays(today, -1) : null },
    { from: dueFrom ?? null, to: dueTo ?? null },
  ];
  const froms = spans.flatMap(({ from }) => from ?? []).sort();
  const tos = spans.flatMap(({ to }) => to ?? []).sort();
  return { from: froms.at(-1) ?? null, to: tos[0] ?? null };
}
