import { closeSync, openSync, readSync } from 'node:fs';
import { FRAME_SIZE, openFrame, SEALED_FRAME_SIZE, type SpooledFile, TAG_SIZE } from './spool-frames.ts';

/** Bytes that can be read at any place; reading is synchronous because it only happens where waiting hurts nobody. */
export interface ByteSource {
  readonly size: number;
  /** Up to `length` bytes from `offset`; fewer only at the end. The result is valid until the next call. */
  read(offset: number, length: number): Buffer;
  close(): void;
}

/** Decrypts a staged file frame by frame; the last two frames stay open because zip readers jump back and forth. */
export function openSpooledFile(file: SpooledFile): ByteSource {
  const descriptor = openSync(file.path, 'r');
  const sealed = Buffer.allocUnsafe(SEALED_FRAME_SIZE);
  let recent: { number: number; plain: Buffer }[] = [];

  function frame(number: number): Buffer {
    const known = recent.find((entry) => entry.number === number);
    if (known) return known.plain;
    const expected = Math.min(FRAME_SIZE, file.size - number * FRAME_SIZE) + TAG_SIZE;
    const read = readSync(descriptor, sealed, 0, expected, number * SEALED_FRAME_SIZE);
    if (read !== expected) throw new Error('The spooled file is shorter than what was staged');
    const plain = openFrame(file.key, file.id, number, sealed.subarray(0, expected));
    recent = [{ number, plain }, ...recent.slice(0, 1)];
    return plain;
  }

  return {
    size: file.size,
    read(offset, length) {
      const end = Math.min(file.size, offset + length);
      if (offset >= end) return Buffer.alloc(0);
      const first = Math.floor(offset / FRAME_SIZE);
      const last = Math.floor((end - 1) / FRAME_SIZE);
      if (first === last) return frame(first).subarray(offset - first * FRAME_SIZE, end - first * FRAME_SIZE);
      const parts: Buffer[] = [];
      for (let number = first; number <= last; number += 1) {
        const start = number * FRAME_SIZE;
        parts.push(frame(number).subarray(Math.max(0, offset - start), Math.min(FRAME_SIZE, end - start)));
      }
      return Buffer.concat(parts);
    },
    close() {
      closeSync(descriptor);
      recent = [];
    },
  };
}

/** Bytes that are already in memory, such as a workbook after decryption. */
export function memorySource(bytes: Buffer): ByteSource {
  return {
    size: bytes.length,
    read: (offset, length) => bytes.subarray(offset, Math.min(bytes.length, offset + length)),
    close: () => undefined,
  };
}
