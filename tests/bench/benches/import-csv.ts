import type { Bench } from '../bench-definition.ts';
import { floor } from '../floors/import-csv.ts';
import { importBench } from './import-keys.ts';

export const bench: Bench = importBench('keys.csv', {
  defaultRows: 1_000_000,
  limits: {
    ratio: 1.2,
    peakRssMiB: 400,
    loopDelayMaxMs: 100,
    figures: { dispenseMeanwhileMaxMs: 250, loopDelayMeanwhileMaxMs: 100 },
  },
  floor,
});
