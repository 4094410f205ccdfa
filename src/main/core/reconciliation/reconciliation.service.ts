import type { Kernel } from '#core/kernel.ts';
import { createPeriodsService } from './periods.service.ts';
import { createReportsService } from './reports.service.ts';
import { createStatementDifferences } from './statement-differences.service.ts';
import { createStatementImports } from './statement-imports.service.ts';
import { createStatementMatches } from './statement-matches.service.ts';
import { createStatementSettlement } from './statement-settlement.service.ts';
import { createStatementsService } from './statements.service.ts';
import { createStockBookService } from './stock-book.service.ts';

/** Statements from file to settled month, the shop's months, and their reports. */
export function createReconciliationServices(kernel: Kernel) {
  return {
    imports: createStatementImports(kernel),
    statements: createStatementsService(kernel),
    matches: createStatementMatches(),
    differences: createStatementDifferences(),
    settlement: createStatementSettlement(kernel),
    periods: createPeriodsService(kernel),
    stockBook: createStockBookService(),
    reports: createReportsService(kernel),
  };
}

export type ReconciliationServices = ReturnType<typeof createReconciliationServices>;
