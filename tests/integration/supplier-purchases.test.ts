import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ShopCheck } from '#shared/contract/backups.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import { brokenInvariants } from '#tests/support/invariants.ts';
import {
  closeTestShops,
  newCommandId,
  openTestShop,
  type TestClient,
  type TestShop,
} from '#tests/support/open-core.ts';
import { on, supplierActs, TODAY, yuan } from '#tests/support/supplier-acts.ts';
import { jobEnd } from '#tests/support/trade.ts';
import { createSupplier } from '#tests/support/trade-setup.ts';

let shop: TestShop;
let client: TestClient;
let acts: ReturnType<typeof supplierActs>;
let supplierId: SupplierId;
beforeEach(async () => {
  shop = await openTestShop();
  client = shop.client;
  acts = supplierActs(client);
  supplierId = await createSupplier(client, 'C');
});
afterEach(closeTestShops);

function register(total: number) {
  const sums = { net: money(total), taxRate: 0, tax: money(0), total: money(total) };
  const paper = { direction: 'in', kind: 'special', number: 'A1', issuedOn: TODAY } as const;
  return client.invoices.register({ commandId: newCommandId(), ...paper, supplierId, ...sums });
}

const uninvoiced = async () => (await client.invoices.uninvoiced({ supplierId })).map(({ open }) => open);
const basis = async (fromOn: string, toOn: string) =>
  (await client.supplierMoney.proposeRebate({ supplierId, fromOn: on(fromOn), toOn: on(toOn) })).basis;

describe('purchases of a supplier', () => {
  it('have no invoice as far as none covers them, whether by a void or by a reversal', async () => {
    await acts.importKeys(supplierId, on('2026-11-01'));
    await acts.importKeys(supplierId, on('2026-11-02'), 'account', 100);
    expect(await uninvoiced()).toEqual([yuan(30), yuan(30)]);
    const { id } = await register(yuan(40));
    expect(await uninvoiced()).toEqual([yuan(20)]);
    expect(brokenInvariants(shop.core)).toEqual([]);
    await client.invoices.voidInvoice({ commandId: newCommandId(), id, reason: '抬头错了' });
    expect(await uninvoiced()).toEqual([yuan(30), yuan(30)]);
    const [newest] = (await client.imports.list({ limit: 1 })).rows;
    if (newest) await client.imports.undo({ commandId: newCommandId(), id: newest.id, reason: '供应商发错' });
    expect(await uninvoiced()).toEqual([yuan(30)]);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('are the basis of a rebate by their days, less what was refunded', async () => {
    await acts.importKeys(supplierId, on('2026-10-31'));
    await acts.importKeys(supplierId, on('2026-11-01'), 'account', 100);
    await acts.post(supplierId, { kind: 'refund', amount: yuan(4), occurredOn: on('2026-11-20') });
    expect(await basis('2026-11-01', '2026-11-30')).toBe(yuan(26));
    expect(await basis('2026-10-01', '2026-10-31')).toBe(yuan(30));
    expect(await basis('2026-10-31', '2026-11-20')).toBe(yuan(56));
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it.each([
    [
      'invoiceable-purchases-agree-with-entries-and-invoices',
      'UPDATE invoiceable_purchases SET invoiced = invoiced + 1',
    ],
    ['invoiceable-purchases-agree-with-entries-and-invoices', 'UPDATE invoiceable_purchases SET is_reversed = 1'],
    ['invoiceable-purchases-agree-with-entries-and-invoices', 'DELETE FROM invoiceable_purchases'],
    ['purchase-days-agree-with-entries', 'UPDATE supplier_purchase_days SET refunded = 1'],
    ['purchase-days-agree-with-entries', 'DELETE FROM supplier_purchase_days'],
  ])('that are off are found by a check of the books: %s, %s', async (rule, tampering) => {
    await acts.importKeys(supplierId, on('2026-11-01'));
    const broken = async () => {
      const end = await jobEnd(client, (await client.verify.run()).jobId);
      return (end.result as ShopCheck).checks.filter(({ isKept }) => !isKept).map(({ name }) => name);
    };
    expect(await broken()).toEqual([]);
    await shop.core.kernel.queue.write((tx) => tx.exec(tampering));
    expect(await broken()).toEqual([rule]);
  });
});
