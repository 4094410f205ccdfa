import { closeSync, existsSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import path from 'node:path';
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
  const state = readChain(file, key);
  if (state.tornAt !== null) truncateSync(file, state.tornAt);
  const descriptor = openSync(file, 'a', 0o600);
  fsyncFolder(folder);
  let { lastSequence, mac } = state;

  return {
    get lastSequence() {
      return lastSequence;
    },
    append(records) {
      if (records.length === 0) return;
      let text = '';
      let next = mac;
      for (const record of records) {
        const line = `${record.sequence}\t${record.kind}\t${JSON.stringify(record.payload)}`;
        next = hmac(key, next, line);
        text += `${line}\t${next.toString('hex')}\n`;
      }
      writeSync(descriptor, text);
      fsyncSync(descriptor);
      mac = next;
      lastSequence = records.at(-1)?.sequence ?? lastSequence;
    },
    records: () => readChain(file, key).records,
    close: () => closeSync(descriptor),
  };
}

/** Reads the log without opening it for appending; throws {@link IssuedLogBroken}. */
export function readIssuedLog(folder: string, key: Buffer): IssuedRecord[] {
  return readChain(issuedLogFile(folder), key).records;
}

interface Chain {
  records: IssuedRecord[];
  lastSequence: number;
  mac: Buffer;
  tornAt: number | null;
}

function readChain(file: string, key: Buffer): Chain {
  const chain: Chain = { records: [], lastSequence: 0, mac: Buffer.alloc(0), tornAt: null };
  if (!existsSync(file)) return chain;
  const bytes = readFileSync(file);
  let start = 0;
  for (let line = 1; start < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, start);
    if (end === -1) {
      chain.tornAt = start;
      break;
    }
    const text = bytes.toString('utf8', start, end);
    const cut = text.lastIndexOf('\t');
    const body = text.slice(0, cut);
    const expected = hmac(key, chain.mac, body);
    if (cut === -1 || expected.toString('hex') !== text.slice(cut + 1)) throw new IssuedLogBroken(line);
    const [sequence = '', kind = '', ...payload] = body.split('\t');
    chain.records.push({ sequence: Number(sequence), kind, payload: JSON.parse(payload.join('\t')) });
    chain.lastSequence = Number(sequence);
    chain.mac = expected;
    start = end + 1;
  }
  return chain;
}

function fsyncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
