import type { Bench } from '../bench-definition.ts';
import { floor } from '../floors/import-xlsx.ts';
import { importBench } from './import-keys.ts';

export const bench: Bench = importBench('keys.xlsx', {
  defaultRows: 100_000,
  limits: {
    ratio: 1.3,
    loopDelayMaxMs: 100,
    figures: { dispenseMeanwhileMaxMs: 250, loopDelayMeanwhileMaxMs: 100 },
  },
  floor,
});
