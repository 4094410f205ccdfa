import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readSetting, writeSetting } from '#core/settings/settings.repo.ts';
import { convertMoney } from '#shared/domain/purchasing/exchange-rate.ts';
import { type ApprovalCause, type ApprovalRule, approvalCause } from '#shared/domain/purchasing/order-lines.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { findExchange } from './exchange-rates.lookup.ts';
import { type ListedOrder, totalBeforeSplits } from './purchase-orders.repo.ts';

const RULE_SETTING = 'purchasing.approval';

/** What the owner asks of orders before they are sent. */
export function approvalRule(db: Readable): ApprovalRule {
  return readSetting<ApprovalRule>(db, RULE_SETTING) ?? { approvalFrom: null };
}

export function storeApprovalRule(tx: WriteTx, rule: ApprovalRule): void {
  writeSetting(tx, RULE_SETTING, rule);
}

/**
 * Why the owner's rule asks for an approval of this order; a foreign one is compared at the rate of the day. The parts of an order
 * that was split are asked as one: no part slips below the limit.
 */
export function causeOfApproval(db: Readable, order: ListedOrder, day: Day): ApprovalCause | null {
  const rule = approvalRule(db);
  if (rule.approvalFrom === null) return null;
  const total = totalBeforeSplits(db, order);
  const exchange = findExchange(db, order.currency, day);
  const ours = exchange === 'missing' ? null : exchange === null ? total : convertMoney(total, exchange.rate);
  return approvalCause(rule, ours);
}
