import { spawn } from 'node:child_process';

/** Whether a window of any kind can be shown to whoever started this. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Opens an address in the user's browser, where there is one; says nothing where there is none. */
export function openBrowser(url: string): void {
  if (!hasDisplay()) return;
  const [program, ...words] = openerOf(process.platform);
  if (!program) return;
  const child = spawn(program, [...words, url], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

function openerOf(platform: NodeJS.Platform): string[] {
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return platform === 'darwin' ? ['open'] : ['xdg-open'];
}
