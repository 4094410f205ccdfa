import {
  closeSync,
  copyFileSync,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { moveInto, syncFile, syncFolder } from '#core/backup/synced-files.ts';
import { hmac } from './vault-keys.ts';

/**
 * `issued.log` lies beside the database and is never rolled back with it: one line for every key handed out, every purchase
 * sent and every closing, so that a restored backup cannot sell the same keys again.
 *
 * A line is `sequence TAB kind TAB payload-JSON TAB mac-hex LF`; each mac covers the one before it. A torn last line (power
 * cut while appending) was never acted upon and is cut off at the next opening. It holds keyed fingerprints, never a secret.
 */
export interface IssuedRecord {
  readonly sequence: number;
  readonly kind: string;
  readonly payload: unknown;
}

export interface IssuedLog {
  /** The sequence of the last line, 0 when there is none. */
  readonly lastSequence: number;
  /** Appends lines and returns only when they are on the disk. */
  append(records: readonly IssuedRecord[]): void;
  records(): IssuedRecord[];
  close(): void;
}

/** The log was altered, or belongs to another shop. */
export class IssuedLogBroken extends Error {
  readonly line: number;

  constructor(line: number) {
    super(`issued.log does not agree with its chain at line ${line}. Restore the file; KaCang has not touched it.`);
    this.name = 'IssuedLogBroken';
    this.line = line;
  }
}

export function issuedLogFile(folder: string): string {
  return path.join(folder, 'issued.log');
}

export function openIssuedLog(folder: string, key: Buffer): IssuedLog {
  const file = issuedLogFile(folder);
  const state = readWholeChain(file, key);
  if (state.tornAt !== null) truncateSync(file, state.tornAt);
  const descriptor = openSync(file, 'a', 0o600);
  syncFolder(folder);
  let { lastSequence, mac } = state;
  let wholeBytes = fstatSync(descriptor).size;
  let isTorn = false;

  function writeWhole(bytes: Buffer): void {
    // What an append left behind that came to no end would stand between two lines.
    if (isTorn) truncateSync(file, wholeBytes);
    isTorn = true;
    // A disk that is almost full takes a part, and says so only by its number.
    for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
    fsyncSync(descriptor);
    isTorn = false;
    wholeBytes += bytes.length;
  }

  return {
    get lastSequence() {
      return lastSequence;
    },
    append(records) {
      if (records.length === 0) return;
      const links = chainLinks(key, mac, records);
      writeWhole(Buffer.from(links.text, 'utf8'));
      mac = links.mac;
      lastSequence = records.at(-1)?.sequence ?? lastSequence;
    },
    records: () => readWholeChain(file, key).records,
    close: () => closeSync(descriptor),
  };
}

/** Reads the log without opening it for appending; throws {@link IssuedLogBroken}. */
export function readIssuedLog(folder: string, key: Buffer): IssuedRecord[] {
  return readWholeChain(issuedLogFile(folder), key).records;
}

/** A broken log, read as far as it goes. */
export interface SalvagedLog {
  /** The first line that does not agree with the chain. */
  readonly line: number;
  /** What the chain vouches for. */
  readonly records: readonly IssuedRecord[];
  readonly lastSequence: number;
  /** Bytes that the chain vouches for, and those after them. */
  readonly wholeBytes: number;
  readonly brokenBytes: number;
  /** What lines after the break still seem to say; nothing vouches for them. */
  readonly doubtful: readonly IssuedRecord[];
}

/** Null where the log is whole. */
export function salvageIssuedLog(folder: string, key: Buffer): SalvagedLog | null {
  const file = issuedLogFile(folder);
  const { brokenAt, records, lastSequence } = readChain(file, key);
  if (!brokenAt) return null;
  const { line, offset } = brokenAt;
  const rest = readFileSync(file).subarray(offset);
  const doubtful = rest.toString('utf8').split('\n').flatMap(readableRecord);
  return { line, records, lastSequence, wholeBytes: offset, brokenBytes: rest.length, doubtful };
}

/** How long the lines of these records are in the log. */
export function issuedLinesLength(records: readonly IssuedRecord[]): number {
  return records.reduce((sum, record) => sum + Buffer.byteLength(lineOf(record)) + MAC_HEX_LENGTH + 2, 0);
}

/**
 * Puts a log of these records in the place of the broken one, which is kept in `asideFolder`. Cut short anywhere, either the
 * old log lies there or the new one.
 */
export async function replaceIssuedLog(
  folder: string,
  key: Buffer,
  records: readonly IssuedRecord[],
  asideFolder: string,
): Promise<void> {
  const file = issuedLogFile(folder);
  mkdirSync(asideFolder, { recursive: true, mode: 0o700 });
  const aside = issuedLogFile(asideFolder);
  copyFileSync(file, aside);
  syncFile(aside);
  syncFolder(asideFolder);
  const part = `${file}.part`;
  writeFileSync(part, chainLinks(key, Buffer.alloc(0), records).text, { mode: 0o600 });
  syncFile(part);
  await moveInto(part, file);
  syncFolder(folder);
}

interface Chain {
  records: IssuedRecord[];
  lastSequence: number;
  mac: Buffer;
  tornAt: number | null;
  brokenAt: { line: number; offset: number } | null;
}

function readWholeChain(file: string, key: Buffer): Chain {
  const chain = readChain(file, key);
  if (chain.brokenAt) throw new IssuedLogBroken(chain.brokenAt.line);
  return chain;
}

function readChain(file: string, key: Buffer): Chain {
  const chain: Chain = { records: [], lastSequence: 0, mac: Buffer.alloc(0), tornAt: null, brokenAt: null };
  if (!existsSync(file)) return chain;
  const bytes = readFileSync(file);
  let start = 0;
  for (let line = 1; start < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, start);
    if (end === -1) {
      if (couldBeTorn(bytes.toString('utf8', start), chain.lastSequence)) chain.tornAt = start;
      else chain.brokenAt = { line, offset: start };
      break;
    }
    const text = bytes.toString('utf8', start, end);
    const cut = text.lastIndexOf('\t');
    const body = text.slice(0, cut);
    const expected = hmac(key, chain.mac, body);
    const record = cut !== -1 && expected.toString('hex') === text.slice(cut + 1) ? recordOf(body) : null;
    if (!record) {
      chain.brokenAt = { line, offset: start };
      break;
    }
    chain.records.push(record);
    chain.lastSequence = record.sequence;
    chain.mac = expected;
    start = end + 1;
  }
  return chain;
}

/** A line that was cut off begins as the next one would; a disk may leave zeros where the rest should be. */
function couldBeTorn(text: string, lastSequence: number): boolean {
  const [written = ''] = text.split('\0');
  const [sequence = '', ...rest] = written.split('\t');
  return /^\d*$/.test(sequence) && (rest.length === 0 || Number(sequence) > lastSequence);
}

function chainLinks(key: Buffer, after: Buffer, records: readonly IssuedRecord[]): { text: string; mac: Buffer } {
  let text = '';
  let mac = after;
  for (const record of records) {
    const line = lineOf(record);
    mac = hmac(key, mac, line);
    text += `${line}\t${mac.toString('hex')}\n`;
  }
  return { text, mac };
}

const MAC_HEX_LENGTH = 64;

function lineOf({ sequence, kind, payload }: IssuedRecord): string {
  return `${sequence}\t${kind}\t${JSON.stringify(payload)}`;
}

function recordOf(body: string): IssuedRecord {
  const [sequence = '', kind = '', ...payload] = body.split('\t');
  return { sequence: Number(sequence), kind, payload: JSON.parse(payload.join('\t')) };
}

/** The record that a line of a broken log seems to hold; none where nothing can be made of it. */
function readableRecord(text: string): IssuedRecord[] {
  try {
    const record = recordOf(text.slice(0, text.lastIndexOf('\t')));
    return Number.isSafeInteger(record.sequence) ? [record] : [];
  } catch {
    return [];
  }
}
