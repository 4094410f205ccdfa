import { type Context, signedInUser } from '#core/context.ts';
import type { Money } from '#shared/domain/money/money.ts';
import { rightsOf } from './rights.service.ts';

/** An amount as it is, or null where the person may not see what keys cost. */
export type ShowCost = (amount: Money) => Money | null;

/**
 * What keys cost us is what suppliers are paid: it is shown to whom their accounts are. Ask once for a list, not per row. Reports,
 * turnover and the books of a month do not ask here: their own rights, to reports and to reconciliation, show costs.
 */
export function maySeeCosts(context: Context): boolean {
  return rightsOf(context.db, signedInUser(context)).has('accounts.read');
}

export function shownCosts(context: Context): ShowCost {
  return maySeeCosts(context) ? (amount) => amount : () => null;
}
