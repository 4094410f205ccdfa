import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export interface Browser {
  readonly name: string;
  readonly executable: string;
}

interface Candidate {
  readonly name: string;
  readonly files: readonly string[];
  /** What the command is called on the PATH. */
  readonly commands: readonly string[];
}

/**
 * A Chromium to show KaCang in: KACANG_BROWSER, an installed Chrome, Chromium or Edge, Playwright's own download, or, as
 * root on Debian and Ubuntu and where it may be, the distribution's package. Answers a sentence where none can be had.
 */
export function findBrowser(options: { mayInstall: boolean }): Browser | string {
  const named = process.env.KACANG_BROWSER;
  if (named) {
    return isExecutable(named)
      ? { name: 'KACANG_BROWSER', executable: named }
      : `KACANG_BROWSER names ${named}, which cannot be started.`;
  }
  const found = findInstalled() ?? findPlaywrightDownload();
  if (found) return found;
  if (options.mayInstall && canInstallPackages()) {
    console.log('  no browser found: installing the packages chromium and fonts-noto-cjk');
    if (installPackages()) {
      const installed = findInstalled();
      if (installed) return { name: `${installed.name} (just installed)`, executable: installed.executable };
    }
  }
  return [
    'No browser was found. Install Chrome, Chromium or Edge, or name one in KACANG_BROWSER,',
    'or run: npx playwright install chromium',
  ].join(' ');
}

/** Whether the system has a font with Chinese characters; always taken for granted on Windows and macOS. */
export function hasChineseFont(): boolean {
  if (process.platform !== 'linux') return true;
  const list = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  if (list.status === 0) return list.stdout.trim() !== '';
  return ['/usr/share/fonts/opentype/noto', '/usr/share/fonts/truetype/wqy'].some((folder) => existsSync(folder));
}

function findInstalled(): Browser | null {
  for (const { name, files, commands } of candidates()) {
    const onPath = commands.map(findOnPath).find((file) => file !== null);
    const executable = files.find(isExecutable) ?? onPath;
    if (executable) return { name, executable };
  }
  return null;
}

function candidates(): Candidate[] {
  const { env } = process;
  if (process.platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((root) => root !== undefined);
    const under = (...parts: string[]): string[] => roots.map((root) => path.join(root, ...parts));
    return [
      { name: 'Chrome', files: under('Google', 'Chrome', 'Application', 'chrome.exe'), commands: [] },
      { name: 'Chromium', files: under('Chromium', 'Application', 'chrome.exe'), commands: [] },
      { name: 'Edge', files: under('Microsoft', 'Edge', 'Application', 'msedge.exe'), commands: [] },
    ];
  }
  if (process.platform === 'darwin') {
    const roots = ['/Applications', path.join(os.homedir(), 'Applications')];
    const app = (name: string): string[] => roots.map((root) => path.join(root, `${name}.app/Contents/MacOS/${name}`));
    return [
      { name: 'Chrome', files: app('Google Chrome'), commands: [] },
      { name: 'Chromium', files: app('Chromium'), commands: ['chromium'] },
      { name: 'Edge', files: app('Microsoft Edge'), commands: [] },
    ];
  }
  return [
    { name: 'Chrome', files: ['/opt/google/chrome/chrome'], commands: ['google-chrome-stable', 'google-chrome'] },
    { name: 'Chromium', files: [], commands: ['chromium', 'chromium-browser'] },
    { name: 'Edge', files: ['/opt/microsoft/msedge/msedge'], commands: ['microsoft-edge-stable', 'microsoft-edge'] },
  ];
}

/** Playwright's browsers lie in one folder per revision; the newest is taken. */
function findPlaywrightDownload(): Browser | null {
  const root = process.env.PLAYWRIGHT_BROWSERS_PATH || defaultPlaywrightFolder();
  if (!existsSync(root)) return null;
  const inside = [
    'chrome-linux64/chrome',
    'chrome-linux/chrome',
    'chrome-win64/chrome.exe',
    'chrome-win/chrome.exe',
    'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  ];
  const revisions = readdirSync(root)
    .filter((name) => /^chromium-\d+$/.test(name))
    .sort((one, other) => Number(other.slice(9)) - Number(one.slice(9)));
  const files = revisions.flatMap((revision) => inside.map((file) => path.join(root, revision, file)));
  const executable = files.find(isExecutable);
  return executable ? { name: "Playwright's Chromium", executable } : null;
}

function defaultPlaywrightFolder(): string {
  if (process.platform === 'win32') return path.join(process.env.LOCALAPPDATA ?? os.homedir(), 'ms-playwright');
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Caches', 'ms-playwright');
  return path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'ms-playwright');
}

function canInstallPackages(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || findOnPath('apt-get') === null) return false;
  try {
    return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

function installPackages(): boolean {
  const apt = (...args: string[]): void => {
    execFileSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      timeout: 300_000,
    });
  };
  try {
    apt('update', '-q');
    apt('install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-cjk');
    return true;
  } catch {
    return false;
  }
}

function findOnPath(command: string): string | null {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => path.join(folder, command)).find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
