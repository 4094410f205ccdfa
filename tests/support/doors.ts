import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCHandler as PortHandler } from '@orpc/server/message-port';
import type { Core } from '#core/create-core.ts';
import { silentLogger } from '#core/logging/logger.ts';
import { openControlSocket } from '#hosts/node/control-socket.ts';
import { callRunningInstance, type KacangClient } from '#hosts/node/running-instance.ts';
import { createInProcessClient, giveCallItsContext, sessionContext } from '#hosts/node/served-calls.ts';
import { openWebDoor } from '#hosts/web/web-door.ts';

/** One way into the core, opened for a window in which nobody is signed in yet. */
export interface OpenDoor {
  readonly client: KacangClient;
  close(): Promise<void>;
}

export interface Door {
  readonly name: string;
  open(core: Core, folder: string): Promise<OpenDoor>;
}

/** Every door that KaCang has, the same handlers as the hosts use behind each. */
export const doors: readonly Door[] = [
  {
    name: 'in process',
    async open(core) {
      return { client: createInProcessClient(core, core.openSession()), close: async () => {} };
    },
  },
  { name: 'loopback HTTP', open: openHttp },
  { name: 'message port', open: openPort },
  {
    name: 'control socket',
    async open(core, folder) {
      const control = await openControlSocket({ core, folder, openAgain: () => ({ kind: 'no-screen' }) });
      const remote = await callRunningInstance(control.endpoint);
      if (!remote) throw new Error('The control socket did not answer.');
      return {
        client: remote.client,
        async close() {
          remote.close();
          await control.close();
        },
      };
    },
  },
];

async function openHttp(core: Core): Promise<OpenDoor> {
  const door = await openWebDoor({ core, logger: silentLogger, windowFolder: 'out/renderer', port: 0 });
  const url = new URL(door.newLaunchUrl());
  const answer = await fetch(`${url.origin}/launch`, {
    method: 'POST',
    headers: { origin: url.origin, 'content-type': 'application/json' },
    body: JSON.stringify({ code: url.hash.replace('#launch=', '') }),
  });
  const { token } = (await answer.json()) as { token: string };
  const client: KacangClient = createORPCClient(
    new FetchLink({ url: `${url.origin}/rpc`, headers: { origin: url.origin, 'x-kacang-session': token } }),
  );
  return { client, close: door.close };
}

async function openPort(core: Core): Promise<OpenDoor> {
  const { port1, port2 } = new MessageChannel();
  const handler = new PortHandler(core.router, { clientInterceptors: [giveCallItsContext(core)] });
  handler.upgrade(port1, { context: sessionContext(core, core.openSession()) });
  port1.start();
  const client: KacangClient = createORPCClient(new PortLink({ port: port2 }));
  port2.start();
  return {
    client,
    async close() {
      port1.close();
      port2.close();
    },
  };
}
