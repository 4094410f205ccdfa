import path from 'node:path';
import { RPCHandler } from '@orpc/server/message-port';
import { app, type BrowserWindow, Notification, powerMonitor, session, shell } from 'electron';
import { systemContext } from '#core/context.ts';
import { type Core, createCore } from '#core/create-core.ts';
import type { Host } from '#core/host.ts';
import { computerId } from '#hosts/node/computer-id.ts';
import { type ControlSocket, openControlSocket } from '#hosts/node/control-socket.ts';
import type { HostLanguage } from '#hosts/node/host-language.ts';
import { type LogFile, openLogFile } from '#hosts/node/log-file.ts';
import { giveCallItsContext, sessionContext } from '#hosts/node/served-calls.ts';
import { requireSoundRuntime } from '#hosts/node/sound-runtime.ts';
import { sweepUnfinishedFiles } from '#hosts/node/unfinished-files.ts';
import { serveWindowFiles } from './app-protocol.ts';
import { desktopClipboard } from './desktop-clipboard.ts';
import type { DesktopFiles } from './desktop-files.ts';
import { desktopText } from './desktop-text.ts';
import { createElectronIsolateHost } from './electron-isolate.ts';
import { openKeychain } from './keychain.ts';
import { setMenu } from './menu.ts';
import { openPortHandover, type PortHandover } from './port-handover.ts';
import { hardenSession } from './session-hardening.ts';
import { type KacangTray, openTray, type TrayState } from './tray.ts';
import { openWindow } from './window.ts';

const TRAY_CHECK_MILLISECONDS = 5_000;

export interface Desktop {
  readonly core: Core;
  /** Brings the window forward, opening it where it was closed. */
  showWindow(): void;
  /** Closes the window, lets running work stop where it leaves nothing half done, and closes the shop. */
  stop(): Promise<void>;
}

export interface DesktopStart {
  readonly folder: string;
  readonly files: DesktopFiles;
  readonly language: HostLanguage;
}

/** Opens the shop and its window. Electron is ready; rejects with what is wrong and leaves nothing open then. */
export async function startDesktop(options: DesktopStart): Promise<Desktop> {
  const { folder, files, language } = options;
  const text = desktopText(language);
  await requireSoundRuntime();
  const log = openLogFile(folder);
  const { logger } = log;
  const opened: { core?: Core; control?: ControlSocket; handover?: PortHandover; tray?: KacangTray } = {};
  const own: { window: BrowserWindow | null } = { window: null };
  let stopping: Promise<void> | null = null;

  try {
    const core = await createCore({
      paths: { folder, migrations: files.migrations },
      host: await createElectronHost(files),
      logger,
    });
    opened.core = core;
    for (const file of sweepUnfinishedFiles(folder)) logger.warn('a half-written file was taken away', { file });
    // One session for the window, whatever is loaded in it: a reload keeps who is signed in.
    const windowSession = core.openSession();
    const calls = new RPCHandler(core.router, { clientInterceptors: [giveCallItsContext(core)] });

    opened.handover = openPortHandover({
      logger,
      contents: () => own.window?.webContents ?? null,
      onPort: (port) => calls.upgrade(port, { context: sessionContext(core, windowSession) }),
    });
    hardenSession(session.defaultSession);
    serveWindowFiles(session.defaultSession, files.window, opened.handover.newNonce);

    const lock = (): void => core.lockSession(windowSession);
    const showWindow = (): void => {
      const { window } = own;
      if (!window || window.isDestroyed()) own.window = newWindow();
      else {
        if (window.isMinimized()) window.restore();
        window.show();
        window.focus();
      }
    };
    const newWindow = (): BrowserWindow => {
      const window = openWindow({ preload: files.preload, icon: path.join(files.icons, 'icon.png'), logger, text });
      window.once('closed', () => {
        own.window = null;
      });
      return window;
    };

    setMenu(text, { lock, showDataFolder: () => void shell.openPath(folder) });
    const tray = openTray({
      icons: files.icons,
      text,
      actions: { open: showWindow, lock, quit: () => app.quit() },
    });
    opened.tray = tray;
    const showState = (): void => tray.show(trayStateOf(core));
    showState();
    const trayTimer = setInterval(showState, TRAY_CHECK_MILLISECONDS);

    opened.control = await openControlSocket({
      core,
      folder,
      openAgain: () => {
        showWindow();
        return { kind: 'window-shown' };
      },
    });
    core.describeInstance({ host: 'electron', endpoint: opened.control.endpoint });
    const forgetPower = watchPower({ lock, wake: () => void core.followTime() }, log);
    showWindow();
    logger.info('started');

    const stop = async (): Promise<void> => {
      clearInterval(trayTimer);
      forgetPower();
      if (own.window && !own.window.isDestroyed()) own.window.destroy();
      await closeAll(opened, log);
    };
    return {
      core,
      showWindow,
      stop() {
        stopping ??= stop();
        return stopping;
      },
    };
  } catch (error) {
    await closeAll(opened, log);
    throw error;
  }
}

/** Alert while a restore has left something that the owner has yet to go through. */
function trayStateOf(core: Core): TrayState {
  const { kernel, services } = core;
  if (!kernel.vault.isOpen) return 'paused';
  const findings = services.backups.findings(systemContext(kernel, 'tray'));
  return findings.some(({ isReviewed }) => !isReviewed) ? 'alert' : 'normal';
}

async function createElectronHost(files: DesktopFiles): Promise<Host> {
  return {
    name: 'electron',
    jobThreadEntry: files.jobThread,
    ...createElectronIsolateHost(files.parseIsolate),
    notify({ title, body }) {
      if (Notification.isSupported()) new Notification({ title, body }).show();
    },
    computerId,
    keychain: await openKeychain(),
    clipboard: desktopClipboard,
  };
}

/**
 * Sleep and the locked screen lock the window too: nobody sits there who could see it. After a sleep the core makes up for
 * what time has done meanwhile.
 */
function watchPower(core: { lock(): void; wake(): void }, { logger }: LogFile): () => void {
  const away = (): void => {
    logger.info('away');
    core.lock();
  };
  const back = (): void => {
    logger.info('back');
    core.wake();
  };
  const shutDown = (): void => app.quit();
  powerMonitor.on('suspend', away);
  powerMonitor.on('lock-screen', away);
  powerMonitor.on('resume', back);
  powerMonitor.on('shutdown', shutDown);
  return () => {
    powerMonitor.off('suspend', away);
    powerMonitor.off('lock-screen', away);
    powerMonitor.off('resume', back);
    powerMonitor.off('shutdown', shutDown);
  };
}

async function closeAll(
  opened: { core?: Core; control?: ControlSocket; handover?: PortHandover; tray?: KacangTray },
  log: LogFile,
): Promise<void> {
  opened.handover?.close();
  opened.tray?.close();
  session.defaultSession.protocol.unhandle('app');
  await opened.control?.close();
  await opened.core?.stop();
  log.logger.info('stopped');
  log.close();
}
