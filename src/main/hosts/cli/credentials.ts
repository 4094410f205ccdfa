import { readFileSync } from 'node:fs';
import { UsageError } from './command-errors.ts';

/** Who a command signs in as. Neither is ever taken from the command's own words, which other users can read. */
export interface Credentials {
  readonly user: string | null;
  readonly passphrase: string | null;
}

export function readCredentials(passphraseFile: string | undefined, environment = process.env): Credentials {
  const user = environment.KACANG_USER || null;
  if (passphraseFile === undefined) return { user, passphrase: environment.KACANG_PASSPHRASE || null };
  try {
    return { user, passphrase: readFileSync(passphraseFile, 'utf8').replace(/\r?\n$/, '') };
  } catch {
    throw new UsageError({
      'zh-CN': `口令文件读不出来:${passphraseFile}`,
      en: `The passphrase file cannot be read: ${passphraseFile}`,
    });
  }
}
