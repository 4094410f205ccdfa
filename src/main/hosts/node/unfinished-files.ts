import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

/** In a data folder: a note for each file of the user's that is being written elsewhere under a name of its own. */
const NOTES_FOLDER = 'unfinished';
/** Short whatever the file is called, and never taken for one of the user's. */
const PART_NAME = /^kacang-[0-9a-f-]{36}\.part$/;

export interface UnfinishedFile {
  /** Where to write until all is there: beside the file, and never over anything. */
  readonly part: string;
  /** It was moved into its place, or taken away: the note goes. */
  forget(): void;
}

/**
 * Notes in the data folder, before it is opened, what a process may leave behind half written when it is killed: keys in plain,
 * in a place that nobody would look at again. {@link sweepUnfinishedFiles} takes it away.
 */
export function noteUnfinishedFile(dataFolder: string, file: string): UnfinishedFile {
  const id = randomUUID();
  const part = path.join(path.dirname(path.resolve(file)), `kacang-${id}.part`);
  const notes = path.join(dataFolder, NOTES_FOLDER);
  mkdirSync(notes, { recursive: true, mode: 0o700 });
  const note = path.join(notes, `${id}.json`);
  const descriptor = openSync(note, 'wx', 0o600);
  try {
    writeSync(descriptor, JSON.stringify({ process: process.pid, part }));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return { part, forget: () => rmSync(note, { force: true }) };
}

/** Takes away what ended processes left half written, and answers where it was. What cannot be reached now is tried again next time. */
export function sweepUnfinishedFiles(dataFolder: string): string[] {
  const notes = path.join(dataFolder, NOTES_FOLDER);
  const swept: string[] = [];
  for (const name of namesIn(notes)) {
    const note = path.join(notes, name);
    try {
      const { process: pid, part } = readNote(note);
      if (pid !== null && isAlive(pid)) continue;
      if (part !== null && removeFile(part)) swept.push(part);
      rmSync(note, { force: true });
    } catch {
      // Its disk is away, or another program holds it.
    }
  }
  return swept;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
}

/** A note that the power cut short names nothing: it was written before its file was. */
function readNote(note: string): { process: number | null; part: string | null } {
  let value: unknown = null;
  try {
    value = JSON.parse(readFileSync(note, 'utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const { process: pid, part } = Object(value);
  return {
    process: Number.isSafeInteger(pid) && pid > 0 ? Number(pid) : null,
    part: typeof part === 'string' && path.isAbsolute(part) && PART_NAME.test(path.basename(part)) ? part : null,
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Whether there was one. */
function removeFile(file: string): boolean {
  try {
    rmSync(file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
