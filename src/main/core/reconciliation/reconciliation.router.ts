import { implementer } from '#core/implementer.ts';
import type { ReconciliationServices } from './reconciliation.service.ts';

export function createReconciliationRouter(services: ReconciliationServices) {
  const {
    imports,
    statements: work,
    matches,
    differences,
    settlement,
    periods: months,
    stockBook,
    reports: reporting,
  } = services;
  const { statements, periods, reports } = implementer;
  return {
    statements: {
      describe: statements.describe.handler(({ context, input }) => imports.describe(context, input)),
      preview: statements.preview.handler(({ context, input }) => imports.preview(context, input)),
      exportRefused: statements.exportRefused.handler(({ context, input }) => imports.exportRefused(context, input)),
      import: statements.import.handler(({ context, input }) => imports.import(context, input)),
      list: statements.list.handler(({ context, input }) => work.list(context, input)),
      get: statements.get.handler(({ context, input }) => work.get(context, input.id)),
      lines: statements.lines.handler(({ context, input }) => work.lines(context, input)),
      entries: statements.entries.handler(({ context, input }) => work.entries(context, input)),
      matchOf: statements.matchOf.handler(({ context, input }) => matches.matchOf(context, input.matchId)),
      match: statements.match.handler(({ context, input }) => work.match(context, input.id)),
      confirmMatch: statements.confirmMatch.handler(({ context, input }) =>
        matches.confirmMatch(context, input.matchId),
      ),
      confirmAll: statements.confirmAll.handler(({ context, input }) => matches.confirmAll(context, input)),
      undoMatch: statements.undoMatch.handler(({ context, input }) => matches.undoMatch(context, input.matchId)),
      matchByHand: statements.matchByHand.handler(({ context, input }) => matches.matchByHand(context, input)),
      markDifferences: statements.markDifferences.handler(({ context, input }) => differences.mark(context, input)),
      unmarkDifference: statements.unmarkDifference.handler(({ context, input }) =>
        differences.unmark(context, input.differenceId),
      ),
      resolveDifference: statements.resolveDifference.handler(({ context, input }) =>
        differences.resolve(context, input),
      ),
      settle: statements.settle.handler(({ context, input }) => settlement.settle(context, input)),
      reopen: statements.reopen.handler(({ context, input }) => settlement.reopen(context, input)),
      withdraw: statements.withdraw.handler(({ context, input }) => settlement.withdraw(context, input)),
    },
    periods: {
      list: periods.list.handler(({ context, input }) => months.list(context, input)),
      grid: periods.grid.handler(({ context, input, signal }) => months.grid(context, input, signal)),
      get: periods.get.handler(({ context, input }) => months.get(context, input.month)),
      confirmBalance: periods.confirmBalance.handler(({ context, input }) => months.confirmBalance(context, input)),
      markLate: periods.markLate.handler(({ context, input }) => months.markLate(context, input)),
      openBook: periods.openBook.handler(({ context, input }) => months.openBook(context, input)),
      settleStock: periods.settleStock.handler(({ context, input }) => stockBook.settleStock(context, input.month)),
      openStock: periods.openStock.handler(({ context, input }) => stockBook.openStock(context, input)),
      closeMonth: periods.closeMonth.handler(({ context, input }) => months.closeMonth(context, input.month)),
      reopenMonth: periods.reopenMonth.handler(({ context, input }) => months.reopenMonth(context, input)),
    },
    reports: {
      monthlyWorkbook: reports.monthlyWorkbook.handler(({ context, input }) =>
        reporting.monthlyWorkbook(context, input),
      ),
    },
  };
}
