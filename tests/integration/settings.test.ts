import { afterEach, describe, expect, it } from 'vitest';
import { createInProcessClient } from '#hosts/node/served-calls.ts';
import {
  closeTestShops,
  newCommandId,
  newTestFolder,
  openTestCore,
  openTestShop,
  SHOP_OF_OWNER,
} from '#tests/support/open-core.ts';
import { createTestClock } from '#tests/support/test-clock.ts';
import { importSheet, keySheet, makeTrade } from '#tests/support/trade.ts';

afterEach(closeTestShops);

const WANTED = {
  businessName: '新名字',
  currency: 'USD',
  timeZone: 'Asia/Tokyo',
  language: 'en',
  lockAfterMinutes: 5,
} as const;

describe('settings', () => {
  it('change all of it before the first document, and say so in the trail', async () => {
    const { client } = await openTestShop();
    await client.settings.change({ commandId: newCommandId(), ...WANTED });
    expect(await client.settings.get()).toMatchObject({ ...WANTED, hasDocuments: false });
    const state = await client.sessions.state();
    expect(state.shop).toMatchObject({ businessName: '新名字', currency: 'USD', timeZone: 'Asia/Tokyo' });
    expect(state.lockAfterMinutes).toBe(5);
    const { rows } = await client.audit.list({ limit: 5, action: 'settings.change' });
    expect(rows[0]?.details).toMatchObject({ currency: 'USD' });
  });

  it.each([
    ['currency', 'ZZZ', 'CURRENCY'],
    ['timeZone', 'Mars/One', 'TIME_ZONE'],
  ] as const)('take no %s that there is not', async (field, value, rule) => {
    const { client } = await openTestShop();
    const refused = { code: 'INVALID_VALUE', data: { field, rule, value } };
    const wanted = { ...WANTED, [field]: value };
    await expect(client.settings.change({ commandId: newCommandId(), ...wanted })).rejects.toMatchObject(refused);
    const core = await openTestCore(newTestFolder(), createTestClock());
    const first = createInProcessClient(core, core.openSession());
    const said = { ...SHOP_OF_OWNER, [field]: value };
    await expect(first.shop.setUp({ commandId: newCommandId(), ...said })).rejects.toMatchObject(refused);
    expect((await first.sessions.state()).isSetUp).toBe(false);
    await core.stop();
  });

  it('let no supplier have a currency that there is not', async () => {
    const { client } = await openTestShop();
    const { supplierId } = await makeTrade(client);
    const refused = { code: 'INVALID_VALUE', data: { field: 'currency', rule: 'CURRENCY', value: 'ZZZ' } };
    const fields = { code: 'S9', name: '另一家', kind: 'wholesaler', settlement: 'prepaid', currency: 'ZZZ' } as const;
    await expect(client.suppliers.create({ commandId: newCommandId(), ...fields })).rejects.toMatchObject(refused);
    const { revision } = await client.suppliers.get({ id: supplierId });
    const edit = { commandId: newCommandId(), ...fields, id: supplierId, revision };
    await expect(client.suppliers.edit(edit)).rejects.toMatchObject(refused);
  });

  it('keep currency and time zone once something is posted', async () => {
    const { client } = await openTestShop();
    await importSheet(client, 'k.csv', keySheet(2), await makeTrade(client));
    const { currency, timeZone } = await client.settings.get();
    const standing = { ...WANTED, currency, timeZone };
    await client.settings.change({ commandId: newCommandId(), ...standing });
    const change = (patch: object) => client.settings.change({ commandId: newCommandId(), ...standing, ...patch });
    await expect(change({ currency: 'USD' })).rejects.toMatchObject({
      code: 'FIXED_BY_DOCUMENTS',
      data: { field: 'currency' },
    });
    await expect(change({ timeZone: 'Asia/Tokyo' })).rejects.toMatchObject({ data: { field: 'timeZone' } });
    await expect(change({ lockAfterMinutes: 0 })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect(await client.settings.get()).toMatchObject({ ...standing, hasDocuments: true });
  });

  it('are the owner’s', async () => {
    const { client, signIn } = await openTestShop();
    const passphrase = 'a long passphrase';
    await client.users.create({ commandId: newCommandId(), name: '小王', role: 'clerk', passphrase });
    const clerk = await signIn('小王', passphrase);
    await expect(clerk.settings.get()).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    const change = clerk.settings.change({ commandId: newCommandId(), ...WANTED });
    await expect(change).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  });
});
