import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { app, dialog, shell } from 'electron';
import { FolderHeld } from '#core/db/instance-lock.ts';
import { requireSafeFolder } from '#hosts/node/data-folder.ts';
import { hostLanguage } from '#hosts/node/host-language.ts';
import { askToOpenAgain } from '#hosts/node/running-instance.ts';
import { startProblem } from '#hosts/node/start-problem.ts';
import { registerAppScheme } from './app-protocol.ts';
import { type Desktop, startDesktop } from './desktop.ts';
import { desktopFiles } from './desktop-files.ts';
import { readDesktopOptions } from './desktop-options.ts';
import { desktopText } from './desktop-text.ts';

const language = hostLanguage();
const { folder } = readDesktopOptions(process.argv.slice(app.isPackaged ? 1 : 2));

function giveUp(error: unknown): void {
  const text = desktopText(language);
  dialog.showErrorBox(text.cannotStart, startProblem(error, language)?.message ?? text.unexpected);
  app.exit(1);
}

/** The folder is open in another KaCang: let the user in there. */
async function joinRunning(held: FolderHeld): Promise<boolean> {
  const endpoint = held.holder?.endpoint;
  const answer = endpoint ? await askToOpenAgain(endpoint) : null;
  if (answer?.kind === 'launch-url') await shell.openExternal(answer.url);
  return answer?.kind === 'launch-url' || answer?.kind === 'window-shown';
}

async function run(): Promise<void> {
  let desktop: Desktop | null = null;
  app.on('second-instance', () => desktop?.showWindow());
  app.on('activate', () => desktop?.showWindow());
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('before-quit', (event) => {
    if (!desktop) return;
    event.preventDefault();
    desktop.stop().then(
      () => app.exit(0),
      () => app.exit(1),
    );
  });
  await app.whenReady();
  try {
    desktop = await startDesktop({ folder, files: desktopFiles(app.getAppPath()), language });
  } catch (error) {
    if (error instanceof FolderHeld && (await joinRunning(error))) app.exit(0);
    else giveUp(error);
  }
}

process.umask(0o077);
registerAppScheme();
try {
  requireSafeFolder(folder);
  // The window's own storage lies in the data folder too, and each folder has a program of its own.
  const profile = path.join(folder, 'window');
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  app.setPath('userData', profile);
  if (app.requestSingleInstanceLock()) void run();
  else app.exit(0);
} catch (error) {
  giveUp(error);
}
