import path from 'node:path';
import { PROGRAM_FOLDER } from '#hosts/node/program-files.ts';
import { asProduction } from './as-production.ts';
import { isOutdated } from './outdated.ts';

/** Whether the built window is missing or older than anything that it is made of. */
export function isWindowOutdated(): boolean {
  return isOutdated('out/renderer/index.html', [
    'src/renderer',
    'src/shared',
    'resources',
    'vite.renderer.config.ts',
    'package-lock.json',
  ]);
}

/** Builds the window that browser mode and the desktop show. */
export async function buildWindow(): Promise<void> {
  const { build } = await import('vite');
  await asProduction(() =>
    build({ configFile: path.join(PROGRAM_FOLDER, 'vite.renderer.config.ts'), logLevel: 'warn' }),
  );
}

if (import.meta.main) await buildWindow();
