import type { Right } from '#shared/domain/identity/rights.ts';

/** The reports side by side, in the order of their tabs; each is a page of its own, which `area.ts` loads. */
export const REPORT_TABS = [
  { key: 'demand', path: 'reports/demand' },
  { key: 'stock-age', path: 'reports/stock-age' },
  { key: 'turnover', path: 'reports/turnover' },
  { key: 'suppliers', path: 'reports/suppliers', right: 'suppliers.read' },
  { key: 'concentration', path: 'reports/concentration' },
  { key: 'channels', path: 'reports/channels' },
  { key: 'cash', path: 'reports/cash', right: 'accounts.read' },
] as const satisfies readonly {
  readonly key: string;
  readonly path: string;
  readonly right?: Right;
}[];

export type ReportTab = (typeof REPORT_TABS)[number]['key'];
