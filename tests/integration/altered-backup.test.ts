import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BackupManifest, extractAttachments, extractPart, readManifest } from '#core/backup/backup-file.ts';
import { writeZip } from '#core/spreadsheets/zip-writer.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import type { TestShop } from '#tests/support/open-core.ts';
import { closeTestShops, newCommandId, newTestFolder, openTestShop, stageFile } from '#tests/support/open-core.ts';
import { importSheet, jobEnd, keySheet, makeTrade } from '#tests/support/trade.ts';

const PAPER = Buffer.from('%PDF-1.7\nlicence\n');

let shop: TestShop;
let skuId: SkuId;
let place: string;
let file: string;

beforeEach(async () => {
  shop = await openTestShop();
  const trade = await makeTrade(shop.client);
  ({ skuId } = trade);
  await importSheet(shop.client, 'k.csv', keySheet(3), trade);
  await dispense();
  const fileId = await stageFile(shop.client, 'licence.pdf', PAPER);
  const paper = {
    supplierId: trade.supplierId,
    kind: 'business-licence',
    number: '1',
    expiresOn: null,
    fileId,
  } as const;
  await shop.client.dossiers.addQualification({ commandId: newCommandId(), ...paper });
  place = newTestFolder();
  file = await backUp();
});
afterEach(closeTestShops);

function dispense() {
  const lines = [{ skuId, quantity: 1 }];
  return shop.client.deliveries.dispense({ commandId: newCommandId(), purpose: 'gift', lines });
}

async function backUp(name = 'a.kacang-backup'): Promise<string> {
  const target = path.join(place, name);
  const { jobId } = await shop.client.backups.make({ file: target });
  expect((await jobEnd(shop.client, jobId)).error).toBeNull();
  return target;
}

type Parts = Map<string, Buffer>;

/** The same archive with other content: every checksum of the archive itself is right. */
async function alterBackup(alter: (parts: Parts, manifest: BackupManifest) => void): Promise<void> {
  const manifest = await readManifest(file);
  const parts: Parts = new Map();
  for (const name of ['kacang.db', 'issued.log'] as const) {
    await extractPart(file, manifest, name, path.join(place, name));
    parts.set(name, readFileSync(path.join(place, name)));
  }
  const papers = path.join(place, 'papers');
  await extractAttachments(file, manifest, papers);
  for (const name of readdirSync(papers)) parts.set(`attachments/${name}`, readFileSync(path.join(papers, name)));
  parts.set('manifest.json', Buffer.from(JSON.stringify(manifest)));
  alter(parts, manifest);
  const entries = Array.from(parts, ([name, content]) => ({ name, content: [content] }));
  const archive: Uint8Array[] = [];
  for await (const piece of writeZip(entries, { modifiedAt: 0 })) archive.push(piece);
  writeFileSync(file, Buffer.concat(archive));
}

/** One byte other than it was. */
function alterPart(parts: Parts, name: string): void {
  const altered = Buffer.from(parts.get(name) ?? Buffer.alloc(0));
  const at = altered.length - 2;
  altered[at] = (altered[at] ?? 0) ^ 1;
  parts.set(name, altered);
}

/** Lets the archive itself say of an entry that it is shorter than what comes out of it: behind its bytes, and in the directory. */
function understateEntry(name: string, from: number, to: number): void {
  const archive = readFileSync(file);
  const record = archive.lastIndexOf(Buffer.from(name)) - 46;
  const descriptor = archive.indexOf('PK\x07\x08', archive.indexOf(Buffer.from(name)), 'latin1');
  for (const at of [record + 24, descriptor + 12]) {
    expect(archive.readUInt32LE(at)).toBe(from);
    archive.writeUInt32LE(to, at);
  }
  writeFileSync(file, archive);
}

async function expectRefusal(reason: string): Promise<void> {
  const refused = { code: 'BACKUP_UNUSABLE', data: { reason } };
  await expect(shop.client.backups.restore({ file })).rejects.toMatchObject(refused);
  expect(readdirSync(shop.folder)).not.toContain('restore');
  await dispense();
}

describe('a backup that was altered', () => {
  it('is what is refused: the same put together anew is laid ready', async () => {
    await alterBackup(() => undefined);
    await shop.client.backups.restore({ file });
    expect(readdirSync(path.join(shop.folder, 'restore'))).toContain('ready.json');
  });

  it.each(['kacang.db', 'issued.log'])('in one byte of %s is refused', async (name) => {
    await alterBackup((parts) => alterPart(parts, name));
    await expectRefusal('HASH_DIFFERS');
  });

  it('in one byte of a paper is refused', async () => {
    await alterBackup((parts) => {
      for (const name of parts.keys()) if (name.startsWith('attachments/')) alterPart(parts, name);
    });
    await expectRefusal('HASH_DIFFERS');
  });

  it('to hold a paper whose name leads elsewhere is refused, and nothing is written there', async () => {
    const elsewhere = path.join(place, 'elsewhere');
    const name = path.relative(path.join(shop.folder, 'restore', 'attachments'), elsewhere);
    await alterBackup((parts, manifest) => {
      parts.set(`attachments/${name}`, PAPER);
      const attachments = [{ sha256: name, size: PAPER.length }];
      parts.set('manifest.json', Buffer.from(JSON.stringify({ ...manifest, attachments })));
    });
    // The archive's reader takes no such name either.
    await expectRefusal('NOT_A_BACKUP');
    expect(existsSync(elsewhere)).toBe(false);
  });

  it('to hold more than it says is read no further than it says', async () => {
    const [size, longer] = [100, 1024 * 1024];
    await alterBackup((parts, manifest) => {
      parts.set('issued.log', Buffer.alloc(longer, 'x'));
      const log = { ...manifest.parts['issued.log'], size };
      const said = { ...manifest, parts: { ...manifest.parts, 'issued.log': log } };
      parts.set('manifest.json', Buffer.from(JSON.stringify(said)));
    });
    understateEntry('issued.log', longer, size);
    const target = path.join(place, 'taken out');
    const taken = extractPart(file, await readManifest(file), 'issued.log', target);
    await expect(taken).rejects.toMatchObject({ reason: 'NOT_A_BACKUP' });
    expect(existsSync(target) ? statSync(target).size : 0).toBeLessThanOrEqual(size);
    await expectRefusal('NOT_A_BACKUP');
  });

  it.each<[string, (manifest: BackupManifest) => string]>([
    ['without its migrations', ({ migrations: _, ...rest }) => JSON.stringify(rest)],
    ['of no day', (manifest) => JSON.stringify({ ...manifest, madeAt: 'yesterday' })],
    ['with papers that are none', (manifest) => JSON.stringify({ ...manifest, attachments: 'abc' })],
    ['with a manifest that fills the memory', (manifest) => JSON.stringify(manifest).padStart(17 * 1024 * 1024)],
  ])('to be one %s is refused before anything is touched', async (_name, describe) => {
    await alterBackup((parts, manifest) => parts.set('manifest.json', Buffer.from(describe(manifest))));
    await expect(shop.client.backups.inspect({ file })).rejects.toMatchObject({ code: 'BACKUP_UNUSABLE' });
    await expectRefusal('NOT_A_BACKUP');
  });
});

it('a paper that was altered on the disk is left out of a backup, which is whole without it', async () => {
  const papers = path.join(shop.folder, 'attachments');
  const [name = ''] = readdirSync(papers);
  expect((await readManifest(file)).attachments).toHaveLength(1);
  writeFileSync(path.join(papers, name), 'altered');
  const whole = await readManifest(await backUp('b.kacang-backup'));
  expect(whole.attachments).toEqual([]);
});
