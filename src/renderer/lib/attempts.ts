import { ORPCError } from '@orpc/client';
import type { CommandId } from '#shared/domain/ids.ts';

const RETRY_DELAYS_MILLISECONDS = [300, 1200];

/** As far apart as the presses of a slow double click are. */
const SAME_PRESS_MILLISECONDS = 700;

/** A fresh command id: the core carries a command out at most once under it. */
export function newCommandId(): CommandId {
  return crypto.randomUUID() as CommandId;
}

interface Done {
  readonly input: string;
  readonly pressedAt: number;
}

interface Attempt {
  readonly id: CommandId;
  readonly input: string;
}

/**
 * Keeps the id of an attempt until its outcome is known. An answer, good or refused, ends the attempt; a lost reply does not,
 * so sending the same form again repeats the id and cannot act twice. The core often answers between the two presses of a
 * double click: the second one, and a key that is held down, still belong to what was done.
 */
export function createAttempts(makeId: () => CommandId = newCommandId, now: () => number = Date.now) {
  let open: Attempt | null = null;
  let done: Done | null = null;
  return {
    /** Whether this press only repeats the one that was carried out a moment ago. */
    isSamePress(input: unknown): boolean {
      if (done === null || done.input !== JSON.stringify(input)) return false;
      const isSame = now() - done.pressedAt < SAME_PRESS_MILLISECONDS;
      done = isSame ? { ...done, pressedAt: now() } : null;
      return isSame;
    },
    idFor(input: unknown): CommandId {
      const text = JSON.stringify(input) ?? '';
      if (open?.input !== text) open = { id: makeId(), input: text };
      return open.id;
    },
    answered(isCarriedOut = false): void {
      done = isCarriedOut && open !== null ? { input: open.input, pressedAt: now() } : null;
      open = null;
    },
  };
}

/** The core answered; whatever else failed may or may not have been carried out. */
export function isAnswer(error: unknown): boolean {
  return error instanceof ORPCError && error.status !== 502 && error.status !== 503 && error.status !== 504;
}

/** Runs a call again after a broken connection; only for calls that a command id makes safe to repeat. */
export async function withRepeats<Output>(
  call: () => Promise<Output>,
  delays: readonly number[] = RETRY_DELAYS_MILLISECONDS,
): Promise<Output> {
  for (const delay of delays) {
    try {
      return await call();
    } catch (error) {
      if (isAnswer(error) || (error instanceof DOMException && error.name === 'AbortError')) throw error;
      await new Promise((resolve) => setTimeout(resolve, delay));
    }
  }
  return call();
}
