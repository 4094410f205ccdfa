import type { Bench } from './bench-definition.ts';

/** Every benchmark by name, loaded when asked for. */
export const benches: Readonly<Record<string, () => Promise<{ bench: Bench }>>> = {
  'import-xlsx': () => import('./benches/import-xlsx.ts'),
  'import-csv': () => import('./benches/import-csv.ts'),
  lookup: () => import('./benches/lookup.ts'),
  dispense: () => import('./benches/dispense.ts'),
  match: () => import('./benches/match.ts'),
  start: () => import('./benches/start.ts'),
  'export-xlsx': () => import('./benches/export-xlsx.ts'),
  reorder: () => import('./benches/reorder.ts'),
  'reorder-quality': () => import('./benches/reorder-quality.ts'),
};
