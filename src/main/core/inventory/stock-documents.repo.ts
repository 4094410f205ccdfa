import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import { takeDocumentNumber } from '#core/settings/settings.repo.ts';
import type { StockDocumentId } from '#shared/domain/ids.ts';
import type { StockDocumentKind } from '#shared/domain/inventory/stock-documents.ts';
import type { StockAuthor } from './ledger.ts';

export interface StockDocument {
  readonly id: StockDocumentId;
  readonly number: string;
  readonly kind: StockDocumentKind;
  readonly reason: string;
  readonly note: string;
  readonly details: unknown;
  readonly quantity: number;
  readonly isPending: boolean;
  readonly occurredOn: string;
  readonly postedAt: number;
  readonly postedBy: number | null;
}

type StoredDocument = Omit<StockDocument, 'details' | 'isPending'> & { details: string; isPending: number };
const COLUMNS = `id, number, kind, reason, note, details, quantity, is_pending AS isPending, occurred_on AS occurredOn,
  posted_at AS postedAt, posted_by AS postedBy`;

const selectDocument = readStatement<{ id: number }, StoredDocument>(
  `SELECT ${COLUMNS} FROM stock_documents WHERE id = @id`,
);
const selectPending = readStatement<Record<string, never>, StoredDocument>(
  `SELECT ${COLUMNS} FROM stock_documents WHERE is_pending = 1 ORDER BY id`,
);
const insertDocument = writeStatement<Record<string, unknown>>(
  `INSERT INTO stock_documents (number, kind, reason, note, details, quantity, is_pending, occurred_on, posted_at, posted_by)
   VALUES (@number, @kind, @reason, @note, @details, @quantity, @isPending, @occurredOn, @postedAt, @postedBy)`,
);
const updateQuantity = writeStatement<{ id: number; quantity: number; isPending: number }>(
  'UPDATE stock_documents SET quantity = @quantity, is_pending = @isPending WHERE id = @id',
);

const PREFIXES: Record<StockDocumentKind, string> = {
  quarantine: 'QR',
  release: 'RL',
  freeze: 'FZ',
  'write-off': 'WO',
  reclassification: 'RC',
  reservation: 'RV',
  'reservation-end': 'RV',
  expiry: 'EX',
  'expiry-undone': 'EU',
  'stock-take': 'PD',
  'buyer-return': 'BR',
  'bad-key': 'BK',
  'undo-import': 'UI',
  'supplier-return': 'SR',
  placement: 'PL',
  restore: 'RS',
  'price-correction': 'PA',
};

export interface NewStockDocument {
  readonly kind: StockDocumentKind;
  readonly reason: string;
  readonly note?: string;
  readonly details?: unknown;
  readonly quantity: number;
  readonly isPending?: boolean;
}

/** Posts a numbered paper; its keys move in the same transaction (or, pending, in turns after it). */
export function postStockDocument(
  tx: WriteTx,
  author: StockAuthor,
  document: NewStockDocument,
): { id: StockDocumentId; number: string } {
  const number = takeDocumentNumber(tx, PREFIXES[document.kind], author.month);
  const { lastInsertRowid } = insertDocument.run(tx, {
    number,
    kind: document.kind,
    reason: document.reason,
    note: document.note ?? '',
    details: JSON.stringify(document.details ?? {}),
    quantity: document.quantity,
    isPending: Number(document.isPending ?? false),
    occurredOn: author.day,
    postedAt: author.now,
    postedBy: author.userId,
  });
  return { id: lastInsertRowid as StockDocumentId, number };
}

export function setDocumentProgress(tx: WriteTx, id: StockDocumentId, quantity: number, isPending: boolean): void {
  updateQuantity.run(tx, { id, quantity, isPending: Number(isPending) });
}

export function findStockDocument(db: Readable, id: StockDocumentId): StockDocument | null {
  const row = selectDocument.get(db, { id });
  return row ? fromStored(row) : null;
}

export function readPendingDocuments(db: Readable): StockDocument[] {
  return selectPending.all(db, {}).map(fromStored);
}

function fromStored(row: StoredDocument): StockDocument {
  return { ...row, details: JSON.parse(row.details), isPending: row.isPending === 1 };
}
