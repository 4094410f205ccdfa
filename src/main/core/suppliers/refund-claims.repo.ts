import type { Readable, WriteTx } from '#core/db/connection.ts';
import { skuTitleOf } from '#core/db/sku-title.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { CardKeyId, SupplierEntryId, SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import type { ClaimRefund } from '#shared/domain/suppliers/claim-refunds.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

/** The claims that the refund `e` names, as {@link refundOf} reads them. */
export const NAMED_CLAIMS = `(SELECT json_group_array(n.key_id) FROM supplier_refund_claims n WHERE n.entry_id = e.id)`;

export interface RefundRow {
  readonly creditedOn: Day;
  readonly amount: Money;
  readonly claims: string;
}

export function refundOf({ creditedOn, amount, claims }: RefundRow): ClaimRefund<CardKeyId> {
  return { creditedOn, amount, claimIds: JSON.parse(claims) as CardKeyId[] };
}

/** A claimed key by its name. */
export interface NamedKey {
  readonly keyId: CardKeyId;
  /** The end of its number. */
  readonly tail: string;
  readonly skuName: string;
}

const NAMES = `k.id AS keyId, k.number_tail AS tail, ${skuTitleOf('u')} AS skuName`;
const selectClaimNames = readStatement<{ supplierId: number }, NamedKey>(
  `SELECT ${NAMES} FROM batches b INDEXED BY batches_supplier
   CROSS JOIN card_keys k INDEXED BY card_keys_claimed ON k.state = 'claimed' AND k.batch_id = b.id
   JOIN skus u ON u.id = k.sku_id WHERE b.supplier_id = @supplierId`,
);
const selectNamed = readStatement<{ entryId: number }, NamedKey>(
  `SELECT ${NAMES} FROM supplier_refund_claims n JOIN card_keys k ON k.id = n.key_id JOIN skus u ON u.id = k.sku_id
   WHERE n.entry_id = @entryId ORDER BY n.key_id`,
);
const selectNaming = readStatement<{ keyId: number }, { number: string }>(
  `SELECT e.number FROM supplier_refund_claims n INDEXED BY supplier_refund_claims_key
   CROSS JOIN supplier_entries e ON e.id = n.entry_id
   WHERE n.key_id = @keyId AND NOT EXISTS (SELECT 1 FROM supplier_entries r WHERE r.reverses_id = e.id) LIMIT 1`,
);
const insertClaim = writeStatement<{ entryId: number; keyId: number }>(
  'INSERT INTO supplier_refund_claims (entry_id, key_id) VALUES (@entryId, @keyId)',
);

/** The keys that are claimed from a supplier. */
export function namesOfClaims(db: Readable, supplierId: SupplierId): NamedKey[] {
  return selectClaimNames.all(db, { supplierId });
}

/** The claims that an entry names. */
export function claimsOfRefund(db: Readable, entryId: SupplierEntryId): NamedKey[] {
  return selectNamed.all(db, { entryId });
}

/** The refund that was for this key, of those that stand. */
export function refundOfClaim(db: Readable, keyId: CardKeyId): string | null {
  return selectNaming.get(db, { keyId })?.number ?? null;
}

export function insertRefundClaims(tx: WriteTx, entryId: SupplierEntryId, keyIds: readonly CardKeyId[]): void {
  for (const keyId of keyIds) insertClaim.run(tx, { entryId, keyId });
}
