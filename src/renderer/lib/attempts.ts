import { ORPCError } from '@orpc/client';
import type { CommandId } from '#shared/domain/ids.ts';

const RETRY_DELAYS_MILLISECONDS = [300, 1200];

/** A fresh command id: the core carries a command out at most once under it. */
export function newCommandId(): CommandId {
  return crypto.randomUUID() as CommandId;
}

interface Attempt {
  readonly id: CommandId;
  readonly input: string;
}

/**
 * Keeps the id of an attempt until its outcome is known. An answer, good or refused, ends the attempt; a lost reply does not,
 * so sending the same form again repeats the id and cannot act twice.
 */
export function createAttempts(makeId: () => CommandId = newCommandId) {
  let open: Attempt | null = null;
  return {
    idFor(input: unknown): CommandId {
      const text = JSON.stringify(input) ?? '';
      if (open?.input !== text) open = { id: makeId(), input: text };
      return open.id;
    },
    answered(): void {
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
