import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeTestShops, newTestFolder } from '#tests/support/open-core.ts';
import { type CommandEnd, makeShop, OWNER_ENVIRONMENT, runKacang } from '#tests/support/run-kacang.ts';

let place: string;
const inPlace = (name: string): string => path.join(place, name);
const call = (...words: string[]): Promise<CommandEnd> =>
  runKacang(['call', ...words, '--data', inPlace('shop'), '--json'], OWNER_ENVIRONMENT);

beforeAll(async () => {
  place = newTestFolder();
  await makeShop(inPlace('shop'));
});
afterAll(closeTestShops);

describe('kacang call', () => {
  it.each([
    ['a query with a filter', 'suppliers.list', { rows: [] }],
    ['a query without input', 'dashboard.get', {}],
    ['a query whose input has a default', 'replenishment.plan', {}],
  ])('takes an empty input and none alike: %s', async (_, name, answer) => {
    for (const words of [[name], [name, '--input', '{}']]) {
      const end = await call(...words);
      expect(end.errorText).toBe('');
      expect(end.exitCode).toBe(0);
      expect(end.json()).toMatchObject(answer);
    }
  });

  it('makes the id of a command that comes without one, and keeps one that comes', async () => {
    const made = await call('shops.create', '--input', '{"name":"淘宝店"}');
    expect(made).toMatchObject({ exitCode: 0 });
    const named = JSON.stringify({ name: '拼多多店', commandId: 'script-0123456789' });
    const first = await call('shops.create', '--input', named);
    expect((await call('shops.create', '--input', named)).json()).toEqual(first.json());
    const empty = await call('shops.create', '--input', '{}');
    expect(empty).toMatchObject({ exitCode: 2 });
    expect(empty.json()).toMatchObject({ code: 'INVALID_INPUT' });
    expect(JSON.stringify(empty.json())).toContain('name');
    expect(JSON.stringify(empty.json())).not.toContain('commandId');
  });

  it('takes what is written wrongly for a usage error', async () => {
    writeFileSync(inPlace('input.txt'), '{"name":');
    for (const words of [
      ['no.such'],
      ['suppliers'],
      ['suppliers.list.toString'],
      ['suppliers.list', '--input', '{'],
      ['suppliers.list', '--input', '[]'],
      ['suppliers.list', '--input', `@${inPlace('input.txt')}`],
      ['suppliers.list', '--input', `@${inPlace('missing.txt')}`],
    ]) {
      const end = await call(...words);
      expect(end.exitCode, words.join(' ')).toBe(2);
      expect(end.json(), words.join(' ')).toMatchObject({ code: 'USAGE' });
    }
  });
});
