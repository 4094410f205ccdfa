import type { ReadDb } from '#core/db/connection.ts';
import { prepared } from '#core/db/statement.ts';
import type { BookRule } from './book-rule.ts';
import { KEY_RULES } from './key-rules.job.repo.ts';
import { MARK_RULE } from './mark-rule.job.repo.ts';
import { PAPER_RULES } from './paper-rules.job.repo.ts';
import { PURCHASE_RULES } from './purchase-rules.job.repo.ts';
import { STATEMENT_RULES } from './statement-rules.job.repo.ts';
import { STOCK_RULES } from './stock-rules.job.repo.ts';
import { SUPPLIER_RULES } from './supplier-rules.job.repo.ts';
import { TRADE_RULES } from './trade-rules.job.repo.ts';

/** The invariants that one query each can check. They run in a job thread: each scans what it checks. */
export const BOOK_RULES: readonly BookRule[] = [
  ...STOCK_RULES,
  ...KEY_RULES,
  MARK_RULE,
  ...TRADE_RULES,
  ...PURCHASE_RULES,
  ...SUPPLIER_RULES,
  ...PAPER_RULES,
  ...STATEMENT_RULES,
];

export function countRows(db: ReadDb, sql: string): number {
  return prepared(db, sql).pluck().get() as number;
}

export function findBreaches(db: ReadDb, sql: string, limit: number): string[] {
  return prepared(db, `SELECT * FROM (${sql}) LIMIT ${limit}`).pluck().all() as string[];
}
