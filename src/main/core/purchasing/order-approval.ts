import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readSetting, writeSetting } from '#core/settings/settings.repo.ts';
import { convertMoney } from '#shared/domain/purchasing/exchange-rate.ts';
import { type ApprovalCause, type ApprovalRule, approvalCause } from '#shared/domain/purchasing/order-lines.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { findExchange } from './exchange-rates.lookup.ts';
import type { ListedOrder } from './purchase-orders.repo.ts';

const RULE_SETTING = 'purchasing.approval';

/** What the owner asks of orders before they are sent. */
export function approvalRule(db: Readable): ApprovalRule {
  return readSetting<ApprovalRule>(db, RULE_SETTING) ?? { approvalFrom: null };
}

export function storeApprovalRule(tx: WriteTx, rule: ApprovalRule): void {
  writeSetting(tx, RULE_SETTING, rule);
}

/** Why the owner's rule asks for an approval of this order; a foreign one is compared at the rate of the day. */
export function causeOfApproval(
  db: Readable,
  { total, currency }: Pick<ListedOrder, 'total' | 'currency'>,
  day: Day,
): ApprovalCause | null {
  const exchange = findExchange(db, currency, day);
  const ours = exchange === 'missing' ? null : exchange === null ? total : convertMoney(total, exchange.rate);
  return approvalCause(approvalRule(db), ours);
}
