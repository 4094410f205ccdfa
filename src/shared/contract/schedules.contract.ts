import { z } from 'zod';
import { command, commandInput, query } from './procedure.ts';

export const schedulesState = z.object({
  /** What the shop does by itself (day change, daily backup, expiry, end of reservations) waits while this is so. */
  arePaused: z.boolean(),
  /** The computer's clock lies before what the shop has already written. */
  isClockSetBack: z.boolean(),
  /**
   * The last instant (epoch ms) written before the clock ran on by more than a month at once, so that somebody has to say
   * that it is right; null where it did not.
   */
  clockLeaptFrom: z.number().nullable(),
  /** The computer's clock now, epoch ms. */
  now: z.number(),
  /** The latest instant that anything was written at, epoch ms. */
  latestWrittenAt: z.number(),
  /** A restore left findings that nobody has gone through. */
  areDisarmed: z.boolean(),
  /** The last business day whose change was worked through; null in a shop of less than a day. */
  dayDoneOn: z.string().nullable(),
});
export type SchedulesState = z.output<typeof schedulesState>;

export const schedulesContract = {
  /** Whether the shop does what it does by itself, and what it waits for. */
  state: query('signed-in').output(schedulesState),
  /**
   * The owner says that the computer's clock is right although later instants were written, or although nothing was for more
   * than a month: schedules go on from here. `now` is the time that was shown; a clock that says something else meanwhile (by
   * more than ten minutes) is refused.
   */
  confirmTime: command('settings.edit')
    .input(commandInput({ now: z.number().int() }))
    .errors({
      /** The clock is neither behind nor far ahead (any more), or it moved since it was shown; nothing was changed. */
      CLOCK_MOVED: { status: 409, data: z.object({ now: z.number(), latestWrittenAt: z.number() }) },
    })
    .output(schedulesState),
};
