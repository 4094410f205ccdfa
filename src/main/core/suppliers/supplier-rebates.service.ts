import { audit, type Context, signedInUser, today, write } from '#core/context.ts';
import { decodeCursor, type Page, pageOfRows } from '#core/db/keyset.ts';
import { findCostTerms } from '#core/purchasing/cost-terms.repo.ts';
import { correctedWithin } from '#core/purchasing/price-corrections.repo.ts';
import { invalidValue, notFound, Refusal } from '#core/refusal.ts';
import { takeDocumentNumber } from '#core/settings/settings.repo.ts';
import type { RebateRow } from '#shared/contract/supplier-money.contract.ts';
import type { SupplierId, SupplierRebateId } from '#shared/domain/ids.ts';
import { addMoney, type Money } from '#shared/domain/money/money.ts';
import { earliestRebateDay, rebateDaysLate, rebateOf, rebateState } from '#shared/domain/suppliers/rebates.ts';
import { addDays, type Day } from '#shared/domain/time/business-time.ts';
import { answerByEarlierEntry } from './rebate-receipts.ts';
import { requireSupplier } from './supplier-accounts.posting.ts';
import { purchasedLessRefunds } from './supplier-purchases.repo.ts';
import {
  endRebate,
  findRebate,
  findRebateOfPeriod,
  insertRebate,
  listRebates,
  rebateReceipts,
} from './supplier-rebates.repo.ts';

const AREAS = ['suppliers', 'purchasing', 'replenishment'];
const LATEST = ['9999-12-31', Number.MAX_SAFE_INTEGER] as const;

interface AddRebateInput {
  readonly supplierId: SupplierId;
  readonly amount: Money;
  readonly promisedOn: Day;
  readonly terms: { readonly fromOn: Day; readonly toOn: Day; readonly basis: Money; readonly rate: number } | null;
  readonly note: string;
}

interface AddedRebate {
  readonly id: SupplierRebateId;
  readonly number: string;
  /** The entry that had come before it was recorded; null: it is awaited. */
  readonly answeredBy: string | null;
}

/** Rebates that suppliers owe us: recorded when they fall due, answered by what comes. */
export function createSupplierRebatesService() {
  function list(
    context: Context,
    input: { cursor?: string; limit: number; supplierId?: SupplierId; open: boolean; late: boolean },
  ): Page<RebateRow> {
    const { db } = context;
    const { day } = today(context);
    const before = input.cursor === undefined ? LATEST : decodeCursor(input.cursor, ['string', 'number'] as const);
    const { supplierId = null, open: isOpen, late } = input;
    const query = { supplierId, isOpen, lateOn: late ? day : null, before, limit: input.limit + 1 };
    const page = pageOfRows(listRebates(db, query), input.limit, (row) => [row.promisedOn, row.id]);
    const rows = page.rows.map(({ endedAt, ...row }) => {
      const facts = { ...row, isEnded: endedAt !== null };
      const state = rebateState(facts, day);
      return { ...row, state, daysLate: rebateDaysLate(facts, day), receipts: rebateReceipts(db, row.id) };
    });
    return { ...page, rows };
  }

  function propose({ db }: Context, input: { supplierId: SupplierId; fromOn: Day; toOn: Day }) {
    const { id } = requireSupplier(db, input.supplierId);
    if (input.toOn < input.fromOn) throw invalidValue('toOn', 'NOT_BEFORE_FROM', input.toOn);
    const span = { from: input.fromOn, to: input.toOn };
    const basis = addMoney(purchasedLessRefunds(db, id, span), correctedWithin(db, id, span));
    const terms = findCostTerms(db, id);
    const rate = terms?.rebateRate ?? 0;
    const days = terms?.rebateDays ?? null;
    return { basis, rate, amount: rebateOf(basis, rate), promisedOn: days === null ? null : addDays(input.toOn, days) };
  }

  function add(context: Context, input: AddRebateInput): Promise<AddedRebate> {
    return write(context, AREAS, (tx) => {
      const { id: supplierId, code } = requireSupplier(tx, input.supplierId);
      const { amount, promisedOn, terms, note } = input;
      if (terms && terms.toOn < terms.fromOn) throw invalidValue('toOn', 'NOT_BEFORE_FROM', terms.toOn);
      const earlier = terms && findRebateOfPeriod(tx, supplierId, terms.fromOn, terms.toOn);
      if (earlier) throw new Refusal('REBATE_EXISTS', { number: earlier });
      const number = takeDocumentNumber(tx, 'RB', today(context).month);
      const period = terms ?? { fromOn: null, toOn: null, basis: null, rate: null };
      const rebate = { number, supplierId, amount, promisedOn, note, ...period };
      const acted = { at: context.now, by: signedInUser(context) };
      const id = insertRebate(tx, { ...rebate, origin: terms ? 'terms' : 'typed' }, acted);
      const fromOn = period.fromOn ?? earliestRebateDay(promisedOn);
      const answeredBy = answerByEarlierEntry(tx, { rebateId: id, supplierId, amount, fromOn }, acted);
      const details = { code, number, amount, promisedOn, ...period, answeredBy };
      audit(tx, context, {
        action: 'supplierMoney.addRebate',
        subjectKind: 'supplier',
        subjectId: supplierId,
        details,
      });
      return { id, number, answeredBy };
    });
  }

  function end(context: Context, input: { id: SupplierRebateId; as: 'given-up' | 'mistake'; reason: string }) {
    return write(context, AREAS, (tx) => {
      const rebate = findRebate(tx, input.id);
      if (!rebate) throw notFound('rebate', input.id);
      if (!endRebate(tx, input, { at: context.now, by: signedInUser(context) })) throw new Refusal('REBATE_ENDED');
      const details = { number: rebate.number, open: rebate.due, as: input.as, reason: input.reason };
      const subject = { subjectKind: 'supplier', subjectId: rebate.supplierId };
      audit(tx, context, { action: 'supplierMoney.endRebate', ...subject, details });
      return { id: rebate.id };
    });
  }

  return { list, propose, add, end };
}

export type SupplierRebatesService = ReturnType<typeof createSupplierRebatesService>;
