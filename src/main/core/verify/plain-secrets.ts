import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { secretFingerprint } from '#core/card-keys/key-sealing.ts';
import type { ThreadContext } from '#core/jobs/thread-context.ts';
import type { VaultKeys } from '#core/vault/vault-keys.ts';
import { keyWithSecret, plainColumns, plainTexts } from './verify.job.repo.ts';

/** A shorter word, or a shorter number, is a secret by chance. */
const SHORTEST_WORD = 8;
const SHORTEST_NUMBER = 12;
const LONGEST_WORD = 512;
const MOST_REMEMBERED = 200_000;

export interface PlainSecretCheck {
  /** Places that were looked at: columns and log files. */
  readonly count: number;
  readonly breaches: string[];
}

/**
 * No secret stands in a plain column or a log, as the whole text or as a word of it. Nothing is opened for that: each word is
 * looked for by its fingerprint, as a search for a key does.
 */
export function checkPlainSecrets(folder: string, thread: ThreadContext): PlainSecretCheck {
  const db = thread.readDb;
  const keysTold = createSecretFinder(thread.keys(), (mac) => keyWithSecret(db, mac));
  const breaches = new Set<string>();
  const columns = plainColumns(db);
  for (const { table, column } of columns) {
    for (const text of plainTexts(db, { table, column, shortest: SHORTEST_WORD })) {
      for (const keyId of keysTold(text)) breaches.add(`${table}.${column} tells the secret of key ${keyId}`);
    }
    thread.signal.throwIfAborted();
  }
  const logs = logFiles(folder);
  for (const file of logs) {
    for (const keyId of keysTold(readFileSync(path.join(folder, file), 'utf8'))) {
      breaches.add(`${file} tells the secret of key ${keyId}`);
    }
  }
  return { count: columns.length + logs.length, breaches: [...breaches] };
}

/** Finds the keys whose secret a text tells. Words that were looked for in vain are not looked for again. */
function createSecretFinder(keys: VaultKeys, keyOf: (mac: Buffer) => number | null): (text: string) => number[] {
  const harmless = new Set<string>();
  return (text) =>
    wordsOf(text).flatMap((word) => {
      if (harmless.has(word)) return [];
      const keyId = keyOf(secretFingerprint(keys, word));
      if (keyId !== null) return [keyId];
      if (harmless.size >= MOST_REMEMBERED) harmless.clear();
      harmless.add(word);
      return [];
    });
}

/** The text itself, what stands between spaces and quotes in it, and what stands between any signs. */
function wordsOf(text: string): string[] {
  const words = new Set([
    text.trim(),
    ...text.split(/[\s"'\\<>,;，。；：、（）【】《》]+/),
    ...text.split(/[^\p{L}\p{N}_-]+/u),
  ]);
  return [...words].filter((word) => {
    const shortest = /^\d+$/.test(word) ? SHORTEST_NUMBER : SHORTEST_WORD;
    return word.length >= shortest && word.length <= LONGEST_WORD;
  });
}

/** What the program writes down in plain beside the database. */
function logFiles(folder: string): string[] {
  const logs = path.join(folder, 'logs');
  const written = existsSync(logs) ? readdirSync(logs).map((name) => path.join('logs', name)) : [];
  return [...written, 'issued.log', 'instance.json'].filter((file) => existsSync(path.join(folder, file)));
}
