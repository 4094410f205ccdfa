/** One rule of the books as a query that finds where it is broken; its first column says the place in words and ids. */
export interface BookRule {
  readonly name: string;
  /** What was looked at, counted. */
  readonly countSql: string;
  readonly breachSql: string;
}
