import { isContractProcedure } from '@orpc/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createInProcessClient } from '#hosts/node/served-calls.ts';
import { contract } from '#shared/contract/contract.ts';
import type { ProcedureMeta } from '#shared/contract/procedure.ts';
import { RIGHTS, type Right } from '#shared/domain/identity/rights.ts';
import type { UserId } from '#shared/domain/ids.ts';
import {
  closeTestShops,
  newCommandId,
  openTestShop,
  type TestClient,
  type TestShop,
} from '#tests/support/open-core.ts';

interface NamedProcedure {
  readonly name: string;
  readonly meta: ProcedureMeta;
}

function proceduresOf(place: unknown, path: readonly string[] = []): NamedProcedure[] {
  if (isContractProcedure(place)) return [{ name: path.join('.'), meta: place['~orpc'].meta as ProcedureMeta }];
  if (typeof place !== 'object' || place === null) return [];
  return Object.entries(place).flatMap(([key, inner]) => proceduresOf(inner, [...path, key]));
}

const procedures = proceduresOf(contract);
const guarded = procedures.filter(({ meta }) => meta.permission !== 'anyone');
const rightsOf = ({ permission }: ProcedureMeta): readonly Right[] => {
  if (permission === 'anyone' || permission === 'signed-in') return [];
  return typeof permission === 'string' ? [permission] : permission.anyOf;
};

const PERSON = { name: '小李', passphrase: 'another horse battery' };
let shop: TestShop;
let person: TestClient;
let personId: UserId;

beforeAll(async () => {
  shop = await openTestShop();
  const { id } = await shop.client.users.create({ commandId: newCommandId(), ...PERSON, role: 'clerk' });
  personId = id;
  person = await shop.signIn(PERSON.name, PERSON.passphrase);
});
afterAll(closeTestShops);

async function allow(isGranted: (right: Right) => boolean): Promise<void> {
  const changes = RIGHTS.map((right) => ({ right, isGranted: isGranted(right), dailyLimit: null }));
  await shop.client.users.change({ commandId: newCommandId(), id: personId, role: 'clerk', changes });
}

/** The code that a call without any input ends with; what is refused for who asks is refused before the input is looked at. */
async function codeOf(client: TestClient, name: string): Promise<string> {
  let place: unknown = client;
  for (const part of name.split('.')) place = Reflect.get(Object(place), part);
  const call = place as (input: unknown, options: { signal: AbortSignal }) => Promise<unknown>;
  const { signal } = new AbortController();
  return call({ commandId: newCommandId() }, { signal }).then(
    () => 'ANSWERED',
    (error: { code?: string; data?: { right?: string } }) => `${error.code} ${error.data?.right ?? ''}`.trim(),
  );
}

describe('a procedure of the contract', () => {
  it('is open to anyone only where it must be', () => {
    const open = procedures.filter(({ meta }) => meta.permission === 'anyone').map(({ name }) => name);
    expect(open.sort()).toEqual([
      'backups.found',
      'backups.rescue',
      'sessions.recover',
      'sessions.signIn',
      'sessions.state',
      'shop.setUp',
    ]);
  });

  it('is refused to nobody, whichever it is', async () => {
    const nobody = createInProcessClient(shop.core, shop.core.openSession());
    for (const { name } of guarded) expect(await codeOf(nobody, name), name).toBe('SIGN_IN_NEEDED');
  });

  it.each(RIGHTS)('is refused to a person with every right but %s, where it asks for it', async (right) => {
    await allow((one) => one !== right);
    const asking = guarded.filter(({ meta }) => rightsOf(meta).join() === right);
    for (const { name } of asking) expect(await codeOf(person, name), name).toBe(`PERMISSION_DENIED ${right}`);
  });

  it('is refused to a person with none of the rights of which it asks for one', async () => {
    await allow(() => false);
    for (const { name, meta } of guarded) {
      const [first] = rightsOf(meta);
      if (first) expect(await codeOf(person, name), name).toBe(`PERMISSION_DENIED ${first}`);
    }
  });

  it('is refused in a locked window, whoever sits there, but for what unlocks it', async () => {
    const client = await shop.signIn(PERSON.name, PERSON.passphrase);
    await client.sessions.lock();
    for (const { name, meta } of guarded) {
      if (!meta.worksWhileLocked) expect(await codeOf(client, name), name).toBe('WINDOW_LOCKED');
    }
  });
});
