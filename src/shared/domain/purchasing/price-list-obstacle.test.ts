import { expect, it } from 'vitest';
import { priceListObstacle } from './price-list-obstacle.ts';

it('a price list is posted as soon as it changes anything', () => {
  const nothing = { new: 0, up: 0, down: 0, terms: 0 };
  expect(priceListObstacle(nothing)).toBe('NOTHING_TO_POST');
  const changes = ['new', 'up', 'down', 'terms'] as const;
  for (const one of changes) {
    for (const other of changes) expect(priceListObstacle({ ...nothing, [one]: 1, [other]: 1 })).toBeNull();
  }
});
