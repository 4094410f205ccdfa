import type { SupplierEntryId, SupplierId } from '#shared/domain/ids.ts';
import { type Money, money } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { newCommandId, type TestClient } from './open-core.ts';
import { importSheet, keySheet, makeSku } from './trade.ts';

export const TODAY = '2026-11-21' as Day;
export const on = (day: string) => day as Day;
export const yuan = (amount: number) => money(Math.round(amount * 10_000));

type PayInput = Parameters<TestClient['supplierMoney']['pay']>[0];
type PostInput = Parameters<TestClient['supplierAccounts']['post']>[0];

/** What tests of money with suppliers do again and again, in one shop. */
export function supplierActs(client: TestClient) {
  function post(supplierId: SupplierId, input: Partial<PostInput>) {
    const entry = { kind: 'payment', amount: yuan(1), occurredOn: TODAY } as const;
    return client.supplierAccounts.post({ commandId: newCommandId(), supplierId, ...entry, ...input });
  }

  return {
    post,

    /** A debt of a day, due on it. */
    async debtOf(supplierId: SupplierId, amount: Money, occurredOn: Day): Promise<SupplierEntryId> {
      const direction = { kind: 'adjustment', direction: 'raises' } as const;
      const { id } = await post(supplierId, { ...direction, amount, occurredOn });
      return id;
    },

    pay(supplierId: SupplierId, amount: Money, input: Partial<PayInput> = {}) {
      const payment = { occurredOn: TODAY, method: 'bank' } as const;
      return client.supplierMoney.pay({ commandId: newCommandId(), supplierId, amount, ...payment, ...input });
    },

    async entryMoney(id: SupplierEntryId) {
      const found = await client.supplierMoney.entry({ id });
      if (!found) throw new Error('The entry has no item.');
      return found;
    },

    async dues(filter: Parameters<TestClient['supplierMoney']['dues']>[0] = {}) {
      const { rows } = await client.supplierMoney.dues(filter);
      return rows.map(({ entryId, open, dueOn, bucket }) => ({ entryId, open, dueOn, bucket }));
    },

    async balanceOf(supplierId: SupplierId): Promise<Money> {
      return (await client.supplierAccounts.get({ supplierId })).balance;
    },

    /** Three keys at 10 each, numbered from `first`. */
    async importKeys(
      supplierId: SupplierId,
      documentOn: Day,
      settlement: 'account' | 'paid' = 'account',
      first = 1,
    ): Promise<void> {
      const skuId = await makeSku(client, `K${first}`, yuan(50));
      const cost = { by: 'unit' as const, unitCost: yuan(10), perSku: [] };
      await importSheet(client, 'keys.csv', keySheet(3, first), { supplierId, skuId, documentOn, cost, settlement });
    },
  };
}
