import type { AreaPage } from '#renderer/app/area.ts';

/** The reports side by side, in the order of their tabs; each is a page of its own below `reports/`. */
export const REPORT_TABS = [
  { key: 'concentration', path: 'reports/concentration', page: () => import('./concentration-page.tsx') },
] as const satisfies readonly (Pick<AreaPage, 'path' | 'page' | 'right'> & { readonly key: string })[];

export type ReportTab = (typeof REPORT_TABS)[number]['key'];
