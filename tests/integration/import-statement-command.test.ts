import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeTestShops, newTestFolder } from '#tests/support/open-core.ts';
import { type CommandEnd, makeShop, OWNER_ENVIRONMENT, runKacang } from '#tests/support/run-kacang.ts';

const PERIOD = ['--supplier', 'S1', '--from', '2026-10-01', '--to', '2026-10-31'];
let place: string;
const inPlace = (name: string): string => path.join(place, name);
const kacang = (...words: string[]): Promise<CommandEnd> =>
  runKacang([...words, '--data', inPlace('shop'), '--json'], OWNER_ENVIRONMENT);

beforeAll(async () => {
  place = newTestFolder();
  await makeShop(inPlace('shop'));
  writeFileSync(inPlace('keys.csv'), '卡号,卡密\n6000000001,PW-1-77\n');
  const made = ['--supplier', 'S1', '--sku', 'K1', '--create', '--cost', '9.5', '--date', '2026-10-05'];
  expect(await kacang('import-keys', inPlace('keys.csv'), ...made)).toMatchObject({ exitCode: 0 });
});
afterAll(closeTestShops);

it('kacang import-statement of no readable line ends with 3, the counts and a sentence, and leaves nothing behind', async () => {
  writeFileSync(inPlace('unreadable.csv'), '日期,商品,数量,单价,金额\n2026-10-05,K1,1,9.50,九块五\n');
  const none = await kacang('import-statement', inPlace('unreadable.csv'), ...PERIOD);
  expect(none.exitCode).toBe(3);
  expect(none.json()).toMatchObject({
    code: 'STATEMENT_EMPTY',
    message: expect.stringMatching(/^Nothing was imported.*\(0 of 1 rows, [A-Z_]+ 1\)$/),
    data: { rows: 1, accepted: 0, refused: 1, byReason: {}, refusedRows: [{ rowNumber: 2 }] },
  });
  expect((await kacang('call', 'statements.list')).json()).toMatchObject({ rows: [] });
  const dry = await kacang('import-statement', inPlace('unreadable.csv'), ...PERIOD, '--dry-run');
  expect(dry.exitCode).toBe(3);
  expect(dry.json()).toMatchObject({ isDryRun: true, accepted: 0, obstacle: 'STATEMENT_EMPTY' });
});

it('kacang import-statement takes what is prepaid as a balance below zero', async () => {
  writeFileSync(inPlace('prepaid.csv'), '日期,商品,数量,单价,金额\n2026-10-05,K1,1,9.50,9.50\n');
  const words = ['import-statement', inPlace('prepaid.csv'), ...PERIOD, '--dry-run', '--opening=-100'];
  const right = await kacang(...words, '--closing=-90.50');
  expect(right).toMatchObject({ exitCode: 0 });
  expect(right.json()).toMatchObject({
    openingBalance: -1_000_000,
    closingBalance: -905_000,
    breaks: [],
    obstacle: null,
  });
  const wrong = await kacang(...words, '--closing=-91');
  expect(wrong.exitCode).toBe(3);
  expect(wrong.json()).toMatchObject({ breaks: [{ check: 'closing-balance' }], obstacle: 'STATEMENT_BREAKS' });
});

it('kacang import-statement reads the decimal commas of a file separated by semicolons, its totals too', async () => {
  const rows = ['日期;商品;数量;单价;金额', '2026-10-05;K1;10,00;123,45;1.234,50', '2026-10-06;K1;3;9,50;28,50'];
  writeFileSync(inPlace('commas.csv'), [...rows, '合计;;13;;1.263,00', '#合计：2笔，共1.263,00元'].join('\n'));
  const read = await kacang('import-statement', inPlace('commas.csv'), ...PERIOD, '--dry-run');
  expect(read.json()).toMatchObject({ rows: 4, accepted: 2, refused: 0, lineTotal: 12_630_000, breaks: [] });
  writeFileSync(inPlace('wrong.csv'), [...rows, '#合计：2笔，共1.264,00元'].join('\n'));
  const wrong = await kacang('import-statement', inPlace('wrong.csv'), ...PERIOD, '--dry-run');
  expect(wrong.exitCode).toBe(3);
  expect(wrong.json()).toMatchObject({
    breaks: [{ check: 'control-total', rowNumber: 4, stated: 12_640_000, found: 12_630_000 }],
  });
});

it.each([
  [
    'what its notes name',
    '日期,说明,金额\n2026-10-02,充值,+1000\n2026-10-03,移动100*3,-285\n2026-10-04,返佣,+3\n',
    -7_180_000,
  ],
  [
    'pieces that went back',
    '日期,商品,数量,金额\n2026-10-02,K1,10,950\n2026-10-03,K1,-2,-190\n2026-10-04,K1,-2,-190\n',
    5_700_000,
  ],
])('kacang import-statement tells what a minus means by %s', async (by, text, lineTotal) => {
  const file = inPlace(`${by.replaceAll(' ', '-')}.csv`);
  writeFileSync(file, text);
  const read = await kacang('import-statement', file, ...PERIOD, '--dry-run');
  expect(read.json()).toMatchObject({ accepted: 3, refused: 0, lineTotal });
});

it('kacang import-statement says in a sentence that a statement of these days is there', async () => {
  writeFileSync(inPlace('october.csv'), '日期,商品,数量,单价,金额\n2026-10-05,K1,1,9.50,9.50\n');
  const first = await kacang('import-statement', inPlace('october.csv'), ...PERIOD);
  expect(first.json()).toMatchObject({ rows: 1, accepted: 1, refused: 0, byReason: {} });
  const words = ['import-statement', inPlace('october.csv'), ...PERIOD, '--data', inPlace('shop')];
  const second = await runKacang(words, OWNER_ENVIRONMENT);
  expect(second.exitCode).toBe(3);
  expect(second.errorText).toMatch(/^Another statement of this supplier covers .*\n.*"STATEMENT_OVERLAPS"/);
});

it('kacang import-statement asks by name what a discount or a refund means, and is told by the columns', async () => {
  const words = ['--supplier', 'S1', '--from', '2026-09-01', '--to', '2026-09-30'];
  const file = inPlace('discounts.csv');
  writeFileSync(file, '日期,商品,金额,优惠,退款金额\n2026-09-05,K1,475,5,\n2026-09-06,K1,95,,47.5\n');
  const asked = await kacang('import-statement', file, ...words);
  expect(asked.exitCode).toBe(3);
  expect(asked.json()).toMatchObject({
    code: 'COLUMNS_UNSETTLED',
    message: expect.stringMatching(
      /Give --columns: .*\(columns 优惠 \/ 退款金额, may be discount\|ignore \/ refund\|ignore, /,
    ),
    data: { columns: ['优惠', '退款金额'], proposed: 'occurredOn,product,amount,discount,refund' },
  });
  const off = await kacang(
    'import-statement',
    file,
    ...words,
    '--dry-run',
    '--columns',
    'occurredOn,product,amount,discount,refund',
  );
  expect(off.json()).toMatchObject({ accepted: 2, lineTotal: 5_175_000, breaks: [] });
  const told = ['--columns', 'occurredOn,product,amount,ignore,refund'];
  expect((await kacang('import-statement', file, ...words, ...told)).json()).toMatchObject({ lineTotal: 5_225_000 });
  // What was said once is not asked again of the same header.
  const next = inPlace('discounts-next.csv');
  writeFileSync(next, '日期,商品,金额,优惠,退款金额\n2026-08-05,K1,475,6,\n2026-08-06,K1,95,,40\n');
  const august = ['--supplier', 'S1', '--from', '2026-08-01', '--to', '2026-08-31', '--dry-run'];
  expect((await kacang('import-statement', next, ...august)).json()).toMatchObject({
    accepted: 2,
    lineTotal: 5_300_000,
  });
});

it('kacang import-statement remembers what a person said a minus means, and not what was only proposed', async () => {
  const month = (name: string) => ['--supplier', 'S1', '--from', `${name}-01`, '--to', `${name}-28`];
  const write = (name: string, ...rows: string[]) => {
    const file = inPlace(`minus-${name}.csv`);
    writeFileSync(file, ['日期,说明,变动金额', ...rows.map((row) => `${name}-${row}`)].join('\n'));
    return file;
  };
  const lineTotalOf = async (file: string, ...words: string[]) =>
    (await kacang('import-statement', file, ...words)).json().lineTotal;
  // Proposed without a minus: the next sheet has one and is looked at anew.
  const first = write('2026-02', '05,点卡,475');
  expect(await lineTotalOf(first, ...month('2026-02'))).toBe(4_750_000);
  const second = write('2026-03', '05,点卡,-475', '06,点卡,-95');
  expect(await lineTotalOf(second, ...month('2026-03'), '--dry-run')).toBe(5_700_000);
  // A month of nothing but returns is no month of purchases, once a person has said so.
  const said = ['--convention', 'debt-effect'];
  expect(await lineTotalOf(second, ...month('2026-03'), ...said)).toBe(-5_700_000);
  const third = write('2026-04', '05,点卡,-475');
  expect(await lineTotalOf(third, ...month('2026-04'))).toBe(-4_750_000);
  const fourth = write('2026-05', '05,点卡,-20');
  expect(await lineTotalOf(fourth, ...month('2026-05'), '--dry-run')).toBe(-200_000);
});
