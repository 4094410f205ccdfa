import path from 'node:path';
import { PROGRAM_FOLDER } from '#hosts/node/program-files.ts';
import { asProduction } from './as-production.ts';
import { isOutdated } from './outdated.ts';

/** Whether the bundle of the desktop's main process and preload is missing or older than its sources. */
export function isDesktopOutdated(): boolean {
  return isOutdated('out/main/index.js', ['src/main', 'src/shared', 'electron.vite.config.ts', 'package-lock.json']);
}

export async function buildDesktop(): Promise<void> {
  const { build } = await import('electron-vite');
  await asProduction(() =>
    build({ configFile: path.join(PROGRAM_FOLDER, 'electron.vite.config.ts'), logLevel: 'error' }),
  );
}

if (import.meta.main) await buildDesktop();
