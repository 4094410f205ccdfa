import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWriteDatabase } from '#core/db/connection.ts';
import { type CanaryForm, createCanarySearch, formsOf } from '#tests/support/canary.ts';

/** One of letters only, one with everything that some encoding writes in another way. */
const canaries = ['CNRY7Q2MX9PL44ZT', '密"<鸟>&canary/1+1=2'];
const search = createCanarySearch(canaries);
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kacang-canary-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The smallest zip there is: one deflated or stored entry, without a directory. */
function zipOf(name: string, content: Buffer, isStored = false): Buffer {
  const body = isStored ? content : deflateRawSync(content);
  const head = Buffer.alloc(30);
  head.write('PK\x03\x04', 'latin1');
  head.writeUInt16LE(isStored ? 0 : 8, 8);
  head.writeUInt32LE(body.length, 18);
  head.writeUInt32LE(content.length, 22);
  head.writeUInt16LE(Buffer.byteLength(name), 26);
  return Buffer.concat([head, Buffer.from(name), body]);
}

function leak(canary: string, form: CanaryForm): Buffer[] {
  return formsOf(canary)
    .filter((candidate) => candidate.form === form)
    .map(({ bytes }) => Buffer.concat([Buffer.from('{"before":"'), bytes, Buffer.from('"}')]));
}

const forms: CanaryForm[] = ['utf-8', 'utf-16le', 'utf-16be', 'base64', 'base64url', 'hex', 'percent', 'json', 'html'];

describe('a seeded leak is found', () => {
  it.each(forms)('as %s: in a file, in a zip, in a zip within a zip, in text', (form) => {
    const leaks = canaries.flatMap((canary) => leak(canary, form));
    expect(leaks.length).toBeGreaterThan(0);
    for (const bytes of leaks) {
      writeFileSync(path.join(folder, 'plain.bin'), bytes);
      writeFileSync(path.join(folder, 'sheet.xlsx'), zipOf('xl/sharedStrings.xml', bytes));
      writeFileSync(path.join(folder, 'backup.zip'), zipOf('inner.zip', zipOf('x.txt', bytes), true));
      const found = search.inFolder(folder).filter((find) => find.form === form);
      expect(new Set(found.map(({ where }) => where.split('!')[0]))).toEqual(
        new Set(['plain.bin', 'sheet.xlsx', 'backup.zip']),
      );
    }
  });

  it('wherever it begins in base64', () => {
    for (const padding of ['', 'a', 'ab', 'abc']) {
      const text = Buffer.from(`${padding}${canaries[0]}after`).toString('base64');
      expect(search.inText(`printed ${text}`, 'stdout')).toMatchObject([
        { where: 'stdout', form: 'base64', canary: 0 },
      ]);
    }
  });

  it('in a plain column of the database and in its journal', () => {
    const db = openWriteDatabase(path.join(folder, 'kacang.db'));
    db.exec('CREATE TABLE leaky (id INTEGER PRIMARY KEY, note TEXT) STRICT');
    db.prepare('INSERT INTO leaky (note) VALUES (?)').run(canaries[1]);
    expect(search.inFolder(folder).map(({ where }) => where)).toContain('kacang.db-wal');
    db.close();
    expect(search.inFolder(folder)).toEqual([{ where: 'kacang.db', form: 'utf-8', canary: 1 }]);
  });

  it('deep in a profile folder', () => {
    const place = path.join(folder, 'Default', 'Local Storage', 'leveldb');
    mkdirSync(place, { recursive: true });
    writeFileSync(path.join(place, '000003.log'), Buffer.from(`\u0001last-key\u0000${canaries[0]}`, 'utf16le'));
    expect(search.inFolder(folder)).toContainEqual(expect.objectContaining({ form: 'utf-16le', canary: 0 }));
  });
});

describe('the search', () => {
  it('finds nothing where nothing is', () => {
    writeFileSync(path.join(folder, 'a.log'), 'CNRY7Q2MX9PL44Z and T; 密"<鸟>');
    writeFileSync(path.join(folder, 'b.xlsx'), zipOf('x', Buffer.from('CNRY7Q2MX9PL44Z')));
    expect(search.inFolder(folder)).toEqual([]);
  });

  it('refuses a canary that would be found by chance', () => {
    expect(() => createCanarySearch(['1234567'])).toThrow();
    expect(() => createCanarySearch([])).toThrow();
  });
});
