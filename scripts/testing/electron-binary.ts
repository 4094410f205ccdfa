import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { hasDisplay } from '../open-browser.ts';
import { projectFolder } from './run-command.ts';

/** Electron's own binary, or why the specs on it cannot run here: nothing is fetched for a test. */
export function findElectronBinary(): { binary: string } | { why: string } {
  if (!hasDisplay()) return { why: 'no display' };
  // Chromium's sandbox, which the window keeps, does not work for root.
  if (process.platform === 'linux' && process.getuid?.() === 0) return { why: 'runs as root' };
  const folder = path.join(projectFolder, 'node_modules', 'electron');
  const distribution = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(folder, 'dist');
  try {
    const binary = path.join(distribution, readFileSync(path.join(folder, 'path.txt'), 'utf8').trim());
    return existsSync(binary) ? { binary } : { why: 'no Electron binary' };
  } catch {
    return { why: 'no Electron binary' };
  }
}
