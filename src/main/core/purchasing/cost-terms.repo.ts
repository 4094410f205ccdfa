import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import type { CostTerms } from '#shared/domain/purchasing/landed-cost.ts';
import type { InvoiceKind } from '#shared/domain/suppliers/invoices.ts';

/** The terms, with what no price depends on. */
export interface AgreedTerms extends CostTerms {
  readonly invoiceKind: InvoiceKind | null;
  readonly rebateDays: number | null;
}

export interface StoredCostTerms extends AgreedTerms {
  readonly supplierId: SupplierId;
  readonly revision: number;
}

const COLUMNS = `supplier_id AS supplierId, top_up_rate AS topUpRate, order_fee AS orderFee, agent_rate AS agentRate,
  withdrawal_rate AS withdrawalRate, price_basis AS priceBasis, tax_rate AS taxRate, rebate_rate AS rebateRate,
  rebate_due AS rebateDue, rebate_paid AS rebatePaid, invoice_kind AS invoiceKind, rebate_days AS rebateDays, revision`;

const selectTerms = readStatement<{ supplierId: number }, StoredCostTerms>(
  `SELECT ${COLUMNS} FROM supplier_cost_terms WHERE supplier_id = @supplierId`,
);
const selectAll = readStatement<Record<string, never>, StoredCostTerms>(`SELECT ${COLUMNS} FROM supplier_cost_terms`);
const upsertTerms = writeStatement<Record<string, unknown>>(
  `INSERT INTO supplier_cost_terms (supplier_id, top_up_rate, order_fee, agent_rate, withdrawal_rate, price_basis,
     tax_rate, rebate_rate, rebate_due, rebate_paid, invoice_kind, rebate_days, updated_at, updated_by)
   VALUES (@supplierId, @topUpRate, @orderFee, @agentRate, @withdrawalRate, @priceBasis, @taxRate, @rebateRate,
     @rebateDue, @rebatePaid, @invoiceKind, @rebateDays, @now, @userId)
   ON CONFLICT (supplier_id) DO UPDATE SET top_up_rate = excluded.top_up_rate, order_fee = excluded.order_fee,
     agent_rate = excluded.agent_rate, withdrawal_rate = excluded.withdrawal_rate, price_basis = excluded.price_basis,
     tax_rate = excluded.tax_rate, rebate_rate = excluded.rebate_rate, rebate_due = excluded.rebate_due,
     rebate_paid = excluded.rebate_paid, invoice_kind = excluded.invoice_kind, rebate_days = excluded.rebate_days, revision = revision + 1, updated_at = excluded.updated_at,
     updated_by = excluded.updated_by`,
);

export function findCostTerms(db: Readable, supplierId: SupplierId): StoredCostTerms | null {
  return selectTerms.get(db, { supplierId }) ?? null;
}

/** Of every supplier that has some; there are as many rows as suppliers at most. */
export function allCostTerms(db: Readable): Map<SupplierId, StoredCostTerms> {
  return new Map(selectAll.all(db, {}).map((terms) => [terms.supplierId, terms]));
}

export function replaceCostTerms(
  tx: WriteTx,
  supplierId: SupplierId,
  terms: AgreedTerms,
  author: { now: number; userId: number },
): void {
  const { topUpRate, orderFee, agentRate, withdrawalRate, priceBasis, taxRate, rebateRate, rebateDue, rebatePaid } =
    terms;
  const { invoiceKind, rebateDays } = terms;
  const fees = { topUpRate, orderFee, agentRate, withdrawalRate };
  const rebates = { rebateRate, rebateDue, rebatePaid, rebateDays };
  upsertTerms.run(tx, { supplierId, ...fees, priceBasis, taxRate, invoiceKind, ...rebates, ...author });
}
