import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cloudOf, FolderUnsafe, parseMacMounts, parseMountInfo, requireSafeFolder } from './data-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kacang-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function placeOf(candidate: string): string | null {
  try {
    requireSafeFolder(candidate);
    return null;
  } catch (error) {
    return error instanceof FolderUnsafe ? error.place : 'unexpected';
  }
}

describe('a data folder', () => {
  it('may lie on this computer, even where it does not exist yet', () => {
    expect(placeOf(folder)).toBeNull();
    expect(placeOf(path.join(folder, 'new', 'deeper'))).toBeNull();
  });

  it.each([
    'OneDrive',
    'OneDrive - 示例公司',
    'Dropbox',
    'Dropbox (Personal)',
    'iCloudDrive',
    'Mobile Documents',
    'CloudStorage',
    'Google Drive',
    'Nutstore',
    '我的坚果云',
    '坚果云',
    'BaiduSyncdisk',
  ])('is refused below %s', (name) => {
    expect(placeOf(path.join(folder, name, 'shop'))).toBe('cloud-synced');
  });

  it('is not refused for a name that only resembles one', () => {
    for (const name of ['Dropboxes', 'my-onedrive-export', 'box', '坚果']) {
      expect(placeOf(path.join(folder, name, 'shop'))).toBeNull();
    }
  });

  it('is refused where a synchroniser has left its mark, by a link too', () => {
    const synced = path.join(folder, 'synced');
    mkdirSync(path.join(synced, 'shop'), { recursive: true });
    writeFileSync(path.join(synced, '.dropbox'), '');
    expect(placeOf(path.join(synced, 'shop'))).toBe('cloud-synced');
    symlinkSync(path.join(synced, 'shop'), path.join(folder, 'link'));
    expect(placeOf(path.join(folder, 'link'))).toBe('cloud-synced');
    expect(cloudOf(path.join(synced, 'shop'))).toBe('dropbox');
  });

  it.each(['\\\\server\\share\\shop', '//server/share/shop'])('is refused on a share: %s', (share) => {
    expect(placeOf(share)).toBe('network');
  });
});

describe('lists of mounts', () => {
  it('are read with escaped spaces and their types', () => {
    const line = '36 35 98:0 / /mnt/office\\040share rw,noatime master:1 - cifs //server/share rw';
    expect(parseMountInfo(`${line}\n`)).toEqual([{ at: '/mnt/office share', type: 'cifs' }]);
  });

  it('are read as macOS prints them', () => {
    const text =
      '/dev/disk3s1 on / (apfs, sealed, local)\n//me@nas/shop on /Volumes/shop (smbfs, nodev, mounted by me)';
    expect(parseMacMounts(text)).toEqual([
      { at: '/', type: 'apfs' },
      { at: '/Volumes/shop', type: 'smbfs' },
    ]);
  });
});
