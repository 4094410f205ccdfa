import { afterEach, describe, expect, it } from 'vitest';
import type { Right } from '#shared/domain/identity/rights.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import {
  closeTestShops,
  newCommandId,
  openTestShop,
  stageFile,
  type TestClient,
  type TestShop,
} from '#tests/support/open-core.ts';
import { jobEnd, keySheet, makeTrade, proposedSettings } from '#tests/support/trade.ts';

afterEach(closeTestShops);

const CLERK = { name: '小王', passphrase: 'a long passphrase' };
const DENIED = { code: 'PERMISSION_DENIED', data: { right: 'suppliers.read' } };

/** A clerk with these rights beside, and without those. */
async function clerkWith(shop: TestShop, granted: readonly Right[], taken: readonly Right[] = []): Promise<TestClient> {
  const { id } = await shop.client.users.create({ commandId: newCommandId(), role: 'clerk', ...CLERK });
  const change = (isGranted: boolean) => (right: Right) => ({ right, isGranted, dailyLimit: null });
  const changes = [...granted.map(change(true)), ...taken.map(change(false))];
  await shop.client.users.change({ commandId: newCommandId(), id, role: 'clerk', changes });
  return shop.signIn(CLERK.name, CLERK.passphrase);
}

async function makeConsignor(client: TestClient): Promise<SupplierId> {
  const { id } = await client.suppliers.create({
    commandId: newCommandId(),
    code: 'S2',
    name: '代销商',
    kind: 'agent',
    currency: 'USD',
    settlement: 'consignment',
    contacts: [{ name: '王姐', role: '', phone: '13800000000', chat: '', note: '' }],
    notes: '月底前报单',
  });
  return id;
}

describe('the names of suppliers', () => {
  it('let a clerk who imports choose one, and tell no more of them', async () => {
    const shop = await openTestShop();
    const trade = await makeTrade(shop.client);
    const id = await makeConsignor(shop.client);
    const clerk = await clerkWith(shop, ['keys.import']);
    await expect(clerk.suppliers.list({})).rejects.toMatchObject(DENIED);
    const consignor = {
      id,
      code: 'S2',
      name: '代销商',
      currency: 'USD',
      usualReceiptKind: 'consignment',
      isArchived: false,
    };
    expect((await clerk.supplierNames.list({ search: '代销' })).rows).toEqual([consignor]);
    expect(await clerk.supplierNames.get({ id })).toEqual(consignor);
    expect(await clerk.supplierNames.findByCode({ code: 's2' })).toEqual(consignor);
    expect(await clerk.supplierNames.findByCode({ code: 'S9' })).toBeNull();
    const fileId = await stageFile(clerk, 'keys.csv', keySheet(5));
    const [found] = (await clerk.supplierNames.list({ search: 'S1' })).rows;
    const settings = await proposedSettings(clerk, fileId, { ...trade, supplierId: found?.id ?? (0 as SupplierId) });
    const { jobId } = await clerk.imports.preview(settings);
    expect(await jobEnd(clerk, jobId)).toMatchObject({ state: 'done', result: { accepted: 5 } });
  });

  it('leave out who is archived, except for what was chosen before', async () => {
    const { client } = await openTestShop();
    const id = await makeConsignor(client);
    await client.suppliers.setArchived({ commandId: newCommandId(), id, isArchived: true });
    expect((await client.supplierNames.list({})).rows).toEqual([]);
    expect(await client.supplierNames.get({ id })).toMatchObject({ id, isArchived: true });
  });

  it.each(['stock.read', 'keys.dispense'] as const)('are told to who has %s alone', async (right) => {
    const shop = await openTestShop();
    const { supplierId } = await makeTrade(shop.client);
    const clerk = await clerkWith(shop, [right], right === 'stock.read' ? ['keys.dispense'] : ['stock.read']);
    expect((await clerk.supplierNames.list({})).rows).toMatchObject([{ id: supplierId }]);
  });

  it('are not told to who has no work with them', async () => {
    const shop = await openTestShop();
    const { supplierId } = await makeTrade(shop.client);
    const clerk = await clerkWith(shop, ['backups.make'], ['stock.read', 'keys.dispense']);
    await expect(clerk.supplierNames.list({})).rejects.toMatchObject(DENIED);
    await expect(clerk.supplierNames.get({ id: supplierId })).rejects.toMatchObject(DENIED);
    await expect(clerk.supplierNames.findByCode({ code: 'S1' })).rejects.toMatchObject(DENIED);
  });
});
