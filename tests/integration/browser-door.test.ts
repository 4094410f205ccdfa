import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '#core/logging/logger.ts';
import { openWebDoor, type WebDoor } from '#hosts/web/web-door.ts';
import {
  closeTestShops,
  newCommandId,
  newTestFolder,
  OWNER,
  openTestShop,
  type TestShop,
} from '#tests/support/open-core.ts';
import { type RawAnswer, type RawRequest, sendRaw } from '#tests/support/raw-request.ts';

const PAGE = '<meta name="csp-nonce" content="__CSP_NONCE__"><meta name="desktop-nonce" content="__DESKTOP_NONCE__">';
const SECRET_FILE = 'outside the window folder';

let shop: TestShop;
let door: WebDoor;
let now: number;
/** A signed-in session of browser mode: what an honest window has. */
let token: string;

beforeAll(async () => {
  const folder = newTestFolder();
  const windowFolder = path.join(folder, 'window');
  mkdirSync(path.join(windowFolder, 'assets'), { recursive: true });
  writeFileSync(path.join(windowFolder, 'index.html'), PAGE);
  writeFileSync(path.join(windowFolder, 'assets', 'index-1.js'), 'export {};');
  writeFileSync(path.join(windowFolder, '.secret.js'), SECRET_FILE);
  writeFileSync(path.join(folder, 'outside.js'), SECRET_FILE);
  symlinkSync(path.join(folder, 'outside.js'), path.join(windowFolder, 'assets', 'linked.js'));
  shop = await openTestShop();
  now = 1_000_000;
  door = await openWebDoor({ core: shop.core, logger: silentLogger, windowFolder, port: 0, now: () => now });
});

beforeEach(async () => {
  token = '';
  token = await launch(newCode());
  const signedIn = await call('sessions/signIn', { name: OWNER.name, passphrase: OWNER.passphrase });
  expect(signedIn.status).toBe(200);
});

afterAll(async () => {
  await door.close();
  await closeTestShops();
});

const authority = (): string => `127.0.0.1:${door.port}`;
const origin = (): string => `http://${authority()}`;
const newCode = (): string => door.newLaunchUrl().split('#launch=')[1] ?? '';

/** What our own window sends; an attack changes one thing of it. */
function honestHeaders(): Record<string, string> {
  return {
    host: authority(),
    origin: origin(),
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/json',
    'x-kacang-session': token,
  };
}

function send(
  change: Partial<RawRequest> & { path: string },
  headers: Record<string, string> = {},
): Promise<RawAnswer> {
  const body = change.body;
  const length: Record<string, string> =
    body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return sendRaw({ port: door.port, ...change, headers: { ...honestHeaders(), ...length, ...headers } });
}

function call(procedure: string, input: unknown, headers: Record<string, string> = {}): Promise<RawAnswer> {
  return send({ method: 'POST', path: `/rpc/${procedure}`, body: JSON.stringify({ json: input }) }, headers);
}

function exchange(code: string): Promise<RawAnswer> {
  return send({ method: 'POST', path: '/launch', body: JSON.stringify({ code }) });
}

async function launch(code: string): Promise<string> {
  const answer = await exchange(code);
  expect(answer.status).toBe(200);
  return (JSON.parse(answer.body) as { token: string }).token;
}

/** A command whose effect can be seen. */
function newClerk(name: string): unknown {
  return { commandId: newCommandId(), name, role: 'clerk', passphrase: 'long enough here' };
}

async function userNames(): Promise<string[]> {
  return (await shop.client.users.list()).map(({ name }) => name);
}

let honestCalls = 0;

/** The attacked command succeeds when nothing is wrong with it: what refuses the attack is the rule under test. */
async function expectHonestCallWorks(): Promise<void> {
  honestCalls += 1;
  const name = `honest ${honestCalls}`;
  expect((await call('users/create', newClerk(name))).status).toBe(200);
  expect(await userNames()).toContain(name);
}

/** Nobody was made but by honest calls. */
async function expectNoEffect(): Promise<void> {
  const others = (await userNames()).filter((name) => name !== OWNER.name && !name.startsWith('honest '));
  expect(others).toEqual([]);
}

describe('a name that was made to point here (DNS rebinding)', () => {
  it.each(['evil.example', 'evil.example:PORT', 'localhost:PORT', '127.0.0.1', '[::1]:PORT', '127.0.0.1:1'])(
    'is refused as Host: %s',
    async (pattern) => {
      const host = pattern.replace('PORT', String(door.port));
      const command = await call('users/create', newClerk('rebound'), { host, origin: `http://${host}` });
      expect(command.status).toBe(421);
      const page = await send({ path: '/' }, { host });
      expect(page.status).toBe(421);
      expect(page.body).not.toContain('csp-nonce');
      await expectNoEffect();
    },
  );

  it('is what refuses it: the same with our own name is answered', async () => {
    await expectHonestCallWorks();
    expect((await send({ path: '/' })).status).toBe(200);
  });
});

describe('a page of another origin', () => {
  it.each(['https://evil.example', 'http://127.0.0.1:1', 'null', 'http://localhost', ''])(
    'is refused with a valid token: Origin %j',
    async (foreign) => {
      const answer = await call('users/create', newClerk('foreign'), { origin: foreign });
      expect(answer.status).toBe(403);
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
      await expectNoEffect();
    },
  );

  it('gets no file either', async () => {
    expect((await send({ path: '/assets/index-1.js' }, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await send({ path: '/assets/index-1.js' })).status).toBe(200);
  });

  it('is refused when the browser says that it is cross-site, files included', async () => {
    for (const site of ['cross-site', 'same-site']) {
      expect((await call('users/create', newClerk('site'), { 'sec-fetch-site': site })).status).toBe(403);
      expect((await send({ path: '/assets/index-1.js' }, { 'sec-fetch-site': site })).status).toBe(403);
    }
    await expectNoEffect();
    await expectHonestCallWorks();
  });

  it('is refused without any Origin, which a page cannot leave out of a POST', async () => {
    const { origin: _origin, ...headers } = honestHeaders();
    const body = JSON.stringify({ json: newClerk('silent') });
    const answer = await sendRaw({
      port: door.port,
      method: 'POST',
      path: '/rpc/users/create',
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      body,
    });
    expect(answer.status).toBe(403);
    await expectNoEffect();
  });

  it('gets no permission by asking for it (CORS preflight)', async () => {
    const answer = await send(
      { method: 'OPTIONS', path: '/rpc/users/create' },
      { 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-kacang-session' },
    );
    expect(answer.status).toBe(405);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('a call without a session', () => {
  it.each(['', 'guessed', 'x'.repeat(43)])('is refused with the token %j, and the window is told so', async (guess) => {
    const answer = await call('users/create', newClerk('nobody'), { 'x-kacang-session': guess });
    expect(answer.status).toBe(401);
    expect(answer.headers['x-kacang-session']).toBe('unknown');
    await expectNoEffect();
  });

  it('is what refuses it: the same with the token is answered', expectHonestCallWorks);

  it('dies after twelve idle hours, but not while a request of it runs', async () => {
    const events = new AbortController();
    const stream = fetch(`${origin()}/rpc/events/subscribe`, {
      method: 'POST',
      headers: { ...honestHeaders(), 'content-length': '2' },
      body: '{}',
      signal: events.signal,
    });
    expect((await stream).status).toBe(200);
    now += 13 * 60 * 60_000;
    expect((await call('sessions/state', undefined)).status).toBe(200);
    events.abort();
    await expect
      .poll(async () => {
        now += 13 * 60 * 60_000;
        return (await call('sessions/state', undefined)).status;
      })
      .toBe(401);
  });
});

describe('a launch code', () => {
  it('opens one session, once', async () => {
    const code = newCode();
    expect((await exchange(code)).status).toBe(200);
    const replayed = await exchange(code);
    expect(replayed.status).toBe(403);
    expect(replayed.body).not.toContain('token');
  });

  it('is worth nothing after a minute', async () => {
    const [early, late] = [newCode(), newCode()];
    now += 59_999;
    expect((await exchange(early)).status).toBe(200);
    now += 1;
    expect((await exchange(late)).status).toBe(403);
  });

  it('cannot be guessed or sent as something else', async () => {
    for (const body of ['{"code":"guess"}', '{"code":null}', '{}', '[]', 'code', '']) {
      expect((await send({ method: 'POST', path: '/launch', body })).status).toBe(403);
    }
  });

  it('gives a session in which nobody is signed in', async () => {
    const fresh = await launch(newCode());
    const answer = await call('users/list', undefined, { 'x-kacang-session': fresh });
    expect(answer.status).toBe(401);
    expect(answer.body).toContain('SIGN_IN_NEEDED');
  });
});

describe('a method that is not meant', () => {
  it.each(['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s of a command is refused', async (method) => {
    const data = encodeURIComponent(JSON.stringify({ json: newClerk('got') }));
    const answer = await send({ method, path: `/rpc/users/create?data=${data}` });
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('POST');
    await expectNoEffect();
  });

  it('POST of a file is refused, and GET of a launch', async () => {
    expect((await send({ method: 'POST', path: '/', body: '{}' })).status).toBe(405);
    expect((await send({ path: '/launch' })).status).toBe(405);
  });

  it('is what refuses it: POST is answered', expectHonestCallWorks);
});

describe('a path out of the window folder', () => {
  it.each([
    '/../outside.js',
    '/assets/../../outside.js',
    '/%2e%2e/outside.js',
    '/assets/%2e%2e%2f%2e%2e%2foutside.js',
    '/..%5coutside.js',
    '/%252e%252e/outside.js',
    '//outside.js',
    '/assets/linked.js',
    '/.secret.js',
    '/outside.js%00.html',
    '/%ff',
  ])('is not answered: %s', async (attack) => {
    const answer = await send({ path: attack });
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain(SECRET_FILE);
  });

  it('is not answered as a whole address either', async () => {
    const answer = await send({ path: `http://${authority()}/../outside.js` });
    expect(answer.status).toBe(400);
  });

  it('is what refuses it: a file inside is answered', async () => {
    const answer = await send({ path: '/assets/index-1.js' });
    expect(answer.status).toBe(200);
    expect(answer.body).toBe('export {};');
  });
});

describe('a body that is too large', () => {
  const LARGEST = 2 * 1024 * 1024;

  /** A command as any other but for its length: what refuses it is the length alone. */
  function createClerk(name: string, length: number): Promise<RawAnswer> {
    const body = JSON.stringify({ json: newClerk(name) }).padEnd(length);
    return send({ method: 'POST', path: '/rpc/users/create', body });
  }

  it('is refused by what it says, before it is read', async () => {
    const answer = await createClerk('oversized', LARGEST + 1).catch(() => null);
    // The connection may be gone before a client has written everything; either way nothing came of it.
    if (answer) expect(answer.status).toBe(413);
    await expectNoEffect();
  });

  it('is what refuses it: one space shorter it is carried out', async () => {
    expect((await createClerk('honest and large', LARGEST)).status).toBe(200);
    expect(await userNames()).toContain('honest and large');
  });

  it('is refused without a length', async () => {
    const answer = await sendRaw({
      port: door.port,
      method: 'POST',
      path: '/rpc/users/create',
      headers: { ...honestHeaders(), 'transfer-encoding': 'chunked' },
      body: JSON.stringify({ json: newClerk('chunked') }),
    });
    expect(answer.status).toBe(411);
    await expectNoEffect();
  });

  it('has room for the largest piece of a file', async () => {
    const { id } = await beginFile(1024 * 1024);
    const form = new FormData();
    form.set('data', JSON.stringify({ json: { id, offset: 0, bytes: null }, maps: [['bytes']] }));
    form.set('0', new File([new Uint8Array(1024 * 1024)], 'piece'));
    const { 'content-type': _type, ...headers } = honestHeaders();
    const answer = await fetch(`${origin()}/rpc/files/append`, { method: 'POST', headers, body: form });
    expect(await answer.json()).toMatchObject({ json: { size: 1024 * 1024 } });
  });

  async function beginFile(size: number): Promise<{ id: string }> {
    const answer = await call('files/begin', { name: 'big.csv', size });
    return (JSON.parse(answer.body) as { json: { id: string } }).json;
  }
});

describe('the page', () => {
  it('has a policy with a fresh nonce a load, no inline and nothing foreign', async () => {
    const [first, second] = [await send({ path: '/' }), await send({ path: '/index.html' })];
    const nonceOf = (body: string): string => /csp-nonce" content="([^"]+)"/.exec(body)?.[1] ?? '';
    expect(nonceOf(first.body)).toMatch(/^[\w-]{22}$/);
    expect(nonceOf(second.body)).not.toBe(nonceOf(first.body));
    const policy = String(first.headers['content-security-policy']);
    expect(policy).toContain(`style-src 'self' 'nonce-${nonceOf(first.body)}'`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(first.body).toContain('name="desktop-nonce" content=""');
    expect(first.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
    });
  });
});
