import { afterEach, expect, it } from 'vitest';
import { closeTestShops, newCommandId, openTestShop, type TestShop } from '#tests/support/open-core.ts';
import { importSheet, jobEnd, keySheet, makeTrade } from '#tests/support/trade.ts';

afterEach(closeTestShops);

/** The database has room left in its own log, issued.log has none; answers how to make room again. */
function fillDisk({ core }: TestShop): () => void {
  const log = core.kernel.issuedLog();
  const { append } = log;
  log.append = () => {
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  };
  return () => {
    log.append = append;
  };
}

it('says that keys went out where issued.log has no room for them, and does nothing more until it has', async () => {
  const shop = await openTestShop();
  const { client } = shop;
  const trade = await makeTrade(client);
  await importSheet(client, 'k.csv', keySheet(4), trade);
  const makeRoom = fillDisk(shop);
  const gift = { commandId: newCommandId(), purpose: 'gift' as const, lines: [{ skuId: trade.skuId, quantity: 1 }] };
  await expect(client.deliveries.dispense(gift)).rejects.toMatchObject({
    code: 'ISSUED_LOG_FAILED',
    data: { reason: 'ENOSPC' },
  });
  expect((await client.deliveries.list({})).rows).toHaveLength(1);

  // What is refused now was not done: a payment that is repeated would be paid twice.
  const person = {
    commandId: newCommandId(),
    name: '小李',
    role: 'clerk' as const,
    passphrase: 'another horse battery',
  };
  await expect(client.users.create(person)).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
  await expect(client.deliveries.dispense({ ...gift, commandId: newCommandId() })).rejects.toMatchObject({
    code: 'STORAGE_FAILED',
  });
  expect(await client.users.list()).toHaveLength(1);
  expect((await client.deliveries.list({})).rows).toHaveLength(1);

  makeRoom();
  const { deliveries } = await client.deliveries.dispense(gift);
  expect((await client.deliveries.list({})).rows.map(({ id }) => id)).toEqual(deliveries.map(({ id }) => id));
  await client.users.create(person);
  const { jobId } = await client.verify.run();
  expect((await jobEnd(client, jobId)).result).toMatchObject({ isWhole: true });
  expect(
    shop.core.kernel
      .issuedLog()
      .records()
      .filter(({ kind }) => kind === 'keys'),
  ).toHaveLength(1);
});
