import { expect, it } from 'vitest';
import { readStatus, type StatusMeaning } from './status-words.ts';

it.each<[string, string, StatusMeaning]>([
  ['未使用', '', 'sellable'],
  [' Unused ', '', 'sellable'],
  ['已使用', '', 'used'],
  ['已使用(2026-09-01)', '', 'used'],
  ['已售出', '', 'sold'],
  ['作废', '', 'void'],
  ['是', '是否使用', 'used'],
  ['否', '是否使用', 'sellable'],
  ['是', '是否有效', 'sellable'],
  ['否', '是否有效', 'void'],
  ['yes', 'used', 'used'],
  ['是', '状态', 'unknown'],
  ['已激活', '', 'unknown'],
  ['1', '', 'unknown'],
  ['constructor', '', 'unknown'],
])('%j under %j means %s', (text, columnName, meaning) => {
  expect(readStatus(text, columnName)).toBe(meaning);
});
