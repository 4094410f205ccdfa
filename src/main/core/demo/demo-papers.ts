import type { ImportId, SupplierId } from '#shared/domain/ids.ts';
import { MONEY_SCALE, type Money, money, scaleMoney, sumMoney } from '#shared/domain/money/money.ts';
import { RATE_SCALE } from '#shared/domain/spreadsheets/cell-rates.ts';
import { addDays } from '#shared/domain/time/business-time.ts';
import { DEMO_GOODS } from './demo-goods.ts';
import { type DemoWorld, daysAgo, yuan } from './demo-world.ts';

const CORRECTED = 'JKZX';
const INVOICED = 'WRQD';
const TAX_RATE = (RATE_SCALE / 100) * 6;

/** A credit for what was bought and one that was a mistake; invoices, not for everything; and one supplier who ran off. */
export async function leavePapers(world: DemoWorld): Promise<void> {
  await leaveCorrections(world);
  await leaveInvoices(world);
  await loseSupplier(world);
}

/** The money that was paid in advance, and the order that was never answered, are from before the trade's last weeks. */
const LAST_HEARD_DAYS_AGO = 20;

async function leaveCorrections({ demo, suppliers, skus, today }: DemoWorld): Promise<void> {
  const supplierId = suppliers.get(CORRECTED);
  const goods = DEMO_GOODS.filter((one) => one.suppliers.includes(CORRECTED));
  if (supplierId === undefined) return;
  let count = 0;
  for (const { code } of goods) {
    const skuId = skus.get(code);
    if (skuId === undefined || count === 2) continue;
    const [receipt] = await demo.client.priceCorrections.receipts({ supplierId, skuId });
    if (!receipt) continue;
    count += 1;
    const importIds: ImportId[] = [receipt.importId];
    const change = { by: 'per-key' as const, amount: money(count === 1 ? -3_000 : 1_500) };
    const wish = { importIds, skuId, change, paperedOn: today };
    const { stockPart, costPart } = await demo.client.priceCorrections.preview(wish);
    const { documentId } = await demo.client.priceCorrections.post({
      commandId: demo.commandId(),
      ...wish,
      externalNumber: `${CORRECTED}-TZ${count}`,
      reason: count === 1 ? '月底返差价' : '补收涨价差额',
      shown: { stockPart, costPart },
    });
    if (count === 2) {
      const reason = '对方说不用补了';
      await demo.client.priceCorrections.reverse({ commandId: demo.commandId(), id: documentId, reason });
    }
  }
}

/** Two of three purchases have their invoice. */
async function leaveInvoices({ demo, suppliers, today }: DemoWorld): Promise<void> {
  const supplierId = suppliers.get(INVOICED);
  if (supplierId === undefined) return;
  const terms = await demo.client.offers.costTerms({ supplierId });
  const basis = { priceBasis: 'with-invoice', taxRate: TAX_RATE, invoiceKind: 'electronic-special' } as const;
  await demo.client.offers.setCostTerms({ commandId: demo.commandId(), ...terms, supplierId, ...basis });
  const open = await demo.client.invoices.uninvoiced({ supplierId });
  const covered = open.slice(0, Math.ceil((open.length * 2) / 3));
  if (covered.length === 0) return;
  const total = sumMoney(covered.map((entry) => entry.open));
  const net = toCents(scaleMoney(total, RATE_SCALE, RATE_SCALE + TAX_RATE));
  await demo.client.invoices.register({
    commandId: demo.commandId(),
    direction: 'in',
    kind: 'electronic-special',
    number: '25442000000098765432',
    issuedOn: addDays(today, -4),
    supplierId,
    net,
    taxRate: TAX_RATE,
    tax: money(total - net),
    total,
  });
  await demo.client.invoices.register({
    commandId: demo.commandId(),
    direction: 'out',
    kind: 'electronic-ordinary',
    number: '25442000000011112222',
    issuedOn: addDays(today, -2),
    supplierId: null,
    party: '星河网咖（示例）',
    net: yuan(1_000),
    taxRate: TAX_RATE,
    tax: yuan(60),
    total: yuan(1_060),
  });
}

/** Cheap, paid in advance, and gone; most of it was written off. */
async function loseSupplier(world: DemoWorld): Promise<void> {
  const supplierId = await daysAgo(world, LAST_HEARD_DAYS_AGO, () => payInAdvance(world));
  await daysAgo(world, 3, () => declareLost(world, supplierId));
  const { demo } = world;
  const off = { supplierId, prepaid: yuan(1_500), claims: yuan(0), reason: '报案后暂无下文，先转一部分' };
  await demo.client.supplierLosses.writeOff({ commandId: demo.commandId(), ...off });
}

async function payInAdvance({ demo, today, skus }: DemoWorld): Promise<SupplierId> {
  const [goods] = DEMO_GOODS;
  const skuId = goods && skus.get(goods.code);
  const { id: supplierId } = await demo.client.suppliers.create({
    commandId: demo.commandId(),
    code: 'AFEI',
    name: '阿飞低价卡',
    kind: 'agent',
    currency: 'CNY',
    settlement: 'prepaid',
  });
  const paid = {
    supplierId,
    amount: yuan(2_000),
    method: 'wechat' as const,
    occurredOn: addDays(today, -LAST_HEARD_DAYS_AGO),
  };
  await demo.client.supplierMoney.pay({ commandId: demo.commandId(), ...paid, remark: '首次充值' });
  if (goods && skuId !== undefined) {
    const lines = [{ skuId, quantity: 20, unitPrice: yuan(goods.cost * 0.9) }];
    const { id, revision } = await demo.client.purchaseOrders.create({
      commandId: demo.commandId(),
      supplierId,
      lines,
    });
    await demo.client.purchaseOrders.send({ commandId: demo.commandId(), id, revision });
  }
  return supplierId;
}

async function declareLost({ demo, today }: DemoWorld, supplierId: SupplierId): Promise<void> {
  const { consequences } = await demo.client.supplierLosses.get({ supplierId });
  const { openOrders, unsoldKeys } = consequences;
  await demo.client.supplierLosses.declare({
    commandId: demo.commandId(),
    supplierId,
    lostOn: addDays(today, -3),
    reason: '付款后不发货，群已解散',
    expected: { openOrders, unsoldKeys },
  });
}

/** As amounts stand on an invoice. */
function toCents(amount: Money): Money {
  const cent = MONEY_SCALE / 100;
  return money(Math.round(amount / cent) * cent);
}
