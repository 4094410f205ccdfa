/** What reading a statement found, as far as it decides whether the statement is brought in. */
export interface StatementFindings {
  readonly accepted: number;
  readonly breaks: readonly unknown[];
}

/** Why a statement is not brought in as a whole; null where it is. */
export function statementObstacle(
  { accepted, breaks }: StatementFindings,
  acceptsBreaks: boolean,
): 'STATEMENT_BREAKS' | 'STATEMENT_EMPTY' | null {
  if (breaks.length > 0 && !acceptsBreaks) return 'STATEMENT_BREAKS';
  return accepted === 0 ? 'STATEMENT_EMPTY' : null;
}
