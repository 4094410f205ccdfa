import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { noteUnfinishedFile, sweepUnfinishedFiles } from './unfinished-files.ts';

let folder: string;
const inFolder = (name: string): string => path.join(folder, name);
const ended = spawnSync(process.execPath, ['--version']).pid;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kacang-unfinished-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function leave(part: string, pid: number): void {
  noteUnfinishedFile(folder, inFolder('keys.txt')).forget();
  writeFileSync(part, 'half');
  writeFileSync(path.join(folder, 'unfinished', 'one.json'), JSON.stringify({ process: pid, part }));
}

it('takes away what a process that ended left, with its note', () => {
  const { part, forget } = noteUnfinishedFile(folder, inFolder('keys.txt'));
  forget();
  leave(part, ended);
  expect(sweepUnfinishedFiles(folder)).toEqual([part]);
  expect(existsSync(part)).toBe(false);
  expect(readdirSync(path.join(folder, 'unfinished'))).toEqual([]);
});

it('leaves alone what is still being written', () => {
  const { part } = noteUnfinishedFile(folder, inFolder('keys.txt'));
  writeFileSync(part, 'half');
  expect(sweepUnfinishedFiles(folder)).toEqual([]);
  expect(existsSync(part)).toBe(true);
});

it('never takes away a file of another name, whatever a note says', () => {
  leave(inFolder('keys.txt'), ended);
  expect(sweepUnfinishedFiles(folder)).toEqual([]);
  expect(existsSync(inFolder('keys.txt'))).toBe(true);
});

it('knows a note that a power cut left empty, and that nothing was there to take', () => {
  noteUnfinishedFile(folder, inFolder('keys.txt')).forget();
  writeFileSync(path.join(folder, 'unfinished', 'empty.json'), '');
  expect(sweepUnfinishedFiles(folder)).toEqual([]);
  expect(readdirSync(path.join(folder, 'unfinished'))).toEqual([]);
  expect(sweepUnfinishedFiles(inFolder('none'))).toEqual([]);
});
