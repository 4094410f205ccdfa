import type { Right } from '#shared/domain/identity/rights.ts';

/** The reports side by side, in the order of their tabs; each is a page of its own, which `area.ts` loads. */
export const REPORT_TABS = [
  { key: 'suppliers', path: 'reports/suppliers', right: 'suppliers.read' },
  { key: 'concentration', path: 'reports/concentration' },
  { key: 'channels', path: 'reports/channels' },
  { key: 'turnover', path: 'reports/turnover' },
] as const satisfies readonly {
  readonly key: string;
  readonly path: string;
  readonly right?: Right;
}[];

export type ReportTab = (typeof REPORT_TABS)[number]['key'];
