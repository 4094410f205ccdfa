import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLogFile } from './log-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kacang-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('goes on in the same file over a restart, for its user only', () => {
  for (const event of ['first', 'second']) {
    const log = openLogFile(folder);
    log.logger.info(event);
    log.close();
    log.logger.info('after the end');
  }
  const file = path.join(folder, 'logs', 'kacang.log');
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual(['first', 'second']);
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('turns at its size and keeps five old ones', () => {
  const log = openLogFile(folder, 1000);
  for (let number = 0; number < 200; number += 1) log.logger.info('event', { number });
  log.close();
  const names = readdirSync(path.join(folder, 'logs')).sort();
  expect(names).toEqual(['kacang.log', ...[1, 2, 3, 4, 5].map((number) => `kacang.log.${number}`)]);
  for (const name of names) expect(statSync(path.join(folder, 'logs', name)).size).toBeLessThanOrEqual(1000);
  expect(readFileSync(path.join(folder, 'logs', 'kacang.log'), 'utf8')).toContain('"number":199');
});

it.skipIf(!existsSync('/dev/full'))('does not end the program where the disk is full', () => {
  mkdirSync(path.join(folder, 'logs'));
  symlinkSync('/dev/full', path.join(folder, 'logs', 'kacang.log'));
  const log = openLogFile(folder);
  expect(() => log.logger.error('disk full')).not.toThrow();
  log.close();
});
