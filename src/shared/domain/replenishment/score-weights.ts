/** What a scorecard looks at: deliveries, keys, disputes, price, what is paid back late. */
export const SCORE_MEASURES = [
  'fillRate',
  'onTimeRate',
  'deliveryTime',
  'badKeyRate',
  'duplicateRate',
  'disputeRate',
  'price',
  'lateCreditRate',
] as const;
export type ScoreMeasure = (typeof SCORE_MEASURES)[number];

/** Whole percents, none negative, together 100. */
export type ScoreWeights = Readonly<Record<ScoreMeasure, number>>;

export const SCORE_PRESETS = {
  balanced: {
    fillRate: 15,
    onTimeRate: 15,
    deliveryTime: 10,
    badKeyRate: 20,
    duplicateRate: 10,
    disputeRate: 5,
    price: 20,
    lateCreditRate: 5,
  },
  quality: {
    fillRate: 10,
    onTimeRate: 10,
    deliveryTime: 5,
    badKeyRate: 35,
    duplicateRate: 20,
    disputeRate: 10,
    price: 5,
    lateCreditRate: 5,
  },
  speed: {
    fillRate: 20,
    onTimeRate: 25,
    deliveryTime: 25,
    badKeyRate: 10,
    duplicateRate: 5,
    disputeRate: 5,
    price: 5,
    lateCreditRate: 5,
  },
  price: {
    fillRate: 10,
    onTimeRate: 10,
    deliveryTime: 5,
    badKeyRate: 15,
    duplicateRate: 5,
    disputeRate: 5,
    price: 45,
    lateCreditRate: 5,
  },
} as const satisfies Readonly<Record<string, ScoreWeights>>;
export type ScorePreset = keyof typeof SCORE_PRESETS;

/** Whether weights can be used: whole, not negative, together 100. */
export function areScoreWeights(weights: ScoreWeights): boolean {
  const values = SCORE_MEASURES.map((measure) => weights[measure]);
  const isEachFine = values.every((value) => Number.isSafeInteger(value) && value >= 0);
  return isEachFine && values.reduce((sum, value) => sum + value, 0) === 100;
}

/** What was measured, by the name of the measure: rates 0 to 1, hours, or what was paid beyond the best offers; null: no data. */
export function measuredValues(
  scores: readonly { readonly measure: ScoreMeasure; readonly value: number | null }[],
): Readonly<Partial<Record<ScoreMeasure, number | null>>> {
  return Object.fromEntries(scores.map(({ measure, value }) => [measure, value]));
}
