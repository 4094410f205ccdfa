import { Refusal } from '#core/refusal.ts';
import { SpoolError } from './spool.ts';

/** Runs work on the spool; what it refuses becomes the contract's own refusal of the same code. */
export async function asRefusal<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SpoolError) throw new Refusal(error.code);
    throw error;
  }
}
