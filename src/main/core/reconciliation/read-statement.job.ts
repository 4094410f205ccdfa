import type { ThreadContext } from '#core/jobs/thread-context.ts';
import { unpackRows } from '#core/spreadsheets/sheet-source.ts';
import type { StatementReading } from '#shared/contract/reconciliation.contract.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import type { StatementPlan } from './statement-plan.ts';
import { createStatementReader } from './statement-reading.ts';
import { skuOfProductText } from './statement-skus.ts';
import { insertStatementLines } from './statements.repo.ts';

const LINES_PER_TURN = 2_000;

/** Reads a statement in its thread and, unless it is a dry run, writes its lines in turns while nobody sees them. */
export async function run(plan: StatementPlan, thread: ThreadContext): Promise<StatementReading> {
  const skus = new Map<string, SkuId | null>(plan.assignments);
  const reader = createStatementReader(plan, (text) => {
    const known = skus.get(text);
    if (known !== undefined) return known;
    const found = skuOfProductText(thread.readDb, plan.supplierId, text)?.skuId ?? null;
    skus.set(text, found);
    return found;
  });
  let rowCount = 0;
  for await (const bytes of thread.chunks()) {
    const rows = unpackRows(bytes);
    for (const row of rows) reader.add(row);
    rowCount += rows.length;
    thread.progress(rowCount, null);
  }
  const { reading, lines } = reader.finish();
  const { statementId } = plan;
  if (statementId === null) return reading;
  for (let start = 0; start < lines.length; start += LINES_PER_TURN) {
    const part = lines.slice(start, start + LINES_PER_TURN);
    await thread.writeTurn((tx) => insertStatementLines(tx, statementId, part));
    thread.progress(start + part.length, lines.length);
  }
  return reading;
}
