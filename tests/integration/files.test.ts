import { createHash, randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { MAXIMUM_FILE_BYTES } from '#shared/domain/files/file-limits.ts';
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

describe('a file that is refused while it arrives', () => {
  it('is larger than any may be: the limit is named', async () => {
    const { client } = await openTestShop();
    await expect(client.files.begin({ name: 'big.csv', size: MAXIMUM_FILE_BYTES + 1 })).rejects.toMatchObject({
      code: 'FILE_TOO_LARGE',
      data: { maximumMebibytes: 512 },
    });
    const { id } = await client.files.begin({ name: 'fits.csv', size: MAXIMUM_FILE_BYTES });
    await client.files.discard({ id });
  });

  it('lacks bytes: how many came of how many is named, and it is not taken up again', async () => {
    const { client } = await openTestShop();
    const bytes = new File(['abc'], 'piece');
    const cut = await client.files.begin({ name: 'cut.csv', size: 10 });
    await client.files.append({ id: cut.id, offset: 0, bytes });
    await expect(client.files.finish({ id: cut.id })).rejects.toMatchObject({
      code: 'FILE_INCOMPLETE',
      data: { expectedBytes: 10, receivedBytes: 3 },
    });
    const gap = await client.files.begin({ name: 'gap.csv', size: 10 });
    await client.files.append({ id: gap.id, offset: 0, bytes });
    await expect(client.files.append({ id: gap.id, offset: 7, bytes })).rejects.toMatchObject({
      code: 'FILE_INCOMPLETE',
      data: { expectedBytes: 7, receivedBytes: 3 },
    });
    for (const id of [cut.id, gap.id]) {
      await expect(client.files.finish({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  it('is complete already, or not yet', async () => {
    const { client } = await openTestShop();
    const bytes = new File(['abc'], 'piece');
    const { id } = await client.files.begin({ name: 'keys.csv', size: 3 });
    const notStaged = { code: 'FILE_NOT_STAGED' };
    await expect(readDownload(client, id)).rejects.toMatchObject(notStaged);
    await client.files.append({ id, offset: 0, bytes });
    await client.files.finish({ id });
    await expect(client.files.append({ id, offset: 3, bytes })).rejects.toMatchObject(notStaged);
    await expect(client.files.finish({ id })).rejects.toMatchObject(notStaged);
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
