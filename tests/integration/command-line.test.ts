import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { noteUnfinishedFile } from '#hosts/node/unfinished-files.ts';
import { type BrowserMode, startBrowserMode } from '#hosts/web/serve.ts';
import { closeTestShops, newTestFolder } from '#tests/support/open-core.ts';
import {
  type CommandEnd,
  makeShop,
  OWNER_ENVIRONMENT,
  runKacang,
  runKacangProgram,
  runUnread,
} from '#tests/support/run-kacang.ts';

const KEY_COUNT = 40;

let place: string;
let folder: string;

const inPlace = (name: string): string => path.join(place, name);
const ofOwner = (words: string[]) => [[...words, '--data', folder, '--json'], OWNER_ENVIRONMENT] as const;
const kacang = (...words: string[]): Promise<CommandEnd> => runKacang(...ofOwner(words));
const kacangProgram = (...words: string[]): Promise<CommandEnd> => runKacangProgram(...ofOwner(words));

beforeAll(async () => {
  place = newTestFolder();
  folder = inPlace('shop');
  await makeShop(folder);
  const rows = Array.from({ length: KEY_COUNT }, (_, index) => `${6_000_000_000 + index},PW-${index}-${index * 7919}`);
  writeFileSync(inPlace('keys.csv'), ['卡号,卡密', ...rows].join('\n'));
});

afterAll(closeTestShops);

/** The number of a process that is no more. */
function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  return new Promise((resolve) => child.once('exit', () => resolve(child.pid ?? 0)));
}

describe('making a shop', () => {
  it('writes the recovery code to a file of its user only, and nowhere else', async () => {
    const made = inPlace('made');
    const words = ['init', '--data', made, '--business', '示例店', '--recovery-file', inPlace('recovery'), '--json'];
    const end = await runKacangProgram(words, OWNER_ENVIRONMENT);
    expect(end.errorText).toBe('');
    expect(end).toMatchObject({ exitCode: 0 });
    expect((await runKacang(['call', 'brands.list', '--data', made, '--json'], OWNER_ENVIRONMENT)).exitCode).toBe(0);
    expect(readFileSync(inPlace('recovery'), 'utf8')).toMatch(/^([2-9A-HJ-NP-Z]{4}-){7}[2-9A-HJ-NP-Z]{4}\n$/);
    if (process.platform !== 'win32') expect(statSync(inPlace('recovery')).mode & 0o777).toBe(0o600);
  });

  it('never writes over a file, and makes nothing then', async () => {
    const other = inPlace('other-shop');
    const words = ['init', '--data', other, '--business', 'x', '--recovery-file', inPlace('recovery'), '--json'];
    expect(await runKacang(words, OWNER_ENVIRONMENT)).toMatchObject({ exitCode: 2 });
    const { userNames } = (await runKacang(['call', 'sessions.state', '--data', folder, '--json'])).json();
    expect(userNames).toEqual(['老板']);
  });

  it('is refused a second time', async () => {
    const again = await kacang('init', '--business', '另一家');
    expect(again.exitCode).toBe(3);
    expect(again.json()).toMatchObject({ code: 'SHOP_STATE', data: { isSetUp: true } });
  });
});

describe('how a command ends', () => {
  it('with its code and its lines as a process, whichever it is', async () => {
    const stated = await runKacangProgram(['call', 'sessions.state', '--data', folder, '--json']);
    expect(stated).toMatchObject({ exitCode: 0, errorText: '' });
    expect(stated.json()).toMatchObject({ userNames: ['老板'] });
    const wrong = await runKacangProgram(['frobnicate'], { LANG: 'zh_CN.UTF-8' });
    expect(wrong).toMatchObject({ exitCode: 2, lines: [], errorText: expect.stringContaining('没有命令 frobnicate') });
  });

  it('with 2 where it is written wrongly', async () => {
    for (const words of [['frobnicate'], ['call', 'no.such'], ['call', 'jobs.list', '--bogus'], ['dispense']]) {
      const end = await runKacang([...words, '--data', folder, '--json'], OWNER_ENVIRONMENT);
      expect(end.exitCode, words.join(' ')).toBe(2);
      expect(end.json()).toMatchObject({ code: 'USAGE' });
    }
  });

  it.each([
    [['frobnicate'], '没有命令 frobnicate'],
    [['report'], 'report 写成 kacang report monthly'],
    [['call', 'no.such'], '没有过程 no.such'],
    [['call'], '写法:kacang call '],
    [['call', 'jobs.list', '--bogus'], '没有选项 --bogus'],
    [['call', 'jobs.list', '--input'], '选项 --input 的写法不对'],
    [['import-keys', 'a.csv'], '缺少 --supplier。'],
    [['dispense', '--qty', 'x', '--sku', 'A', '--out', 'a.txt'], '--qty 是不小于 1 的整数。'],
    [['report', 'monthly', '--month', '13', '--out', 'a.xlsx'], '--month 是月份'],
  ])('in the language of the person where it is written wrongly: %j', async (words, sentence) => {
    const end = await runKacang([...words, '--data', folder, '--json'], { ...OWNER_ENVIRONMENT, LANG: 'zh_CN.UTF-8' });
    expect(end.exitCode).toBe(2);
    expect(end.json()).toMatchObject({ code: 'USAGE', message: expect.stringContaining(sentence) });
    expect(end.errorText).toContain(sentence);
  });

  it('in the language of the person where a file of this computer is not there', async () => {
    const words = [
      'call',
      'imports.describe',
      '--file',
      `fileId=${inPlace('nothing.csv')}`,
      '--data',
      folder,
      '--json',
    ];
    for (const [LANG, sentence] of [
      ['zh_CN.UTF-8', '文件打不开'],
      ['en_US.UTF-8', 'The file cannot be opened'],
    ] as const) {
      const end = await runKacang(words, { ...OWNER_ENVIRONMENT, LANG });
      expect(end.exitCode).toBe(3);
      expect(end.json()).toMatchObject({ code: 'FILE_NOT_OPENED' });
      expect(end.errorText).toContain(sentence);
      expect(end.errorText).toContain('nothing.csv');
    }
  });

  it('with 3 and the declared error where it is refused', async () => {
    const wrong = await runKacang(['call', 'users.list', '--data', folder, '--json'], {
      ...OWNER_ENVIRONMENT,
      KACANG_PASSPHRASE: 'wrong',
    });
    expect(wrong.exitCode).toBe(3);
    expect(wrong.json()).toMatchObject({ code: 'WRONG_PASSPHRASE' });
    expect(wrong.errorText).not.toBe('');
    const nobody = await runKacang(['call', 'users.list', '--data', folder, '--json']);
    expect(nobody.json()).toMatchObject({ code: 'SIGN_IN_NEEDED' });
  });

  it('with 3 where there is no shop, and makes none', async () => {
    const nowhere = inPlace('nowhere');
    const end = await runKacang(['verify', '--data', nowhere, '--json'], OWNER_ENVIRONMENT);
    expect(end.exitCode).toBe(3);
    expect(end.json()).toMatchObject({ code: 'NO_SHOP' });
    expect(existsSync(nowhere)).toBe(false);
  });

  it('with its help in the language of the system', async () => {
    const zh = await runKacang(['import-keys', '--help'], { LANG: 'zh_CN.UTF-8' });
    expect(zh).toMatchObject({ exitCode: 0 });
    expect(zh.lines.join('\n')).toContain('供应商');
    const en = await runKacang(['--help']);
    for (const name of ['init', 'demo', 'import-keys', 'import-statement', 'report monthly', 'dispense']) {
      expect(en.lines.join('\n')).toContain(`kacang ${name} `);
    }
    for (const name of ['deliveries export', 'verify', 'backup', 'restore', 'call']) {
      expect(en.lines.join('\n')).toContain(`kacang ${name} `);
    }
  });
});

describe('from a sheet to keys handed out', () => {
  const importWords = (): string[] => ['import-keys', inPlace('keys.csv'), '--supplier', 'S1', '--sku', 'K1'];

  it('does not make a supplier or SKU without being told', async () => {
    const end = await kacang(...importWords(), '--cost', '9.50');
    expect(end.exitCode).toBe(3);
    expect(end.json()).toMatchObject({ code: 'NOT_FOUND', data: { kind: 'supplier', id: 'S1' } });
  });

  it('judges first, then imports, and knows the file again', async () => {
    const words = [...importWords(), '--cost', '9.50', '--create', '--order-no', 'PO-1', '--amount', '380'];
    const dry = await kacang(...words, '--dry-run');
    expect(dry.json()).toMatchObject({ rows: KEY_COUNT, accepted: KEY_COUNT, refused: 0, isDryRun: true });
    const real = await kacang(...words);
    expect(real).toMatchObject({ exitCode: 0 });
    expect(real.json()).toMatchObject({
      rows: KEY_COUNT,
      accepted: KEY_COUNT,
      refused: 0,
      byReason: {},
      encoding: 'utf-8',
      totalCost: KEY_COUNT * 95_000,
    });
    const again = await kacang(...words);
    expect(again.exitCode).toBe(3);
    expect(again.json()).toMatchObject({ code: 'FILE_ALREADY_IMPORTED' });
  });

  it('serves an order once, and writes it again', async () => {
    const out = inPlace('order.txt');
    const words = ['dispense', '--sku', 'K1', '--qty', '2', '--shop', '淘宝', '--order', 'A1', '--total', '25'];
    const first = await kacangProgram(...words, '--create', '--out', out);
    expect(first.json()).toMatchObject({ quantity: 2, out });
    const lines = readFileSync(out, 'utf8').trim().split('\n');
    expect(lines).toHaveLength(2);
    if (process.platform !== 'win32') expect(statSync(out).mode & 0o777).toBe(0o600);
    const second = await kacang(...words, '--out', inPlace('twice.txt'));
    expect(second.json()).toMatchObject({ code: 'ORDER_ALREADY_DELIVERED', data: { quantity: 2 } });
    expect(existsSync(inPlace('twice.txt'))).toBe(false);

    const [delivery] = first.json<{ deliveries: { id: number; number: string }[] }>().deliveries;
    const copy = inPlace('copy.txt');
    expect(await kacang('deliveries', 'export', String(delivery?.id), '--out', copy)).toMatchObject({ exitCode: 0 });
    expect(readFileSync(copy, 'utf8')).toBe(readFileSync(out, 'utf8'));

    for (const words of [[delivery?.number ?? ''], ['--shop', '淘宝', '--order', 'A1']]) {
      const again = inPlace(`again-${words.length}.txt`);
      expect(await kacang('deliveries', 'export', ...words, '--out', again)).toMatchObject({ exitCode: 0 });
      expect(readFileSync(again, 'utf8')).toBe(readFileSync(out, 'utf8'));
    }
    for (const words of [
      ['TK-209901-0001'],
      ['--shop', '淘宝', '--order', 'A2'],
      ['--shop', '京东', '--order', 'A1'],
    ]) {
      const none = await kacang('deliveries', 'export', ...words, '--out', inPlace('none.txt'));
      expect(none.exitCode).toBe(3);
      expect(none.json()).toMatchObject({ code: 'NOT_FOUND' });
    }
    for (const words of [[], ['--shop', '淘宝'], [String(delivery?.id), '--shop', '淘宝', '--order', 'A1']]) {
      const wrong = await kacang('deliveries', 'export', ...words, '--out', inPlace('none.txt'));
      expect(wrong.exitCode, words.join(' ')).toBe(2);
    }
  });

  it('gives nothing away for a total: it would be dropped without a word', async () => {
    const words = ['--sku', 'K1', '--qty', '1', '--reason', 'test', '--total', '30', '--out', inPlace('for-money.txt')];
    const wrong = await kacang('dispense', ...words);
    expect(wrong.exitCode).toBe(2);
    expect(wrong.errorText).toContain('--total');
    expect(existsSync(inPlace('for-money.txt'))).toBe(false);
  });

  it('names what was handed out where it cannot be written, so that nobody hands out again', async () => {
    const out = inPlace(`${'x'.repeat(300)}.txt`);
    const refused = await kacang('dispense', '--sku', 'K1', '--qty', '1', '--reason', 'test', '--out', out);
    expect(refused.exitCode).toBe(3);
    const { code, data } = refused.json<{ code: string; data: { number: string; why: unknown } }>();
    expect(code).toBe('KEYS_NOT_WRITTEN');
    expect(data).toMatchObject({ deliveries: [{ number: data.number }], why: { code: 'FILE_NOT_WRITTEN' } });
    expect(refused.errorText).toContain(data.number);
    expect(readdirSync(place).filter((name) => name.endsWith('.part'))).toEqual([]);
    const copy = inPlace('after-all.txt');
    expect(await kacang('deliveries', 'export', data.number, '--out', copy)).toMatchObject({ exitCode: 0 });
    expect(readFileSync(copy, 'utf8').trim().split('\n')).toHaveLength(1);
  });

  it('takes away half a file that a killed run left, and says where', async () => {
    const { part } = noteUnfinishedFile(folder, inPlace('half.txt'));
    writeFileSync(part, '6000000000----PW');
    const [name = ''] = readdirSync(path.join(folder, 'unfinished'));
    writeFileSync(path.join(folder, 'unfinished', name), JSON.stringify({ process: await endedProcess(), part }));
    const next = await kacang('call', 'users.list');
    expect(next).toMatchObject({ exitCode: 0 });
    expect(next.errorText).toContain(part);
    expect(existsSync(part)).toBe(false);
    expect(readdirSync(path.join(folder, 'unfinished'))).toEqual([]);
  });

  it('closes the shop in order where nobody reads its result any more', async () => {
    const end = await runUnread(['call', 'users.list', '--data', folder, '--json'], OWNER_ENVIRONMENT);
    expect(end).toEqual({ exitCode: 1, errorText: '' });
    expect(await kacang('verify')).toMatchObject({ exitCode: 0 });
  });

  it('gives several sellers at once different keys, in processes of their own', async () => {
    const files = [1, 2, 3, 4].map((seller) => inPlace(`seller-${seller}.txt`));
    const ends = await Promise.all(
      files.map((out) => kacangProgram('dispense', '--sku', 'K1', '--qty', '3', '--reason', 'test', '--out', out)),
    );
    expect(ends.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0]);
    const keys = files.flatMap((file) => readFileSync(file, 'utf8').trim().split('\n'));
    expect(new Set(keys).size).toBe(12);
  });

  it('gives the same keys for the same command id', async () => {
    const words = ['dispense', '--sku', 'K1', '--qty', '1', '--reason', 'gift', '--command-id', 'retry-0123456789ab'];
    const first = await kacang(...words, '--out', inPlace('retry-1.txt'));
    const second = await kacang(...words, '--out', inPlace('retry-2.txt'));
    expect(second.json<{ deliveries: unknown }>().deliveries).toEqual(first.json<{ deliveries: unknown }>().deliveries);
    expect(readFileSync(inPlace('retry-2.txt'))).toEqual(readFileSync(inPlace('retry-1.txt')));
  });

  it('leaves a shop whose books are whole, which comes back from its backup on a new PC', async () => {
    const checked = await kacang('verify');
    expect(checked).toMatchObject({ exitCode: 0 });
    expect(checked.json()).toMatchObject({ isWhole: true });
    const said = await runKacang(['verify', '--data', folder], { ...OWNER_ENVIRONMENT, LANG: 'zh_CN.UTF-8' });
    // In words, never the names that scripts know the checks by.
    expect(said.lines.join('\n')).toContain('相符 卡密状态与批次库存一致 (');
    expect(said.lines.join('\n')).not.toMatch(/-agree-|-are-/);
    expect(said.lines.filter((line) => !line.startsWith('相符 '))).toEqual([
      expect.stringMatching(/^摘要 [0-9a-f]{64}$/),
    ]);
    const file = inPlace('shop.kacang');
    expect(await kacang('backup', '--out', file)).toMatchObject({ exitCode: 0 });
    const elsewhere = inPlace('new-pc');
    const restored = await runKacang(['restore', file, '--data', elsewhere, '--json'], OWNER_ENVIRONMENT);
    expect(restored.json()).toMatchObject({ businessName: '示例店', findings: [] });
    const there = await runKacang(['verify', '--data', elsewhere, '--json'], OWNER_ENVIRONMENT);
    expect(there.json<{ digest: string }>().digest).toBe(checked.json<{ digest: string }>().digest);
    const gift = ['dispense', '--data', elsewhere, '--sku', 'K1', '--qty', '1', '--reason', 'gift', '--out'];
    expect(await runKacang([...gift, inPlace('later.txt')], OWNER_ENVIRONMENT)).toMatchObject({ exitCode: 0 });
    const again = await runKacang(['restore', file, '--data', elsewhere], {
      ...OWNER_ENVIRONMENT,
      LANG: 'zh_CN.UTF-8',
    });
    expect(again.lines).toEqual([
      expect.stringMatching(/^已恢复“示例店”.* 的备份。$/),
      expect.stringMatching(/^1 张备份之后交出或看过的卡密在隔离区,单据 RS\S+。$/),
    ]);
  });
});

describe('a folder in which KaCang was started and no shop was made', () => {
  it('takes a backup as a new one does', async () => {
    const file = inPlace('for-a-new-pc.kacang');
    expect(await kacang('backup', '--out', file)).toMatchObject({ exitCode: 0 });
    const started = inPlace('started');
    const short = { ...OWNER_ENVIRONMENT, KACANG_PASSPHRASE: 'short' };
    expect(await runKacang(['init', '--business', '新店', '--data', started], short)).toMatchObject({ exitCode: 2 });
    const restored = await runKacang(['restore', file, '--data', started, '--json'], OWNER_ENVIRONMENT);
    expect(restored.json()).toMatchObject({ businessName: '示例店', findings: [], isRestartNeeded: false });
    const there = await runKacang(['verify', '--data', started, '--json'], OWNER_ENVIRONMENT);
    expect(there.json()).toMatchObject({ isWhole: true });
  });
});

describe('while KaCang runs on the folder', () => {
  let app: BrowserMode | null = null;
  afterEach(async () => {
    await app?.stop();
    app = null;
  });

  it('asks the one that runs, with a session of its own', async () => {
    app = await startBrowserMode({ folder, port: 0 });
    const before = app.core.kernel.sessions.all().length;
    const users = await kacang('call', 'users.list');
    expect(users.json<{ name: string }[]>().map(({ name }) => name)).toEqual(['老板']);
    const staged = await kacang('call', 'files.discard', '--file', `id=${inPlace('keys.csv')}`);
    expect(staged).toMatchObject({ exitCode: 0 });
    await expect.poll(() => app?.core.kernel.sessions.all().length).toBe(before);
  });

  it('lays a backup ready for its next start, and says so', async () => {
    const file = inPlace('while-running.kacang');
    app = await startBrowserMode({ folder, port: 0 });
    expect(await kacang('backup', '--out', file)).toMatchObject({ exitCode: 0 });
    const restored = await kacang('restore', file);
    expect(restored).toMatchObject({ exitCode: 0 });
    expect(restored.json()).toMatchObject({ businessName: '示例店', isRestartNeeded: true, findings: null });
    const early = await kacang('verify');
    expect(early.json()).toMatchObject({ code: 'RESTART_NEEDED' });
    await app.stop();
    app = null;
    expect(await kacang('verify')).toMatchObject({ exitCode: 0 });
  });
});
