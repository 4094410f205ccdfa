import { expect, it } from 'vitest';
import { startProblem } from './start-problem.ts';

const systemError = (code: string): Error => Object.assign(new Error('of the system'), { code });

it.each([
  ['SQLITE_FULL', '磁盘已满', 'The disk is full'],
  ['ENOSPC', '磁盘已满', 'The disk is full'],
  ['SQLITE_IOERR_WRITE', '磁盘读写出错', 'The disk cannot be read or written'],
])('says that the disk takes nothing more: %s', (code, chinese, english) => {
  expect(startProblem(systemError(code), 'zh-CN')).toMatchObject({ code: 'STORAGE_FAILED' });
  expect(startProblem(systemError(code), 'zh-CN')?.message).toContain(chinese);
  expect(startProblem(systemError(code), 'en')?.message).toContain(english);
});

it('leaves what it does not know to whoever asks', () => {
  expect(startProblem(systemError('E_STRANGE'), 'en')).toBeNull();
  expect(startProblem('a text', 'en')).toBeNull();
});
