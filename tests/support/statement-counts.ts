import { vi } from 'vitest';
import { declaredStatements, prepared } from '#core/db/statement.ts';
import type { TestShop } from './open-core.ts';

/** Counts from here on how often the one declared statement that fits is asked for rows, on either connection of the core. */
export async function countReadings({ core }: TestShop, wanted: RegExp): Promise<() => number> {
  const [found, ...others] = declaredStatements().filter(({ sql }) => wanted.test(sql));
  if (!found || others.length > 0) throw new Error(`${others.length + (found ? 1 : 0)} statements fit ${wanted}.`);
  const { queue, readDb } = core.kernel;
  const spies = [vi.spyOn(prepared(readDb, found.sql), 'all')];
  await queue.write((tx) => spies.push(vi.spyOn(prepared(tx, found.sql), 'all')));
  return () => spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
}
