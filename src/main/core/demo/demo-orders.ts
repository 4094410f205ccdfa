import type { FileId, PurchaseOrderId } from '#shared/domain/ids.ts';
import { type Money, money } from '#shared/domain/money/money.ts';
import { addDays } from '#shared/domain/time/business-time.ts';
import { DEMO_GOODS, type DemoGoods } from './demo-goods.ts';
import { demoKeySheet, demoSheetSettings } from './demo-keys.ts';
import { type DemoWorld, daysAgo, endOf, yuan } from './demo-world.ts';

const LONG_LAST = 600;

interface MadeOrder {
  readonly id: PurchaseOrderId;
  readonly revision: number;
}

/**
 * Orders in every state a morning finds them in: one on its way, one late, one that came with bad keys nobody has decided about,
 * one draft. They stand beside the trade, which goes on without orders as it always did.
 */
export async function leaveOrdersOpen(world: DemoWorld): Promise<void> {
  const [first, second, third, fourth, fifth] = [...DEMO_GOODS].sort((left, right) => right.perDay - left.perDay);
  if (!first || !second || !third || !fourth || !fifth) return;
  const { today } = world;
  await daysAgo(world, 6, () => sendOrder(world, [orderLine(third, 50)], addDays(today, -3), '供应商说在排队'));
  const partly = await daysAgo(world, 4, () => sendOrder(world, [orderLine(fourth, 30)], addDays(today, -1), ''));
  await daysAgo(world, 1, () =>
    sendOrder(world, [orderLine(first, 60), orderLine(second, 40)], addDays(today, 2), '周末前到货'),
  );
  await receivePart(world, fourth, partly, 24);
  await makeOrder(world, [orderLine(fifth, 80), orderLine(first, 20)], addDays(today, 5), '等比价');
}

interface DemoLine {
  readonly goods: DemoGoods;
  readonly quantity: number;
  readonly unitPrice: Money;
}

function orderLine(goods: DemoGoods, quantity: number): DemoLine {
  return { goods, quantity, unitPrice: yuan(goods.cost) };
}

async function makeOrder(
  world: DemoWorld,
  lines: readonly DemoLine[],
  expectedOn: DemoWorld['today'],
  note: string,
): Promise<MadeOrder> {
  const { demo, suppliers, skus } = world;
  const supplierId = suppliers.get(lines[0]?.goods.suppliers[0] ?? '');
  if (supplierId === undefined) throw new Error('The demo does not know the supplier of its order.');
  return demo.client.purchaseOrders.create({
    commandId: demo.commandId(),
    supplierId,
    expectedOn,
    note,
    lines: lines.flatMap(({ goods, quantity, unitPrice }) => {
      const skuId = skus.get(goods.code);
      return skuId === undefined ? [] : [{ skuId, quantity, unitPrice }];
    }),
  });
}

async function sendOrder(
  world: DemoWorld,
  lines: readonly DemoLine[],
  expectedOn: DemoWorld['today'],
  note: string,
): Promise<MadeOrder> {
  const { id, revision } = await makeOrder(world, lines, expectedOn, note);
  return world.demo.client.purchaseOrders.send({ commandId: world.demo.commandId(), id, revision });
}

/** A delivery that is too small and holds keys that a spreadsheet has mangled. */
async function receivePart(world: DemoWorld, goods: DemoGoods, order: MadeOrder, quantity: number): Promise<void> {
  const { demo, random, kernel, suppliers, skus, today } = world;
  const [supplierCode = ''] = goods.suppliers;
  const supplierId = suppliers.get(supplierCode);
  const skuId = skus.get(goods.code);
  if (supplierId === undefined || skuId === undefined) return;
  world.serial += 1;
  const sheet = demoKeySheet(random, goods, { quantity, serial: world.serial, expiresOn: addDays(today, LONG_LAST) });
  const hasNumber = goods.keyFields.length > 1;
  const mangled = hasNumber ? '1.23457E+15,AB-12,\r\n1.23458E+15,AB-13,\r\n' : '#N/A,\r\n#REF!,\r\n';
  const bytes = Buffer.concat([Buffer.from(sheet), Buffer.from(mangled)]);
  const staged = await kernel.spool.stageStream(
    demo.userId,
    `${goods.code}-${today}.csv`,
    [new Uint8Array(bytes)].values() as never,
  );
  const unitCost = yuan(goods.cost);
  const { jobId } = await demo.client.imports.post({
    commandId: demo.commandId(),
    settings: {
      fileId: staged.id as FileId,
      ...demoSheetSettings(goods, unitCost),
      supplierId,
      sku: { by: 'one', skuId },
      batchLabel: `${supplierCode}PO`,
      documentOn: today,
      externalNumber: `${supplierCode}PO${world.serial}`,
      amountCharged: money(unitCost * (quantity + 2)),
      settlement: 'account',
      purchaseOrder: { id: order.id, revision: order.revision },
    },
  });
  await endOf(world, jobId);
}
