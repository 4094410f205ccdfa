import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import path from 'node:path';

export type PlaceProblem = 'NOT_ABSOLUTE' | 'NOT_A_FOLDER' | 'NOT_WRITABLE' | 'IN_DATA_FOLDER';

/** Why a folder cannot be written to; null when it can. */
export function usablePlace(place: string): PlaceProblem | null {
  if (!path.isAbsolute(place)) return 'NOT_ABSOLUTE';
  try {
    if (!statSync(place).isDirectory()) return 'NOT_A_FOLDER';
    accessSync(place, constants.W_OK);
    return null;
  } catch {
    return 'NOT_WRITABLE';
  }
}

/**
 * Why a folder cannot take second copies; null when it can. One inside the shop's own folder is lost with it, and among its own
 * backups each copy would be the other's.
 */
export function usableSecondPlace(place: string, dataFolder: string): PlaceProblem | null {
  return usablePlace(place) ?? (isInside(place, dataFolder) ? 'IN_DATA_FOLDER' : null);
}

/** Whether a folder that is there is another one or lies in it, by whatever name. */
export function isInside(place: string, folder: string): boolean {
  const relative = path.relative(realpathSync(folder), realpathSync(place));
  return relative === '' || !(relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative));
}
