import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readManifest } from '#core/backup/backup-file.ts';
import { createCore } from '#core/create-core.ts';
import { silentLogger } from '#core/logging/logger.ts';
import { createNodeHost } from '#hosts/node/node-host.ts';
import { MIGRATIONS_FOLDER } from '#hosts/node/program-files.ts';
import { closeTestShops, newTestFolder, WEAK_STRENGTH } from '#tests/support/open-core.ts';

afterEach(closeTestShops);

const names = readdirSync(MIGRATIONS_FOLDER).sort();

function migrationsUpTo(count: number): string {
  const folder = path.join(newTestFolder(), 'migrations');
  mkdirSync(folder);
  for (const name of names.slice(0, count)) copyFileSync(path.join(MIGRATIONS_FOLDER, name), path.join(folder, name));
  return folder;
}

async function openAndClose(folder: string, migrations: string): Promise<void> {
  const core = await createCore({
    paths: { folder, migrations },
    host: createNodeHost('cli', silentLogger),
    logger: silentLogger,
    passphraseStrength: WEAK_STRENGTH,
  });
  await core.stop();
}

describe('before a migration', () => {
  it('a backup of the old database is written and can be read', async () => {
    const folder = newTestFolder();
    const all = names.length;
    await openAndClose(folder, migrationsUpTo(all));
    expect(readdirSync(folder)).not.toContain('backups');
    // A later version brings one more file.
    const next = migrationsUpTo(all);
    writeFileSync(path.join(next, '9990-nothing.sql'), 'CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT;');
    await openAndClose(folder, next);
    const [file = ''] = readdirSync(path.join(folder, 'backups'));
    expect(file).toContain('before-migration');
    expect((await readManifest(path.join(folder, 'backups', file))).migrations).toEqual(names);
    await expect(openAndClose(folder, migrationsUpTo(all))).rejects.toThrow('newer KaCang');
  });
});
