import { afterEach, expect, it } from 'vitest';
import { money } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { closeTestShops, newCommandId, openTestShop } from '#tests/support/open-core.ts';
import { importSheet, keySheet, makeSku } from '#tests/support/trade.ts';
import { createSupplier } from '#tests/support/trade-setup.ts';

afterEach(closeTestShops);

it('opens of a week only the debts that fall due in it', async () => {
  const { client } = await openTestShop();
  const supplierId = await createSupplier(client, 'CR', { creditDays: 10 });
  const skuId = await makeSku(client, 'CARD50', money(500_000));
  const cost = { by: 'unit' as const, unitCost: money(10_000), perSku: [] };
  // Due on 20, 21, 27 and 28 November; today is the 21st.
  for (const [index, day] of ['10', '11', '17', '18'].entries()) {
    const documentOn = `2026-11-${day}` as Day;
    const keys = keySheet(index + 1, 10 * index + 1);
    await importSheet(client, `${day}.csv`, keys, { supplierId, skuId, documentOn, cost });
  }
  const [week] = (await client.cash.view()).weeks;
  expect(week).toMatchObject({ from: '2026-11-21', to: '2026-11-27', amount: 50_000, count: 2 });
  const span = { dueFrom: week?.from as Day, dueTo: week?.to as Day };
  const opened = async (filter: Parameters<typeof client.supplierMoney.dues>[0]) =>
    (await client.supplierMoney.dues(filter)).rows.map(({ open }) => open);
  expect(await opened(span)).toEqual([20_000, 30_000]);
  expect(await opened({ ...span, overdue: true })).toEqual([]);
  expect(await opened({ dueTo: '2026-11-21' as Day, bucket: 'soon' })).toEqual([20_000]);
});

it('tells what is to be paid week by week and where the money lies', async () => {
  const { client } = await openTestShop();
  const credit = await createSupplier(client, 'CR', { creditDays: 10 });
  const prepaid = await createSupplier(client, 'PP', { settlement: 'prepaid' });
  const foreign = await createSupplier(client, 'US', { currency: 'USD', settlement: 'prepaid' });
  const skuId = await makeSku(client, 'CARD50', money(500_000));
  const cost = { by: 'unit' as const, unitCost: money(500_000), perSku: [] };
  await importSheet(client, 'a.csv', keySheet(2), { supplierId: credit, skuId, documentOn: '2026-11-20' as Day, cost });
  await importSheet(client, 'b.csv', keySheet(1, 9), {
    supplierId: credit,
    skuId,
    documentOn: '2026-11-01' as Day,
    cost,
  });
  for (const [supplierId, amount] of [
    [prepaid, 3_000_000],
    [foreign, 1_000_000],
  ] as const) {
    const entry = { supplierId, kind: 'payment' as const, amount: money(amount), occurredOn: '2026-11-20' as Day };
    await client.supplierAccounts.post({ commandId: newCommandId(), ...entry });
  }
  // Consigned goods tie up no money of ours.
  const consigned = { supplierId: credit, skuId, cost, receiptKind: 'consignment' as const };
  await importSheet(client, 'consigned.csv', keySheet(5, 40), consigned);
  expect(await client.cash.view()).toMatchObject({
    currency: 'CNY',
    overdue: { amount: 500_000, count: 1 },
    weeks: [
      { amount: 0 },
      { from: '2026-11-28', amount: 1_000_000, count: 1 },
      { amount: 0 },
      { amount: 0 },
      { to: '2026-12-20', amount: 0 },
    ],
    stock: { amount: 1_500_000, count: 1 },
    prepaid: { amount: 3_000_000, count: 1 },
    unratedCurrencies: ['USD'],
  });
});
