import { z } from 'zod';
import { command } from './procedure.ts';

/** What only the program around the core can do. */
export const hostContract = {
  /**
   * Puts a secret into the system's clipboard and takes it out again after `clearAfterSeconds`, when KaCang ends or when the
   * vault locks, if it is still there. `not-here`: this host has no clipboard (browser mode); nothing was copied then and the
   * page does it itself. A clipboard history of the system keeps its own copy, which nobody can clear from outside.
   */
  copySecret: command('signed-in')
    .input(z.object({ text: z.string().min(1).max(500_000), clearAfterSeconds: z.number().int().min(1).max(600) }))
    .output(z.object({ outcome: z.enum(['will-be-cleared', 'not-here']) })),
};
