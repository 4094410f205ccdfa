import { openFloorDatabase, prepareBenchShop, shopFolder } from './bench-shop.ts';
import { generateStatement } from './generate-statement.ts';

/** The account's supplier, its open statement, and the month of both. */
export const ACCOUNT = {
  supplierId: 1,
  statementId: 1,
  month: '2026-10',
  from: '2026-10-01',
  to: '2026-10-31',
} as const;

const POSTED_AT = Date.UTC(2026, 10, 1);

/**
 * The bench shop with a month of `rows` purchases on one account and an open statement of as many lines. Written straight
 * into the tables: a hundred thousand purchases one by one would take longer than what is measured.
 */
export async function prepareAccount(folder: string, rows: number): Promise<void> {
  await prepareBenchShop(folder, 0);
  const { lines, entries } = generateStatement(rows);
  const database = openFloorDatabase(shopFolder(folder));
  const { supplierId, statementId, month, from, to } = ACCOUNT;
  database.exec('BEGIN IMMEDIATE');
  const first = (database.prepare('SELECT COALESCE(MAX(id), 0) FROM supplier_entries').pluck().get() as number) + 1;
  const insertEntry = database.prepare(
    `INSERT INTO supplier_entries (id, number, supplier_id, kind, amount, occurred_on, month, external_number, our_number, posted_at, posted_by)
     VALUES (?, ?, ?, 'purchase', ?, ?, ?, ?, ?, ?, 1)`,
  );
  const insertEntryLine = database.prepare(
    'INSERT INTO supplier_entry_lines (entry_id, sku_id, quantity, unit_price, amount) VALUES (?, ?, ?, ?, ?)',
  );
  let total = 0;
  for (const [index, entry] of entries.entries()) {
    const id = first + index;
    const number = `ZM-BENCH-${String(index + 1).padStart(7, '0')}`;
    const { amount, occurredOn, externalNumber, ourNumber } = entry;
    insertEntry.run(id, number, supplierId, amount, occurredOn, month, externalNumber, ourNumber, POSTED_AT);
    const [line] = entry.lines;
    if (line) insertEntryLine.run(id, 1 + (index % 2), line.quantity, line.unitPrice, line.amount);
    total += amount;
  }
  database
    .prepare(
      'UPDATE supplier_balances SET balance = balance + CAST(? AS INTEGER), entry_count = entry_count + ? WHERE supplier_id = ?',
    )
    .run(total, rows, supplierId);
  database
    .prepare(
      `INSERT INTO statements (id, number, supplier_id, from_on, to_on, state, file_name, file_digest, line_count, line_total, imported_at, imported_by)
       VALUES (?, 'DZ-BENCH', ?, ?, ?, 'open', 'statement.csv', x'00', ?, ?, ?, 1)`,
    )
    .run(statementId, supplierId, from, to, rows, total, POSTED_AT);
  const insertLine = database.prepare(
    `INSERT INTO statement_lines (statement_id, row_number, occurred_on, external_number, our_number, product_text, sku_id, quantity, unit_price, amount, kind)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const [index, line] of lines.entries()) {
    const { occurredOn, externalNumber, ourNumber, productText, quantity, unitPrice, amount, kind } = line;
    const skuId = 1 + ((line.id - 1) % 2);
    insertLine.run(
      statementId,
      index + 2,
      occurredOn,
      externalNumber,
      ourNumber,
      productText,
      skuId,
      quantity,
      unitPrice,
      amount,
      kind,
    );
  }
  database.exec('COMMIT');
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
}
