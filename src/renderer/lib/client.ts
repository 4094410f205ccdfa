import { type ClientContext, type ClientLink, type ClientOptions, createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { Contract } from '#shared/contract/contract.ts';
import { type Link, openLink } from './transport.ts';

/** KaCang as this window may ask it; the same procedures as scripts and tests have. */
export type KacangClient = ContractRouterClient<Contract>;

/** Calls made before the connection stands wait for it; so that any module may name procedures at load time. */
class ConnectingLink implements ClientLink<ClientContext> {
  readonly #opened: Promise<Link>;

  constructor(opened: Promise<Link>) {
    this.#opened = opened;
  }

  async call(path: readonly string[], input: unknown, options: ClientOptions<ClientContext>): Promise<unknown> {
    const link = await this.#opened;
    return link.call(path, input, options);
  }
}

/** Settles when this window can speak to KaCang; rejects with a ConnectionError. */
export const connected: Promise<Link> = openLink();
// Who shows the problem awaits it; this only keeps the browser from reporting it as unhandled meanwhile.
connected.catch(() => {});

/** Calls a procedure directly: `await client.skus.get({ id })`. */
export const client: KacangClient = createORPCClient(new ConnectingLink(connected));

/** Query options of every procedure: `useQuery(api.skus.get.queryOptions({ input: { id } }))`. */
export const api = createTanstackQueryUtils(client);
