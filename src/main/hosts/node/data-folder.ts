import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmdirSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Where a folder lies that a database must not lie in. */
export type UnsafePlace = 'network' | 'cloud-synced';

/** The data folder was refused before anything was written. */
export class FolderUnsafe extends Error {
  readonly folder: string;
  readonly place: UnsafePlace;
  readonly found: string;

  constructor(folder: string, place: UnsafePlace, found: string) {
    super(
      place === 'network'
        ? `${folder} lies on a network drive (${found}). A shop's database must lie on this computer's own disk.`
        : `${folder} is synchronised by a cloud (${found}), which would copy half-written data. Choose another folder; backups may go there.`,
    );
    this.name = 'FolderUnsafe';
    this.folder = folder;
    this.place = place;
    this.found = found;
  }
}

/** The data folder cannot be one: something on its path is a file, or nothing can be written there. */
export class FolderUnusable extends Error {
  readonly folder: string;
  readonly why: 'not-a-folder' | 'not-writable';

  constructor(folder: string, why: FolderUnusable['why']) {
    super(why === 'not-a-folder' ? `${folder} is not a folder.` : `${folder} cannot be written.`);
    this.name = 'FolderUnusable';
    this.folder = folder;
    this.why = why;
  }
}

/** The operating system's own place for a user's data: LocalAppData, Application Support or XDG. */
export function defaultDataFolder(name = 'KaCang'): string {
  const home = os.homedir();
  switch (process.platform) {
    case 'win32':
      return path.join(process.env.LOCALAPPDATA ?? path.join(home, 'AppData', 'Local'), name);
    case 'darwin':
      return path.join(home, 'Library', 'Application Support', name);
    default:
      return path.join(process.env.XDG_DATA_HOME || path.join(home, '.local', 'share'), name.toLowerCase());
  }
}

/** The folder of the demo shop, beside the real one and never the same. */
export function defaultDemoFolder(): string {
  return defaultDataFolder('KaCang-Demo');
}

/**
 * Refuses with {@link FolderUnsafe} a folder on a network drive or inside a synchronised one, and with {@link FolderUnusable}
 * one that cannot be made or written. Leaves nothing there.
 */
export function requireSafeFolder(folder: string): void {
  const place = unsafePlaceOf(folder) ?? unsafePlaceOf(realFolder(folder));
  if (place) throw new FolderUnsafe(folder, place.place, place.found);
  requireWritableFolder(folder);
}

/**
 * Writes for a trial as far down as there are folders: what the system says of rights is not the whole truth for an
 * administrator or on Windows, and under /proc a `mkdir` of the whole path never returns.
 */
function requireWritableFolder(folder: string): void {
  const existing = deepestExisting(folder);
  if (!statSync(existing).isDirectory()) throw new FolderUnusable(folder, 'not-a-folder');
  try {
    rmdirSync(mkdtempSync(path.join(existing, '.kacang-')));
  } catch (error) {
    // A full disk is no reason: what is there can still be looked at and saved.
    if (!isFull(error)) throw new FolderUnusable(folder, 'not-writable');
  }
}

function deepestExisting(folder: string): string {
  const parent = path.dirname(folder);
  return existsSync(folder) || parent === folder ? folder : deepestExisting(parent);
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

function unsafePlaceOf(folder: string): { place: UnsafePlace; found: string } | null {
  const share = networkShareOf(folder);
  if (share) return { place: 'network', found: share };
  const cloud = cloudOf(folder);
  return cloud ? { place: 'cloud-synced', found: cloud } : null;
}

/** Parts of a path that synchronisers use, in the languages they are sold in. */
const CLOUD_PARTS =
  /^(OneDrive( ?[-–] ?.+)?|Dropbox( \(.+\))?|iCloud ?Drive|Mobile Documents|CloudStorage|Google ?Drive|GoogleDrive-.+|My Drive|Box Sync|pCloud ?Drive|Nutstore( Files)?|我的坚果云|坚果云|BaiduSyncdisk|百度网盘同步空间|阿里云盘|WPSDrive|WPS云盘)$/i;
/** What a synchroniser leaves in the top folder that it watches. */
const CLOUD_MARKS = ['.dropbox', '.stfolder', '.nutstore', '.owncloudsync.log', '.nextcloudsync.log'];

/** The synchroniser whose folder this is in, by its name; null for none known. */
export function cloudOf(folder: string): string | null {
  const named = folder.split(/[\\/]+/).find((part) => CLOUD_PARTS.test(part));
  if (named) return named;
  for (const name of ['OneDrive', 'OneDriveCommercial', 'OneDriveConsumer']) {
    const root = process.env[name];
    if (root && isWithin(folder, root)) return 'OneDrive';
  }
  for (let current = folder; ; current = path.dirname(current)) {
    const mark = CLOUD_MARKS.find((name) => existsSync(path.join(current, name)));
    if (mark) return mark.slice(1);
    if (path.dirname(current) === current) return null;
  }
}

const NETWORK_TYPES = /^(nfs4?|cifs|smb3|smbfs|afpfs|webdav|davfs|ncpfs|ceph|fuse\.(sshfs|rclone|gvfsd-fuse|davfs2?))$/;

function networkShareOf(folder: string): string | null {
  if (/^(\\\\|\/\/)(?![?.][\\/])[^\\/]+/.test(folder)) return folder.split(/[\\/]+/)[1] ?? folder;
  const mount = readMounts()
    .filter(({ at }) => isWithin(folder, at))
    .sort((one, other) => other.at.length - one.at.length)[0];
  return mount && NETWORK_TYPES.test(mount.type) ? mount.type : null;
}

interface Mount {
  readonly at: string;
  readonly type: string;
}

function readMounts(): Mount[] {
  try {
    if (process.platform === 'linux') return parseMountInfo(readFileSync('/proc/self/mountinfo', 'utf8'));
    if (process.platform === 'darwin') return parseMacMounts(execFileSync('/sbin/mount', { encoding: 'utf8' }));
  } catch {
    // Without the list a share cannot be told; the lock still keeps a second process of this machine out.
  }
  return [];
}

/** Lines of Linux's `/proc/self/mountinfo`: mount point fifth, type after the lone dash. */
export function parseMountInfo(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const [before = '', after = ''] = line.split(' - ', 2);
    const at = before.split(' ')[4];
    const type = after.split(' ')[0];
    if (!at || !type) return [];
    return [
      { at: at.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8))), type },
    ];
  });
}

/** Lines of macOS's `mount`: `//user@server/share on /Volumes/share (smbfs, …)`. */
export function parseMacMounts(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const match = / on (.+) \(([a-z0-9]+)[,)]/.exec(line);
    return match?.[1] && match[2] ? [{ at: match[1], type: match[2] }] : [];
  });
}

function isWithin(folder: string, root: string): boolean {
  const relative = path.relative(root, folder);
  return relative === '' || (!relative.startsWith('..') && !path.isAbsolute(relative));
}

/** The folder with links and mapped drives followed, as far as it exists yet. */
function realFolder(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    const parent = path.dirname(folder);
    return parent === folder ? folder : path.join(realFolder(parent), path.basename(folder));
  }
}
