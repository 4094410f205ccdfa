import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SeededRandom } from '#core/demo/seeded-random.ts';
import { type CrashRecord, copyFolder } from './crash-run.ts';
import { frameStart, readWal } from './wal-file.ts';

/** One state in which the files could be found after the power went: what was synced is whole, the rest is anything. */
export interface PowerCut {
  /** Whole frames of the write-ahead log that reached the disk. */
  readonly frames: number;
  /** How many bytes of the next frame did too. */
  readonly tornBytes: number;
  /** A frame among the unsynced ones that did not although later ones did; 0 for none. */
  readonly lostFrame: number;
  /** Bytes of issued.log that reached the disk. */
  readonly logBytes: number;
}

const WAL = 'kacang.db-wal';
const LOG = 'issued.log';

/** The states that are possible for a dead shop's folder: the worst one, the best one, and others left to the seed. */
export function possibleCuts(folder: string, record: CrashRecord, random: SeededRandom, count: number): PowerCut[] {
  const wal = readWal(readOrEmpty(path.join(folder, WAL)));
  const frames = wal?.validFrames ?? 0;
  // The log began anew after the last commit that was said: nothing in it is known to be synced.
  const synced = record.syncedFrames <= frames ? record.syncedFrames : 0;
  const logEnd = readOrEmpty(path.join(folder, LOG)).length;
  const logSynced = Math.min(record.syncedLogBytes, logEnd);
  const worst: PowerCut = { frames: synced, tornBytes: 0, lostFrame: 0, logBytes: logSynced };
  const best: PowerCut = { frames, tornBytes: 0, lostFrame: 0, logBytes: logEnd };
  // The later a file is synced the less of it is left, so both ends of the one meet both ends of the other.
  const cuts = [worst, best, { ...worst, logBytes: logEnd }, { ...best, logBytes: logSynced }];
  while (cuts.length < count) {
    const kept = random.whole(synced, frames);
    const canTear = kept < frames;
    cuts.push({
      frames: kept,
      tornBytes: canTear ? random.whole(0, (wal?.pageSize ?? 1) + 23) : 0,
      lostFrame: kept > synced + 1 && random.next() < 0.3 ? random.whole(synced + 1, kept - 1) : 0,
      logBytes: random.whole(logSynced, logEnd),
    });
  }
  return cuts;
}

/** Makes a folder as the cut would have left it. */
export function cutPower(from: string, to: string, cut: PowerCut): void {
  copyFolder(from, to);
  const walFile = path.join(to, WAL);
  const bytes = readOrEmpty(walFile);
  const wal = readWal(bytes);
  if (wal) {
    const end = Math.min(bytes.length, frameStart(wal.pageSize, cut.frames + 1) + cut.tornBytes);
    const left = Buffer.from(bytes.subarray(0, end));
    if (cut.lostFrame > 0)
      left.fill(0, frameStart(wal.pageSize, cut.lostFrame), frameStart(wal.pageSize, cut.lostFrame + 1));
    writeFileSync(walFile, left);
  }
  const logFile = path.join(to, LOG);
  if (existsSync(logFile)) truncateSync(logFile, cut.logBytes);
}

function readOrEmpty(file: string): Buffer {
  return existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
}
