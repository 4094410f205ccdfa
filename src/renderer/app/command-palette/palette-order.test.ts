import { expect, it } from 'vitest';
import { orderedByText, type PaletteGroup } from './palette-order.ts';

const GROUPS: readonly PaletteGroup[] = [
  { key: 'commands', label: '命令', items: [{ key: 'backTest', title: '补货回测', to: '/replenishment/back-test' }] },
  {
    key: 'pages',
    label: '页面',
    items: [
      { key: 'replenishment', title: '补货', to: '/replenishment' },
      { key: 'imports', title: '导入', to: '/imports' },
    ],
  },
];

const keysOf = (groups: readonly PaletteGroup[]) => groups.flatMap(({ items }) => items.map(({ key }) => key));

it.each([
  ['补货', ['replenishment'], ['backTest']],
  [' Replenishment ', ['replenishment'], []],
  ['补', [], ['backTest', 'replenishment']],
  ['', [], ['backTest', 'replenishment', 'imports']],
  ['没有', [], []],
])('%j: named so %j, else %j', (text, first, last) => {
  const ordered = orderedByText(GROUPS, text);
  expect([keysOf(ordered.first), keysOf(ordered.last)]).toEqual([first, last]);
});
