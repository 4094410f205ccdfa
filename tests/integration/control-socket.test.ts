import { randomBytes } from 'node:crypto';
import { mkdirSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ControlSocket, openControlSocket } from '#hosts/node/control-socket.ts';
import { askToOpenAgain, callRunningInstance } from '#hosts/node/running-instance.ts';
import { SocketPort } from '#hosts/node/socket-port.ts';
import { closeTestShops, newTestFolder, OWNER, openTestShop, type TestShop } from '#tests/support/open-core.ts';

let shop: TestShop;
let control: ControlSocket;

beforeEach(async () => {
  shop = await openTestShop();
  control = await openControlSocket({
    core: shop.core,
    folder: shop.folder,
    openAgain: () => ({ kind: 'launch-url', url: 'http://127.0.0.1:1/#launch=code' }),
  });
});
afterEach(async () => {
  await control.close();
  await closeTestShops();
});

/** What the door answers to raw bytes before it hangs up; null where it says nothing. */
function send(bytes: Buffer): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const socket = connect(control.endpoint.path);
    const pieces: Buffer[] = [];
    socket.on('data', (piece) => pieces.push(piece));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(pieces.length === 0 ? null : Buffer.concat(pieces)));
    socket.on('connect', () => socket.write(bytes));
  });
}

const sessionCount = (): number => shop.core.kernel.sessions.all().length;

describe('the door for other programs', () => {
  it.skipIf(process.platform === 'win32')('is open to its user only', () => {
    expect(statSync(control.endpoint.path).mode & 0o777).toBe(0o600);
  });

  it('answers calls in a session of their own, which ends with the connection', async () => {
    const before = sessionCount();
    const remote = await callRunningInstance(control.endpoint);
    if (!remote) throw new Error('Nobody answered.');
    expect(sessionCount()).toBe(before + 1);
    await expect(remote.client.users.list()).rejects.toMatchObject({ code: 'SIGN_IN_NEEDED' });
    await remote.client.sessions.signIn(OWNER);
    expect(await remote.client.users.list()).toHaveLength(1);
    remote.close();
    await expect.poll(sessionCount).toBe(before);
  });

  it('lets the user of a second start in again', async () => {
    expect(await askToOpenAgain(control.endpoint)).toMatchObject({ kind: 'launch-url' });
  });

  it('hangs up on who does not know the word, without opening a session', async () => {
    const before = sessionCount();
    for (const token of ['', 'guess', `${control.endpoint.token}x`]) {
      expect(await callRunningInstance({ ...control.endpoint, token })).toBeNull();
      expect(await askToOpenAgain({ ...control.endpoint, token })).toBeNull();
    }
    expect(sessionCount()).toBe(before);
  });

  it('hangs up on what is no question', async () => {
    const framed = (kind: number, body: Buffer): Buffer => {
      const header = Buffer.alloc(5);
      header.writeUInt8(kind, 0);
      header.writeUInt32BE(body.length, 1);
      return Buffer.concat([header, body]);
    };
    const tooLong = Buffer.from([0, 0xff, 0xff, 0xff, 0xff]);
    const { token } = control.endpoint;
    for (const bytes of [
      framed(0, Buffer.from('not json')),
      framed(0, Buffer.from('{"token":1,"ask":"calls"}')),
      framed(0, Buffer.from(JSON.stringify({ token, ask: 'everything' }))),
      framed(1, randomBytes(64)),
      tooLong,
    ]) {
      expect(await send(bytes)).toBeNull();
    }
  });

  it('carries messages whole, however the socket cuts them', async () => {
    const remote = await callRunningInstance(control.endpoint);
    if (!remote) throw new Error('Nobody answered.');
    await remote.client.sessions.signIn(OWNER);
    const bytes = randomBytes(900_000);
    const { id } = await remote.client.files.begin({ name: 'x', size: bytes.length });
    await remote.client.files.append({ id, offset: 0, bytes: new File([bytes], 'piece') });
    await remote.client.files.finish({ id });
    const pieces: Buffer[] = [];
    for await (const { base64 } of await remote.client.files.download({ id }))
      pieces.push(Buffer.from(base64, 'base64'));
    expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
    remote.close();
  });

  it('waits for those who still talk when it drains, and takes nobody new', async () => {
    const remote = await callRunningInstance(control.endpoint);
    if (!remote) throw new Error('Nobody answered.');
    let isDrained = false;
    const draining = control.drain().then(() => {
      isDrained = true;
    });
    expect(await callRunningInstance(control.endpoint)).toBeNull();
    expect((await remote.client.sessions.state()).isSetUp).toBe(true);
    expect(isDrained).toBe(false);
    remote.close();
    await draining;
  });

  it('finds a short name where the folder is too deep for a socket', async () => {
    const deep = path.join(newTestFolder(), ...Array.from({ length: 12 }, () => 'a-folder-name'));
    mkdirSync(deep, { recursive: true });
    const other = await openControlSocket({
      core: shop.core,
      folder: deep,
      openAgain: () => ({ kind: 'no-screen' }),
    });
    expect(await askToOpenAgain(other.endpoint)).toEqual({ kind: 'no-screen' });
    await other.close();
  });

  it('is gone when it is closed', async () => {
    await control.close();
    const socket = connect(control.endpoint.path);
    const outcome = await new Promise((resolve) => {
      socket.once('connect', () => resolve(new SocketPort(socket)));
      socket.once('error', () => resolve('refused'));
    });
    expect(outcome).toBe('refused');
  });
});
