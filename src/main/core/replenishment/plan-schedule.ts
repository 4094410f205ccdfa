import { addDays, type Day, dayOf, momentOfDay } from '#shared/domain/time/business-time.ts';

/** The last moment at which a daily plan was to be made by the shop's clock, now at the latest; null where none is made by it. */
export function lastPlannedMoment(planAt: string | null, now: number, timeZone: string): number | null {
  if (planAt === null) return null;
  const today = dayOf(now, timeZone);
  const ofToday = momentOf(today, planAt, timeZone);
  return ofToday <= now ? ofToday : momentOf(addDays(today, -1), planAt, timeZone);
}

function momentOf(day: Day, planAt: string, timeZone: string): number {
  const [hours = 0, minutes = 0] = planAt.split(':').map(Number);
  return momentOfDay(day, hours * 60 + minutes, timeZone);
}
