import { createCore } from '#core/create-core.ts';
import { FolderHeld } from '#core/db/instance-lock.ts';
import { openControlSocket } from '#hosts/node/control-socket.ts';
import { requireSafeFolder } from '#hosts/node/data-folder.ts';
import { openLogFile } from '#hosts/node/log-file.ts';
import { createNodeHost } from '#hosts/node/node-host.ts';
import { MIGRATIONS_FOLDER } from '#hosts/node/program-files.ts';
import { callRunningInstance, type KacangClient } from '#hosts/node/running-instance.ts';
import { createInProcessClient } from '#hosts/node/served-calls.ts';
import { requireSoundRuntime } from '#hosts/node/sound-runtime.ts';
import type { OpenShopOptions } from './command.ts';
import { CommandRefusal } from './command-errors.ts';
import type { Credentials } from './credentials.ts';
import { hasShop } from './restore-into-new-folder.ts';

const HOLDER_WAIT_MILLISECONDS = 15_000;
const RETRY_MILLISECONDS = 100;

export interface OpenShop {
  readonly client: KacangClient;
  close(): Promise<void>;
}

/**
 * Opens the shop of a folder: in this process, or through the KaCang that holds it. A holder that is just starting or ending
 * is waited for.
 */
export async function openShop(
  folder: string,
  credentials: Credentials,
  options: OpenShopOptions = {},
): Promise<OpenShop> {
  requireSafeFolder(folder);
  if (!options.mayCreate && !hasShop(folder)) {
    throw new CommandRefusal('NO_SHOP', `There is no shop in ${folder}.`, { folder });
  }
  const shop = await openOrReach(folder);
  try {
    if (!options.isAnonymous) await signIn(shop.client, credentials);
    return shop;
  } catch (error) {
    await shop.close();
    throw error;
  }
}

async function openOrReach(folder: string): Promise<OpenShop> {
  const until = Date.now() + HOLDER_WAIT_MILLISECONDS;
  for (;;) {
    try {
      return await openHere(folder);
    } catch (error) {
      if (!(error instanceof FolderHeld)) throw error;
      const remote = error.holder?.endpoint && (await callRunningInstance(error.holder.endpoint));
      if (remote) return { client: remote.client, close: async () => remote.close() };
      if (Date.now() > until) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));
  }
}

async function openHere(folder: string): Promise<OpenShop> {
  await requireSoundRuntime();
  const log = openLogFile(folder);
  try {
    const core = await createCore({
      paths: { folder, migrations: MIGRATIONS_FOLDER },
      host: createNodeHost('cli', log.logger),
      logger: log.logger,
    });
    const control = await openControlSocket({ core, folder, openAgain: () => ({ kind: 'no-screen' }) });
    core.describeInstance({ host: 'cli', endpoint: control.endpoint });
    return {
      client: createInProcessClient(core, core.openSession()),
      async close() {
        await control.drain();
        await core.stop();
        log.close();
      },
    };
  } catch (error) {
    log.close();
    throw error;
  }
}

/** Signs in where a passphrase was given; without a name, as the only person there is. */
async function signIn(client: KacangClient, { user, passphrase }: Credentials): Promise<void> {
  if (passphrase === null) return;
  const { userNames } = await client.sessions.state();
  const name = user ?? (userNames.length === 1 ? userNames[0] : undefined);
  if (name !== undefined) await client.sessions.signIn({ name, passphrase });
}
