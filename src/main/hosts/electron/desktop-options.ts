import path from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDataFolder } from '#hosts/node/data-folder.ts';

export interface DesktopOptions {
  readonly folder: string;
}

/** The words after the program; what Chromium adds of its own is passed over. */
export function readDesktopOptions(words: readonly string[]): DesktopOptions {
  const { values } = parseArgs({ args: [...words], options: { data: { type: 'string' } }, strict: false });
  return { folder: path.resolve(typeof values.data === 'string' ? values.data : defaultDataFolder()) };
}
