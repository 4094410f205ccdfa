import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { syncFolder } from './synced-files.ts';

const HASH_NAME = /^[0-9a-f]{64}$/;

/** Where sealed attachments lie inside the data folder, each named by its SHA-256. */
export function attachmentsFolder(folder: string): string {
  return path.join(folder, 'attachments');
}

export function isAttachmentHash(name: string): boolean {
  return HASH_NAME.test(name);
}

/** The names of all attachments in their folder; what is named otherwise is none. */
export function attachmentHashes(place: string): string[] {
  return existsSync(place) ? readdirSync(place).filter(isAttachmentHash).sort() : [];
}

/** Moves attachments into a data folder; those of the same name are the same bytes, or were damaged. Can be repeated. */
export function moveAttachments(from: string, folder: string): void {
  const hashes = attachmentHashes(from);
  if (hashes.length === 0) return;
  const target = attachmentsFolder(folder);
  mkdirSync(target, { recursive: true, mode: 0o700 });
  for (const hash of hashes) renameSync(path.join(from, hash), path.join(target, hash));
  syncFolder(target);
}
