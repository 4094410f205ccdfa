import { type Core, createCore } from '#core/create-core.ts';
import { type ControlSocket, openControlSocket } from '#hosts/node/control-socket.ts';
import { requireSafeFolder } from '#hosts/node/data-folder.ts';
import { type LogFile, openLogFile } from '#hosts/node/log-file.ts';
import { createNodeHost } from '#hosts/node/node-host.ts';
import { MIGRATIONS_FOLDER, RENDERER_FOLDER } from '#hosts/node/program-files.ts';
import { watchSleep } from '#hosts/node/sleep-watch.ts';
import { requireSoundRuntime } from '#hosts/node/sound-runtime.ts';
import { sweepUnfinishedFiles } from '#hosts/node/unfinished-files.ts';
import { openWebDoor, type WebDoor, type WebDoorOptions } from './web-door.ts';

export interface BrowserModeOptions {
  readonly folder: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly serveFile?: WebDoorOptions['serveFile'];
}

export interface BrowserMode {
  readonly core: Core;
  readonly port: number;
  newLaunchUrl(): string;
  stop(): Promise<void>;
}

/**
 * KaCang in browser mode: the core on a data folder, the loopback server and the door for other programs. Rejects with what
 * is wrong (FolderUnsafe, FolderHeld, DatabaseFromFuture, a taken port) and leaves nothing open then.
 */
export async function startBrowserMode(options: BrowserModeOptions): Promise<BrowserMode> {
  const { folder, port, serveFile } = options;
  requireSafeFolder(folder);
  await requireSoundRuntime();
  const opened: { core?: Core; door?: WebDoor; control?: ControlSocket; log?: LogFile; forgetSleep?: () => void } = {};
  async function stop(): Promise<void> {
    opened.forgetSleep?.();
    await opened.control?.close();
    await opened.door?.close();
    await opened.core?.stop();
    opened.log?.logger.info('stopped');
    opened.log?.close();
  }
  try {
    const log = openLogFile(folder);
    opened.log = log;
    const { logger } = log;
    const core = await createCore({
      paths: { folder, migrations: MIGRATIONS_FOLDER },
      host: createNodeHost('web', logger),
      logger,
    });
    opened.core = core;
    for (const file of sweepUnfinishedFiles(folder)) logger.warn('a half-written file was taken away', { file });
    const door = await openWebDoor({ core, logger, windowFolder: RENDERER_FOLDER, port, serveFile });
    opened.door = door;
    opened.control = await openControlSocket({
      core,
      folder,
      openAgain: () => ({ kind: 'launch-url', url: door.newLaunchUrl() }),
    });
    core.describeInstance({ host: 'web', endpoint: opened.control.endpoint });
    opened.forgetSleep = watchSleep({
      onWake(drift) {
        logger.info('back', { driftSeconds: Math.round(drift / 1000) });
        void core.followTime();
      },
    });
    logger.info('started', { port: door.port });
    return { core, port: door.port, newLaunchUrl: door.newLaunchUrl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
