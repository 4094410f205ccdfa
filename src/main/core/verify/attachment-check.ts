import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { attachmentHashes, attachmentsFolder } from '#core/backup/attachment-files.ts';
import type { ThreadContext } from '#core/jobs/thread-context.ts';
import { SealBroken, unseal } from '#core/vault/seal.ts';
import { namedAttachments } from './verify.job.repo.ts';

export interface AttachmentCheck {
  readonly count: number;
  readonly breaches: string[];
  /** Files that no row names: what a crash between file and row leaves; they harm nothing. */
  readonly orphans: number;
}

/** Every attachment has its file, which is the very bytes it is named by and opens with the shop's key. */
export function checkAttachments(folder: string, thread: ThreadContext): AttachmentCheck {
  const place = attachmentsFolder(folder);
  const named = namedAttachments(thread.readDb);
  const breaches = named.flatMap(({ id, fileHash, sealId }) => {
    const file = path.join(place, fileHash);
    if (!existsSync(file)) return [`attachment ${id} has no file`];
    const sealed = readFileSync(file);
    if (createHash('sha256').update(sealed).digest('hex') !== fileHash) return [`attachment ${id} was altered`];
    return opens(thread, sealId, sealed) ? [] : [`attachment ${id} does not open`];
  });
  const known = new Set(named.map(({ fileHash }) => fileHash));
  const orphans = attachmentHashes(place).filter((hash) => !known.has(hash)).length;
  return { count: named.length, breaches, orphans };
}

function opens(thread: ThreadContext, sealId: string, sealed: Buffer): boolean {
  try {
    unseal(thread.keys(), ['attachment', sealId, 'content'], sealed).fill(0);
    return true;
  } catch (error) {
    if (error instanceof SealBroken) return false;
    throw error;
  }
}
