import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

/** Why a folder cannot be written to; null when it can. */
export function usablePlace(place: string): 'NOT_ABSOLUTE' | 'NOT_A_FOLDER' | 'NOT_WRITABLE' | null {
  if (!path.isAbsolute(place)) return 'NOT_ABSOLUTE';
  try {
    if (!statSync(place).isDirectory()) return 'NOT_A_FOLDER';
    accessSync(place, constants.W_OK);
    return null;
  } catch {
    return 'NOT_WRITABLE';
  }
}
