import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CARD_NUMBER_AND_SECRET } from '#shared/domain/card-keys/key-fields.ts';
import { closeTestShops, newTestFolder } from '#tests/support/open-core.ts';
import { type CommandEnd, makeShop, OWNER_ENVIRONMENT, runKacang } from '#tests/support/run-kacang.ts';

const CHINESE = { ...OWNER_ENVIRONMENT, LANG: 'zh_CN.UTF-8' };
let place: string;
const inPlace = (name: string): string => path.join(place, name);
const kacang = (
  words: readonly string[],
  environment: Record<string, string> = OWNER_ENVIRONMENT,
): Promise<CommandEnd> => runKacang([...words, '--data', inPlace('shop')], environment);
const call = async <Result>(procedure: string, input: unknown): Promise<Result> =>
  (await kacang(['call', procedure, '--input', JSON.stringify(input), '--json'])).json<Result>();

/** A shop that bought three keys and has an order of five more on its way, late since January. */
beforeAll(async () => {
  place = newTestFolder();
  await makeShop(inPlace('shop'));
  writeFileSync(inPlace('keys.csv'), '卡号,卡密\n6000000001,PW-1-77\n6000000002,PW-2-77\n6000000003,PW-3-77\n');
  const made = ['--supplier', 'S-1', '--sku', 'STEAM-50', '--create', '--cost', '47.5'];
  expect(await kacang(['import-keys', inPlace('keys.csv'), ...made])).toMatchObject({ exitCode: 0 });
  const { id, revision } = await call<{ id: number; revision: number }>('purchaseOrders.create', {
    supplierId: 1,
    expectedOn: '2026-01-31',
    lines: [{ skuId: 1, quantity: 5, unitPrice: 475_000 }],
  });
  expect(await call('purchaseOrders.send', { id, revision })).toMatchObject({ id });
});
afterAll(closeTestShops);

it('kacang po list names state and lateness in the language of the person, and codes in its result', async () => {
  const english = await kacang(['po', 'list']);
  expect(english.lines).toEqual([
    expect.stringMatching(/^PO-\d{6}-0001 · Sent · S-1 · 0\/5 · 237\.50 CNY · .*overdue$/),
  ]);
  const chinese = await kacang(['po', 'list', '--overdue'], CHINESE);
  expect(chinese.lines).toEqual([expect.stringMatching(/ · 已下单 · .* 2026-01-31 逾期$/)]);
  expect((await kacang(['po', 'list', '--state', 'closed'], CHINESE)).lines).toEqual(['没有采购单。']);
  const result = (await kacang(['po', 'list', '--json'])).json();
  expect(result).toMatchObject({ orders: [{ state: 'sent', isOverdue: true, quantity: 5, received: 0 }] });
});

it('kacang po receive brings a sheet in against its order and says what is left of it', async () => {
  const [order] = (await kacang(['po', 'list', '--json'])).json<{ orders: { number: string }[] }>().orders;
  const number = order?.number ?? '';
  // Two new keys, and one that the supplier sent before.
  writeFileSync(inPlace('more.csv'), '卡号,卡密\n6000000004,PW-4-77\n6000000005,PW-5-77\n6000000001,PW-1-77\n');
  const received = await kacang(['po', 'receive', number, inPlace('more.csv')], CHINESE);
  expect(received).toMatchObject({ exitCode: 0 });
  expect(received.lines).toContain(`${number}: 部分到货`);
  expect(received.lines[0]).toMatch(/more\.csv: RK-\d{6}-0002 · 共 3 行，入库 2，拒绝 1 · RE_SENT 1$/);
  expect(received.lines).toContain('短缺 STEAM-50 3');
  const unknown = await kacang(['po', 'receive', 'PO-200001-0001', inPlace('more.csv'), '--json']);
  expect(unknown.exitCode).toBe(3);
  expect(unknown.json()).toMatchObject({ code: 'NOT_FOUND' });
});

it('kacang po receive foretells in a dry run what the order does not ask for', async () => {
  const { id, revision } = await call<{ id: number; revision: number }>('purchaseOrders.create', {
    supplierId: 1,
    lines: [{ skuId: 1, quantity: 1, unitPrice: 475_000 }],
  });
  const { number } = await call<{ number: string }>('purchaseOrders.send', { id, revision });
  await call('skus.create', {
    product: { brandName: 'Steam', name: '另一种' },
    code: 'OTHER',
    name: '另一种',
    faceValue: null,
    keyFields: CARD_NUMBER_AND_SECRET,
  });
  writeFileSync(inPlace('two.csv'), '卡号,卡密\n6000000051,PW-51-7\n6000000052,PW-52-7\n');
  const before = await call<{ revision: number }>('purchaseOrders.get', { id });
  const countImports = async () => (await call<{ rows: unknown[] }>('imports.list', {})).rows.length;
  const countBefore = await countImports();
  const words = ['po', 'receive', number, inPlace('two.csv'), '--dry-run'];
  const more = await kacang([...words, '--json'], CHINESE);
  expect(more.json()).toMatchObject({ foretold: [{ kind: 'over', skuId: 1, quantity: 1 }] });
  const wrong = await kacang([...words, '--sku', 'OTHER'], CHINESE);
  expect(wrong).toMatchObject({ exitCode: 0 });
  expect(wrong.lines.at(-1)).toMatch(/^入库后会有 货不对 .*另一种 2$/);
  // Neither brought anything in.
  expect(await call('purchaseOrders.get', { id })).toMatchObject({
    state: 'sent',
    revision: before.revision,
    received: 0,
    receipts: [],
    differences: [],
  });
  expect(await countImports()).toBe(countBefore);
  // A sheet that would be refused ends as the import would.
  writeFileSync(inPlace('again.csv'), '卡号,卡密\n6000000077,\n');
  const refused = await kacang(['po', 'receive', number, inPlace('again.csv'), '--dry-run', '--json']);
  expect(refused.exitCode).toBe(3);
  expect(await countImports()).toBe(countBefore);
});

it('kacang po receive takes the price of the order for a key, and what was charged beyond for those that are bad or missing', async () => {
  const { id: supplierId } = await call<{ id: number }>('suppliers.create', {
    code: 'WS-9',
    name: '批发老王',
    kind: 'wholesaler',
    currency: 'CNY',
    settlement: 'credit',
    creditDays: 15,
  });
  const { id, revision } = await call<{ id: number; revision: number }>('purchaseOrders.create', {
    supplierId,
    lines: [{ skuId: 1, quantity: 4, unitPrice: 475_000 }],
  });
  const { number } = await call<{ number: string }>('purchaseOrders.send', { id, revision });
  writeFileSync(inPlace('four.csv'), '卡号,卡密\n6000000021,PW-21-7\n6000000022,PW-22-7\n6000000021,PW-21-7\n');
  const received = await kacang(['po', 'receive', number, inPlace('four.csv'), '--amount', '190']);
  expect(received).toMatchObject({ exitCode: 0 });
  const { rows } = await call<{ rows: { valueOnHand: number }[] }>('inventory.batches', { limit: 1 });
  expect(rows).toMatchObject([{ valueOnHand: 2 * 475_000 }]);
  const { differences } = await call<{ differences: unknown[] }>('purchaseOrders.get', { id });
  expect(differences).toMatchObject([
    { kind: 'duplicate', quantity: 1, charged: 475_000 },
    { kind: 'short', quantity: 1, charged: 475_000 },
  ]);
  expect(await call('supplierAccounts.get', { supplierId })).toMatchObject({ balance: 4 * 475_000 });
});

it('kacang po receive says how an order stands that takes no keys', async () => {
  const { number } = await call<{ number: string }>('purchaseOrders.create', {
    supplierId: 1,
    lines: [{ skuId: 1, quantity: 1, unitPrice: 475_000 }],
  });
  writeFileSync(inPlace('early.csv'), '卡号,卡密\n6000000041,PW-41-7\n');
  const refused = await kacang(['po', 'receive', number, inPlace('early.csv'), '--json'], CHINESE);
  expect(refused.exitCode).toBe(3);
  expect(refused.json()).toMatchObject({ message: expect.stringContaining(`${number}: 草稿`) });
});

it('kacang po receive charges what an order comes to that names a SKU at two prices', async () => {
  const terms = { kind: 'wholesaler', currency: 'CNY', settlement: 'credit', creditDays: 15 };
  const { id: supplierId } = await call<{ id: number }>('suppliers.create', {
    code: 'WS-8',
    name: '批发老赵',
    ...terms,
  });
  const { id, revision } = await call<{ id: number; revision: number }>('purchaseOrders.create', {
    supplierId,
    lines: [
      { skuId: 1, quantity: 1, unitPrice: 475_000 },
      { skuId: 1, quantity: 3, unitPrice: 455_000 },
    ],
  });
  const { number } = await call<{ number: string }>('purchaseOrders.send', { id, revision });
  const rows = ['31', '32', '33', '34'].map((end) => `60000000${end},PW-${end}-7`);
  writeFileSync(inPlace('two prices.csv'), ['卡号,卡密', ...rows, ''].join('\n'));
  expect(await kacang(['po', 'receive', number, inPlace('two prices.csv')])).toMatchObject({ exitCode: 0 });
  expect(await call('supplierAccounts.get', { supplierId })).toMatchObject({ balance: 475_000 + 3 * 455_000 });
});

it('kacang po receive takes the keys of a consignment supplier as consigned, so that nothing is owed on arrival', async () => {
  const { id: supplierId } = await call<{ id: number }>('suppliers.create', {
    code: 'DX',
    name: '代销老李',
    kind: 'wholesaler',
    currency: 'CNY',
    settlement: 'consignment',
  });
  const { id, revision } = await call<{ id: number; revision: number }>('purchaseOrders.create', {
    supplierId,
    lines: [{ skuId: 1, quantity: 1, unitPrice: 475_000 }],
  });
  const { number } = await call<{ number: string }>('purchaseOrders.send', { id, revision });
  writeFileSync(inPlace('consigned.csv'), '卡号,卡密\n6000000009,PW-9-77\n');
  expect(await kacang(['po', 'receive', number, inPlace('consigned.csv')])).toMatchObject({ exitCode: 0 });
  expect(await call('supplierAccounts.get', { supplierId })).toMatchObject({ balance: 0 });
});

it('kacang reorder prints what to order, and nothing where nothing is', async () => {
  expect((await kacang(['reorder'], CHINESE)).lines).toEqual(['现在没有要补的货。']);
  const rule = { coverDays: null, minimum: 20, maximum: null, orderMultiple: 1, mostMoney: null, trigger: null };
  const asleep = { preferredSupplierId: null, snoozedUntil: null, orderOnce: null, revision: 0 };
  await call('replenishment.setRule', { skuId: 1, ...rule, ...asleep });
  const printed = await kacang(['reorder'], CHINESE);
  expect(printed.lines).toEqual([expect.stringMatching(/^STEAM-50 · .+ · 0 \/ 需要 \d+ · - · 0\.00 CNY · 没有报价$/)]);
  const planned = (await kacang(['reorder', '--json'])).json();
  expect(planned).toMatchObject({ currency: 'CNY', lines: [{ skuCode: 'STEAM-50', quantity: 0, limit: 'NO_OFFER' }] });
});
