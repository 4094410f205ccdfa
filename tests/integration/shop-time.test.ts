import { afterEach, describe, expect, it } from 'vitest';
import { closeTestShops, newCommandId, openTestShop, type TestShop } from '#tests/support/open-core.ts';
import { DAY, HOUR, TEST_START } from '#tests/support/test-clock.ts';
import { importSheet, keySheet, makeTrade } from '#tests/support/trade.ts';

afterEach(closeTestShops);

/** A shop that has written something, its first day noted. */
async function shopOfToday(): Promise<TestShop> {
  const shop = await openTestShop();
  await shop.core.followTime();
  return shop;
}

async function changeSomething(shop: TestShop): Promise<void> {
  const { hasDocuments: _, areSchedulesDisarmed: __, folder: ___, ...settings } = await shop.client.settings.get();
  await shop.client.settings.change({ commandId: newCommandId(), ...settings, lockAfterMinutes: 20 });
}

const dailyBackups = async ({ client }: TestShop): Promise<number> =>
  (await client.backups.list()).rows.filter(({ kind }) => kind === 'daily').length;

describe('a clock that is set back', () => {
  it('pauses schedules, says so, and goes on by itself once the clock is right', async () => {
    const shop = await shopOfToday();
    await changeSomething(shop);
    expect(await shop.client.schedules.state()).toMatchObject({ arePaused: false, isClockSetBack: false });

    shop.clock.set(TEST_START - 3 * DAY);
    await shop.core.followTime();
    expect(await shop.client.schedules.state()).toMatchObject({
      arePaused: true,
      isClockSetBack: true,
      now: TEST_START - 3 * DAY,
      latestWrittenAt: TEST_START,
    });

    shop.clock.set(TEST_START + HOUR);
    await shop.core.followTime();
    expect(await shop.client.schedules.state()).toMatchObject({ arePaused: false, isClockSetBack: false });
  });

  it('lets people work, and what they write meanwhile does not hide that the clock is behind', async () => {
    const shop = await shopOfToday();
    shop.clock.set(TEST_START - DAY);
    await changeSomething(shop);
    expect(await shop.client.schedules.state()).toMatchObject({ isClockSetBack: true, latestWrittenAt: TEST_START });
    const { rows } = await shop.client.audit.list({});
    expect(rows[0]).toMatchObject({ action: 'settings.change', happenedAt: TEST_START - DAY });
  });

  it('ends no reservation and changes no day, also after a restart', async () => {
    const shop = await shopOfToday();
    await changeSomething(shop);
    shop.clock.set(TEST_START - DAY);
    await shop.restart();
    await shop.core.followTime();
    expect(await shop.client.schedules.state()).toMatchObject({ arePaused: true, dayDoneOn: '2026-11-21' });
    expect(await dailyBackups(shop)).toBe(0);
  });

  it('goes on from the time that the owner confirms, and writes that down', async () => {
    const shop = await shopOfToday();
    // The clock ran ahead by ten days, and a day changed in the wrong future.
    shop.clock.set(TEST_START + 10 * DAY);
    await shop.core.followTime();
    await changeSomething(shop);
    shop.clock.set(TEST_START + HOUR);
    await shop.core.followTime();
    const { now } = await shop.client.schedules.state();
    const after = await shop.client.schedules.confirmTime({ commandId: newCommandId(), now });
    expect(after).toMatchObject({ arePaused: false, isClockSetBack: false, dayDoneOn: '2026-11-21' });
    const { rows } = await shop.client.audit.list({});
    expect(rows[0]).toMatchObject({
      action: 'schedules.confirmTime',
      details: { latestWrittenAt: TEST_START + 10 * DAY },
    });
    shop.clock.advance(DAY);
    await shop.core.followTime();
    expect((await shop.client.schedules.state()).dayDoneOn).toBe('2026-11-22');
  });

  it('refuses to confirm another time than the one shown, or a clock that is not behind', async () => {
    const shop = await shopOfToday();
    const confirm = (now: number) => shop.client.schedules.confirmTime({ commandId: newCommandId(), now });
    await expect(confirm(TEST_START)).rejects.toMatchObject({ code: 'CLOCK_MOVED' });
    await changeSomething(shop);
    shop.clock.set(TEST_START - DAY);
    await expect(confirm(TEST_START - 2 * DAY)).rejects.toMatchObject({ code: 'CLOCK_MOVED' });
    expect((await shop.client.schedules.state()).arePaused).toBe(true);
  });

  it('does not lock anybody out who mistyped before it', async () => {
    const shop = await shopOfToday();
    const wrong = { name: '老板', passphrase: 'wrong passphrase' };
    const right = { name: '老板', passphrase: 'correct horse battery' };
    for (let count = 0; count < 4; count += 1) await shop.client.sessions.signIn(wrong).catch(() => {});
    shop.clock.set(TEST_START - 30 * DAY);
    await expect(shop.client.sessions.signIn(right)).rejects.toMatchObject({ code: 'SLOWED_DOWN' });
    shop.clock.advance(HOUR);
    expect((await shop.client.sessions.signIn(right)).user).not.toBeNull();
  });
});

describe('a clock that runs on by more than a month at once', () => {
  const expiring = async (shop: TestShop): Promise<void> => {
    const trade = await makeTrade(shop.client);
    const rows = [
      '60010002000000001,KEY-AAAA-0001',
      '60010002000000002,KEY-AAAA-0002',
      '60010002000000003,KEY-AAAA-0003',
    ];
    const sheet = Buffer.from(['卡号,卡密,有效期至', ...rows.map((row) => `${row},2027-03-31`)].join('\n'));
    await importSheet(shop.client, 'keys.csv', sheet, trade);
  };
  const onHand = async (shop: TestShop): Promise<number> =>
    (await shop.client.inventory.stock({})).rows.reduce((sum, row) => sum + row.available, 0);

  it('ends no key and changes no day until somebody says that it is right', async () => {
    const shop = await shopOfToday();
    await expiring(shop);
    expect(await onHand(shop)).toBe(3);
    shop.clock.set(TEST_START + 400 * DAY);
    await shop.core.followTime();
    await shop.restart();
    await shop.core.followTime();
    expect(await onHand(shop)).toBe(3);
    expect(await shop.client.schedules.state()).toMatchObject({
      arePaused: true,
      isClockSetBack: false,
      clockLeaptFrom: TEST_START,
      dayDoneOn: '2026-11-21',
    });
    // What is written meanwhile does not hide it.
    await changeSomething(shop);
    await shop.core.followTime();
    expect(await onHand(shop)).toBe(3);

    const { now } = await shop.client.schedules.state();
    const after = await shop.client.schedules.confirmTime({ commandId: newCommandId(), now });
    expect(after).toMatchObject({ arePaused: false, clockLeaptFrom: null });
    expect(await onHand(shop)).toBe(0);
  });

  it('is forgotten once it is put right again, whatever was written at the wrong time', async () => {
    const shop = await shopOfToday();
    await expiring(shop);
    shop.clock.set(TEST_START + 400 * DAY);
    await changeSomething(shop);
    await shop.core.followTime();
    shop.clock.set(TEST_START + HOUR);
    await shop.core.followTime();
    const { now, ...state } = await shop.client.schedules.state();
    expect(state).toMatchObject({ arePaused: true, isClockSetBack: true, clockLeaptFrom: null });
    const after = await shop.client.schedules.confirmTime({ commandId: newCommandId(), now });
    expect(after).toMatchObject({ arePaused: false, isClockSetBack: false, clockLeaptFrom: null });
    shop.clock.advance(DAY);
    await shop.core.followTime();
    expect(await shop.client.schedules.state()).toMatchObject({ arePaused: false, dayDoneOn: '2026-11-22' });
    expect(await onHand(shop)).toBe(3);
  });

  it('is none in a new shop, nor for one that rests a month', async () => {
    const shop = await shopOfToday();
    await changeSomething(shop);
    shop.clock.advance(30 * DAY);
    await shop.core.followTime();
    expect(await shop.client.schedules.state()).toMatchObject({ arePaused: false, clockLeaptFrom: null });
  });
});

describe('the change of a day', () => {
  it('runs once, however many days were slept through', async () => {
    const shop = await shopOfToday();
    await changeSomething(shop);
    shop.clock.advance(3 * DAY);
    await Promise.all([shop.core.followTime(), shop.core.followTime()]);
    await shop.core.followTime();
    expect(await dailyBackups(shop)).toBe(1);
    expect((await shop.client.schedules.state()).dayDoneOn).toBe('2026-11-24');
    await shop.core.followTime();
    expect(await dailyBackups(shop)).toBe(1);
  });

  it('is made up for after the program was closed over midnight', async () => {
    const shop = await shopOfToday();
    await shop.restart();
    await changeSomething(shop);
    shop.clock.advance(DAY);
    await shop.core.followTime();
    expect((await shop.client.schedules.state()).dayDoneOn).toBe('2026-11-22');
    expect(await dailyBackups(shop)).toBe(1);
  });

  it('follows the shop’s midnight, not the computer’s', async () => {
    const shop = await shopOfToday();
    // 23:59 and 00:01 in Shanghai.
    shop.clock.set(Date.UTC(2026, 10, 21, 15, 59));
    await shop.core.followTime();
    expect((await shop.client.schedules.state()).dayDoneOn).toBe('2026-11-21');
    shop.clock.set(Date.UTC(2026, 10, 21, 16, 1));
    await shop.core.followTime();
    expect((await shop.client.schedules.state()).dayDoneOn).toBe('2026-11-22');
  });

  it('frees what was reserved until then, but not while the clock is set back', async () => {
    const shop = await shopOfToday();
    const trade = await makeTrade(shop.client);
    await importSheet(shop.client, 'keys.csv', keySheet(3), trade);
    const endsAt = shop.clock.now() + HOUR;
    const reserved = { skuId: trade.skuId, quantity: 2, buyer: '小王', endsAt };
    await shop.client.reservations.create({ commandId: newCommandId(), ...reserved });
    const open = async () => (await shop.client.reservations.list({ openOnly: true })).rows.length;
    shop.clock.advance(2 * DAY);
    await changeSomething(shop);
    shop.clock.set(endsAt + HOUR);
    await shop.core.followTime();
    expect(await open()).toBe(1);
    const { now } = await shop.client.schedules.state();
    await shop.client.schedules.confirmTime({ commandId: newCommandId(), now });
    expect(await open()).toBe(0);
  });
});
