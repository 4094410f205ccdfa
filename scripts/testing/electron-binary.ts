import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from './run-command.ts';

/** Electron's own binary where it was downloaded and has a display to open a window on; null elsewhere. */
export function findElectronBinary(): string | null {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return null;
  const folder = path.join(projectFolder, 'node_modules', 'electron');
  const distribution = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(folder, 'dist');
  try {
    const binary = path.join(distribution, readFileSync(path.join(folder, 'path.txt'), 'utf8').trim());
    return existsSync(binary) ? binary : null;
  } catch {
    return null;
  }
}
