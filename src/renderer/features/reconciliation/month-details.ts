import type { client } from '#renderer/lib/client.ts';

/** One month as the core tells it: every book and how ready it is. */
export type MonthDetails = Awaited<ReturnType<typeof client.periods.get>>;
