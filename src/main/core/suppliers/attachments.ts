import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { attachmentsFolder } from '#core/backup/attachment-files.ts';
import { syncFolder } from '#core/backup/synced-files.ts';
import { type Context, earlierResult } from '#core/context.ts';
import { ownStagedFile } from '#core/files/own-staged-file.ts';
import type { Kernel } from '#core/kernel.ts';
import { Refusal } from '#core/refusal.ts';
import { SealBroken, seal, unseal } from '#core/vault/seal.ts';
import type { FileId } from '#shared/domain/ids.ts';
import {
  attachmentName,
  attachmentType,
  MAXIMUM_ATTACHMENT_BYTES,
} from '#shared/domain/suppliers/attachment-content.ts';
import { isAttachmentNamed, type StoredAttachment } from './qualifications.repo.ts';

/*
 * Scans of papers lie in the folder `attachments`, each sealed whole with the shop's data key and named by the SHA-256 of
 * what lies there: whether a file is whole can be told without any key, and the same name is always the same bytes.
 */

export type KeptAttachment = Omit<StoredAttachment, 'id'>;

/**
 * Takes a staged file into the folder, before the transaction that names it: a file nobody names is harmless, a name without
 * a file is not. Refuses by content and size.
 */
export async function keepAttachment(context: Context, fileId: FileId): Promise<KeptAttachment> {
  const { kernel } = context;
  const staged = ownStagedFile(context, fileId);
  if (staged.size > MAXIMUM_ATTACHMENT_BYTES) {
    throw new Refusal('ATTACHMENT_TOO_LARGE', { limit: MAXIMUM_ATTACHMENT_BYTES });
  }
  const keys = kernel.vault.keys();
  const pieces: Uint8Array[] = [];
  for await (const piece of kernel.spool.read(fileId)) pieces.push(piece);
  const plain = Buffer.concat(pieces);
  const mediaType = attachmentType(plain);
  if (mediaType === null) throw new Refusal('ATTACHMENT_NOT_TAKEN', { name: staged.name });
  const sealId = randomUUID();
  const sealed = seal(keys, ['attachment', sealId, 'content'], plain);
  plain.fill(0);
  const fileHash = createHash('sha256').update(sealed).digest('hex');
  await writeSealed(attachmentsFolder(kernel.paths.folder), fileHash, sealed);
  return { fileHash, sealId, mediaType, name: attachmentName(staged.name, mediaType), size: staged.size };
}

/** Keeps the file first, then writes its row and what it proves in one transaction; what was refused leaves no file. */
export async function withAttachment<Result>(
  kernel: Kernel,
  context: Context,
  fileId: FileId | null,
  work: (kept: KeptAttachment | null) => Promise<Result>,
): Promise<Result> {
  const earlier = earlierResult<Result>(context);
  if (fileId === null || earlier !== null) return work(null);
  const kept = await keepAttachment(context, fileId);
  try {
    const result = await work(kept);
    await kernel.spool.discard(fileId);
    return result;
  } catch (error) {
    await dropAttachment(kernel, kept);
    throw error;
  }
}

/** Lays the plain bytes ready for a download. */
export async function stageAttachment({ kernel, userId }: Context, attachment: StoredAttachment) {
  const { name, size } = attachment;
  const plain = await readAttachment(kernel, attachment);
  const { id } = await kernel.spool.stageStream(userId, name, [plain]);
  plain.fill(0);
  return { fileId: id as FileId, name, size };
}

/** Drops a file, unless a row came to name it after all. */
export async function dropAttachment(kernel: Kernel, { fileHash }: KeptAttachment): Promise<void> {
  if (isAttachmentNamed(kernel.readDb, fileHash)) return;
  await rm(path.join(attachmentsFolder(kernel.paths.folder), fileHash), { force: true });
}

/** The plain bytes; refuses where the file is gone or was altered. */
export async function readAttachment(kernel: Kernel, attachment: StoredAttachment): Promise<Buffer> {
  const { fileHash, sealId, name } = attachment;
  const file = path.join(attachmentsFolder(kernel.paths.folder), fileHash);
  if (!existsSync(file)) throw new Refusal('ATTACHMENT_DAMAGED', { name });
  try {
    return unseal(kernel.vault.keys(), ['attachment', sealId, 'content'], await readFile(file));
  } catch (error) {
    if (error instanceof SealBroken) throw new Refusal('ATTACHMENT_DAMAGED', { name });
    throw error;
  }
}

/** The name is given when every byte is on the disk. */
async function writeSealed(folder: string, name: string, bytes: Buffer): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const unfinished = path.join(folder, `${name}.part`);
  const handle = await open(unfinished, 'w', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, path.join(folder, name));
  syncFolder(folder);
}

/** Removes what a crash left half written. */
export async function sweepUnfinished(kernel: Kernel): Promise<void> {
  const folder = attachmentsFolder(kernel.paths.folder);
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.part'))) {
    await rm(path.join(folder, name), { force: true });
  }
}
