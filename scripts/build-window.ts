import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { PROGRAM_FOLDER, RENDERER_FOLDER } from '#hosts/node/program-files.ts';

const SOURCES = ['src/renderer', 'src/shared', 'resources', 'vite.renderer.config.ts', 'package-lock.json'];

/** Whether the built window is missing or older than anything that it is made of. */
export function isWindowOutdated(): boolean {
  const builtAt = changedAt(path.join(RENDERER_FOLDER, 'index.html'));
  return SOURCES.some((source) => newestIn(path.join(PROGRAM_FOLDER, source)) > builtAt);
}

/** Builds the window that browser mode and the desktop show. */
export async function buildWindow(): Promise<void> {
  await build({ configFile: path.join(PROGRAM_FOLDER, 'vite.renderer.config.ts'), logLevel: 'warn' });
}

function newestIn(place: string): number {
  const entry = statSync(place, { throwIfNoEntry: false });
  if (!entry) return 0;
  if (!entry.isDirectory()) return entry.mtimeMs;
  return readdirSync(place).reduce((newest, name) => Math.max(newest, newestIn(path.join(place, name))), entry.mtimeMs);
}

function changedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

if (import.meta.main) await buildWindow();
