import { z } from 'zod';
import type { ImportId, PurchaseOrderId, SupplierId } from '../domain/ids.ts';
import { SCORE_MEASURES } from '../domain/replenishment/score-weights.ts';
import { SUPPLIER_KINDS } from '../domain/suppliers/supplier-terms.ts';
import { command, commandInput, day, idOf, moneyAmount, query } from './procedure.ts';
import { daySpan, drilledInput, reportPeriod } from './trade-reports.contract.ts';

const supplierId = idOf<SupplierId>();
const standing = z.enum(['good', 'warned', 'excluded']);
const measure = z.enum(SCORE_MEASURES);

/** Why a standing is what it is; `value` and `limit` are points (0 to 100) or rates (0 to 1). */
const standingReason = z.discriminatedUnion('code', [
  z.object({ code: z.literal('SUPPLIER_LOST') }),
  z.object({ code: z.literal('RULED_BY_OWNER'), ruling: standing }),
  z.object({ code: z.literal('NOT_ENOUGH_DATA'), orders: z.number(), neededOrders: z.number() }),
  z.object({
    code: z.enum(['POINTS', 'BAD_KEYS', 'DISPUTES']),
    effect: z.enum(['warned', 'excluded']),
    value: z.number(),
    limit: z.number(),
  }),
  z.object({ code: z.literal('ALL_WELL'), points: z.number() }),
]);
export type StandingReasonView = z.output<typeof standingReason>;

/** How a supplier is regarded now, by the last 90 days; what the planner goes by. */
export const standingView = z.object({
  standing,
  colour: z.enum(['green', 'yellow', 'red', 'grey']),
  reasons: z.array(standingReason),
});
export type StandingView = z.output<typeof standingView>;

const score = z.object({
  measure,
  /** Rates 0 to 1; delivery time the p90 in hours; price what was paid beyond the best offers. Null: no data. */
  value: z.number().nullable(),
  points: z.number().nullable(),
  weight: z.number(),
});

const scorecard = z.object({
  supplierId,
  code: z.string(),
  name: z.string(),
  kind: z.enum(SUPPLIER_KINDS),
  isArchived: z.boolean(),
  scores: z.array(score),
  /** 0 to 100; null: not enough data. */
  total: z.number().nullable(),
  deliveryHoursP50: z.number().nullable(),
  deliveryHoursP90: z.number().nullable(),
  settledRate: z.number().nullable(),
  /** Purchases of the period, and how many a total needs. */
  orders: z.number(),
  neededOrders: z.number(),
  standing: standingView,
});
export type Scorecard = z.output<typeof scorecard>;

const scorecards = z.object({ ...daySpan, cards: z.array(scorecard) });
export type Scorecards = z.output<typeof scorecards>;

/** A row behind a figure; what its measure does not look at is null. */
const evidenceRow = z.object({
  kind: z.enum(['order', 'receipt', 'batch', 'claim', 'rebate']),
  id: z.number(),
  number: z.string(),
  on: z.string(),
  orderId: idOf<PurchaseOrderId>().nullable(),
  importId: idOf<ImportId>().nullable(),
  /** Units ordered or keys delivered, and those of them that came, were bad or known before. */
  quantity: z.number().nullable(),
  part: z.number().nullable(),
  dueOn: z.string().nullable(),
  doneOn: z.string().nullable(),
  hours: z.number().nullable(),
  paid: moneyAmount.nullable(),
  best: moneyAmount.nullable(),
  /** Of the batch's SKU, or the supplier with the best offer. */
  detail: z.string(),
  /** Whether it speaks for the supplier. */
  isFine: z.boolean(),
});
export type EvidenceRow = z.output<typeof evidenceRow>;

const scoreEvidence = z.object({ ...daySpan, rows: z.array(evidenceRow), count: z.number() });
export type ScoreEvidenceView = z.output<typeof scoreEvidence>;

const percent = z.number().int().min(0).max(100);
const share = z.number().min(0).max(1);
const points = z.number().min(0).max(100);

const weights = z.object({
  fillRate: percent,
  onTimeRate: percent,
  deliveryTime: percent,
  badKeyRate: percent,
  duplicateRate: percent,
  disputeRate: percent,
  price: percent,
  lateCreditRate: percent,
});
const policy = z.object({
  warnBelowPoints: points,
  excludeBelowPoints: points,
  warnAboveBadKeys: share,
  excludeAboveBadKeys: share,
  warnAboveDisputes: share,
  excludeAboveDisputes: share,
});
const settings = z.object({ weights, policy });
export type ScoringSettingsShape = z.output<typeof settings>;

const ruling = z.object({
  id: z.number(),
  ruling: standing,
  reason: z.string(),
  endsOn: z.string().nullable(),
  madeAt: z.number(),
  madeBy: z.string(),
  withdrawnAt: z.number().nullable(),
  withdrawnBy: z.string().nullable(),
  isInForce: z.boolean(),
});
export type Ruling = z.output<typeof ruling>;

const regard = z.object({
  supplierId,
  ...standingView.shape,
  points: z.number().nullable(),
  /** The days it rests on; null where nothing was counted yet. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** The newest first; at most one is in force. */
  rulings: z.array(ruling),
});
export type SupplierRegard = z.output<typeof regard>;

/** 评分: what suppliers are worth, how they are regarded for it, and why. */
export const scorecardsContract = {
  /** The cards of a period, counted in a job thread, with the standing of today. Suppliers without any purchase have no data. */
  list: query('suppliers.read')
    .input(z.object({ period: reportPeriod }))
    .output(scorecards),
  /** The rows behind one figure of a card. */
  evidence: query('suppliers.read')
    .input(z.object({ supplierId, period: reportPeriod, measure, limit: drilledInput.limit }))
    .output(scoreEvidence),
  /** How one supplier is regarded now and what was ruled. */
  regard: query('suppliers.read').input(z.object({ supplierId })).output(regard),
  settings: query('suppliers.read').output(settings),
  /** Weights sum to 100 and no supplier is excluded before being warned, else INVALID_VALUE. Standings follow at once. */
  setSettings: command('settings.edit').input(commandInput(settings.shape)).output(z.object({})),
  /** The owner's own word on a supplier, up to and with a day; it ends an earlier one. */
  rule: command('purchasing.approve')
    .input(
      commandInput({
        supplierId,
        ruling: standing,
        reason: z.string().trim().min(1).max(200),
        endsOn: day.nullable(),
      }),
    )
    .output(z.object({ supplierId })),
  withdrawRuling: command('purchasing.approve')
    .input(commandInput({ supplierId, reason: z.string().trim().min(1).max(200) }))
    .errors({
      /** No ruling stands: somebody withdrew it, or it has ended. */
      NO_RULING: { status: 409 },
    })
    .output(z.object({ supplierId })),
};
