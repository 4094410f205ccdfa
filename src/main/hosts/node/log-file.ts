import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import { createJsonLogger, type Logger } from '#core/logging/logger.ts';

const MAXIMUM_BYTES = 5 * 1024 * 1024;
const KEPT_FILES = 5;

export interface LogFile {
  readonly logger: Logger;
  readonly file: string;
  close(): void;
}

/** The program's log beside the data, for its user only; at 5 MiB it becomes `.1`, and the fifth of those goes. */
export function openLogFile(dataFolder: string, maximumBytes = MAXIMUM_BYTES): LogFile {
  const folder = path.join(dataFolder, 'logs');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, 'kacang.log');
  let descriptor = openSync(file, 'a', 0o600);
  let size = fstatSync(descriptor).size;
  let isOpen = true;

  function rotate(): void {
    closeSync(descriptor);
    for (let number = KEPT_FILES - 1; number >= 1; number -= 1) moveAside(numbered(number), numbered(number + 1));
    moveAside(file, numbered(1));
    descriptor = openSync(file, 'a', 0o600);
    size = fstatSync(descriptor).size;
  }
  const numbered = (number: number): string => `${file}.${number}`;

  const logger = createJsonLogger((line) => {
    if (!isOpen) return;
    const bytes = Buffer.from(`${line}\n`, 'utf8');
    try {
      if (size > 0 && size + bytes.length > maximumBytes) rotate();
      size += writeSync(descriptor, bytes);
    } catch {
      // A full disk is told to whoever works on it; that it cannot be logged must not end the program.
    }
  });
  return {
    logger,
    file,
    close() {
      if (isOpen) closeSync(descriptor);
      isOpen = false;
    },
  };
}

/** Another program may hold an old log open (Windows); then it stays and the new lines go on in the same file. */
function moveAside(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch {
    // Nothing to move, or held: a log is never worth a stop.
  }
}
