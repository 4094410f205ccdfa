import type { ThreadContext } from '#core/jobs/thread-context.ts';
import { writeXlsx } from '#core/spreadsheets/xlsx-writer.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { accountClosing, collectMonth, type MonthRecord, type RecordedAccount, stockRows } from './month-record.ts';
import { type MonthWorkbookData, monthWorkbook } from './month-workbook.ts';
import { readSnapshot } from './periods.repo.ts';

export interface MonthWorkbookInput
  extends Omit<MonthWorkbookData, 'supplier' | 'accounts' | 'otherAccounts' | 'stock' | 'afterwards'> {
  /** The supplier it is for; null for all of them. */
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
    otherAccounts: supplierId === null ? inOtherCurrencies(record.accounts, input.currency) : [],
    stock: stockRows(record, supplierId),
    afterwards: (record.afterwards ?? []).filter((row) => supplierId === null || row.supplierId === supplierId),
  });
  for await (const piece of writeXlsx(document)) await thread.emit(new Uint8Array(piece));
  return null;
}

/** Accounts in other currencies, by currency; a currency in which nothing stands and nothing moved is left out. */
function inOtherCurrencies(accounts: readonly RecordedAccount[], currency: string): MonthWorkbookData['otherAccounts'] {
  const others = Map.groupBy(
    accounts.filter((account) => account.currency !== currency),
    (account) => account.currency,
  );
  return [...others]
    .map(([code, found]) => ({ currency: code, accounts: found }))
    .filter(({ accounts: found }) =>
      found.some((account) => account.opening !== 0 || account.entries.length > 0 || accountClosing(account) !== 0),
    )
    .sort((left, right) => (left.currency < right.currency ? -1 : 1));
}
