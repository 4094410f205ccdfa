import type { Context } from '#core/context.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import { findLedgerKey, type LedgerKey } from '#core/inventory/ledger.repo.ts';
import { ledgerKeys, moveKeys } from '#core/inventory/ledger.ts';
import { recordRecosting } from '#core/inventory/recosted-keys.repo.ts';
import { stockAuthor } from '#core/inventory/stock-author.ts';
import { chargedForKeys } from '#core/purchasing/charged-prices.lookup.ts';
import { insertImportExchange } from '#core/purchasing/import-exchanges.repo.ts';
import { Refusal } from '#core/refusal.ts';
import { changeCostBack, readBadUses } from '#core/sales/deliveries.repo.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import { refundOfClaim } from '#core/suppliers/refund-claims.repo.ts';
import { requireSupplier } from '#core/suppliers/supplier-accounts.posting.ts';
import type { ImportSettings } from '#shared/contract/imports.contract.ts';
import type { CardKeyId, ImportId, SupplierId } from '#shared/domain/ids.ts';
import {
  allocateMoney,
  type Money,
  money,
  scaleMoney,
  subtractMoney,
  sumMoney,
  ZERO_MONEY,
} from '#shared/domain/money/money.ts';
import { RATE_SCALE } from '#shared/domain/spreadsheets/cell-rates.ts';
import type { ImportPlan } from './import-plan.ts';
import type { ImportTally } from './import-tally.ts';
import { insertReplacedKey, readNewKeys, readReplacedKeys, undoReplacedKeys } from './replacements.repo.ts';

/** A bad key that waits for the supplier, and the cost that its replacement takes over. */
export interface ClaimedKey {
  readonly key: LedgerKey;
  /** What its bad uses took into their deliveries, and what it still carried when it was claimed from our own stock. */
  readonly cost: number;
}

/**
 * The bad keys that a replacement is for; null where its cost is told in another way. Refuses with NOT_CLAIMED a key that
 * is not a claimed one of the import's supplier, and with CLAIM_REFUNDED one that was paid back in money.
 */
export function claimedKeysOf(db: Readable, settings: ImportSettings): ClaimedKey[] | null {
  const { cost, supplierId } = settings;
  return cost.by === 'claimed' ? claimedKeys(db, supplierId, cost.keyIds) : null;
}

/** What the new keys of a replacement take over from these bad ones. Refuses as the import would. */
export function claimedCost(db: Readable, supplierId: SupplierId, keyIds: readonly CardKeyId[]): Money {
  return money(claimedKeys(db, supplierId, keyIds).reduce((sum, { cost }) => sum + cost, 0));
}

function claimedKeys(db: Readable, supplierId: SupplierId, keyIds: readonly CardKeyId[]): ClaimedKey[] {
  return [...new Set(keyIds)].map((keyId) => {
    const key = findLedgerKey(db, keyId);
    if (key?.state !== 'claimed' || key.supplierId !== supplierId) throw new Refusal('NOT_CLAIMED', { keyId });
    // What was paid back in money is not replaced as well: the new keys would take over a cost that came back already.
    const refund = refundOfClaim(db, keyId);
    if (refund !== null) throw new Refusal('CLAIM_REFUNDED', { keyId, number: refund });
    const badCost = readBadUses(db, keyId).reduce((sum, use) => sum + use.cost, 0);
    return { key, cost: key.valueLeft + badCost };
  });
}

/**
 * The replacement has come: the bad keys go back to the supplier for good, and what they cost leaves the deliveries that
 * they spoilt, because the new keys carry it from here on.
 */
export function giveUpClaims(
  tx: WriteTx,
  context: Context,
  posting: { plan: ImportPlan; settings: ImportSettings; tally: ImportTally },
): void {
  const { plan, settings, tally } = posting;
  const claimed = claimedKeysOf(tx, settings);
  if (claimed === null || plan.importId === 0) return;
  if (tally.accepted < claimed.length) {
    throw new Refusal('TOO_FEW_REPLACEMENTS', { claimed: claimed.length, accepted: tally.accepted });
  }
  const { importId } = plan;
  for (const { key, cost } of claimed) {
    insertReplacedKey(tx, { importId, keyId: key.id, cost });
    moveCosts(tx, key, 1);
  }
  moveKeys(tx, stockAuthor(context), {
    keys: claimed.map(({ key }) => key),
    toState: 'returned-to-supplier',
    kind: 'adjustment',
    reason: 'replacement',
    paper: { documentKind: 'import', documentId: importId },
  });
  keepCharged(tx, importId, claimed, settings);
}

/**
 * The new keys stand for what the supplier charged for the bad ones, whatever our stock made of that since: should they go back, or be
 * bad in their turn, the supplier owes no more and no less. In stock they carry what left it and the deliveries.
 */
function keepCharged(
  tx: WriteTx,
  importId: ImportId,
  claimed: readonly ClaimedKey[],
  { supplierId, documentOn }: ImportSettings,
): void {
  const charged = chargedForKeys(
    tx,
    claimed.map(({ key }) => key.id),
  );
  const taken = money(claimed.reduce((sum, { cost }) => sum + cost, 0));
  const stockCost = sumMoney([...charged.values()].map(({ shopAmount }) => shopAmount));
  const supplierCost = sumMoney([...charged.values()].map(({ amount }) => amount));
  const { currency } = requireSupplier(tx, supplierId);
  if (currency !== shopSettings(tx).currency && supplierCost > 0 && stockCost > 0) {
    // Keys of several receipts have one rate between them.
    const rate = scaleMoney(stockCost, RATE_SCALE, supplierCost);
    insertImportExchange(tx, importId, { currency, rate, rateOn: documentOn, supplierCost, stockCost });
  }
  const difference = subtractMoney(taken, stockCost);
  if (difference === 0) return;
  const keys = readNewKeys(tx, importId);
  const parts = allocateMoney(
    difference,
    keys.map(({ cost }) => cost),
  );
  keys.forEach(({ id }, index) => {
    recordRecosting(tx, id, parts[index] ?? ZERO_MONEY);
  });
}

/** The replacement was undone whole: the supplier owes one again, and the deliveries bear the cost as before. */
export function takeUpClaims(tx: WriteTx, context: Context, importId: ImportId): void {
  const replaced = readReplacedKeys(tx, importId);
  if (replaced.length === 0) return;
  const keys = ledgerKeys(tx, replaced);
  for (const key of keys) moveCosts(tx, key, -1);
  undoReplacedKeys(tx, importId);
  moveKeys(tx, stockAuthor(context), {
    keys,
    toState: 'claimed',
    kind: 'adjustment',
    reason: 'undo-import',
    paper: { documentKind: 'import', documentId: importId },
  });
}

function moveCosts(tx: WriteTx, key: LedgerKey, sign: 1 | -1): void {
  for (const { deliveryId, cost } of readBadUses(tx, key.id)) changeCostBack(tx, deliveryId, sign * cost);
}
