import type { ThreadContext } from './thread-context.ts';

type JobRun = (input: never, thread: ThreadContext) => Promise<unknown> | unknown;

/** Everything a job thread can run, loaded when first asked for. A job module exports `run(input, thread)`. */
export const jobKinds: Readonly<Record<string, () => Promise<{ run: JobRun }>>> = {
  'export-keys': () => import('#core/card-keys/export-keys.job.ts'),
  'export-list': () => import('#core/lists/export-list.job.ts'),
  'delivered-keys': () => import('#core/inventory/delivered-keys.job.ts'),
  'prepare-keys': () => import('#core/imports/prepare-keys.job.ts'),
  'post-keys': () => import('#core/imports/post-keys.job.ts'),
  outflows: () => import('#core/audit/outflows.job.ts'),
  dashboard: () => import('#core/reports/dashboard.job.ts'),
  'dashboard-rows': () => import('#core/reports/dashboard-rows.job.ts'),
  concentration: () => import('#core/reports/concentration.job.ts'),
  'purchased-batches': () => import('#core/reports/purchased-batches.job.ts'),
  scorecards: () => import('#core/suppliers/scorecards.job.ts'),
  'score-evidence': () => import('#core/suppliers/score-evidence.job.ts'),
  'count-standings': () => import('#core/suppliers/count-standings.job.ts'),
  'dossier-overview': () => import('#core/suppliers/dossier-overview.job.ts'),
  'supplier-money': () => import('#core/suppliers/supplier-money.job.ts'),
  'due-counts': () => import('#core/suppliers/due-counts.job.ts'),
  'acts-since': () => import('#core/backup/acts-since.job.ts'),
  'make-backup': () => import('#core/backup/make-backup.job.ts'),
  'plan-shop': () => import('#core/replenishment/plan-shop.job.ts'),
  'plan-lines': () => import('#core/replenishment/plan-lines.job.ts'),
  'back-test-sku': () => import('#core/replenishment/back-test-sku.job.ts'),
  'verify-shop': () => import('#core/verify/verify-shop.job.ts'),
  'read-statement': () => import('#core/reconciliation/read-statement.job.ts'),
  'refused-lines': () => import('#core/reconciliation/refused-lines.job.ts'),
  'match-statement': () => import('#core/reconciliation/match-statement.job.ts'),
  'statement-standing': () => import('#core/reconciliation/statement-standing.job.ts'),
  'collect-month': () => import('#core/reconciliation/collect-month.job.ts'),
  'collect-stock': () => import('#core/reconciliation/collect-stock.job.ts'),
  'months-grid': () => import('#core/reconciliation/months-grid.job.ts'),
  'month-workbook': () => import('#core/reconciliation/month-workbook.job.ts'),
};
