import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { PROGRAM_FOLDER } from '#hosts/node/program-files.ts';

/** Whether what was built is missing or older than anything that it is made of; places are named from the program's folder. */
export function isOutdated(built: string, sources: readonly string[]): boolean {
  const builtAt = statSync(path.join(PROGRAM_FOLDER, built), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return sources.some((source) => newestIn(path.join(PROGRAM_FOLDER, source)) > builtAt);
}

function newestIn(place: string): number {
  const entry = statSync(place, { throwIfNoEntry: false });
  if (!entry) return 0;
  if (!entry.isDirectory()) return entry.mtimeMs;
  return readdirSync(place).reduce((newest, name) => Math.max(newest, newestIn(path.join(place, name))), entry.mtimeMs);
}
