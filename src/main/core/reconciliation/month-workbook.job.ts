import type { ThreadContext } from '#core/jobs/thread-context.ts';
import { writeXlsx } from '#core/spreadsheets/xlsx-writer.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { collectMonth, type MonthRecord, stockRows } from './month-record.ts';
import { type MonthWorkbookData, monthWorkbook } from './month-workbook.ts';
import { readSnapshot } from './periods.repo.ts';

export interface MonthWorkbookInput extends Omit<MonthWorkbookData, 'supplier' | 'accounts' | 'stock' | 'afterwards'> {
  /** The supplier it is for; null for all of them in `currency`. */
  readonly supplierId: SupplierId | null;
}

/** Writes a month's workbook piece by piece: a closed month from its snapshot, an open one from the books as they are. */
export async function run(input: MonthWorkbookInput, thread: ThreadContext): Promise<null> {
  const { supplierId, ...frame } = input;
  const snapshot = readSnapshot(thread.readDb, input.month);
  const record = snapshot === null ? collectMonth(thread.readDb, input.month) : (JSON.parse(snapshot) as MonthRecord);
  const accounts = record.accounts.filter((account) =>
    supplierId === null ? account.currency === input.currency : account.supplierId === supplierId,
  );
  const [account] = accounts;
  const document = monthWorkbook({
    ...frame,
    supplier: supplierId === null || account === undefined ? null : { code: account.code, name: account.name },
    accounts,
    stock: stockRows(record, supplierId),
    afterwards: (record.afterwards ?? []).filter((row) => supplierId === null || row.supplierId === supplierId),
  });
  for await (const piece of writeXlsx(document)) await thread.emit(new Uint8Array(piece));
  return null;
}
