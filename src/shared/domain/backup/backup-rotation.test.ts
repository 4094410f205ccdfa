import { describe, expect, it } from 'vitest';
import { expendableBackups } from './backup-rotation.ts';

const DAY = 86_400_000;
const noon = Date.parse('2026-11-21T04:00:00Z');

describe('expendableBackups', () => {
  it('keeps 7 days, 4 weeks and 12 months of two years of daily backups', () => {
    const backups = Array.from({ length: 730 }, (_, index) => ({ id: index + 1, madeAt: noon - index * DAY }));
    const gone = new Set(expendableBackups(backups, 'Asia/Shanghai'));
    const kept = backups.filter(({ id }) => !gone.has(id));
    expect(kept.slice(0, 7).map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(kept.length).toBeLessThanOrEqual(23);
    expect(kept.length).toBeGreaterThanOrEqual(19);
    expect(new Set(kept.map(({ madeAt }) => new Date(madeAt).toISOString().slice(0, 7))).size).toBe(12);
  });

  it('keeps the newest of a day and never the only one less', () => {
    const morning = { id: 1, madeAt: noon };
    const evening = { id: 2, madeAt: noon + 6 * 3_600_000 };
    expect(expendableBackups([morning, evening], 'Asia/Shanghai')).toEqual([1]);
    expect(expendableBackups([morning], 'Asia/Shanghai')).toEqual([]);
  });
});
