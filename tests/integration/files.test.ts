import { createHash, randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import {
  closeTestShops,
  newCommandId,
  OWNER,
  openTestShop,
  readDownload,
  stageFile,
} from '#tests/support/open-core.ts';

afterEach(closeTestShops);

describe('a staged file', () => {
  it('comes back byte for byte', async () => {
    const { client } = await openTestShop();
    const bytes = randomBytes(2_500_000);
    const id = await stageFile(client, '卡密.xlsx', bytes);
    const back = await readDownload(client, id);
    expect(createHash('sha256').update(back).digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'));
  });
});

describe('a shop opened again', () => {
  it('knows its people and refuses a second first start', async () => {
    const shop = await openTestShop();
    await shop.client.users.create({
      commandId: newCommandId(),
      name: '小李',
      role: 'clerk',
      passphrase: 'another long one',
    });
    await shop.restart();
    const clerk = await shop.signIn('小李', 'another long one');
    expect((await clerk.sessions.state()).user?.role).toBe('clerk');
    await expect(
      shop.client.shop.setUp({
        commandId: newCommandId(),
        ownerName: OWNER.name,
        passphrase: OWNER.passphrase,
        businessName: '另一家',
        currency: 'CNY',
        timeZone: 'Asia/Shanghai',
        language: 'zh-CN',
        backupPlace: null,
      }),
    ).rejects.toMatchObject({ code: 'SHOP_STATE' });
  });
});
