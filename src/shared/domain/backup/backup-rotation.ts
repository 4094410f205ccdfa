import { dayOf } from '../time/business-time.ts';

export interface KeptBackup {
  readonly id: number;
  readonly madeAt: number;
}

const DAILY = 7;
const WEEKLY = 4;
const MONTHLY = 12;

/**
 * Which of the automatic backups may go: kept are the newest of each of the last 7 days that have one, of the last 4 weeks
 * and of the last 12 months. Days are those of the shop's time zone; the newest backup is always kept.
 */
export function expendableBackups(backups: readonly KeptBackup[], timeZone: string): number[] {
  const newestFirst = [...backups].sort((a, b) => b.madeAt - a.madeAt || b.id - a.id);
  const kept = new Set<number>();
  for (const [count, nameOf] of [
    [DAILY, (day: string) => day],
    [WEEKLY, weekOf],
    [MONTHLY, (day: string) => day.slice(0, 7)],
  ] as const) {
    const seen = new Set<string>();
    for (const backup of newestFirst) {
      const name = nameOf(dayOf(backup.madeAt, timeZone));
      if (seen.has(name) || seen.size >= count) continue;
      seen.add(name);
      kept.add(backup.id);
    }
  }
  return newestFirst.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
}

/** Weeks begin on Monday; 1970-01-05 was one. */
function weekOf(day: string): string {
  const days = Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
  return String(Math.floor((days - 4) / 7));
}
