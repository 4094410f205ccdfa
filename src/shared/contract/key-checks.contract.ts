import { z } from 'zod';
import type { BatchId, CardKeyId, KeyCheckId, SkuId } from '../domain/ids.ts';
import { keyState } from './card-keys.contract.ts';
import { jobId } from './files.contract.ts';
import { command, commandInput, idOf, noteText, query } from './procedure.ts';

const checkId = idOf<KeyCheckId>();
const batchId = idOf<BatchId>();
const result = z.enum(['good', 'bad']);

/** A sample of keys that is checked before a receipt is paid; keys by their tails only. */
const keyCheck = z.object({
  id: checkId,
  number: z.string(),
  batchId,
  batchNumber: z.string(),
  skuId: idOf<SkuId>(),
  skuName: z.string(),
  /** A check uses the key up, as redeeming it would. */
  consumesKey: z.boolean(),
  state: z.enum(['open', 'released', 'claimed', 'abandoned']),
  note: z.string(),
  startedAt: z.number(),
  startedBy: z.string(),
  endedAt: z.number().nullable(),
  endedBy: z.string(),
  keys: z.array(
    z.object({
      keyId: idOf<CardKeyId>(),
      tail: z.string(),
      state: keyState,
      /** Somebody has looked at it; only then it can have been tried. */
      isSeen: z.boolean(),
      result: result.nullable(),
    }),
  ),
});
export type KeyCheck = z.output<typeof keyCheck>;

const openErrors = {
  /** The check is ended. */
  CHECK_ENDED: { status: 409, data: z.object({ state: z.string() }) },
} as const;

const endErrors = {
  ...openErrors,
  /** Keys of the sample have no result yet. */
  RESULTS_MISSING: { status: 409, data: z.object({ count: z.number() }) },
  NOTHING_TO_MOVE: { status: 409 },
  KEY_STATE_FORBIDS: { status: 409, data: z.object({ keyId: z.number(), state: z.string() }) },
} as const;

const ended = z.object({
  id: checkId,
  number: z.string(),
  good: z.number(),
  bad: z.number(),
  /** Used up by the check and written off. */
  consumed: z.number(),
  /** Keys beside the sample that were released or claimed. */
  rest: z.number(),
  jobId: jobId.nullable(),
});

export const keyChecksContract = {
  /** The last twenty checks of a batch, newest first, and what is remembered of its SKU. */
  ofBatch: query('stock.read')
    .input(z.object({ batchId }))
    .output(z.object({ checks: z.array(keyCheck), consumesKey: z.boolean().nullable() })),
  /** Draws a sample among quarantined keys that nobody has seen. */
  start: command('stock.adjust')
    .input(commandInput({ batchId, quantity: z.number().int().min(1).max(200), consumesKey: z.boolean() }))
    .errors({
      CHECK_OPEN: { status: 409, data: z.object({ number: z.string() }) },
      NOT_ENOUGH_QUARANTINED: { status: 409, data: z.object({ available: z.number(), wanted: z.number() }) },
    })
    .output(z.object({ id: checkId, number: z.string() })),
  record: command('stock.adjust')
    .input(commandInput({ id: checkId, keyId: idOf<CardKeyId>(), result }))
    .errors({
      ...openErrors,
      /** Nobody has looked at the key, so nobody can have tried it. */
      KEY_NOT_SEEN: { status: 409, data: z.object({ keyId: z.number() }) },
    })
    .output(z.object({ id: checkId })),
  /**
   * The sample was good enough: keys beside it that nobody has seen go on sale, bad ones are claimed, used-up ones written
   * off. Good ones that were seen stay in quarantine unless `releasesSample` (right `keys.rerelease`).
   */
  release: command('stock.adjust')
    .input(commandInput({ id: checkId, note: noteText, releasesSample: z.boolean().default(false) }))
    .errors(endErrors)
    .output(ended),
  /** It was not: everything in quarantine of the batch is claimed from the supplier, used-up keys are written off. */
  claim: command('stock.adjust')
    .input(commandInput({ id: checkId, note: noteText }))
    .errors(endErrors)
    .output(ended),
  /** Ends a check that tells nothing; its keys stay where they are. */
  abandon: command('stock.adjust')
    .input(commandInput({ id: checkId, note: noteText }))
    .errors(openErrors)
    .output(z.object({ id: checkId })),
};
