/** SQLite's write-ahead log, as its file format describes it: a head of 32 bytes, then frames of 24 bytes and a page each. */
export interface WalFile {
  readonly pageSize: number;
  /** Frames in a row, from the first, whose salts and checksums are right: what a recovery would look at. */
  readonly validFrames: number;
  /** Numbers of frames (from 1) that end a commit. */
  readonly commits: readonly number[];
}

const HEAD_BYTES = 32;
const FRAME_HEAD_BYTES = 24;
const MAGIC = 0x377f0682;

/** Reads the log of a database that nobody has open; null where there is none or it has no valid head. */
export function readWal(bytes: Buffer): WalFile | null {
  if (bytes.length < HEAD_BYTES) return null;
  const magic = bytes.readUInt32BE(0);
  if ((magic & 0xfffffffe) >>> 0 !== MAGIC) return null;
  const isBigEndian = (magic & 1) === 1;
  const pageSize = bytes.readUInt32BE(8);
  const salts = bytes.subarray(16, 24);
  let sum = checksum([0, 0], bytes.subarray(0, 24), isBigEndian);
  const commits: number[] = [];
  let frame = 0;
  for (let at = HEAD_BYTES; at + FRAME_HEAD_BYTES + pageSize <= bytes.length; at += FRAME_HEAD_BYTES + pageSize) {
    if (!bytes.subarray(at + 8, at + 16).equals(salts)) break;
    sum = checksum(sum, bytes.subarray(at, at + 8), isBigEndian);
    sum = checksum(sum, bytes.subarray(at + FRAME_HEAD_BYTES, at + FRAME_HEAD_BYTES + pageSize), isBigEndian);
    if (bytes.readUInt32BE(at + 16) !== sum[0] || bytes.readUInt32BE(at + 20) !== sum[1]) break;
    frame += 1;
    if (bytes.readUInt32BE(at + 4) !== 0) commits.push(frame);
  }
  return { pageSize, validFrames: frame, commits };
}

/** Where a frame (from 1) begins; one past the last gives the end. */
export function frameStart(pageSize: number, frame: number): number {
  return HEAD_BYTES + (frame - 1) * (FRAME_HEAD_BYTES + pageSize);
}

function checksum(start: readonly [number, number], bytes: Buffer, isBigEndian: boolean): [number, number] {
  let [first, second] = start;
  for (let at = 0; at < bytes.length; at += 8) {
    first = (first + (isBigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)) + second) >>> 0;
    second = (second + (isBigEndian ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4)) + first) >>> 0;
  }
  return [first, second];
}
