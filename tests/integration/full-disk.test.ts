import { afterEach, expect, it } from 'vitest';
import { Refusal } from '#core/refusal.ts';
import { startProblem } from '#hosts/node/start-problem.ts';
import { closeTestShops, newCommandId, openTestShop, type TestShop } from '#tests/support/open-core.ts';
import { runKacangProgram } from '#tests/support/run-kacang.ts';
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

it('a command ends where the shop cannot be opened, also when a thread of it was at work', async () => {
  const shop = await openTestShop();
  const trade = await makeTrade(shop.client);
  await importSheet(shop.client, 'k.csv', keySheet(4), trade);
  const { folder } = shop;
  // As a full disk leaves an import: the next start has to take its rows away, and cannot.
  await shop.core.kernel.queue.write((tx) => {
    tx.exec("UPDATE imports SET state = 'loading'; UPDATE batches SET state = 'loading'");
    tx.exec("CREATE TRIGGER no_room BEFORE DELETE ON card_keys BEGIN SELECT RAISE(ABORT, 'no room'); END");
  });
  await shop.stop();
  expect(await runKacangProgram(['verify', '--data', folder, '--json'])).toMatchObject({ exitCode: 1 });
});

it('a full disk that a thread stumbled over while starting is called by its name', () => {
  const full = new Refusal('STORAGE_FAILED', { reason: 'SQLITE_FULL' });
  expect(startProblem(full, 'en')).toMatchObject({
    code: 'STORAGE_FAILED',
    message: expect.stringMatching(/^The disk is full \(SQLITE_FULL\)/),
  });
});
