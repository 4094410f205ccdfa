import type { Readable } from '#core/db/connection.ts';
import { skuTitleOf } from '#core/db/sku-title.ts';
import { prepared, readStatement } from '#core/db/statement.ts';
import type { KeyState } from '#shared/domain/card-keys/key-states.ts';
import type { BatchId, CardKeyId, SkuId } from '#shared/domain/ids.ts';
import { firstByIndex } from './list-conditions.ts';

export interface MovementListRow {
  readonly id: number;
  readonly kind: string;
  readonly reason: string;
  readonly skuId: SkuId;
  readonly skuCode: string;
  readonly skuName: string;
  readonly batchId: BatchId;
  readonly batchNumber: string;
  readonly quantity: number;
  readonly value: number;
  readonly occurredOn: string;
  readonly documentKind: 'import' | 'delivery' | 'stock-document';
  readonly documentId: number;
  readonly postedAt: number;
  readonly documentNumber: string;
}

const MOVEMENT = `SELECT m.id, m.kind, m.reason, m.sku_id AS skuId, k.code AS skuCode, ${skuTitleOf('k')} AS skuName,
    m.batch_id AS batchId, b.number AS batchNumber, m.quantity, m.value, m.occurred_on AS occurredOn,
    m.document_kind AS documentKind, m.document_id AS documentId, m.posted_at AS postedAt,
    CASE m.document_kind
      WHEN 'import' THEN (SELECT number FROM imports WHERE id = m.document_id)
      WHEN 'delivery' THEN (SELECT number FROM deliveries WHERE id = m.document_id)
      ELSE (SELECT number FROM stock_documents WHERE id = m.document_id) END AS documentNumber
  FROM movements m JOIN skus k ON k.id = m.sku_id JOIN batches b ON b.id = m.batch_id`;

export interface MovementListFilter {
  readonly skuId?: number;
  readonly batchId?: number;
  readonly month?: string;
  readonly document?: { readonly kind: string; readonly id: number };
  readonly kind?: string;
}

/** Movements, newest first; each filter has its index, the kind is looked at on the way. */
export function readMovements(
  db: Readable,
  filter: MovementListFilter,
  before: number,
  limit: number,
): MovementListRow[] {
  const { document, ...plain } = filter;
  const parameters = { ...plain, documentKind: document?.kind, documentId: document?.id, before, limit };
  return prepared(db, movementListStatement(filter)).all(parameters) as MovementListRow[];
}

export function movementListStatement(filter: MovementListFilter): string {
  const conditions = [
    'm.id < @before',
    ...firstByIndex([
      filter.document !== undefined && 'm.document_id = @documentId AND m.document_kind = @documentKind',
      filter.batchId !== undefined && 'm.batch_id = @batchId',
      filter.skuId !== undefined && 'm.sku_id = @skuId',
      filter.month !== undefined && 'm.month = @month',
      filter.kind !== undefined && '+m.kind = @kind',
    ]),
  ];
  return `${MOVEMENT} WHERE ${conditions.join(' AND ')} ORDER BY m.id DESC LIMIT CAST(@limit AS INTEGER)`;
}

const DOCUMENT = `SELECT d.id, d.number, d.kind, d.reason, d.note, d.quantity, d.is_pending AS isPending,
  d.occurred_on AS occurredOn, d.posted_at AS postedAt, u.name AS postedBy
  FROM stock_documents d LEFT JOIN users u ON u.id = d.posted_by`;

export interface DocumentListRow {
  readonly id: number;
  readonly number: string;
  readonly kind: string;
  readonly reason: string;
  readonly note: string;
  readonly quantity: number;
  readonly isPending: number;
  readonly occurredOn: string;
  readonly postedAt: number;
  readonly postedBy: string | null;
}

const selectDocuments = readStatement<{ before: number; limit: number }, DocumentListRow>(
  `${DOCUMENT} WHERE d.id < @before ORDER BY d.id DESC LIMIT CAST(@limit AS INTEGER)`,
);
const selectDocumentsOfKind = readStatement<{ kind: string; before: number; limit: number }, DocumentListRow>(
  `${DOCUMENT} WHERE d.kind = @kind AND d.id < @before ORDER BY d.id DESC LIMIT CAST(@limit AS INTEGER)`,
);
const selectDocument = readStatement<{ id: number }, DocumentListRow>(`${DOCUMENT} WHERE d.id = @id`);
const selectDocumentKeys = readStatement<
  { id: number },
  { id: CardKeyId; tail: string; fromState: KeyState; toState: KeyState }
>(
  `SELECT e.key_id AS id, k.number_tail AS tail, e.from_state AS fromState, e.to_state AS toState
   FROM key_events e JOIN card_keys k ON k.id = e.key_id
   WHERE e.document_kind = 'stock-document' AND e.document_id = @id ORDER BY e.id LIMIT 200`,
);

export function readDocuments(
  db: Readable,
  kind: string | undefined,
  before: number,
  limit: number,
): DocumentListRow[] {
  return kind === undefined
    ? selectDocuments.all(db, { before, limit })
    : selectDocumentsOfKind.all(db, { kind, before, limit });
}

export function findDocumentRow(db: Readable, id: number): DocumentListRow | null {
  return selectDocument.get(db, { id }) ?? null;
}

/** The first 200 keys that a document moved. */
export function readDocumentKeys(db: Readable, id: number) {
  return selectDocumentKeys.all(db, { id });
}
