import { spawn } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Act } from './acts.ts';
import type { ChildLine, CrashTask } from './crash-child.ts';
import type { CrashLine } from './crash-points.ts';

/** One act and what the person knows of it: nothing (the shop died first), its reply, or its refusal. */
export interface RecordedAct extends Act {
  readonly answer: { readonly reply: unknown; readonly seen: unknown } | null;
  readonly refusal: string | null;
}

export type CrashPoint = Extract<CrashLine, { type: 'point' }> & {
  /** The act that had begun last: what was at work, or what came of it. */
  readonly after: string | null;
};

/** Everything that a run said before it ended, and how it ended. */
export interface CrashRecord {
  readonly acts: readonly RecordedAct[];
  readonly points: readonly CrashPoint[];
  /** Frames of the write-ahead log known to be on the disk, by what SQLite promises for its setting. */
  readonly syncedFrames: number;
  /** Bytes of issued.log known to be on the disk. */
  readonly syncedLogBytes: number;
  readonly wasKilled: boolean;
  readonly hasEnded: boolean;
  readonly errors: string;
}

export interface CrashOptions {
  /** `commit.before:3`: the third time that point is reached. */
  readonly at?: string;
  /** Killed from outside so long after it began its first act. */
  readonly afterMilliseconds?: number;
  /** Runs with synchronous=NORMAL behind the core's back. */
  readonly isWeak?: boolean;
}

const CHILD = path.join(import.meta.dirname, 'crash-child.ts');
const POINTS = path.join(import.meta.dirname, 'crash-points.ts');

/** Runs a shop at work in a process of its own and kills it where `options` say. */
export async function runAndKill(task: CrashTask, options: CrashOptions = {}): Promise<CrashRecord> {
  const child = spawn(process.execPath, ['--import', POINTS, CHILD, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      KACANG_CRASH_AT: options.at ?? '',
      KACANG_WEAK_SYNC: options.isWeak ? '1' : '0',
    },
  });
  const lines: (ChildLine | CrashLine)[] = [];
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = parseLine(text);
    if (!line) return;
    lines.push(line);
    const isFirstAct = line.type === 'begin' && lines.filter(({ type }) => type === 'begin').length === 1;
    if (isFirstAct && options.afterMilliseconds !== undefined) {
      setTimeout(() => child.kill('SIGKILL'), options.afterMilliseconds);
    }
  });
  const signal = await new Promise<NodeJS.Signals | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (_code, by) => resolve(by));
  });
  return record(lines, signal === 'SIGKILL', errors);
}

/** A line cut short by the kill is as if it was never said. */
function parseLine(text: string): ChildLine | CrashLine | null {
  try {
    return JSON.parse(text) as ChildLine | CrashLine;
  } catch {
    return null;
  }
}

function record(lines: readonly (ChildLine | CrashLine)[], wasKilled: boolean, errors: string): CrashRecord {
  let syncedFrames = 0;
  let syncedLogBytes = 0;
  for (const line of lines) {
    if (line.type === 'synced') syncedLogBytes = line.length;
    // FULL: a commit returns when its frames are on the disk. NORMAL: only what a checkpoint took is.
    else if (line.type === 'commit') syncedFrames = line.synchronous === 2 ? line.frames : line.checkpointed;
  }
  return {
    acts: lines.flatMap((line) => (line.type === 'begin' ? [recordedAct(line, lines)] : [])),
    points: pointsOf(lines),
    syncedFrames,
    syncedLogBytes,
    wasKilled,
    hasEnded: lines.some(({ type }) => type === 'end'),
    errors,
  };
}

function pointsOf(lines: readonly (ChildLine | CrashLine)[]): CrashPoint[] {
  let after: string | null = null;
  return lines.flatMap((line) => {
    if (line.type === 'begin') after = line.act.name;
    return line.type === 'point' ? [{ ...line, after }] : [];
  });
}

function recordedAct(
  begun: Extract<ChildLine, { type: 'begin' }>,
  lines: readonly (ChildLine | CrashLine)[],
): RecordedAct {
  let answer: RecordedAct['answer'] = null;
  let refusal: string | null = null;
  for (const line of lines) {
    if (line.type === 'done' && line.turn === begun.turn) answer = { reply: line.reply, seen: line.seen };
    else if (line.type === 'refused' && line.turn === begun.turn) refusal = line.code;
  }
  return { ...begun.act, answer, refusal };
}

/** Copies the folder of a shop that nobody has open, without what SQLite makes anew. */
export function copyFolder(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
  const sharedMemory = path.join(to, 'kacang.db-shm');
  if (existsSync(sharedMemory)) rmSync(sharedMemory);
}
