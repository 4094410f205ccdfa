import { z } from 'zod';
import type { SkuId } from '../domain/ids.ts';
import { MOST_SEASON_FACTOR, MOST_SEASONS } from '../domain/replenishment/season-rules.ts';
import { command, commandInput, idOf, query } from './procedure.ts';

const skuId = idOf<SkuId>();
const revision = z.number().int().min(0);

/** A stretch of the year with more or less demand than usual. */
export const season = z.object({
  /** Names it; a season of the shop's own is called as its owner wrote it. */
  code: z.string().trim().min(1).max(60),
  factor: z.number().positive().max(MOST_SEASON_FACTOR),
  /** Of products; none: all of them. */
  categories: z.array(z.string().trim().min(1).max(40)).max(50).optional(),
  days: z.union([
    z.object({
      kind: z.literal('fixed'),
      from: z.string().regex(/^\d{2}-\d{2}$/),
      to: z.string().regex(/^\d{2}-\d{2}$/),
    }),
    z.object({
      kind: z.literal('moving'),
      anchors: z.record(z.coerce.number().int(), z.string()),
      daysBefore: z.number().int().min(0).max(60),
      daysAfter: z.number().int().min(0).max(60),
    }),
  ]),
});
export type SeasonSetting = z.output<typeof season>;

const seasons = z.array(season).max(MOST_SEASONS);

/** 旺季日历: the part of replenishment's procedures that is about seasons. */
export const seasonProcedures = {
  /** The calendar as it stands: of two seasons that claim a day the one of a category wins, then the first listed. */
  seasons: query('purchasing.read').output(
    z.object({
      seasons,
      /** Categories that products have. */
      categories: z.array(z.string()),
      today: z.string(),
      revision,
    }),
  ),
  /** Puts another calendar in its place; a plan follows. */
  setSeasons: command('settings.edit').input(commandInput({ seasons, revision })).output(z.object({ revision })),
  /** What one SKU is expected to sell on each of the next 365 days: with the calendar that stands, and with another one. */
  previewSeasons: query('purchasing.read')
    .input(z.object({ skuId, seasons }))
    .output(
      z.object({
        /** Today, index 0 of the days. */
        from: z.string(),
        current: z.array(z.number()),
        changed: z.array(z.number()),
        /** Of the other calendar: the factor that this SKU's own past makes of each season's. */
        factors: z.array(z.object({ code: z.string(), factor: z.number() })),
      }),
    ),
};
