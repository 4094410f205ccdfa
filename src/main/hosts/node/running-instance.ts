import { connect } from 'node:net';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import type { InstanceEndpoint } from '#core/db/instance-lock.ts';
import type { Contract } from '#shared/contract/contract.ts';
import { type ControlAnswer, type ControlQuestion, parseControlAnswer } from './control-messages.ts';
import { SocketPort } from './socket-port.ts';

/** KaCang as a program outside the window may ask it. */
export type KacangClient = ContractRouterClient<Contract>;

export interface RemoteClient {
  readonly client: KacangClient;
  close(): void;
}

/** Asks the KaCang that holds a folder to let someone in again; null where it cannot be reached. */
export async function askToOpenAgain(endpoint: InstanceEndpoint): Promise<ControlAnswer | null> {
  const port = await connectTo(endpoint, 'open');
  if (!port) return null;
  const answer = parseControlAnswer(await port.next());
  port.close();
  return answer;
}

/** Calls the KaCang that holds a folder, in a session of its own that has yet to sign in; null where it cannot be reached. */
export async function callRunningInstance(endpoint: InstanceEndpoint): Promise<RemoteClient | null> {
  const port = await connectTo(endpoint, 'calls');
  if (!port) return null;
  const answer = parseControlAnswer(await port.next());
  if (answer?.kind !== 'ready') return null;
  const client: KacangClient = createORPCClient(new RPCLink({ port }));
  return { client, close: () => port.close() };
}

async function connectTo(endpoint: InstanceEndpoint, ask: ControlQuestion['ask']): Promise<SocketPort | null> {
  const socket = connect(endpoint.path);
  const isConnected = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
  });
  if (!isConnected) return null;
  const port = new SocketPort(socket);
  port.postMessage(JSON.stringify({ token: endpoint.token, ask } satisfies ControlQuestion));
  return port;
}
