import { createCipheriv, createDecipheriv } from 'node:crypto';
import { releaseBytes } from '#core/jobs/release-bytes.ts';

/**
 * How a staged file lies on disk: frames of FRAME_SIZE plain bytes (the last may be shorter), each sealed with
 * AES-256-GCM under the file's own random key. The nonce is the frame's number, which is safe because no key is ever
 * used for a second file; the additional data binds the frame to its file and place, so frames cannot be swapped.
 */
export const FRAME_SIZE = 256 * 1024;
export const TAG_SIZE = 16;
export const SEALED_FRAME_SIZE = FRAME_SIZE + TAG_SIZE;
export const KEY_SIZE = 32;

/** Plain data with which another process can read a staged file; it holds the file's key and must never be stored. */
export interface SpooledFile {
  readonly id: string;
  readonly path: string;
  readonly key: Uint8Array;
  /** Plain bytes. */
  readonly size: number;
}

function frameNonce(frameNumber: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(frameNumber, 6, 6);
  return nonce;
}

function frameContext(fileId: string, frameNumber: number): Buffer {
  return Buffer.from(`kacang-spool:${fileId}:${frameNumber}`, 'utf8');
}

/** One frame as it lies on disk: ciphertext, then the tag. */
export function sealFrame(key: Uint8Array, fileId: string, frameNumber: number, plain: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, frameNonce(frameNumber));
  cipher.setAAD(frameContext(fileId, frameNumber));
  const ciphertext = cipher.update(plain);
  cipher.final();
  // Of its own, not of Node's pool: whoever has written it gives it back.
  const sealed = Buffer.allocUnsafeSlow(ciphertext.length + TAG_SIZE);
  sealed.set(ciphertext);
  sealed.set(cipher.getAuthTag(), ciphertext.length);
  releaseBytes(ciphertext);
  return sealed;
}

/** The plain bytes of a frame; throws when the frame was changed, moved or belongs to another file. */
export function openFrame(key: Uint8Array, fileId: string, frameNumber: number, sealed: Uint8Array): Buffer {
  if (sealed.length < TAG_SIZE) throw new Error('A spooled frame is cut short');
  const decipher = createDecipheriv('aes-256-gcm', key, frameNonce(frameNumber));
  decipher.setAAD(frameContext(fileId, frameNumber));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_SIZE));
  const plain = decipher.update(sealed.subarray(0, sealed.length - TAG_SIZE));
  decipher.final();
  return plain;
}
