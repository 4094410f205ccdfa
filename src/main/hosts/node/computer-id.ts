import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';

const PATIENCE_MILLISECONDS = 3_000;

/**
 * What the operating system calls this installation of itself, which a copied folder does not bring along; null where it has no
 * name for it or does not tell it.
 */
export async function computerId(platform = process.platform): Promise<string | null> {
  try {
    switch (platform) {
      case 'win32': {
        const asked = ['query', 'HKLM\\SOFTWARE\\Microsoft\\Cryptography', '/v', 'MachineGuid', '/reg:64'];
        return /MachineGuid\s+REG_SZ\s+(\S+)/.exec(await outputOf('reg', asked))?.[1] ?? null;
      }
      case 'darwin': {
        const told = await outputOf('/usr/sbin/ioreg', ['-rd1', '-c', 'IOPlatformExpertDevice']);
        return /"IOPlatformUUID" = "([^"]+)"/.exec(told)?.[1] ?? null;
      }
      default:
        return (await readFile('/etc/machine-id', 'utf8')).trim() || null;
    }
  } catch {
    return null;
  }
}

function outputOf(program: string, words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { timeout: PATIENCE_MILLISECONDS, windowsHide: true };
    execFile(program, [...words], options, (error, output) => (error ? reject(error) : resolve(output)));
  });
}
