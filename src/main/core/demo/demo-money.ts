import type { SupplierId } from '#shared/domain/ids.ts';
import { type Money, money, scaleMoney, sumMoney } from '#shared/domain/money/money.ts';
import { lastPeriod } from '#shared/domain/suppliers/rebates.ts';
import { addDays } from '#shared/domain/time/business-time.ts';
import { type DemoWorld, yuan } from './demo-world.ts';

const DAYS_LEFT_UNPAID = 4;

/**
 * Money with suppliers as a Monday finds it: maximums, credit that is partly overdue, a rebate that came short, one that is still to
 * come, prepaid money that a platform has frozen, and a dollar account whose payments cost more than its debts were booked at.
 */
export async function leaveMoney(world: DemoWorld): Promise<void> {
  await setMaximums(world);
  await payOldDebts(world, 'HQBC');
  await payOldDebts(world, 'WRQD');
  await leaveRebates(world);
  await freezeSome(world);
  await tradeInDollars(world);
}

async function setMaximums({ demo, suppliers }: DemoWorld): Promise<void> {
  const maximums = { JKZX: yuan(60_000), XHKM: yuan(6000), GDHK: yuan(30_000) };
  for (const [code, exposureMaximum] of Object.entries(maximums)) {
    const supplierId = suppliers.get(code);
    if (supplierId === undefined) continue;
    await demo.client.supplierMoney.setMaximum({ commandId: demo.commandId(), supplierId, exposureMaximum });
  }
}

/** Everything but the latest few days of what is due: those stand as overdue. */
async function payOldDebts({ demo, suppliers, today }: DemoWorld, code: string): Promise<void> {
  const supplierId = suppliers.get(code);
  if (supplierId === undefined) return;
  const { rows } = await demo.client.supplierMoney.dues({ supplierId, overdue: true, limit: 500 });
  const items = rows
    .filter(({ daysLate }) => daysLate > DAYS_LEFT_UNPAID)
    .map(({ entryId, open }) => ({ entryId, amount: open }));
  if (items.length === 0) return;
  const amount = sumMoney(items.map((item) => item.amount));
  await demo.client.supplierMoney.pay({
    commandId: demo.commandId(),
    supplierId,
    amount,
    items,
    occurredOn: addDays(today, -1),
    method: 'bank',
    reference: `${code}-${today.replaceAll('-', '')}`,
    remark: '上期货款',
  });
}

async function leaveRebates({ demo, suppliers, today }: DemoWorld): Promise<void> {
  const platform = suppliers.get('XHKM');
  const official = suppliers.get('JKZX');
  if (platform === undefined || official === undefined) return;
  const { from: fromOn, to: toOn } = lastPeriod('month', today);
  const { basis, rate, amount } = await demo.client.supplierMoney.proposeRebate({ supplierId: platform, fromOn, toOn });
  if (amount > 0) {
    const terms = { fromOn, toOn, basis, rate };
    const promisedOn = addDays(today, -9);
    await demo.client.supplierMoney.addRebate({ ...newFor(demo, platform), amount, promisedOn, terms });
    const came = scaleMoney(amount, 6, 10);
    await demo.client.supplierAccounts.post({
      ...newFor(demo, platform),
      kind: 'rebate',
      amount: money(Math.max(1, came)),
      occurredOn: addDays(today, -2),
      remark: '上月返利(部分)',
    });
  }
  const promised = { amount: yuan(1280), promisedOn: addDays(today, 16), note: '季度冲量奖励' };
  await demo.client.supplierMoney.addRebate({ ...newFor(demo, official), ...promised });
}

async function freezeSome({ demo, suppliers, today }: DemoWorld): Promise<void> {
  const supplierId = suppliers.get('XHKM');
  if (supplierId === undefined) return;
  const frozen = { amount: yuan(500), reason: '平台风控，客服说七天内解冻', frozenOn: addDays(today, -3) };
  await demo.client.supplierMoney.freeze({ ...newFor(demo, supplierId), ...frozen });
}

async function tradeInDollars({ demo, today }: DemoWorld): Promise<void> {
  const { id } = await demo.client.suppliers.create({
    commandId: demo.commandId(),
    code: 'SEAC',
    name: 'SeaCodes Pte Ltd',
    kind: 'cross-border',
    currency: 'USD',
    settlement: 'credit',
    creditDays: 15,
    warrantyHours: 48,
    notes: '按美元结算，每月电汇',
  });
  const opening = {
    kind: 'opening',
    direction: 'raises',
    amount: dollars(1200),
    occurredOn: addDays(today, -36),
  } as const;
  await demo.client.supplierAccounts.post({ ...newFor(demo, id), ...opening, remark: '上线前欠款' });
  const wire = { method: 'bank', remark: '电汇' } as const;
  await demo.client.supplierMoney.pay({
    ...newFor(demo, id),
    ...wire,
    amount: dollars(800),
    occurredOn: addDays(today, -12),
    reference: 'TT-2206',
    cost: { by: 'amount', amount: yuan(5742.4) },
  });
  await demo.client.supplierMoney.pay({
    ...newFor(demo, id),
    ...wire,
    amount: dollars(150),
    occurredOn: addDays(today, -2),
    reference: 'TT-2231',
  });
}

function dollars(amount: number): Money {
  return yuan(amount);
}

function newFor(demo: DemoWorld['demo'], supplierId: SupplierId) {
  return { commandId: demo.commandId(), supplierId };
}
