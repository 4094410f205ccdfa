import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReadDatabase } from '#core/db/connection.ts';
import { closeTestShops, newTestFolder } from '#tests/support/open-core.ts';
import { type CommandEnd, makeShop, OWNER_ENVIRONMENT, runKacang } from '#tests/support/run-kacang.ts';

let place: string;
const inPlace = (name: string): string => path.join(place, name);
const kacang = (...words: string[]): Promise<CommandEnd> =>
  runKacang([...words, '--data', inPlace('shop'), '--json'], OWNER_ENVIRONMENT);

function sheet(name: string, text: string): string {
  writeFileSync(inPlace(name), text);
  return inPlace(name);
}

/** Codes of what is on record, in the order of making; read from the database, as each look by command takes seconds. */
function onRecord(): { suppliers: string[]; skus: string[]; brands: number; imports: number } {
  const db = openReadDatabase(path.join(inPlace('shop'), 'kacang.db'));
  try {
    const column = <Value>(sql: string) => db.prepare(sql).pluck().all() as Value[];
    const [brands = 0] = column<number>('SELECT count(*) FROM brands');
    const [imports = 0] = column<number>("SELECT count(*) FROM imports WHERE state = 'posted'");
    return {
      suppliers: column<string>('SELECT code FROM suppliers ORDER BY code'),
      skus: column<string>('SELECT code FROM skus ORDER BY code'),
      brands,
      imports,
    };
  } finally {
    db.close();
  }
}

const NOTHING = { suppliers: [], skus: [], brands: 0, imports: 0 };
const create = ['--supplier', 'S1', '--sku', 'K1', '--cost', '9.50', '--create'];

beforeAll(async () => {
  place = newTestFolder();
  await makeShop(inPlace('shop'));
});
afterAll(closeTestShops);

describe('kacang import-keys --create', () => {
  it('makes nothing in a dry run, and judges as if supplier and SKU were there', async () => {
    const file = sheet('good.csv', '卡号,卡密\n6000000001,PW-1-77\n6000000002,PW-2-78\n');
    const dry = await kacang('import-keys', file, ...create, '--dry-run');
    expect(dry).toMatchObject({ exitCode: 0 });
    expect(dry.json()).toMatchObject({
      isDryRun: true,
      rows: 2,
      accepted: 2,
      totalCost: 190_000,
      bySku: [{ skuName: 'K1', quantity: 2 }],
    });
    expect(onRecord()).toEqual(NOTHING);
  });

  it('leaves nothing behind of a sheet that is refused', async () => {
    const file = sheet('totals.csv', '卡号,卡密\n6000000003,PW-3-77\n合计:9张,\n');
    const refused = await kacang('import-keys', file, ...create);
    expect(refused.json()).toMatchObject({
      code: 'TOTALS_DO_NOT_AGREE',
      data: { totals: [{ stated: 9, counted: 1 }] },
    });
    expect(refused.exitCode).toBe(3);
    const closed = await kacang('import-keys', inPlace('good.csv'), ...create, '--date', '2999-01-01');
    expect(closed.json()).toMatchObject({ code: 'INVALID_VALUE', data: { field: 'documentOn' } });
    expect(onRecord()).toEqual(NOTHING);
  });

  it('leaves nothing behind of a sheet that brings nothing, and says what became of its rows', async () => {
    const file = sheet('empty-secrets.csv', '卡号,卡密\n6000000004,\n6000000005,\n');
    const refused = await kacang('import-keys', file, ...create, '--columns', 'cardNumber,secret');
    expect(refused.exitCode).toBe(3);
    expect(refused.json()).toMatchObject({
      code: 'NOTHING_TO_IMPORT',
      data: { rows: 2, accepted: 0, refused: 2, byReason: { FIELD_MISSING: 2 }, encoding: 'utf-8' },
    });
    // A dry run ends as the import does: a script that asks first is not told that all is well.
    const dry = await kacang('import-keys', file, ...create, '--columns', 'cardNumber,secret', '--dry-run');
    expect(dry.exitCode).toBe(3);
    expect(dry.json()).toMatchObject({ isDryRun: true, accepted: 0, refused: 2, obstacle: 'NOTHING_TO_IMPORT' });
    expect(dry.errorText).toMatch(/^Nothing was imported.*\(0 of 2 rows, FIELD_MISSING 2\)/);
    const totals = await kacang('import-keys', inPlace('totals.csv'), ...create, '--dry-run');
    expect(totals.exitCode).toBe(3);
    expect(totals.json()).toMatchObject({ accepted: 1, obstacle: 'TOTALS_DO_NOT_AGREE' });
    expect(onRecord()).toEqual(NOTHING);
  });

  it('refuses numbers that a spreadsheet has rounded, unless they are said to be so', async () => {
    const rows = ['6222000000000010,PW-A', '6222000000000020,PW-B', '6222000000000030,PW-C'];
    const file = sheet('rounded.csv', `卡号,卡密\n${rows.map((row, index) => `${row}-${index}77`).join('\n')}\n`);
    const refused = await kacang('import-keys', file, ...create, '--dry-run');
    expect(refused.json()).toMatchObject({ accepted: 0, byReason: { ROUNDED_NUMBER: 3 } });
    const taken = await kacang('import-keys', file, ...create, '--dry-run', '--accept-rounded-numbers');
    expect(taken.json()).toMatchObject({ accepted: 3, refused: 0 });
  });

  it('says of several files which one a dry run finds something in the way of', async () => {
    const files = [inPlace('good.csv'), inPlace('empty-secrets.csv')];
    const dry = await kacang('import-keys', ...files, ...create, '--dry-run');
    expect(dry.exitCode).toBe(3);
    expect(dry.errorText.startsWith(`${inPlace('empty-secrets.csv')}: Nothing was imported`)).toBe(true);
  });

  it('takes no line for one key that seems to hold several, unless somebody says what its columns are', async () => {
    const file = sheet('beside.txt', 'AAAA-0001,AAAA-0002,AAAA-0003\nAAAA-0004,AAAA-0005,AAAA-0006\n');
    const refused = await kacang('import-keys', file, ...create, '--dry-run');
    expect(refused.exitCode).toBe(3);
    expect(refused.json()).toMatchObject({ code: 'KEYS_SIDE_BY_SIDE' });
    const told = await kacang('import-keys', file, ...create, '--columns', 'cardNumber,secret,otherField', '--dry-run');
    expect(told.json()).toMatchObject({ accepted: 2, warnings: {} });
  });

  it('takes no amount for several files, which would be charged once for each', async () => {
    const files = [inPlace('good.csv'), inPlace('empty-secrets.csv')];
    for (const option of ['--amount', '--total-cost']) {
      const refused = await kacang(
        'import-keys',
        ...files,
        '--supplier',
        'S1',
        '--sku',
        'K1',
        '--create',
        option,
        '380',
      );
      expect(refused.exitCode).toBe(2);
      expect(refused.json()).toMatchObject({ code: 'USAGE', message: expect.stringContaining(option) });
    }
    expect(onRecord()).toEqual(NOTHING);
  });

  it('says of several files in words what became of each', async () => {
    const words = ['import-keys', inPlace('empty-secrets.csv'), inPlace('totals.csv'), ...create];
    const plain = await runKacang([...words, '--data', inPlace('shop')], { ...OWNER_ENVIRONMENT, LANG: 'zh_CN.UTF-8' });
    expect(plain.exitCode).toBe(3);
    expect(plain.lines).toHaveLength(2);
    for (const line of plain.lines) expect(line).toMatch(/\.csv: \p{Script=Han}/u);
    expect(onRecord()).toEqual(NOTHING);
  });

  it('makes them with the first file that brings keys, for the files after it too', async () => {
    const more = sheet('more.csv', '卡号,卡密\n6000000006,PW-6-77\n');
    const done = await kacang('import-keys', inPlace('empty-secrets.csv'), inPlace('good.csv'), more, ...create);
    expect(done.exitCode).toBe(3);
    expect(done.json()).toMatchObject({ accepted: 3, files: [{ error: { code: 'NOTHING_TO_IMPORT' } }, {}, {}] });
    expect(onRecord()).toEqual({ suppliers: ['S1'], skus: ['K1'], brands: 1, imports: 2 });
  });

  it('knows a file again before it makes a second supplier for it', async () => {
    const again = await kacang('import-keys', inPlace('good.csv'), '--supplier', 'S2', '--sku', 'K2', '--create');
    expect(again.json()).toMatchObject({ code: 'FILE_ALREADY_IMPORTED', data: { number: expect.any(String) } });
    const dry = await kacang('import-keys', inPlace('good.csv'), '--supplier', 'S1', '--sku', 'K1', '--dry-run');
    expect(dry.exitCode).toBe(3);
    expect(dry.json()).toMatchObject({ obstacle: 'FILE_ALREADY_IMPORTED' });
    expect(onRecord()).toMatchObject({ suppliers: ['S1'], skus: ['K1'] });
  });

  it('makes a field for everything that belongs to a key', async () => {
    const line = (index: number) => `u${index}@mail.example----PW-${index}${index}----JBSWY3DP000${index}\n`;
    const file = sheet('second-step.txt', line(1) + line(2));
    const whole = await kacang('import-keys', file, ...create, '--dry-run');
    expect(whole.json()).toMatchObject({ accepted: 2, warnings: {} });
    const { exitCode } = await kacang(
      'import-keys',
      file,
      '--supplier',
      'S3',
      '--sku',
      'K3',
      '--cost',
      '1',
      '--create',
    );
    expect(exitCode).toBe(0);
    const out = inPlace('second-step.csv');
    await kacang('dispense', '--sku', 'K3', '--qty', '1', '--reason', 'test', '--out', out);
    expect(readFileSync(out, 'utf8')).toContain('u1@mail.example,PW-11,JBSWY3DP0001');
  });
});

describe('kacang import-keys of what brings nothing', () => {
  const words = ['--supplier', 'S1', '--sku', 'K1', '--cost', '9.50'];

  it('ends with 3 and the counts, and posts no import', async () => {
    const before = onRecord();
    const file = sheet('no-rows.csv', '卡号,卡密\n');
    const none = await kacang('import-keys', file, ...words, '--columns', 'cardNumber,secret');
    expect(none.exitCode).toBe(3);
    expect(none.json()).toMatchObject({ code: 'NOTHING_TO_IMPORT', data: { accepted: 0, refused: 0, byReason: {} } });
    const plain = await runKacang(
      ['import-keys', inPlace('empty-secrets.csv'), ...words, '--data', inPlace('shop')],
      OWNER_ENVIRONMENT,
    );
    expect(plain.exitCode).toBe(3);
    expect(plain.errorText).toMatch(/^Nothing was imported.*\(0 of 2 rows, FIELD_MISSING 2\)/);
    expect(onRecord()).toMatchObject({ imports: before.imports });
  });

  it('ends with 0 and the counts where the very same keys are only imported once more', async () => {
    const again = await kacang('import-keys', inPlace('good.csv'), ...words, '--allow-repeat');
    expect(again).toMatchObject({ exitCode: 0 });
    expect(again.json()).toMatchObject({ rows: 2, accepted: 0, refused: 2, byReason: { RE_SENT: 2 } });
  });
});
